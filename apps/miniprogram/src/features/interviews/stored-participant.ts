import { DAY_MS } from '@qingpin/contract/core/days'
import { forgetPersistedAnswer, persistAnswer, persistedAnswer } from '@/app/persisted-answers'
import { currentSession } from '@/app/session'
import { getStored, removeStored, setStored, storedKeys } from '@/platform/storage'

/** What proves to the server which participant of a room this device is. */
interface StoredParticipant {
  readonly token: string
  readonly as: 'host' | 'guest'
}
type Role = StoredParticipant['as']

const PREFIX = 'participant:'
/** The prefix that earlier versions wrote. */
const FORMER_PREFIX = 'seat:'
/** How long this device remembers its place in a room. */
const REMEMBERED_MS = 7 * DAY_MS
const keyOf = (roomId: string, as: Role, prefix = PREFIX) => `${prefix}${as}:${roomId}`

const isParticipant = (value: unknown): value is StoredParticipant & { readonly at?: number } =>
  typeof value === 'object' && value !== null && 'token' in value && typeof value.token === 'string'

/** Moves what an earlier version stored to the present key, where nothing newer is. */
function adopt(roomId: string, as: Role): void {
  const [former, key] = [keyOf(roomId, as, FORMER_PREFIX), keyOf(roomId, as)]
  const device = getStored(former)
  if (device !== undefined) {
    removeStored(former)
    if (getStored(key) === undefined) setStored(key, device)
  }
  const own = currentSession() ? persistedAnswer(former, true) : undefined
  if (own) {
    forgetPersistedAnswer(former)
    if (!persistedAnswer(key, true)) persistAnswer(key, own)
  }
}

/** With a session it is stored with the answers of the account and goes with the session; without, for a week. */
export function storeParticipant(roomId: string, participant: StoredParticipant): void {
  const key = keyOf(roomId, participant.as)
  const at = Date.now()
  dropParticipant(roomId, participant.as)
  if (currentSession()) return persistAnswer(key, { data: participant, at })
  for (const old of [...storedKeys(PREFIX), ...storedKeys(FORMER_PREFIX)]) {
    const stored = getStored(old)
    if (!isParticipant(stored) || at - (stored.at ?? 0) > REMEMBERED_MS) removeStored(old)
  }
  setStored(key, { ...participant, at })
}

export function storedParticipant(roomId: string, as: Role): StoredParticipant | undefined {
  adopt(roomId, as)
  const key = keyOf(roomId, as)
  const own = currentSession() ? persistedAnswer(key, true)?.data : undefined
  if (isParticipant(own)) return own
  // A host enters with a session only.
  const device = as === 'guest' ? getStored(key) : undefined
  return isParticipant(device) ? device : undefined
}

export function dropParticipant(roomId: string, as: Role): void {
  adopt(roomId, as)
  const key = keyOf(roomId, as)
  forgetPersistedAnswer(key)
  removeStored(key)
}

/** Whether the guest chose to listen only, and so is not asked for camera and microphone, after a reload either. */
export const listensOnly = (roomId: string): boolean => getStored(`listens:${roomId}`) === true
export const storeListensOnly = (roomId: string, only: boolean): void => void setStored(`listens:${roomId}`, only)

const KNOCKED = 'knocked'
/** Invitations whose rooms are remembered: a worker may have interviews with several families at once. */
const MOST_KNOCKED = 8

interface Knock {
  readonly ticket: string
  readonly roomId: string
}
const isKnock = (value: unknown): value is Knock =>
  typeof value === 'object' &&
  value !== null &&
  'ticket' in value &&
  typeof value.ticket === 'string' &&
  'roomId' in value &&
  typeof value.roomId === 'string'

/** Newest last; earlier versions stored one alone. */
function knocks(): readonly Knock[] {
  const stored = getStored(KNOCKED)
  return (Array.isArray(stored) ? stored : [stored]).filter(isKnock)
}

/** Stores which room an invitation led to: of a closed invitation the server tells nothing. */
export function storeKnock(ticket: string, roomId: string): void {
  const others = knocks().filter((one) => one.ticket !== ticket)
  setStored(KNOCKED, [...others, { ticket, roomId }].slice(-MOST_KNOCKED))
}

export const knockedAt = (ticket: string): string | undefined => knocks().find((one) => one.ticket === ticket)?.roomId
