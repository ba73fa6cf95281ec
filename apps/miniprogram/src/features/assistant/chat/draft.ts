import { useRef, useState } from 'react'
import { defineDraft } from '@/app/drafts/drafts'
import { useDraftChoice } from '@/app/drafts/use-draft-choice'
import { useDraftWriter } from '@/app/drafts/use-draft-writer'

/** By conversation, and `new`. */
export const chatDrafts = defineDraft<string>('chat', {
  read: (stored) => (typeof stored === 'string' ? stored : undefined),
  isBlank: (text) => text.trim() === '',
})

const draftOf = (chatId: string | undefined) => chatDrafts.of(chatId ?? 'new')

/** The draft of a conversation's field, which outlives the page and the app. */
export function useDraft(chatId: string | undefined) {
  // Whose page this is does not change with who logs in above it.
  const [draft] = useState(() => draftOf(chatId))
  const [text, setText] = useState(() => draft.read() ?? '')
  const latest = useRef(text)
  const writer = useDraftWriter(() => draft.write(latest.current))

  const write = (next: string) => {
    latest.current = next
    setText(next)
    writer.later()
  }
  const put = (next: string) => {
    write(next)
    writer.now()
  }
  /** The field as it is now, also where the caller began before the last keystroke. */
  const now = () => latest.current
  const choice = useDraftChoice(draft, {
    now,
    linesOf: (value) => [{ label: '', text: value }],
    use: put,
  })
  /** Clears the field after sending, unless its text was changed meanwhile. */
  const sent = (what: string) => {
    if (latest.current === what) put('')
  }
  /** Moves text that was typed while the first question was sent to the new conversation. */
  const moveTo = (began: string) => {
    if (latest.current.trim() !== '') draftOf(began).write(latest.current)
    put('')
  }
  return { text, now, write, sent, moveTo, choice }
}
