export { type Hourly, hourly } from './hourly.ts'
export { countJobs, enqueue, type NewJob } from './jobs.repo.ts'
export { type Queue, Worker } from './jobs.ts'
