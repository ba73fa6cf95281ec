import { forgetPersistedAnswer, persistAnswer, persistedAnswer } from '@/app/persisted-answers'
import { currentSession } from '@/app/session'
import { getStored, removeStored, setStored, storedKeys } from '@/platform/storage'

/** The seat that this device has in a room, so that coming back leads to the same place. */
interface StoredParticipant {
  readonly token: string
  readonly as: 'host' | 'guest'
  /** By which invitation, and under which name: a device can be handed to the next person. */
  readonly ticket?: string
  readonly name?: string
}

const PREFIX = 'seat:'
const WEEK_MS = 7 * 86_400_000
const keyOf = (roomId: string, as: StoredParticipant['as']) => `${PREFIX}${as}:${roomId}`

const isSeat = (value: unknown): value is StoredParticipant & { readonly at?: number } =>
  typeof value === 'object' && value !== null && 'token' in value && typeof value.token === 'string'

/** Seats taken with a login belong to the account and go with its session; the others belong to the device. */
export function storeParticipant(roomId: string, seat: StoredParticipant): void {
  const key = keyOf(roomId, seat.as)
  const at = Date.now()
  dropParticipant(roomId, seat.as)
  if (currentSession()) return persistAnswer(key, { data: seat, at })
  for (const old of storedKeys(PREFIX)) {
    const kept = getStored(old)
    if (!isSeat(kept) || at - (kept.at ?? 0) > WEEK_MS) removeStored(old)
  }
  setStored(key, { ...seat, at })
}

export function storedParticipant(roomId: string, as: StoredParticipant['as']): StoredParticipant | undefined {
  const key = keyOf(roomId, as)
  const own = currentSession() ? persistedAnswer(key)?.data : undefined
  if (isSeat(own)) return own
  // A host's seat is taken with a login only.
  const device = as === 'guest' ? getStored(key) : undefined
  return isSeat(device) ? device : undefined
}

export function dropParticipant(roomId: string, as: StoredParticipant['as']): void {
  const key = keyOf(roomId, as)
  forgetPersistedAnswer(key)
  removeStored(key)
}

/** Whoever chose to listen only is not asked for a camera again, after a reload either. */
export const listensOnly = (roomId: string): boolean => getStored(`listens:${roomId}`) === true
export const storeListensOnly = (roomId: string, only: boolean): void => void setStored(`listens:${roomId}`, only)

const KNOCKED = 'knocked'
/** Where an invitation led to; of one that is closed the server tells nothing, not even to whoever has been inside. */
export const storeKnock = (ticket: string, roomId: string): void => void setStored(KNOCKED, { ticket, roomId })
export function knockedAt(ticket: string): string | undefined {
  const last = getStored(KNOCKED)
  if (typeof last !== 'object' || last === null || !('ticket' in last) || !('roomId' in last)) return undefined
  return last.ticket === ticket && typeof last.roomId === 'string' ? last.roomId : undefined
}
