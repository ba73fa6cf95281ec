export { assistantHandlers } from './assistant.routes.ts'
export { guardRun } from './run-events.ts'
export { startSweeping } from './sweep.ts'
