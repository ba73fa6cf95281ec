const HOUR = 3_600_000
/** Far more than an agency has visitors in an hour; beyond it the oldest is counted anew. */
const MOST = 20_000

const seen = new Map<string, number>()

/** Whether this is the first such event of the address within an hour, so that nobody drives a counter up. */
export function isFirst(now: number, what: string): boolean {
  const at = seen.get(what)
  if (at !== undefined && now - at < HOUR) return false
  seen.delete(what)
  seen.set(what, now)
  const [oldest] = seen.keys()
  if (seen.size > MOST && oldest !== undefined) seen.delete(oldest)
  return true
}
