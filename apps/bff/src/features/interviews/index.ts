export { interviewHandlers } from './interviews.routes.ts'
