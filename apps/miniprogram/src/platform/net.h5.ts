export const online = (): boolean => navigator.onLine

export function onNetChange(listener: (online: boolean) => void): () => void {
  const up = () => listener(true)
  const down = () => listener(false)
  window.addEventListener('online', up)
  window.addEventListener('offline', down)
  return () => {
    window.removeEventListener('online', up)
    window.removeEventListener('offline', down)
  }
}
