import { CONTENT_CACHE_SECONDS } from '@qingpin/contract/content/content.rules'
import type { Ctx } from '../../context.ts'
import type { Db } from '../../db/db.ts'

interface Cached {
  value: Promise<unknown>
  until: number
}
/** Each database has its own: two applications in one process must not read each other's. */
const caches = new WeakMap<Db, Map<string, Cached>>()

/** A read that is cached for CONTENT_CACHE_SECONDS. A write drops the cache of this process. */
export function cached<T>({ db, now }: Pick<Ctx, 'db' | 'now'>, key: string, read: () => Promise<T>): Promise<T> {
  const cache = caches.get(db) ?? new Map<string, Cached>()
  caches.set(db, cache)
  const found = cache.get(key)
  if (found && found.until > now) return found.value as Promise<T>
  const value = read()
  cache.set(key, { value, until: now + CONTENT_CACHE_SECONDS * 1000 })
  value.catch(() => cache.delete(key))
  return value
}

export const dropCache = ({ db }: Pick<Ctx, 'db'>): void => void caches.delete(db)
