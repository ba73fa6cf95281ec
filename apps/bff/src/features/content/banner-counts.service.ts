import type { Ctx } from '../../context.ts'
import type { Db } from '../../db/db.ts'

const HOUR = 3_600_000
/** Far more than an agency has visitors in an hour; beyond it the oldest is counted anew. */
const MOST = 20_000

/** Per database: applications that share a process do not share what they have seen. */
const seenBy = new WeakMap<Db, Map<string, number>>()

/** Whether this is the first such event of the address within an hour, so that nobody drives a counter up. */
export function isFirst({ db, now }: Pick<Ctx, 'db' | 'now'>, what: string): boolean {
  const seen = seenBy.get(db) ?? new Map<string, number>()
  seenBy.set(db, seen)
  const at = seen.get(what)
  if (at !== undefined && now - at < HOUR) return false
  seen.delete(what)
  seen.set(what, now)
  const [oldest] = seen.keys()
  if (seen.size > MOST && oldest !== undefined) seen.delete(oldest)
  return true
}
