import { join } from 'node:path'
import type { Logger } from 'pino'
import { TableFailure, type TablePort } from '../../ports/table.port.ts'
import { ChildFailure, type ChildLimits, ChildWorker, TooMuchMemory } from '../child-worker.ts'
import type { Done, Job } from './job.ts'

const CHILD = join(import.meta.dirname, 'child.ts')

/** The largest workbook within the limits takes two seconds and 250 MB; a malicious one is ended long before it hurts. */
const USUAL: ChildLimits = {
  jobMs: 20_000,
  maxJobs: 20,
  maxRss: 200 << 20,
  mostRss: 500 << 20,
  maxWaiting: 5,
  idleMs: 60_000,
}

/** Reads tables in a child process of limited memory. Nothing is loaded or started before the first file. */
export function makeTables(log: Logger, limits: ChildLimits = {}): TablePort {
  let child: ChildWorker<Job, Done> | undefined
  return {
    async read(bytes, wishes) {
      child ??= new ChildWorker<Job, Done>({ program: CHILD, ...USUAL, ...limits })
      const answer = await child.run({ bytes, wishes }).catch((cause: unknown) => {
        const failure = cause instanceof ChildFailure ? cause : new ChildFailure('broken', { cause })
        const why = failure.cause instanceof TooMuchMemory ? 'too-big' : failure.why
        // The reader's own words may quote a cell.
        log.warn({ why }, 'a table could not be read')
        throw new TableFailure(why, { cause })
      })
      if ('problem' in answer) throw new TableFailure(answer.problem)
      return answer.table
    },
    stop: async () => child?.stop(),
  }
}
