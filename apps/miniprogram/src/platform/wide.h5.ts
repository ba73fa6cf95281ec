import { useCallback, useSyncExternalStore } from 'react'

/** Whether the window has at least this width, and whenever that changes. */
export function useWide(px: number): boolean {
  const query = `(min-width: ${px}px)`
  const watch = useCallback(
    (changed: () => void) => {
      const list = window.matchMedia(query)
      list.addEventListener('change', changed)
      return () => list.removeEventListener('change', changed)
    },
    [query],
  )
  return useSyncExternalStore(watch, () => window.matchMedia(query).matches)
}
