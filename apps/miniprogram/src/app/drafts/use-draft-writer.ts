import { useDidHide } from '@tarojs/taro'
import { useEffect, useRef, useState } from 'react'

const PAUSE_MS = 400

export interface DraftWriter {
  /** Stores after a moment, together with what is typed until then. */
  readonly later: () => void
  readonly now: () => void
}

/**
 * Spares the phone a write per keystroke: `later` calls `store` within 400 ms, and at once when the page hides or is
 * left before that.
 */
export function useDraftWriter(store: () => void): DraftWriter {
  const latest = useRef(store)
  latest.current = store
  const [writer] = useState(() => {
    let timer: ReturnType<typeof setTimeout> | undefined
    const now = () => {
      clearTimeout(timer)
      timer = undefined
      latest.current()
    }
    const later = () => {
      timer ??= setTimeout(now, PAUSE_MS)
    }
    const pending = () => {
      if (timer !== undefined) now()
    }
    return { later, now, pending }
  })
  useEffect(() => writer.pending, [writer])
  useDidHide(writer.pending)
  return writer
}
