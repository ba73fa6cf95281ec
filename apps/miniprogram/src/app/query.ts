import { useDidShow } from '@tarojs/taro'
import { useCallback, useEffect, useSyncExternalStore } from 'react'
import { drop, entryOf, load, type Entry, type QueryKey, type Snapshot } from './query-store'

export { clear, invalidate, mutate, mutateData, setData, type QueryKey } from './query-store'

export interface QueryOptions {
  /** How long an answer counts as fresh when the page comes back to the front. */
  readonly staleMs?: number
  readonly retries?: number
  readonly enabled?: boolean
  /** How long an answer that no page shows stays in memory. */
  readonly dropMs?: number
  /** Store the last answer on the phone and show it, with its time, when there is no network. */
  readonly persist?: boolean
}

export interface Query<T> extends Snapshot<T> {
  readonly loading: boolean
  readonly refetch: () => Promise<T | undefined>
}

function watch<T>(entry: Entry<T>, dropMs: number, changed: () => void): () => void {
  clearTimeout(entry.dropTimer)
  entry.watchers.add(changed)
  return () => {
    entry.watchers.delete(changed)
    if (entry.watchers.size === 0) entry.dropTimer = setTimeout(() => drop(entry as Entry<unknown>), dropMs)
  }
}

const isOld = (entry: Pick<Entry<unknown>, 'stale' | 'snap'>, staleMs: number) =>
  entry.stale || Date.now() - entry.snap.at >= staleMs

export function useQuery<T>(key: QueryKey, fetch: () => Promise<T>, options: QueryOptions = {}): Query<T> {
  const { staleMs = 0, retries = 1, enabled = true, dropMs = 300_000, persist = false } = options
  const entry = entryOf<T>(key, persist)
  entry.fetch = enabled ? fetch : undefined
  entry.retries = retries

  const subscribe = useCallback((changed: () => void) => watch(entry, dropMs, changed), [entry, dropMs])
  const read = useCallback(() => entry.snap, [entry])
  const snap = useSyncExternalStore(subscribe, read, read)
  const refetch = useCallback(() => load(entry), [entry])

  useEffect(() => {
    if (enabled && isOld(entry, staleMs)) void refetch()
  }, [entry, entry.cleared, enabled, staleMs, refetch])
  // Only the page that comes to the front: pages below it in the stack stay as they are.
  useDidShow(() => {
    if (enabled && (entry.snap.at || entry.snap.error) && isOld(entry, staleMs)) void refetch()
  })

  const answered = snap.data !== undefined || snap.error !== undefined || snap.offline
  return { ...snap, loading: enabled && !answered, refetch }
}

export interface Page<T, C> {
  readonly items: readonly T[]
  /** Where the next page begins; undefined at the end. */
  readonly next: C | undefined
}
