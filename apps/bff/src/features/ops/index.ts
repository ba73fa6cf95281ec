export { opsHandlers } from './ops.routes.ts'
