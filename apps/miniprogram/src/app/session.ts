import type { ReplyOf } from '@qingpin/contract/core/define'
import type { ContractMap } from '@qingpin/contract/contract'
import { isStaffRole, ROLE_LABELS } from '@qingpin/contract/core/policy'
import { create } from 'zustand'
import { getStored, removeStored, setStored } from '@/platform/storage'
import { persistFor } from './persisted-answers'
import { announceSessionChange, dismissSessionChange } from './session-change'
import { clear } from './query-store'
import { setTabRole } from './tabs'

const KEY = 'session'

export type SessionReply = ReplyOf<ContractMap['POST /api/auth/login']>
export type Account = SessionReply['user']

interface Session {
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

const showRole = (session: Session | undefined) =>
  setTabRole(session && isStaffRole(session.user.role) ? 'staff' : 'personal')

/** At launch: the tab bar of the role that was active last. */
export const startSession = (): void => showRole(currentSession())

/** Keeps new tokens of the same person; what is on screen stays. */
export function renewSession({ access_token: access, refresh_token: refresh, user }: SessionReply): void {
  const before = currentSession()?.user
  const session = { access, refresh, user }
  setStored(KEY, session)
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
  renewSession(reply)
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

/** The account's own data changed. */
export function updateAccount(user: Account): void {
  const { session } = useSession.getState()
  if (!session) return
  const next = { ...session, user }
  setStored(KEY, next)
  useSession.setState({ session: next })
}

export const useAccount = (): Account | undefined => useSession((state) => state.session?.user)
