import type { Db } from '../../db/db.ts'

const KEPT_MS = 60_000

interface Kept {
  value: Promise<unknown>
  until: number
}
/** Of each database its own: two applications in one process must not read each other's. */
const kept = new WeakMap<Db, Map<string, Kept>>()

/**
 * What everybody reads and hardly anybody writes, kept for a minute. A write drops it here at once; another replica
 * notices within that minute.
 */
export function remembered<T>({ db, now }: { db: Db; now: number }, key: string, read: () => Promise<T>): Promise<T> {
  const mine = kept.get(db) ?? new Map<string, Kept>()
  kept.set(db, mine)
  const found = mine.get(key)
  if (found && found.until > now) return found.value as Promise<T>
  const value = read()
  mine.set(key, { value, until: now + KEPT_MS })
  value.catch(() => mine.delete(key))
  return value
}

export const forget = ({ db }: { db: Db }): void => void kept.delete(db)
