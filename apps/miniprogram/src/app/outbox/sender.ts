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
/** Before the first items are sent: the first paint comes first. */
const AFTER_LAUNCH_MS = 2000

/** What became of an item that was sent; `unknown` where no answer came. */
type Outcome =
  | { readonly kind: 'sent'; readonly reply: { readonly id: string } }
  | { readonly kind: 'unknown' | 'refused'; readonly error: unknown }

const send = ({ id, kind, customerId, body, at, turn }: OutboxItem) =>
  (api as unknown as (route: string, options: object) => Promise<{ readonly id: string }>)(ROUTES[kind], {
    params: { id: customerId },
    body: {
      ...body,
      clientId: id,
      ...(kind === 'follow-up' ? { writtenAt: body.writtenAt ?? new Date(at).toISOString() } : {}),
    },
    idempotencyKey: `${id}-${turn}`,
  })

/** Refusals that say nothing about what was written. */
const passing = (status: number, code: string) =>
  status >= 500 || status === 401 || status === 408 || status === 429 || code === 'IDEMPOTENCY_IN_PROGRESS'

async function attempt(item: OutboxItem): Promise<Outcome> {
  try {
    return { kind: 'sent', reply: await send(item) }
  } catch (error) {
    if (!isApiError(error) || passing(error.status, error.code)) return { kind: 'unknown', error }
    if (error.code === 'ALREADY_SENT') return { kind: 'sent', reply: { id: item.customerId ?? '' } }
    return { kind: 'refused', error }
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

/** An edit on top of what the server has now: as it is where it changed other fields, else for a person to decide. */
function rebased(item: OutboxItem, current: Current): OutboxItem | undefined {
  const { body, base = {} } = item
  const mine = Object.keys(body).filter((name) => !CONTROL.includes(name) && !same(body[name], current[name]))
  if (mine.length === 0) return undefined
  const pick = (names: readonly string[], of: Fields) => Object.fromEntries(names.map((name) => [name, of[name]]))
  const both = mine.filter((name) => !same(base[name], current[name]))
  const next = { ...item, body: { ...body, version: current.version }, turn: item.turn + 1, unknown: false }
  if (both.length === 0) return { ...next, body: { ...pick(mine, body), version: current.version } }
  const by = current.lastUpdatedByName ?? '同事'
  const theirs: Theirs = { version: current.version, by, at: current.updatedAt, values: pick(both, current) }
  return { ...next, state: 'conflict', theirs }
}

const listeners = new Set<(customerId: string) => void>()
/** Called with the customer that an item was about, when it was sent later. */
export const onItemSent = (listener: (customerId: string) => void): void => void listeners.add(listener)

function wasSent(item: OutboxItem, { id }: { readonly id: string }, owner: string): void {
  removeItem(item.id, owner)
  const customerId = item.customerId ?? id
  if (currentOwner() === owner) noteSent({ item, at: serverNow(), customerId })
  listeners.forEach((listener) => listener(customerId))
}

/** Sends one item; false where the next one has to wait, because there is no answer. */
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
    else wasSent(item, { id: '' }, owner)
  }
  return outcome.kind !== 'unknown'
}

function refusedAs(item: OutboxItem, error: unknown): OutboxItem {
  const refusal = isApiError(error)
    ? { code: error.code, message: error.message, details: error.details as Json }
    : { code: '', message: '' }
  return { ...item, turn: item.turn + 1, unknown: false, state: 'refused', refusal }
}

/** Edits of a customer wait behind an earlier one that a person has to decide. */
const isBlocked = (item: OutboxItem, before: readonly OutboxItem[]) =>
  item.kind === 'edit' &&
  before.some((one) => one.kind === 'edit' && one.customerId === item.customerId && one.state !== 'waiting')

const nextItem = () =>
  useOutbox
    .getState()
    .items.find((item, i, all) => item.state === 'waiting' && !isHeld(item) && !isBlocked(item, all.slice(0, i)))

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
  const before = useOutbox.getState().items.some(({ state }) => state === 'waiting')
  const direct = online() && !before
  const isStored = putItem({ ...item, ...(direct ? { heldBy: hold(), unknown: true } : {}) }, owner)
  if (isStored) onStored?.()
  if (isStored && !direct) return undefined
  const outcome = await attempt(item)
  if (outcome.kind === 'unknown' && isStored) {
    putItem({ ...item, unknown: true }, owner)
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
  const free = { heldBy: undefined, refusal: undefined, theirs: undefined }
  return putItem({ ...item, ...free, ...change, turn: item.turn + 1, state: 'waiting' })
}
