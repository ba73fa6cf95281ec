export { fileHandlers } from './attachments.routes.ts'
