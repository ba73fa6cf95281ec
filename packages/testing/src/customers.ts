import { aPhone } from './harness.ts'

/** What a customer must at least have; each call gives another number. */
export const aCustomer = (over: Record<string, unknown> = {}) => ({
  name: '陈雅琴',
  phone: aPhone(),
  leadSource: '转介绍' as const,
  contractStatus: '匹配中' as const,
  leadLevel: 'A类' as const,
  ...over,
})
