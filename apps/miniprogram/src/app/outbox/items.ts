import { defineDraft } from '../drafts/drafts'
import type { Json } from '../query-store'

export type Fields = Readonly<Record<string, Json>>

/** The writes that may wait for the network: each finds its row again by the id that the phone gave to it. */
export const ROUTES = {
  'follow-up': 'POST /api/customers/miniprogram/{id}/follow-ups',
  customer: 'POST /api/customers/miniprogram/create',
  edit: 'PATCH /api/customers/miniprogram/{id}',
} as const
type OutboxKind = keyof typeof ROUTES

/** What the server has of the fields of an edit that a colleague changed as well. */
export interface Theirs {
  readonly version: number
  readonly by: string
  /** ISO 8601 */
  readonly at: string
  readonly values: Fields
}

/** Something written on this phone that the server does not have yet. */
export interface OutboxItem {
  /** Sent along, so that the server writes it once however often it is sent. */
  readonly id: string
  readonly kind: OutboxKind
  /** The customer's name. */
  readonly name: string
  /** The customer's id; absent of one that is new. */
  readonly customerId?: string
  readonly body: Fields
  /** Of an edit: the fields as they were when it began. */
  readonly base?: Fields
  /** When it was written, epoch ms of the server's clock; the order in which items are sent. */
  readonly at: number
  /** Counts the bodies that the server has answered: each has an idempotency key of its own. */
  readonly turn: number
  readonly state: 'waiting' | 'conflict' | 'refused'
  /** It was sent, and no answer came: it may be there already, so that nothing of it may be changed. */
  readonly unknown?: boolean
  /** Sent in vain, because the server was too busy or broke over it: so often, and not again before then. */
  readonly delay?: { readonly times: number; readonly until: number; readonly message: string } | undefined
  /** The form or page that has it in hand; it is not sent meanwhile. */
  readonly heldBy?: { readonly tab: string; readonly run: string } | undefined
  readonly theirs?: Theirs | undefined
  readonly refusal?: { readonly code: string; readonly message: string; readonly details?: Json } | undefined
}

const isObject = (value: unknown): value is Record<string, unknown> => typeof value === 'object' && value !== null

function readItem(stored: unknown): OutboxItem | undefined {
  if (!isObject(stored)) return undefined
  const { id, kind, name, body, at, turn, state } = stored
  const sound =
    typeof id === 'string' &&
    typeof kind === 'string' &&
    kind in ROUTES &&
    typeof name === 'string' &&
    isObject(body) &&
    typeof at === 'number' &&
    typeof turn === 'number' &&
    typeof state === 'string'
  return sound ? (stored as unknown as OutboxItem) : undefined
}

/** Items are drafts: they belong to the account, and wait through a logout. */
export const outboxDrafts = defineDraft<OutboxItem>('outbox', { read: readItem, acrossTabs: true })
