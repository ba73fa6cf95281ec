export { fileHandlers } from './files.routes.ts'
