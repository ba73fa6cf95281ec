export { handOverShortlists } from './handover.service.ts'
export { shortlistGroups } from './today.service.ts'
