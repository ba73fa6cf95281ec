import { ANSWER_FORM } from '@/platform/answer-form'
import { getStored, removeStored, setStored, storedKeys } from '@/platform/storage'

// A phone gives an app 10 MB in values of at most 1 MB, and drafts need room, too. Sizes are counted in characters, of
// which a Chinese one takes three bytes.
const LARGEST = 200_000
const ROOM = 1_000_000
const MOST = 40

const PREFIX = 'answer:'
const LIST = 'answer-list'
const OLD_PREFIX = 'kept:'
const OLD_LIST = 'kept-list'

export interface PersistedAnswer {
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
  typeof value === 'object' &&
  value !== null &&
  'key' in value &&
  typeof value.key === 'string' &&
  'size' in value &&
  typeof value.size === 'number'

/** A sum over a text, to tell a stored one that was damaged. */
function sumOf(text: string): number {
  let sum = 0x811c9dc5
  for (let at = 0; at < text.length; at += 1) sum = Math.imul(sum ^ text.charCodeAt(at), 0x01000193)
  return sum >>> 0
}

/** What is stored, the oldest first. */
function listed(name = LIST): Listed[] {
  const list = getStored(name)
  return Array.isArray(list) ? list.filter(isListed) : []
}

/** Takes over what an earlier version stored under other keys. */
function migrate(): void {
  const old = storedKeys(OLD_PREFIX)
  if (old.length === 0) return
  const renamed = (key: string) => PREFIX + key.slice(OLD_PREFIX.length)
  const list = [...listed(OLD_LIST).map(({ key, size }) => ({ key: renamed(key), size })), ...listed()]
  for (const key of [...old, OLD_LIST]) {
    const value = getStored(key)
    removeStored(key)
    if (key !== OLD_LIST) setStored(renamed(key), value)
  }
  setStored(LIST, list)
}

/** From now on answers are stored for this account and role; those of another one are removed. */
export function persistFor(next: string): void {
  owner = next
  migrate()
  const own = keyOf('')
  storedKeys(PREFIX)
    .filter((key) => !key.startsWith(own))
    .forEach(removeStored)
  const before = listed()
  const left = before.filter(({ key }) => key.startsWith(own))
  if (left.length < before.length) setStored(LIST, left)
}

interface Stored extends PersistedAnswer {
  /** The form of answers when it was stored; another release may expect another one. */
  readonly form: string
  /** Over the data. */
  readonly sum: number
}

const isAnswer = (value: unknown): value is PersistedAnswer & Partial<Stored> =>
  typeof value === 'object' && value !== null && 'data' in value && 'at' in value && typeof value.at === 'number'

const isSound = ({ data, form, sum }: Partial<Stored>): boolean =>
  form === ANSWER_FORM && sum === sumOf(JSON.stringify(data) ?? '')

/**
 * The last answer to a query, as the present account got it on this phone; undefined when it was damaged, or stored by
 * a release whose answers have another form.
 * @param unchecked for what the caller checks by itself, because it has to outlive a release
 */
export function persistedAnswer(id: string, unchecked = false): PersistedAnswer | undefined {
  const stored = getStored(keyOf(id))
  if (!isAnswer(stored) || !(unchecked || isSound(stored))) return undefined
  return { data: stored.data, at: stored.at }
}

/** Stores an answer. The oldest ones make room for it; one that is too large is not stored. */
export function persistAnswer(id: string, { data, at }: PersistedAnswer): void {
  const key = keyOf(id)
  const text = JSON.stringify(data) ?? ''
  const size = text.length
  const answer: Stored = { data, at, form: ANSWER_FORM, sum: sumOf(text) }
  const others = listed().filter((one) => one.key !== key)
  if (size > LARGEST) return drop([key], others)
  const list = [...others, { key, size }]
  const dropped: string[] = []
  const used = () => list.reduce((sum, one) => sum + one.size, 0)
  while (list.length > MOST || used() > ROOM) dropped.push(list.shift()?.key ?? '')
  drop(dropped, list)
  // When storage is full for other reasons, drafts matter more than what can be fetched again.
  if (!setStored(key, answer)) forgetPersistedAnswers()
}

function drop(keys: readonly string[], left: readonly Listed[]): void {
  keys.forEach(removeStored)
  setStored(LIST, left)
}

export function forgetPersistedAnswer(id: string): void {
  const key = keyOf(id)
  drop(
    [key],
    listed().filter((one) => one.key !== key),
  )
}

export function forgetPersistedAnswers(): void {
  storedKeys(PREFIX).forEach(removeStored)
  removeStored(LIST)
}
