import type { ORDER_STATUSES } from '@qingpin/contract/resumes/resumes.enums'
import type { ValueOf } from '@qingpin/contract/core/choices'
import type { Tone } from '@/ui/tag'

const orderTones: Record<ValueOf<typeof ORDER_STATUSES>, Tone> = {
  accepting: 'ok',
  'not-accepting': 'plain',
  signed: 'info',
  'on-service': 'info',
}

/** The colour of an order status; plain for a status that this version does not know. */
export const orderTone = (status: string): Tone =>
  Object.entries(orderTones).find(([value]) => value === status)?.[1] ?? 'plain'
