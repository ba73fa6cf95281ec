import { NodeCompiler } from '@myriaddreamin/typst-ts-node-compiler'
import { readdirSync } from 'node:fs'
import { join } from 'node:path'
import type { SheetPhoto } from '../../ports/pdf.port.ts'
import { answerJobs } from '../child-worker.ts'
import { coverageOf, missingSigns } from './glyphs.ts'
import type { Done, Job, ChildPaths } from './job.ts'
import { pictureOf } from './picture.ts'

/**
 * The process that sets pages: the engine is native code that cannot be interrupted, and grows. It does one job at a
 * time, and its parent ends it when a job takes too long.
 */
const paths = JSON.parse(process.argv[2] ?? '') as ChildPaths
const compiler = NodeCompiler.create({
  workspace: paths.templates,
  fontArgs: [{ fontPaths: [...paths.fonts] }],
})

/** The weights of one family draw the same characters. */
const [family = ''] = paths.fonts
const drawn = coverageOf(join(family, readdirSync(family).find((name) => name.endsWith('.ttf')) ?? ''))

/** All texts in the data, under any name. */
const wordsOf = (value: unknown): string =>
  typeof value === 'object' && value !== null ? Object.values(value).map(wordsOf).join('\n') : String(value)

/** Values of a template are texts: the bytes of a picture travel as a list of numbers. */
const photoInputs = (photo: SheetPhoto | undefined): Record<string, string> =>
  photo ? { photo: JSON.stringify([...photo.bytes]), format: photo.format } : {}

function print({ template, title, data, photo }: Extract<Job, { kind: 'print' }>): Done {
  try {
    const inputs = { title, data, ...photoInputs(photo) }
    const compiled = compiler.compile({ mainFilePath: `${paths.templates}/${template}.typ`, inputs })
    const { result } = compiled
    if (!result) {
      const error = compiled.takeError()
      throw new Error(error ? JSON.stringify(compiler.fetchDiagnostics(error)) : 'no document and no error')
    }
    // A missing font is only a warning, and would print boxes.
    const warnings = compiled.takeWarnings()
    if (warnings) throw new Error(JSON.stringify(compiler.fetchDiagnostics(warnings)))
    const missing = missingSigns(wordsOf(JSON.parse(data)), drawn)
    return { bytes: compiler.pdf(result), pages: result.numOfPages, missing }
  } finally {
    // Without it memory grows by 2 MB with each document.
    compiler.evictCache(0)
  }
}

answerJobs(async (job: Job): Promise<Done> =>
  job.kind === 'print' ? print(job) : { ...(await pictureOf(job)), missing: [] },
)
