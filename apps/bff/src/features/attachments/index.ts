export { attachmentHandlers } from './attachments.routes.ts'
