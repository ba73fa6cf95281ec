import type { ReplyOf } from '@qingpin/contract/core/define'
import type { ContractMap } from '@qingpin/contract/contract'
import { isStaffRole, ROLE_LABELS } from '@qingpin/contract/core/policy'
import { create } from 'zustand'
import { getStored, removeStored, setStored } from '@/platform/storage'
import { onStoredElsewhere } from '@/platform/stored-elsewhere'
import { persistFor } from './persisted-answers'
import { announceSessionChange, dismissSessionChange, type SessionChange } from './session-change'
import { clear, emptyScreens } from './query-store'
import { restart } from '@/platform/navigate'
import { setTabRole } from './tabs'

const KEY = 'session'

export type SessionReply = ReplyOf<ContractMap['POST /api/auth/login']>
export type Account = SessionReply['user']

export interface Session {
  readonly access: string
  readonly refresh: string
  readonly user: Account
}

interface SessionState {
  readonly session: Session | undefined
}

function isSession(value: unknown): value is Session {
  if (typeof value !== 'object' || value === null) return false
  const { access, refresh, user } = value as Partial<Session>
  return (
    typeof access === 'string' &&
    typeof refresh === 'string' &&
    typeof user === 'object' &&
    typeof user?.role === 'string'
  )
}

const stored = getStored(KEY)

export const useSession = create<SessionState>(() => ({ session: isSession(stored) ? stored : undefined }))

const ownerOf = (session: Session | undefined) => (session ? `${session.user.id}:${session.user.role}` : 'guest')

// Runs before the first query: answers that were stored for another account must not be shown.
persistFor(ownerOf(useSession.getState().session))
useSession.subscribe(({ session }) => persistFor(ownerOf(session)))

export const currentSession = (): Session | undefined => useSession.getState().session

/** A session keeps its id through all renewals of its tokens. */
const idOf = ({ refresh }: Session): string => refresh.split('.')[0] ?? ''

/** The session that is stored, which another tab may have written. */
const storedSession = (): Session | undefined => {
  const value = getStored(KEY)
  return isSession(value) ? value : undefined
}

/** Stores what has changed of the present session; not where another tab has started another one meanwhile. */
function store(session: Session): void {
  const other = storedSession()
  if (!other || idOf(other) === idOf(session)) setStored(KEY, session)
}

const showRole = (session: Session | undefined) =>
  setTabRole(session && isStaffRole(session.user.role) ? 'staff' : 'personal')

/** At launch: the tab bar of the role that was active last. */
export function startSession(): void {
  showRole(currentSession())
  onStoredElsewhere(KEY, watchStoredSession)
}

/**
 * Another tab has logged out, logged in, switched its role or renewed its tokens: all tabs of a browser have one session.
 * Unless only the tokens are new, the screens of this tab are left, with all that they show.
 */
export function watchStoredSession(): void {
  const before = currentSession()
  const session = storedSession()
  if (before?.refresh === session?.refresh && before?.access === session?.access) return
  useSession.setState({ session })
  if (ownerOf(before) === ownerOf(session)) return
  showRole(session)
  emptyScreens()
  // A guest has nothing on the screen that the account may not see, and may be in the middle of an interview.
  if (!before) return
  announceSessionChange(changeElsewhere(before, session))
  void restart().catch(() => undefined)
}

function changeElsewhere(before: Session, session: Session | undefined): SessionChange {
  if (!session) return { kind: 'left' }
  if (before.user.id === session.user.id) return { kind: 'role', label: ROLE_LABELS[session.user.role] }
  return { kind: 'account', name: session.user.name }
}

/** Keeps new tokens of the same person; what is on screen stays. */
export function renewSession({ access_token: access, refresh_token: refresh, user }: SessionReply): void {
  const before = currentSession()?.user
  const session = { access, refresh, user }
  store(session)
  useSession.setState({ session })
  noteRole(before, session)
}

/** When an admin has changed the role: clears what the former role showed, and says so. */
function noteRole(before: Account | undefined, session: Session): void {
  const { role } = session.user
  if (!before || before.id !== session.user.id || before.role === role) return
  showRole(session)
  clear()
  announceSessionChange({ kind: 'role', label: ROLE_LABELS[role] })
}

/** Takes over what another tab has stored for the same person; false when there is nothing newer than `refresh`. */
export function adoptStoredSession(refresh: string): boolean {
  const other = getStored(KEY)
  const user = currentSession()?.user
  if (!isSession(other) || other.refresh === refresh || other.user.id !== user?.id) return false
  useSession.setState({ session: other })
  noteRole(user, other)
  return true
}

/** After a login or a role switch: nothing of the former account or role may stay visible. */
export function startAs(reply: SessionReply): void {
  const { access_token: access, refresh_token: refresh, user } = reply
  const session = { access, refresh, user }
  setStored(KEY, session)
  useSession.setState({ session })
  showRole(currentSession())
  clear()
  // A change that the person made needs no dialog.
  dismissSessionChange()
}

/** Ends the session on this phone. */
export function dropSession(): void {
  removeStored(KEY)
  useSession.setState({ session: undefined })
  showRole(undefined)
  clear()
}

/**
 * Ends a session that the server has ended. Where another tab has started another one meanwhile, this tab goes over to
 * that, and it is left alone. True when the session was ended here.
 */
export function endSession(ended: Session): boolean {
  const stored = storedSession()
  if (stored && idOf(stored) !== idOf(ended)) {
    watchStoredSession()
    return false
  }
  dropSession()
  return true
}

/** The account's own data changed. */
export function updateAccount(user: Account): void {
  const { session } = useSession.getState()
  if (!session || session.user.id !== user.id) return
  const next = { ...session, user }
  store(next)
  useSession.setState({ session: next })
}

export const useAccount = (): Account | undefined => useSession((state) => state.session?.user)
