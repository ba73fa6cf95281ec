import { online, onNetChange } from '@/platform/net'
import { isNetworkError } from '@/platform/network-error'
import { forgetPersistedAnswer, forgetPersistedAnswers, persistAnswer, persistedAnswer } from './persisted-answers'

export type Json = string | number | boolean | null | undefined | readonly Json[] | { readonly [name: string]: Json }
export type QueryKey = readonly Json[]

export interface Snapshot<T> {
  readonly data: T | undefined
  readonly error: unknown
  /** When the data was true, epoch ms; 0 = never. */
  readonly at: number
  readonly fetching: boolean
  readonly offline: boolean
}

export interface Entry<T> {
  readonly key: QueryKey
  readonly id: string
  readonly watchers: Set<() => void>
  snap: Snapshot<T>
  fetch: (() => Promise<T>) | undefined
  running: Promise<T | undefined> | undefined
  version: number
  stale: boolean
  /** What is shown was stored on the phone, and nothing has arrived since. */
  restored: boolean
  /** How often it was cleared; a page that still shows it fetches again. */
  cleared: number
  persist: boolean
  /** Selects the part of the data to store on the phone; absent when all of it is stored. */
  toPersist: ((data: T) => T) | undefined
  retries: number
  dropTimer: ReturnType<typeof setTimeout> | undefined
  againTimer: ReturnType<typeof setTimeout> | undefined
}

/** How long after a network error a query is retried, even if the phone reports a connection. */
const AGAIN_MS = 15_000

const entries = new Map<string, Entry<unknown>>()
const empty: Snapshot<never> = { data: undefined, error: undefined, at: 0, fetching: false, offline: false }

function restored(id: string): Snapshot<unknown> | undefined {
  const kept = persistedAnswer(id)
  return kept && { ...empty, ...kept }
}

/** The only cast of the store: callers use each key with one type. */
export function entryOf<T>(key: QueryKey, persist = false): Entry<T> {
  const id = JSON.stringify(key)
  const found = entries.get(id)
  if (found) return found as Entry<T>
  const stored = persist ? restored(id) : undefined
  const made: Entry<unknown> = {
    key,
    id,
    watchers: new Set(),
    snap: stored ?? empty,
    restored: stored !== undefined,
    fetch: undefined,
    running: undefined,
    version: 0,
    stale: true,
    cleared: 0,
    persist,
    toPersist: undefined,
    retries: 1,
    dropTimer: undefined,
    againTimer: undefined,
  }
  entries.set(id, made)
  return made as Entry<T>
}

export function put<T>(entry: Entry<T>, part: Partial<Snapshot<T>>): void {
  entry.snap = { ...entry.snap, ...part }
  entry.watchers.forEach((watch) => watch())
}

function arrived<T>(entry: Entry<T>, data: T): void {
  const at = Date.now()
  entry.stale = false
  entry.restored = false
  put(entry, { data, error: undefined, at, offline: false })
  if (entry.persist) persistAnswer(entry.id, { data: entry.toPersist?.(data) ?? data, at })
}

const statusOf = (error: unknown): number =>
  typeof error === 'object' && error !== null && 'status' in error && typeof error.status === 'number'
    ? error.status
    : 0

const wait = (ms: number) => new Promise<void>((resolve) => setTimeout(resolve, ms))

async function attempt<T>(entry: Entry<T>, fetch: () => Promise<T>, isMine: () => boolean): Promise<T | undefined> {
  for (let tried = 0; ; tried += 1) {
    try {
      const data = await fetch()
      // A query has an answer: without one its page would be loading for ever, or draw null.
      if (data === null || data === undefined) throw new Error('an answer without data')
      if (isMine()) arrived(entry, data)
      return data
    } catch (error) {
      const status = statusOf(error)
      const hopeless = status >= 400 && status < 500
      if (hopeless || tried >= entry.retries || !online()) {
        if (isMine()) put(entry, { error, offline: !online() })
        return undefined
      }
      await wait(Math.min(300 * 2 ** tried, 5000))
      if (!isMine()) return undefined
    }
  }
}

/** Callers share one running request; a later setData, invalidate or clear discards its answer. */
export function load<T>(entry: Entry<T>): Promise<T | undefined> {
  if (entry.running) return entry.running
  const fetch = entry.fetch
  if (!fetch) return Promise.resolve(entry.snap.data)
  if (!online()) {
    put(entry, { offline: true })
    return Promise.resolve(entry.snap.data)
  }
  entry.version += 1
  const version = entry.version
  const isMine = () => version === entry.version
  put(entry, { fetching: true, offline: false })
  entry.running = attempt(entry, fetch, isMine).finally(() => {
    if (!isMine()) return
    entry.running = undefined
    put(entry, { fetching: false })
    if (isNetworkError(entry.snap.error)) tryLater(entry)
  })
  return entry.running
}

function tryLater<T>(entry: Entry<T>): void {
  clearTimeout(entry.againTimer)
  entry.againTimer = setTimeout(() => {
    if (entry.watchers.size > 0 && isNetworkError(entry.snap.error)) void load(entry)
  }, AGAIN_MS)
}

function abandon(entry: Entry<unknown>): void {
  clearTimeout(entry.againTimer)
  entry.version += 1
  entry.running = undefined
}

export function drop(entry: Entry<unknown>): void {
  abandon(entry)
  // A logout replaces the entry under this id; deleting the new one makes its page create another at every render.
  if (entries.get(entry.id) === entry) entries.delete(entry.id)
}

const startsWith = (key: QueryKey, prefix: QueryKey) =>
  prefix.every((part, index) => JSON.stringify(part) === JSON.stringify(key[index]))

/** Marks all answers whose key begins with the prefix as outdated; those on screen are fetched again. */
export function invalidate(prefix: QueryKey): void {
  for (const entry of entries.values()) {
    if (!startsWith(entry.key, prefix)) continue
    abandon(entry)
    entry.stale = true
    if (entry.watchers.size > 0) void load(entry)
    else if (entry.snap.fetching) put(entry, { fetching: false })
  }
}

/** Returns a function that puts the former data back. */
export function setData<T>(key: QueryKey, change: (old: T | undefined) => T | undefined): () => void {
  const entry = entryOf<T>(key)
  const old = entry.snap.data
  abandon(entry as Entry<unknown>)
  put(entry, { data: change(old), fetching: false })
  return () => put(entry, { data: old })
}

interface MutateOptions {
  /** Show the result before the server has it; returns the undo (setData gives one). */
  readonly optimistic?: () => () => void
  /** Key prefixes of the queries that the write makes outdated. */
  readonly touch?: readonly QueryKey[]
}

/** Runs a write; on failure takes the optimistic change back and throws on. */
export async function mutate<T>(run: () => Promise<T>, { optimistic, touch = [] }: MutateOptions = {}): Promise<T> {
  const undo = optimistic?.()
  try {
    const result = await run()
    touch.forEach(invalidate)
    return result
  } catch (error) {
    undo?.()
    throw error
  }
}

/**
 * A write that is shown before the server has it: `make` changes the data of a query as it is by then, and `send` gets the
 * result. A failure takes the change back. Does nothing where the query has no data.
 */
export function mutateData<T>(
  key: QueryKey,
  make: (now: T) => T,
  send: (changed: T) => Promise<unknown>,
  touch: readonly QueryKey[] = [],
): Promise<void> {
  const shown: { changed?: T } = {}
  const optimistic = () =>
    setData<T>(key, (now) => {
      if (now !== undefined) shown.changed = make(now)
      return shown.changed
    })
  return mutate(async () => void (shown.changed === undefined ? undefined : await send(shown.changed)), {
    optimistic,
    touch,
  })
}

/**
 * After a screen could not be drawn: removes the answers that may be why, so that they are fetched anew.
 * @param which those that were stored on the phone, or all of them
 */
export function dropAnswers(which: 'restored' | 'all'): boolean {
  const dropped = [...entries.values()].filter((entry) => which === 'all' || entry.restored)
  for (const entry of dropped) {
    abandon(entry)
    entry.stale = true
    entry.restored = false
    entry.cleared += 1
    entry.snap = { ...empty }
    if (entry.persist) forgetPersistedAnswer(entry.id)
  }
  dropped.forEach((entry) => entry.watchers.forEach((watch) => watch()))
  return dropped.length > 0
}

/** At logout and role switch: removes all answers from the screen and from storage. */
export function clear(): void {
  emptyScreens()
  forgetPersistedAnswers()
}

/** Like `clear`, where another tab does the same: what is stored meanwhile belongs to the next account. */
export function emptyScreens(): void {
  const watched = [...entries.values()].filter((entry) => entry.watchers.size > 0)
  for (const entry of entries.values()) {
    abandon(entry)
    entry.stale = true
    entry.cleared += 1
    entry.snap = { ...empty }
    if (!watched.includes(entry)) entries.delete(entry.id)
  }
  // Queries that are still enabled after the next render fetch again by themselves.
  watched.forEach((entry) => entry.watchers.forEach((watch) => watch()))
}

onNetChange((up) => {
  for (const entry of entries.values()) {
    if (entry.watchers.size === 0) continue
    if (up) void load(entry)
    else put(entry, { offline: true })
  }
})
