import { rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { idCardFront, SHE } from '../id-cards.ts'
import type { Example, ExamplesOf } from './example.ts'

/** A card that WeChat will know, as a file for a shell. It goes with the process that made it. */
let file: string | undefined
const aCard: Example['given'] = async (app) => {
  if (file === undefined) {
    const place = join(tmpdir(), `qingpin-card-${process.pid}.png`)
    writeFileSync(place, idCardFront())
    process.on('exit', () => rmSync(place, { force: true }))
    file = place
  }
  const { name, idNumber: id, address: addr, gender, ethnicity: nationality } = SHE
  app.sandbox.sandbox.wechat.pictures.show({ card: { type: 'Front', name, id, addr, gender, nationality } }, 1)
  return { FILE: file }
}

export const ocrExamples: ExamplesOf<'ocr'> = {
  'POST /api/ocr/idcard': { as: 'person', given: aCard, form: { file: '@$FILE' } },
  'GET /api/ocr/health': { as: 'employee' },
  'GET /api/ocr/metrics': { as: 'employee' },
}
