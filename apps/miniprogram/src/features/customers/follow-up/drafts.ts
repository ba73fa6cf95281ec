import type { FollowUpType } from '@qingpin/contract/customers/customers.enums'
import { useSession } from '@/app/session'
import type { Plan } from './plans'

export interface Draft {
  readonly type: FollowUpType
  readonly content: string
  readonly plan: Plan
  readonly clock: string
}

/** What was typed and not yet saved, by customer, while the app is open; it names people, so it is not put on the phone. */
const drafts = new Map<string, Draft>()

const BLANK: Draft = { type: 'phone', content: '', plan: '', clock: '' }

export const draftOf = (id: string): Draft => drafts.get(id) ?? BLANK
export const keepDraft = (id: string, draft: Draft): void => void drafts.set(id, draft)
export const dropDraft = (id: string): void => void drafts.delete(id)

useSession.subscribe(({ session }, before) => {
  if (session?.user.id !== before.session?.user.id) drafts.clear()
})
