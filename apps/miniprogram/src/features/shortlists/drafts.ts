import { storedText } from '@qingpin/contract/core/text'
import { defineDraft } from '@/app/drafts/drafts'

const text = {
  read: (stored: unknown) => (typeof stored === 'string' ? stored : undefined),
  isBlank: (value: string) => storedText(value) === '',
}

/** What a customer writes of a worker, by list and worker. */
export const commentDrafts = defineDraft<string>('comment', text)
/** What staff answer, by list and worker. */
export const replyDrafts = defineDraft<string>('reply', text)
/** The note on a list that is being made, by customer. */
export const noteDrafts = defineDraft<string>('shortlist', text)
