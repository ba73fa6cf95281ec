import { MINUTE_MS } from '@qingpin/contract/core/days'
import { VERDICT_MINUTES } from '@qingpin/contract/reviews/reviews.rules'

/** The queue that asks again for a verdict: about 27 hours of tries, then a person looks. */
export const MODERATION = { name: 'moderation', retries: 12, baseMs: MINUTE_MS, leaseMs: MINUTE_MS } as const
/** When a text that could not be judged is judged for the first time after it was accepted. */
export const FIRST_TRY_MS = MINUTE_MS

/** The queue that asks about pictures: it goes on trying until a person looks instead. */
export const PICTURE_CHECKS = { name: 'picture-checks', retries: 12, baseMs: 10_000, leaseMs: MINUTE_MS } as const
/** When a picture without a verdict goes to a reviewer (epoch ms). */
export const personLooksAt = ({ createdAt }: { createdAt: number }): number => createdAt + VERDICT_MINUTES * MINUTE_MS

/** The states in which neither WeChat nor a person has decided: strangers do not see such a text or picture. */
export const OPEN_STATES = ['waiting', 'review'] as const

/** The states in which strangers do not see a text: one that a person refused stands until it is replaced. */
export const HIDDEN_STATES = [...OPEN_STATES, 'refusing'] as const

/** Nothing decided yet. */
export const UNDECIDED = { reason: null, note: null, decidedBy: null, decidedAt: null } as const

export interface FieldText {
  field: string
  text: string
}

/** Texts in groups that fit into one call of the vendor each, so that a long form costs no more than a short one. */
export function groupsOf(texts: readonly FieldText[], longest: number): FieldText[][] {
  const groups: FieldText[][] = []
  let left = 0
  for (const one of texts) {
    const length = [...one.text].length + 1
    if (length > left) {
      groups.push([])
      left = longest
    }
    groups.at(-1)?.push(one)
    left -= length
  }
  return groups
}
