import type { TabLink } from './tabs.types'

export function linkTabs(name: string, onMessage: (message: unknown) => void): TabLink {
  return typeof BroadcastChannel === 'function' ? byChannel(name, onMessage) : byStorage(name, onMessage)
}

function byChannel(name: string, onMessage: (message: unknown) => void): TabLink {
  const channel = new BroadcastChannel(name)
  channel.addEventListener('message', ({ data }) => onMessage(data))
  return {
    // oxlint-disable-next-line unicorn/require-post-message-target-origin -- a channel reaches one origin only
    post: (message) => channel.postMessage(message),
    close: () => channel.close(),
  }
}

/** Safari before 15.4 has no channels. Other tabs are notified of each write to the storage that changes a value. */
function byStorage(name: string, onMessage: (message: unknown) => void): TabLink {
  const key = `tab-link/${name}`
  const listen = ({ key: changed, newValue }: StorageEvent) => {
    if (changed !== key || newValue === null) return
    try {
      onMessage((JSON.parse(newValue) as { message: unknown }).message)
    } catch {
      // Written by another version.
    }
  }
  window.addEventListener('storage', listen)
  let sent = 0
  return {
    post(message) {
      sent += 1
      try {
        localStorage.setItem(key, JSON.stringify({ message, sent, from: performance.now() }))
        localStorage.removeItem(key)
      } catch {
        // Without a storage each tab is alone.
      }
    },
    close: () => window.removeEventListener('storage', listen),
  }
}
