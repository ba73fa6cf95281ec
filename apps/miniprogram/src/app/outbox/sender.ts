import { isApiError } from '@qingpin/contract/client'
import { isStaffRole } from '@qingpin/contract/core/policy'
import { onNetChange, online } from '@/platform/net'
import { onTabClosed } from '@/platform/open-tabs'
import { leadTabs } from '@/platform/tab-leader'
import { api } from '../api'
import { serverNow } from '../clock'
import { currentOwner } from '../drafts/drafts'
import type { Json } from '../query-store'
import { currentSession, useSession } from '../session'
import { ROUTES, type Fields, type OutboxItem, type Theirs } from './items'
import {
  type Written,
  hold,
  isHeld,
  itemOf,
  newItem,
  noteSent,
  onOutboxChange,
  putItem,
  removeItem,
  useOutbox,
  watchOutbox,
} from './outbox'

const FIRST_RETRY_MS = 5000
const LAST_RETRY_MS = 60_000
/** After a 429, growing; the limits of the server count by the minute and by the hour. */
const BUSY_MS = 60_000
const PARKED_MS = 15 * 60_000
/** From then on an item over which the server breaks no longer holds up those of other customers. */
const PARKED_AFTER = 3
/** Before the first items are sent: the first paint comes first. */
const AFTER_LAUNCH_MS = 2000

/** The row as it is now, where the server says so. */
type Reply = { readonly id: string } & Fields

/**
 * What became of an item that was sent: `unknown` where no answer came, `broken` after a 5xx, `busy` after a 429, which
 * wrote nothing.
 */
type Outcome =
  | { readonly kind: 'sent'; readonly reply: Reply }
  | { readonly kind: 'unknown'; readonly error: unknown }
  | { readonly kind: 'refused'; readonly error: unknown }
  | Failure
interface Failure {
  readonly kind: 'broken' | 'busy'
  readonly error: unknown
}

const send = ({ id, kind, customerId, body, at, turn }: OutboxItem) =>
  (api as unknown as (route: string, options: object) => Promise<Reply>)(ROUTES[kind], {
    params: { id: customerId },
    body: {
      ...body,
      clientId: id,
      ...(kind === 'follow-up' ? { writtenAt: body.writtenAt ?? new Date(at).toISOString() } : {}),
    },
    idempotencyKey: `${id}-${turn}`,
  })

function failed(error: unknown): Exclude<Outcome['kind'], 'sent'> {
  if (!isApiError(error)) return 'unknown'
  const { status, code } = error
  if (status === 429) return 'busy'
  if (status >= 500) return 'broken'
  return status === 401 || status === 408 || code === 'IDEMPOTENCY_IN_PROGRESS' ? 'unknown' : 'refused'
}

async function attempt(item: OutboxItem): Promise<Outcome> {
  try {
    return { kind: 'sent', reply: await send(item) }
  } catch (error) {
    if (isApiError(error) && error.code === 'ALREADY_SENT')
      return { kind: 'sent', reply: { id: item.customerId ?? '' } }
    return { kind: failed(error), error }
  }
}

/** Forms write lists as one text. */
const textOf = (value: Json): string => (Array.isArray(value) ? value.join('、') : String(value ?? '')).trim()
const same = (a: Json, b: Json) => textOf(a) === textOf(b)

interface Current extends Record<string, Json> {
  readonly version: number
  readonly updatedAt: string
  readonly lastUpdatedByName: string | null
}

/** The refusal of an edit carries the customer as it is now; its shape is the contract's promise. */
const currentOf = (error: unknown): Current | undefined =>
  isApiError(error) && error.code === 'CUSTOMER_CONFLICT'
    ? (error.details as { readonly current?: Current } | undefined)?.current
    : undefined

const CONTROL = ['version', 'allowDuplicateWechat']
const writtenIn = (body: Fields) => Object.keys(body).filter((name) => !CONTROL.includes(name))
const pick = (names: readonly string[], of: Fields): Fields =>
  Object.fromEntries(names.map((name) => [name, of[name] ?? null]))

/**
 * Lets later edits that began where this one began go on from what has come of it, so that no person is asked about a
 * change of her own.
 */
export function rebaseLater({ id, customerId, at, base = {} }: OutboxItem, now: Fields): void {
  for (const later of useOutbox.getState().items) {
    const { base: from = {} } = later
    if (later.id === id || later.kind !== 'edit' || later.customerId !== customerId || later.at < at) continue
    const moved = Object.keys(now).filter((name) => name in from && same(from[name] ?? null, base[name] ?? null))
    if (moved.length > 0) putItem({ ...later, base: { ...from, ...pick(moved, now) } })
  }
}

/** An edit on top of what the server has now: as it is where it changed other fields, else for a person to decide. */
function rebased(item: OutboxItem, current: Current): OutboxItem | undefined {
  const { body, base = {} } = item
  const mine = writtenIn(body).filter((name) => !same(body[name], current[name]))
  if (mine.length === 0) return undefined
  const both = mine.filter((name) => !same(base[name], current[name]))
  const next = {
    ...item,
    body: { ...body, version: current.version },
    turn: item.turn + 1,
    unknown: false,
    delay: undefined,
  }
  if (both.length === 0) return { ...next, body: { ...pick(mine, body), version: current.version } }
  const by = current.lastUpdatedByName ?? '同事'
  const theirs: Theirs = { version: current.version, by, at: current.updatedAt, values: pick(both, current) }
  return { ...next, state: 'conflict', theirs }
}

const listeners = new Set<(customerId: string) => void>()
/** Called with the customer that an item was about, when it was sent later. */
export const onItemSent = (listener: (customerId: string) => void): void => void listeners.add(listener)

function wasSent(item: OutboxItem, reply: Reply, owner: string): void {
  // What the server shows of a number is its mask, as in the base of a later edit.
  if (item.kind === 'edit' && currentOwner() === owner)
    rebaseLater(item, pick(writtenIn(item.body), { ...item.body, ...reply }))
  removeItem(item.id, owner)
  const customerId = item.customerId ?? reply.id
  if (currentOwner() === owner) noteSent({ item, at: serverNow(), customerId })
  listeners.forEach((listener) => listener(customerId))
}

/** Sends one item; false where the next one has to wait, because there is no answer or the server is down. */
async function sendNext(item: OutboxItem, owner: string): Promise<boolean> {
  // Stored before it is sent: an app that ends meanwhile does not know what became of it.
  putItem({ ...item, unknown: true }, owner)
  const outcome = await attempt(item)
  if (outcome.kind === 'sent') wasSent(item, outcome.reply, owner)
  else if (outcome.kind === 'refused') {
    const { error } = outcome
    const current = currentOf(error)
    const next = current && item.kind === 'edit' ? rebased(item, current) : refusedAs(item, error)
    if (next) putItem(next, owner)
    else wasSent(item, { ...current, id: '' }, owner)
  } else if (outcome.kind !== 'unknown') {
    const next = delayed(item, outcome)
    putItem(next, owner)
    return outcome.kind === 'busy' || isParked(next)
  }
  return outcome.kind !== 'unknown'
}

/** An item as it waits after a 429 or a 5xx; only the latter may have written it. */
function delayed(item: OutboxItem, { kind, error }: Failure) {
  const times = (item.delay?.times ?? 0) + 1
  const wait = kind === 'busy' ? Math.min(BUSY_MS * 2 ** (times - 1), PARKED_MS) : times < PARKED_AFTER ? 0 : PARKED_MS
  const delay = { times, until: serverNow() + wait, message: isApiError(error) ? error.message : '' }
  return kind === 'busy' ? { ...item, turn: item.turn + 1, delay } : { ...item, unknown: true, delay }
}

/** Whether the server broke over an item so often that the others no longer wait for it. */
export const isParked = ({ unknown, delay }: OutboxItem): boolean =>
  unknown === true && delay !== undefined && delay.times >= PARKED_AFTER

const isDelayed = ({ delay }: OutboxItem) => delay !== undefined && delay.until > serverNow()

/** Sends an item that was put off now, if it is there still. */
export function sendAgain(id: string): void {
  const item = itemOf(id)
  if (item?.delay) putItem({ ...item, delay: { ...item.delay, until: 0 } })
}

function refusedAs(item: OutboxItem, error: unknown): OutboxItem {
  const refusal = isApiError(error)
    ? { code: error.code, message: error.message, details: error.details as Json }
    : { code: '', message: '' }
  return { ...item, turn: item.turn + 1, unknown: false, delay: undefined, state: 'refused', refusal }
}

const isAboutSame = (one: Pick<OutboxItem, 'customerId'>, other: Pick<OutboxItem, 'customerId'>) =>
  one.customerId !== undefined && one.customerId === other.customerId

/** What is about a customer waits behind what was put off, and edits behind one that a person has to decide. */
const isBlocked = (item: OutboxItem, before: readonly OutboxItem[]) =>
  before.some(
    (one) =>
      isAboutSame(one, item) &&
      (one.state === 'waiting' ? isDelayed(one) : one.kind === 'edit' && item.kind === 'edit'),
  )

const waiting = () => useOutbox.getState().items.filter(({ state }) => state === 'waiting')

const nextItem = () =>
  useOutbox
    .getState()
    .items.find(
      (item, i, all) =>
        item.state === 'waiting' && !isDelayed(item) && !isHeld(item) && !isBlocked(item, all.slice(0, i)),
    )

let leading: { readonly owner: string; leads: boolean; readonly stop: () => void } | undefined
let running = false
let timer: ReturnType<typeof setTimeout> | undefined
let retryMs = FIRST_RETRY_MS

const mayWrite = () => {
  const role = currentSession()?.user.role
  return role !== undefined && isStaffRole(role)
}

async function flush(): Promise<void> {
  const owner = currentOwner()
  if (running || !leading?.leads || leading.owner !== owner || !mayWrite() || !online()) return
  running = true
  clearTimeout(timer)
  try {
    for (let item = nextItem(); item && currentOwner() === owner; item = nextItem()) {
      useOutbox.setState({ sending: item.id })
      const answered = await sendNext(item, owner)
      if (!answered) {
        timer = setTimeout(() => void flush(), retryMs)
        retryMs = Math.min(retryMs * 2, LAST_RETRY_MS)
        return
      }
      retryMs = FIRST_RETRY_MS
    }
    const until = Math.min(...waiting().flatMap((item) => (isDelayed(item) ? (item.delay?.until ?? []) : [])))
    if (Number.isFinite(until)) timer = setTimeout(() => void flush(), until - serverNow())
  } finally {
    running = false
    useOutbox.setState({ sending: undefined })
  }
}

/** One tab of the account sends. */
function follow(): void {
  const owner = currentOwner()
  if (leading?.owner === owner) return
  leading?.stop()
  leading = undefined
  if (owner === '') return
  const now = { owner, leads: false, stop: () => off() }
  leading = now
  const off = leadTabs(`outbox/${owner}`, {
    lead() {
      now.leads = true
      void flush()
    },
    yield() {
      now.leads = false
    },
  })
}

/** At launch: from now on what waits is sent when it can be. */
export function startOutbox(): void {
  watchOutbox()
  onOutboxChange(() => void flush())
  onTabClosed(() => void flush())
  onNetChange((up) => {
    retryMs = FIRST_RETRY_MS
    if (up) void flush()
  })
  setTimeout(() => {
    follow()
    useSession.subscribe(() => {
      follow()
      void flush()
    })
  }, AFTER_LAUNCH_MS)
}

/**
 * Sends what a form has written, once it is stored, and gives the answer. Rejects with the refusal, and then nothing is
 * stored; undefined where there is no network or no answer: it is sent later, after what was written before it.
 * @param onStored called when the phone has stored it
 */
export async function deliver(written: Written, onStored?: () => void): Promise<{ readonly id: string } | undefined> {
  const owner = currentOwner()
  const item = newItem(written)
  const isBehind = waiting().some((one) => !isDelayed(one) || isAboutSame(one, item))
  const direct = online() && !isBehind
  const isStored = putItem({ ...item, ...(direct ? { heldBy: hold(), unknown: true } : {}) }, owner)
  if (isStored) onStored?.()
  if (isStored && !direct) return undefined
  const outcome = await attempt(item)
  if ((outcome.kind === 'unknown' || outcome.kind === 'broken') && isStored) {
    putItem(outcome.kind === 'broken' ? delayed(item, outcome) : { ...item, unknown: true }, owner)
    return undefined
  }
  removeItem(item.id, owner)
  if (outcome.kind !== 'sent') throw outcome.error
  return outcome.reply
}

/**
 * Delivers an edit of a few fields that has no form to come back to: on top of what a colleague has changed meanwhile,
 * and where both changed the same, it waits in the outbox for a decision.
 */
export async function deliverEdit(written: Written): Promise<{ readonly id: string } | undefined> {
  try {
    return await deliver(written)
  } catch (error) {
    const current = currentOf(error)
    if (!current) throw error
    const next = rebased(newItem(written), current)
    if (next) putItem(next)
    return undefined
  }
}

/** Puts a changed body in the place of an item; false where it was sent or thrown away meanwhile. */
export function rewrite(
  id: string,
  change: Pick<OutboxItem, 'body'> & Partial<Pick<OutboxItem, 'base' | 'name'>>,
): boolean {
  const item = itemOf(id)
  if (!item || item.unknown) return false
  const free = { heldBy: undefined, refusal: undefined, theirs: undefined, delay: undefined }
  return putItem({ ...item, ...free, ...change, turn: item.turn + 1, state: 'waiting' })
}
