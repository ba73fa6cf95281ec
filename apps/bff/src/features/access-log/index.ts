export { append } from './access-log.service.ts'
