import { getStored, removeStored, setStored, storedKeys } from '@/platform/storage'

// A phone gives an app 10 MB in values of at most 1 MB, and drafts need room, too. Sizes are counted in characters, of
// which a Chinese one takes three bytes.
const LARGEST = 200_000
const ROOM = 1_000_000
const MOST = 40

const PREFIX = 'kept:'
const LIST = 'kept-list'

export interface Kept {
  readonly data: unknown
  /** When the answer was true, epoch ms. */
  readonly at: number
}

interface Listed {
  readonly key: string
  readonly size: number
}

let owner = 'guest'
const keyOf = (id: string) => `${PREFIX}${owner}:${id}`

const isListed = (value: unknown): value is Listed =>
  typeof value === 'object' && value !== null && 'key' in value && 'size' in value && typeof value.size === 'number'

/** What is kept, the oldest first. */
function listed(): Listed[] {
  const list = getStored(LIST)
  return Array.isArray(list) ? list.filter(isListed) : []
}

/** From now on answers are kept for this account and role; what was kept for another one is thrown away. */
export function keepFor(next: string): void {
  owner = next
  const own = keyOf('')
  storedKeys(PREFIX)
    .filter((key) => !key.startsWith(own))
    .forEach(removeStored)
  const before = listed()
  const left = before.filter(({ key }) => key.startsWith(own))
  if (left.length < before.length) setStored(LIST, left)
}

/** The last answer to a question, as the person who is logged in got it on this phone. */
export function keptAnswer(id: string): Kept | undefined {
  const kept = getStored(keyOf(id))
  if (typeof kept !== 'object' || kept === null || !('data' in kept) || !('at' in kept)) return undefined
  return typeof kept.at === 'number' ? { data: kept.data, at: kept.at } : undefined
}

/** Keeps an answer; the ones that were kept longest ago make room for it. One that is too large is not kept. */
export function keepAnswer(id: string, kept: Kept): void {
  const key = keyOf(id)
  const size = JSON.stringify(kept).length
  const others = listed().filter((one) => one.key !== key)
  if (size > LARGEST) return drop([key], others)
  const list = [...others, { key, size }]
  const dropped: string[] = []
  const used = () => list.reduce((sum, one) => sum + one.size, 0)
  while (list.length > MOST || used() > ROOM) dropped.push(list.shift()?.key ?? '')
  drop(dropped, list)
  // Storage that is full for other reasons keeps what people wrote, not what can be fetched again.
  if (!setStored(key, kept)) forgetKept()
}

function drop(keys: readonly string[], left: readonly Listed[]): void {
  keys.forEach(removeStored)
  setStored(LIST, left)
}

export function forgetAnswer(id: string): void {
  const key = keyOf(id)
  drop(
    [key],
    listed().filter((one) => one.key !== key),
  )
}

export function forgetKept(): void {
  storedKeys(PREFIX).forEach(removeStored)
  removeStored(LIST)
}
