export { readCards } from './public-workers.service.ts'
export { goodShares, handOverShares } from './handover.service.ts'
