/** Remembers when something happened per key, to count it over a time. */
export interface Timeline {
  note: (key: string, at: number) => void
  countSince: (key: string, since: number) => number
  clear: () => void
}

const KEPT_KEYS = 50_000

/** `keepMs` is the longest time that will be asked for. */
export function createTimeline(keepMs: number): Timeline {
  const moments = new Map<string, number[]>()
  return {
    note: (key, at) => {
      const kept = (moments.get(key) ?? []).filter((moment) => moment > at - keepMs)
      kept.push(at)
      moments.delete(key)
      moments.set(key, kept)
      const oldest = moments.size > KEPT_KEYS ? moments.keys().next().value : undefined
      if (oldest !== undefined) moments.delete(oldest)
    },
    countSince: (key, since) => (moments.get(key) ?? []).filter((moment) => moment > since).length,
    clear: () => moments.clear(),
  }
}
