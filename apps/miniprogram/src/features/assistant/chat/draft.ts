import { useCallback, useEffect, useRef, useState } from 'react'
import { currentSession } from '@/app/session'
import { getStored, removeStored, setStored } from '@/platform/storage'

const PAUSE_MS = 400

/** By account: the next person on this phone does not read what was being written. */
const placeOf = (chatId: string | undefined) => `chat-draft/${currentSession()?.user.id ?? 'nobody'}/${chatId ?? 'new'}`

/** What is being written in a conversation's field; it outlives the page, and the app. */
export function useDraft(chatId: string | undefined) {
  // Whose page this is does not change with who logs in above it.
  const [place] = useState(() => placeOf(chatId))
  const [text, setText] = useState(() => {
    const stored = getStored(place)
    return typeof stored === 'string' ? stored : ''
  })
  const latest = useRef(text)
  const timer = useRef<ReturnType<typeof setTimeout> | undefined>(undefined)
  const keep = useCallback(() => {
    clearTimeout(timer.current)
    timer.current = undefined
    if (latest.current.trim() === '') removeStored(place)
    else setStored(place, latest.current)
  }, [place])
  useEffect(
    () => () => {
      if (timer.current !== undefined) keep()
    },
    [keep],
  )
  const write = (next: string) => {
    latest.current = next
    setText(next)
    timer.current ??= setTimeout(keep, PAUSE_MS)
  }
  const put = (next: string) => {
    write(next)
    keep()
  }
  /** The field as it is now, also where the caller began before the last keystroke. */
  const now = () => latest.current
  /** This was sent: the field is empty again, unless something else was written meanwhile. */
  const sent = (what: string) => {
    if (latest.current === what) put('')
  }
  /** What was written while the first question was on its way goes on in the conversation that it began. */
  const moveTo = (began: string) => {
    if (latest.current.trim() !== '') setStored(placeOf(began), latest.current)
    put('')
  }
  return { text, now, write, sent, moveTo }
}
