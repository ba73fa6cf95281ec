import { create } from 'zustand'
import type { NotificationKind } from '@qingpin/contract/notifications/notifications.enums'
import { api } from './api'
import { onAccountEvent } from './events/account-events'
import { invalidate } from './query-store'
import { currentSession, useSession } from './session'
import { setTabBadge } from './tabs'

interface Unread {
  readonly unread: number
}

/** How many notifications the account has not read. */
export const useUnread = create<Unread>(() => ({ unread: 0 }))

/** Shows a number that a reply has just said, on the tab too. */
export function showUnread(unread: number): void {
  useUnread.setState({ unread })
  setTabBadge('me', unread)
}

const readerOf = () => {
  const user = currentSession()?.user
  return user && `${user.id} ${user.role}`
}

let asked = 0
async function readUnread(): Promise<void> {
  const reader = readerOf()
  if (!reader) return
  asked += 1
  const turn = asked
  try {
    const { unread } = await api('GET /api/notifications/counts')
    if (turn === asked && readerOf() === reader) showUnread(unread)
  } catch {
    // What is shown stays; the next event tries again.
  }
}

/** Marks what a page shows just now as read: who is there needs no notification of it. */
export function readAbout(kind: NotificationKind, id: string): void {
  void api('POST /api/notifications/read', { body: { about: { kind, id } } })
    .then(({ unread }) => showUnread(unread))
    .catch(() => undefined)
}

/** After the first paint, which waits for nothing but its page. */
const FIRST_LOOK_MS = 2500
/** Several notifications of one act are counted once. */
const GATHER_MS = 300

/** Once at launch. */
export function startUnread(): void {
  let shown = readerOf()
  let timer: ReturnType<typeof setTimeout> | undefined
  setTimeout(() => void readUnread(), FIRST_LOOK_MS)
  onAccountEvent('notifications', () => {
    clearTimeout(timer)
    timer = setTimeout(() => {
      void readUnread()
      invalidate(['notifications'])
    }, GATHER_MS)
  })
  useSession.subscribe(() => {
    if (readerOf() === shown) return
    shown = readerOf()
    showUnread(0)
    setTimeout(() => void readUnread(), FIRST_LOOK_MS)
  })
}
