import { serverNow } from '@/app/clock'
import { storedText } from '@qingpin/contract/core/text'
import { labelOf } from '@qingpin/contract/core/choices'
import { beijingDay } from '@qingpin/contract/core/days'
import { FOLLOW_UP_TYPES, type FollowUpType } from '@qingpin/contract/customers/customers.enums'
import { defineDraft } from '@/app/drafts/drafts'
import type { DraftLine } from '@/app/drafts/use-draft-choice'
import type { OutboxItem } from '@/app/outbox/items'
import type { Plan } from './plans'

export interface FollowUpDraft {
  readonly type: FollowUpType
  readonly content: string
  /** How a call went: 聊了约6分钟, 没人接. */
  readonly result: string
  readonly plan: Plan
  readonly clock: string
}

export const BLANK: FollowUpDraft = { type: 'phone', content: '', result: '', plan: '', clock: '' }

const text = (value: unknown): string => (typeof value === 'string' ? value : '')

/** A plan in the past is dropped. */
const stillAhead = (plan: string): Plan => (plan === 'none' || plan >= beijingDay(serverNow()) ? plan : '')

function readDraft(stored: unknown): FollowUpDraft | undefined {
  if (typeof stored !== 'object' || stored === null) return undefined
  const { type, content, result, plan, clock } = stored as Partial<Record<keyof FollowUpDraft, unknown>>
  return {
    type: FOLLOW_UP_TYPES.find(({ value }) => value === type)?.value ?? BLANK.type,
    content: text(content),
    result: text(result),
    plan: stillAhead(text(plan)),
    clock: text(clock),
  }
}

const DAY_AND_CLOCK = /^(\d{4}-\d{2}-\d{2})(?:T(\d{2}:\d{2}))?/

/** The values of a follow-up that waits in the outbox. */
export function valuesOf({ body }: OutboxItem): FollowUpDraft {
  const next = body.nextFollowUpDate
  const [, day = '', clock = ''] = DAY_AND_CLOCK.exec(text(next)) ?? []
  return { ...BLANK, ...readDraft(body), plan: next === null ? 'none' : stillAhead(day), clock }
}

export const linesOf = ({ type, content, result, plan, clock }: FollowUpDraft): readonly DraftLine[] => [
  { label: '说了什么', text: storedText(content) },
  { label: '怎么联系', text: labelOf(FOLLOW_UP_TYPES, type) },
  { label: '打得怎样', text: result },
  { label: '下次跟进', text: plan === 'none' ? '不再约' : [plan, clock].filter(Boolean).join(' ') },
]

/** Drafts of follow-ups, by customer. */
export const followUpDrafts = defineDraft<FollowUpDraft>('follow-up', {
  read: readDraft,
  isBlank: ({ content, plan }) => storedText(content) === '' && plan === '',
})
