import type { Leading } from './tabs.types'

export function leadTabs(name: string, leading: Leading): () => void {
  const locks = (navigator as { readonly locks?: LockManager }).locks
  return locks ? byLock(locks, name, leading) : byLease(name, leading)
}

/** The browser hands the lock to the next tab when this one is gone, in whatever way. */
function byLock(locks: LockManager, name: string, { lead }: Leading): () => void {
  const waiting = new AbortController()
  let release = () => {}
  const request = locks.request(name, { signal: waiting.signal }, () => {
    lead()
    return new Promise<void>((resolve) => {
      release = resolve
    })
  })
  // Rejected when it is given up before it was granted.
  request.catch(() => undefined)
  return () => {
    waiting.abort()
    release()
  }
}

const RENEW_MS = 2000
/** Timers of hidden tabs run once a second at best; one that is silent for longer is taken to be gone. */
const LEASE_MS = 7000
/** Two tabs that take a free lease at once see within this time whose it is. */
const SETTLE_MS = 200

interface Lease {
  readonly by: string
  readonly until: number
}

const isLease = (value: unknown): value is Lease =>
  typeof value === 'object' && value !== null && 'by' in value && 'until' in value && typeof value.until === 'number'

function readLease(key: string): Lease | undefined {
  try {
    const value: unknown = JSON.parse(localStorage.getItem(key) ?? 'null')
    return isLease(value) ? value : undefined
  } catch {
    return undefined
  }
}

function writeLease(key: string, lease: Lease | undefined): void {
  try {
    if (lease) localStorage.setItem(key, JSON.stringify(lease))
    else localStorage.removeItem(key)
  } catch {
    // Without a storage each tab leads for itself.
  }
}

/** For browsers without Web Locks (Safari before 15.4): a lease in the storage that its holder renews. */
function byLease(name: string, leading: Leading): () => void {
  const key = `lease/${name}`
  const me = Math.random().toString(36).slice(2)
  let state: 'waiting' | 'trying' | 'leading' = 'waiting'
  let timer: ReturnType<typeof setTimeout> | undefined
  const renew = () => writeLease(key, { by: me, until: Date.now() + LEASE_MS })
  const again = (ms: number) => {
    clearTimeout(timer)
    timer = setTimeout(look, ms)
  }
  function look(): void {
    const lease = readLease(key)
    const isMine = lease?.by === me
    const isFree = lease === undefined || lease.until <= Date.now()
    if (state === 'leading' && !isMine && !isFree) {
      state = 'waiting'
      leading.yield()
    } else if (state === 'trying') {
      state = isMine || lease === undefined ? 'leading' : 'waiting'
      if (state === 'leading') leading.lead()
    } else if (state === 'waiting' && isFree) {
      state = 'trying'
      renew()
      return again(SETTLE_MS)
    }
    if (state === 'leading') renew()
    again(RENEW_MS)
  }
  const leave = () => {
    if (readLease(key)?.by === me) writeLease(key, undefined)
  }
  const onStorage = (event: StorageEvent) => {
    if (event.key === key && event.newValue === null && state === 'waiting') again(Math.random() * SETTLE_MS)
  }
  window.addEventListener('pagehide', leave)
  window.addEventListener('storage', onStorage)
  look()
  return () => {
    clearTimeout(timer)
    window.removeEventListener('pagehide', leave)
    window.removeEventListener('storage', onStorage)
    leave()
  }
}
