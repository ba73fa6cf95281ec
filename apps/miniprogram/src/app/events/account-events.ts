import { type AccountEvents, type AccountEventType, accountTopic } from '@qingpin/contract/events/account.events'
import { api } from '../api'
import { currentSession, useSession } from '../session'
import { holdsConnection, watchTopic } from './watch-topic'

type Listener = (data: never) => void
const listeners = new Map<AccountEventType, Set<Listener>>()
const beginnings = new Set<() => void>()

/**
 * Calls the listener with each event of this type for the account that is logged in, on whatever screen, until the
 * function it gives is called. What happened before the app was opened is not among them: what opens fetches.
 */
export function onAccountEvent<K extends AccountEventType>(type: K, listener: (data: AccountEvents[K]) => void) {
  const ofType = listeners.get(type) ?? new Set()
  listeners.set(type, ofType.add(listener as Listener))
  return () => void ofType.delete(listener as Listener)
}

/**
 * Calls the listener when events of an account begin to be received, which a gateway can delay by seconds: what happened
 * before has to be fetched. Called again for the next account.
 */
export const onAccountWatched = (listener: () => void): void => void beginnings.add(listener)

/** After the first paint, which waits for nothing but its page. */
const AFTER_LAUNCH_MS = 1500

/** At launch: from now on the account that is logged in is watched. */
export function startAccountEvents(): void {
  let watched: { readonly accountId: string | undefined; readonly stop: () => void } | undefined
  const watch = () => {
    const accountId = currentSession()?.user.id
    if (watched && watched.accountId === accountId) return
    watched?.stop()
    const { stop } = accountId
      ? watchTopic({
          topic: accountTopic(accountId),
          after: undefined,
          onEvent: ({ type, data }) =>
            listeners.get(type as AccountEventType)?.forEach((listener) => listener(data as never)),
          onBegin: () => beginnings.forEach((listener) => listener()),
          onEnd: () => {
            watched = undefined
          },
        })
      : { stop: () => undefined }
    watched = { accountId, stop }
  }
  setTimeout(() => {
    watch()
    useSession.subscribe(watch)
  }, AFTER_LAUNCH_MS)
  // A call with the session finds out what became of it; the other tabs are notified by the storage.
  onAccountEvent('session', () => {
    if (holdsConnection()) void api('GET /api/auth/me').catch(() => undefined)
  })
}
