export { assistantHandlers } from './assistant.routes.ts'
