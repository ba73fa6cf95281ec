import {
  kindSpec,
  NOTIFICATION_KINDS,
  type NotificationKind,
} from '@qingpin/contract/notifications/notifications.enums'
import { isQuiet, quietEnd } from '@qingpin/contract/notifications/notifications.rules'
import type { Ctx } from '../../context.ts'
import type { Op, Q } from '../../db/db.ts'
import { enqueue, type Queue } from '../../jobs/index.ts'
import * as messages from './messages.repo.ts'
import { insertNotification, readPreferences } from './notifications.repo.ts'
import { DELIVER, GATHER, GATHER_MS, mayLeave, quietOf, SINGLY_MOST } from './notifications.rules.ts'
import type { NotificationRow } from './notifications.table.ts'

/** Kinds that no quiet hours hold back. */
const URGENT = (Object.keys(NOTIFICATION_KINDS) as NotificationKind[]).filter((kind) => kindSpec(kind).urgent)

interface Waiting {
  accountId: string
  kind: NotificationKind
}

function* send(t: Q, ctx: Ctx, of: Waiting, rows: readonly NotificationRow[]): Op<void> {
  const message = yield* messages.insertMessage(t, ctx, of, rows)
  yield* enqueue(t, ctx, { queue: DELIVER.name, data: { message }, key: message })
}

/** What an urgent kind has waiting leaves at once, and the rest of its minute together. */
function* sendUrgent(t: Q, ctx: Ctx, of: Waiting, rows: readonly NotificationRow[]): Op<number | undefined> {
  const last = yield* messages.lastMessageAt(t, ctx, { ...of, after: ctx.now - GATHER_MS })
  if (last !== undefined) return last + GATHER_MS
  yield* send(t, ctx, of, rows)
  return undefined
}

function* sendGathered(t: Q, ctx: Ctx, of: Waiting, rows: readonly NotificationRow[]): Op<void> {
  if (rows.length > SINGLY_MOST) return yield* send(t, ctx, of, rows)
  for (const row of rows) yield* send(t, ctx, of, [row])
}

/** One message and one line in the app for all kinds that quiet hours held back. */
function* sendDigest(t: Q, ctx: Ctx, accountId: string, rows: readonly NotificationRow[]): Op<void> {
  const facts: Partial<Record<NotificationKind, number>> = {}
  for (const { kind } of rows) facts[kind] = (facts[kind] ?? 0) + 1
  yield* insertNotification(t, ctx, {
    accountId,
    kind: 'quiet-digest',
    subjectId: null,
    facts: facts as Record<string, number>,
    key: null,
    readAt: ctx.now,
  })
  yield* send(t, ctx, { accountId, kind: 'quiet-digest' }, rows)
}

/** Decides what leaves the app with which message. Gives when to look again, where it is not time yet. */
export function* gather(t: Q, ctx: Ctx, of: Waiting): Op<number | undefined> {
  const { accountId, kind } = of
  if (kindSpec(kind).onlyAway) yield* messages.deleteWatched(t, ctx, accountId, kind)
  const rows = yield* messages.lockWaiting(t, ctx, accountId, { only: kind })
  if (rows.length === 0) return undefined
  if (kindSpec(kind).urgent) return yield* sendUrgent(t, ctx, of, rows)
  const set = yield* readPreferences(t, ctx, accountId)
  const quiet = quietOf(set)
  if (isQuiet(quiet, ctx.now)) return quietEnd(quiet, ctx.now)
  const waiting = yield* messages.lockWaiting(t, ctx, accountId, { but: URGENT })
  // What is switched off for every way is no part of what leaves: one that is left needs no digest.
  const held = waiting.filter((row) => isQuiet(quiet, row.createdAt) && mayLeave(set, row.kind))
  if (held.length > 1) yield* sendDigest(t, ctx, accountId, held)
  const taken = new Set(held.length > 1 ? held.map(({ id }) => id) : [])
  const rest = rows.filter(({ id }) => !taken.has(id))
  yield* sendGathered(t, ctx, of, rest)
  return undefined
}

/** Runs a minute after a notification, or at once where it cannot wait. */
export const gathering: Queue = {
  ...GATHER,
  run: async (ctx, { account, kind }) => {
    const of = { accountId: String(account), kind: String(kind) as NotificationKind }
    return ctx.db.tx((t) => gather(t, ctx, of))
  },
}
