import { FOLLOW_UP_TYPES, type FollowUpType } from '@qingpin/contract/customers/customers.enums'
import { currentSession } from '@/app/session'
import { getStored, removeStored, setStored } from '@/platform/storage'
import { dayOf } from '../say-customer'
import type { Plan } from './plans'

export interface Draft {
  readonly type: FollowUpType
  readonly content: string
  readonly plan: Plan
  readonly clock: string
}

const BLANK: Draft = { type: 'phone', content: '', plan: '', clock: '' }

/** What was typed and not yet saved, by account: the next person on this phone does not see whom it is about. */
const placeOf = (customerId: string): string => `follow-up-draft/${currentSession()?.user.id ?? 'nobody'}/${customerId}`

const text = (value: unknown): string => (typeof value === 'string' ? value : '')

/** A day that is over is no plan any more. */
const stillAhead = (plan: string): Plan => (plan === 'none' || plan >= dayOf(Date.now()) ? plan : '')

export function draftOf(customerId: string): Draft {
  const stored = getStored(placeOf(customerId))
  if (typeof stored !== 'object' || stored === null) return BLANK
  const { type, content, plan, clock } = stored as Partial<Record<keyof Draft, unknown>>
  return {
    type: FOLLOW_UP_TYPES.find(({ value }) => value === type)?.value ?? BLANK.type,
    content: text(content),
    plan: stillAhead(text(plan)),
    clock: text(clock),
  }
}

export function keepDraft(customerId: string, draft: Draft): void {
  if (draft.content.trim() === '' && draft.plan === '') dropDraft(customerId)
  else setStored(placeOf(customerId), draft)
}

export const dropDraft = (customerId: string): void => removeStored(placeOf(customerId))
