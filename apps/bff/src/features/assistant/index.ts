export { assistantHandlers } from './assistant.routes.ts'
export { guardRun } from './run-events.service.ts'
export { runWatch } from './recover-runs.job.ts'
