/** Remembers when something happened per key, to count it over a time. */
export type Timeline = {
  note: (key: string, at: number) => void
  countSince: (key: string, since: number) => number
  clear: () => void
}

const keptKeys = 50_000

/** `keepMs` is the longest time that will be asked for. */
export const createTimeline = (keepMs: number): Timeline => {
  const moments = new Map<string, number[]>()
  return {
    note: (key, at) => {
      const kept = (moments.get(key) ?? []).filter((moment) => moment > at - keepMs)
      kept.push(at)
      moments.delete(key)
      moments.set(key, kept)
      const oldest = moments.size > keptKeys ? moments.keys().next().value : undefined
      if (oldest !== undefined) moments.delete(oldest)
    },
    countSince: (key, since) => (moments.get(key) ?? []).filter((moment) => moment > since).length,
    clear: () => moments.clear(),
  }
}
