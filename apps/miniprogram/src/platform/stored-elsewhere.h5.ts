export function onStoredElsewhere(prefix: string, listener: () => void): () => void {
  // The key is null where the whole storage was emptied.
  const onStorage = ({ key: changed }: StorageEvent) => {
    if (changed === null || changed.startsWith(prefix)) listener()
  }
  // A page in the browser's back cache missed all storage events.
  const onShow = ({ persisted }: PageTransitionEvent) => {
    if (persisted) listener()
  }
  window.addEventListener('storage', onStorage)
  window.addEventListener('pageshow', onShow)
  return () => {
    window.removeEventListener('storage', onStorage)
    window.removeEventListener('pageshow', onShow)
  }
}
