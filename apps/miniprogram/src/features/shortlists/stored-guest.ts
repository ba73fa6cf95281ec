import { getStored, setStored } from '@/platform/storage'

/** What proves to the server that this device opened a list. */
interface StoredGuest {
  readonly id: string
  readonly ticket: string
  readonly token: string
}

const KEY = 'shortlists'
/** Lists that a device remembers: a family that looks for long gets a few. */
const MOST = 8

const isGuest = (value: unknown): value is StoredGuest =>
  typeof value === 'object' &&
  value !== null &&
  ['id', 'ticket', 'token'].every((name) => typeof (value as Record<string, unknown>)[name] === 'string')

function guests(): readonly StoredGuest[] {
  const stored = getStored(KEY)
  return Array.isArray(stored) ? stored.filter(isGuest) : []
}

export const storedGuest = (by: { readonly id: string } | { readonly ticket: string }): StoredGuest | undefined =>
  guests().find((one) => ('id' in by ? one.id === by.id : one.ticket === by.ticket))

export function storeGuest(guest: StoredGuest): void {
  setStored(KEY, [...guests().filter(({ id }) => id !== guest.id), guest].slice(-MOST))
}
