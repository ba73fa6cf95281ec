import { useCallback, useEffect, useRef, useState } from 'react'
import { getStored, removeStored, setStored } from '@/platform/storage'

const PAUSE_MS = 400

const keyOf = (chatId: string | undefined) => `chat-draft:${chatId ?? 'new'}`

/** What is being written in a conversation's field; it outlives the page, and the app. */
export function useDraft(chatId: string | undefined) {
  const key = keyOf(chatId)
  const [text, setText] = useState(() => {
    const stored = getStored(key)
    return typeof stored === 'string' ? stored : ''
  })
  const latest = useRef(text)
  const timer = useRef<ReturnType<typeof setTimeout> | undefined>(undefined)
  const keep = useCallback(() => {
    clearTimeout(timer.current)
    timer.current = undefined
    if (latest.current.trim() === '') removeStored(key)
    else setStored(key, latest.current)
  }, [key])
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
  const clear = () => {
    latest.current = ''
    setText('')
    keep()
  }
  return { text, write, clear }
}
