export { sendServiceMessage, type ServiceMessage, type ServiceMessageOutcome } from './message.service.ts'
export type { PushHandlers } from './push.job.ts'
