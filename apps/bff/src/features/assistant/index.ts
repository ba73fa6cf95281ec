export { assistantHandlers } from './assistant.routes.ts'
export { guardRun } from './run-events.ts'
export { runWatch } from './sweep.ts'
