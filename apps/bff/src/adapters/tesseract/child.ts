import { createWorker, OEM, PSM, type Worker } from 'tesseract.js'
import { answerJobs } from '../child-worker.ts'
import type { Done, Job, ChildPaths } from './job.ts'

/** The process that reads: its engine takes 200 MB, which are freed when no picture has come for a while. */
const { languages } = JSON.parse(process.argv[2] ?? '') as ChildPaths
const LAYOUTS = { page: PSM.AUTO, straightened: PSM.AUTO, scattered: PSM.SPARSE_TEXT } as const

let engine: Promise<Worker> | undefined
/** The characters come from the package beside us: with a folder for a path the library asks no network. */
const ready = () =>
  (engine ??= createWorker('chi_sim', OEM.LSTM_ONLY, { langPath: languages, cacheMethod: 'none', gzip: true }))

answerJobs(async ({ picture, layout }: Job): Promise<Done> => {
  const worker = await ready()
  await worker.setParameters({ tessedit_pageseg_mode: LAYOUTS[layout] })
  const { data } = await worker.recognize(Buffer.from(picture), { rotateAuto: layout === 'straightened' })
  return { text: data.text }
})
