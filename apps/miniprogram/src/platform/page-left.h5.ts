import type { PageLife } from './tabs.types'

export function onPageLeft({ left, back }: PageLife): () => void {
  const onShow = ({ persisted }: PageTransitionEvent) => {
    if (persisted) back()
  }
  window.addEventListener('pagehide', left)
  window.addEventListener('pageshow', onShow)
  return () => {
    window.removeEventListener('pagehide', left)
    window.removeEventListener('pageshow', onShow)
  }
}
