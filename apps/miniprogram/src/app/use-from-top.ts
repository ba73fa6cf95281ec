import { useEffect, useState } from 'react'

/** A blank moment: long enough for a frame without the content. */
const BLANK_MS = 16

/**
 * What is to be shown of `at`: a moment later than it changes. A scroll view has no command for scrolling to its top, so
 * callers draw nothing while the two differ.
 */
export function useFromTop<T>(at: T): T {
  const [shown, setShown] = useState(at)
  useEffect(() => {
    const timer = setTimeout(() => setShown(at), BLANK_MS)
    return () => clearTimeout(timer)
  }, [at])
  return shown
}
