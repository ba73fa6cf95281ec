import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import type { Logger } from 'pino'
import { type CardReading, OcrFailure, type OcrPort } from '../../ports/ocr.port.ts'
import { ChildFailure, type ChildLimits, ChildWorker } from '../child-worker.ts'
import { isComplete, joined, readingOf } from './card-text.ts'
import type { Done, Job, ChildPaths } from './job.ts'

const require = createRequire(import.meta.url)
const CHILD = join(import.meta.dirname, 'child.ts')
/** The smaller and the better of the two sets in the package: 6 % of characters wrong where the large one has 12 %. */
const languages = () => join(dirname(require.resolve('@tesseract.js-data/chi_sim/package.json')), '4.0.0_best_int')

/** After how many seconds a picture is sent again that could not be read. */
const RETRY_SECONDS = 10
/** A page takes two seconds of a quiet machine; a person does not wait behind ten others. */
const USUAL: ChildLimits = { jobMs: 30_000, maxJobs: 100, maxRss: 500 << 20, maxWaiting: 10, idleMs: 120_000 }

export interface LocalOcr extends OcrPort {
  /** The process that reads right now, for tests that end it. */
  readonly pid: () => number | undefined
}

/** Tesseract in a child process behind our port. Nothing is loaded or started before the first picture. */
export function makeLocalOcr(log: Logger, limits: ChildLimits = {}): LocalOcr {
  let child: ChildWorker<Job, Done> | undefined
  const begun = () => {
    const paths: ChildPaths = { languages: languages() }
    return (child ??= new ChildWorker<Job, Done>({ program: CHILD, paths, ...USUAL, ...limits }))
  }

  /** Whether the last picture was read at all: an engine that cannot start fails with each. */
  let works = true
  async function read(picture: Uint8Array, layout: Job['layout']): Promise<string[]> {
    try {
      const { text } = await begun().run({ picture, layout })
      works = true
      return text.split('\n').filter((line) => line.trim() !== '')
    } catch (cause) {
      const why = cause instanceof ChildFailure ? cause.why : 'broken'
      works = why === 'busy'
      // The engine's words may quote the text.
      log.warn({ why }, 'a picture could not be read here')
      throw new OcrFailure('unavailable', { cause, retryAfterSeconds: RETRY_SECONDS })
    }
  }

  return {
    provider: 'local',
    dailyCalls: null,
    isReady: () => works,
    async idCard(picture): Promise<CardReading> {
      let reading: CardReading | undefined
      for (const layout of ['page', 'straightened', 'scattered'] as const) {
        reading = joined(reading, readingOf(await read(picture, layout)))
        if (reading && isComplete(reading)) break
      }
      if (!reading) throw new OcrFailure('unreadable')
      return reading
    },
    async lines(picture) {
      const lines = (await read(picture, 'page')).map(withoutBlanks)
      if (lines.length === 0) throw new OcrFailure('unreadable')
      return lines
    },
    stop: async () => child?.stop(),
    pid: () => child?.pid,
  }
}

/** The engine puts blanks between Han characters; between other words they mean something. */
const withoutBlanks = (line: string): string =>
  line
    .trim()
    .replace(/(?<=[\p{Script=Han}\p{P}])\s+(?=[\p{Script=Han}\p{P}\d])|(?<=[\d\p{P}])\s+(?=\p{Script=Han})/gu, '')
