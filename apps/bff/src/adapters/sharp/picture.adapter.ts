import { join } from 'node:path'
import type { Logger } from 'pino'
import { type Picture, type PicturePort, PictureRefused, type PictureWishes } from '../../ports/picture.port.ts'
import { ChildFailure, type ChildLimits, ChildWorker } from '../child-worker.ts'
import type { Done, Job } from './job.ts'

const CHILD = join(import.meta.dirname, 'child.ts')
/** Two of the largest pictures in a row on a busy machine. */
const USUAL: ChildLimits = { jobMs: 15_000, maxJobs: 200, maxRss: 300 << 20, idleMs: 60_000 }

export interface SharpPictures extends PicturePort {
  /** The process that draws right now, for tests that end it. */
  readonly pid: () => number | undefined
}

/** Sharp in a child process behind our port. Nothing is loaded or started before the first picture. */
export function makePictures(log: Logger, limits: ChildLimits = {}): SharpPictures {
  const child = new ChildWorker<Job, Done>({ program: CHILD, ...USUAL, ...limits })

  async function redraw(bytes: Uint8Array, wishes: PictureWishes): Promise<Picture> {
    const done = await child.run({ bytes, wishes }).catch((cause: unknown) => {
      const why = cause instanceof ChildFailure && cause.why === 'busy' ? 'busy' : 'broken'
      // A file on which the decoder crashes or hangs: only that it happened is logged.
      log.warn({ why }, 'a picture could not be drawn')
      throw new PictureRefused(why, { cause })
    })
    if ('refused' in done) throw new PictureRefused(done.refused)
    return done.picture
  }

  return { redraw, stop: () => child.stop(), pid: () => child.pid }
}
