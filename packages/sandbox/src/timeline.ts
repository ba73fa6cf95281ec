/** Records when something occurred per key, to count it over a period. */
export interface Timeline {
  note: (key: string, at: number) => void
  countSince: (key: string, since: number) => number
  clear: () => void
}

const MAX_KEYS = 50_000

/** `windowMs` is the longest period that can be counted. */
export function createTimeline(windowMs: number): Timeline {
  const moments = new Map<string, number[]>()
  return {
    note: (key, at) => {
      const recent = (moments.get(key) ?? []).filter((moment) => moment > at - windowMs)
      recent.push(at)
      moments.delete(key)
      moments.set(key, recent)
      const oldest = moments.size > MAX_KEYS ? moments.keys().next().value : undefined
      if (oldest !== undefined) moments.delete(oldest)
    },
    countSince: (key, since) => (moments.get(key) ?? []).filter((moment) => moment > since).length,
    clear: () => moments.clear(),
  }
}
