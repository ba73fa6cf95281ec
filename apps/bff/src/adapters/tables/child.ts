import { answerJobs } from '../child-worker.ts'
import { type Done, type Job, Refused } from './job.ts'
import { readTable } from './read-table.ts'

answerJobs(async ({ bytes, wishes }: Job): Promise<Done> => {
  try {
    return { table: await readTable(Buffer.from(bytes), wishes) }
  } catch (error) {
    if (error instanceof Refused) return { problem: error.why }
    throw error
  }
})
