export { shortlistGroups } from './today.service.ts'
