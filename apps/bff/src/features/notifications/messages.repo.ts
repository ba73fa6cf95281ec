import type {
  DeliveryReason,
  DeliveryState,
  NotificationKind,
  NotificationWay,
} from '@qingpin/contract/notifications/notifications.enums'
import { and, asc, desc, eq, gt, inArray, isNotNull, isNull, notInArray, sql } from 'drizzle-orm'
import type { Ctx } from '../../context.ts'
import { ask, type Op, type Q } from '../../db/db.ts'
import { newId } from '../../db/ids.ts'
import { GATHER_MS } from './notifications.rules.ts'
import type { DeliveryRow, MessageRow, NotificationRow } from './notifications.table.ts'

type At = Pick<Ctx, 'db' | 'now'>

/** Notifications that have not left the app and were not read there, locked; of one kind, or of all but some. */
export function* lockWaiting(
  t: Q,
  { db }: At,
  accountId: string,
  kinds: { only: NotificationKind } | { but: readonly NotificationKind[] },
): Op<NotificationRow[]> {
  const { notifications: n } = db.s
  const ofKind = 'only' in kinds ? eq(n.kind, kinds.only) : notInArray(n.kind, [...kinds.but])
  return yield* ask(
    db.lock(
      t
        .select()
        .from(n)
        .where(and(eq(n.accountId, accountId), isNull(n.messageId), isNull(n.readAt), ofKind))
        .orderBy(asc(n.id)),
    ),
  )
}

/** Deletes notifications that were read as soon as they came: their reader was there. */
export function* deleteWatched(t: Q, { db }: At, accountId: string, kind: NotificationKind): Op<void> {
  const { notifications: n } = db.s
  const soon = sql`${n.readAt} - ${n.createdAt} < ${GATHER_MS}`
  yield* ask(
    t
      .delete(n)
      .where(and(eq(n.accountId, accountId), eq(n.kind, kind), isNull(n.messageId), isNotNull(n.readAt), soon)),
  )
}

/** When the last message of a kind went to an account after a moment. */
export function* lastMessageAt(
  t: Q,
  { db }: At,
  { accountId, kind, after }: { accountId: string; kind: NotificationKind; after: number },
): Op<number | undefined> {
  const { notificationMessages: m } = db.s
  const [row] = yield* ask(
    t
      .select({ at: m.createdAt })
      .from(m)
      .where(and(eq(m.accountId, accountId), eq(m.kind, kind), gt(m.createdAt, after)))
      .orderBy(desc(m.createdAt))
      .limit(1),
  )
  return row?.at
}

/** A message that stands for these notifications. */
export function* insertMessage(
  t: Q,
  ctx: At,
  { accountId, kind }: Pick<MessageRow, 'accountId' | 'kind'>,
  rows: readonly Pick<NotificationRow, 'id'>[],
): Op<string> {
  const { notificationMessages: m, notifications: n } = ctx.db.s
  const id = newId(ctx.now)
  yield* ask(t.insert(m).values({ id, accountId, kind, count: rows.length, createdAt: ctx.now }))
  const ids = rows.map((row) => row.id)
  yield* ask(t.update(n).set({ messageId: id }).where(inArray(n.id, ids)))
  return id
}

/** The kinds of the notifications that a message stands for, one for each of them. */
export function* kindsIn(t: Q, { db }: Pick<Ctx, 'db'>, { id, kind, count }: MessageRow): Op<NotificationKind[]> {
  if (kind !== 'quiet-digest') return Array.from({ length: count }, () => kind)
  const { notifications: n } = db.s
  const rows = yield* ask(t.select({ kind: n.kind }).from(n).where(eq(n.messageId, id)).orderBy(asc(n.id)))
  return rows.map((row) => row.kind)
}

export function* findMessage(t: Q, { db }: Pick<Ctx, 'db'>, id: string): Op<MessageRow | undefined> {
  const { notificationMessages: m } = db.s
  const [row] = yield* ask(t.select().from(m).where(eq(m.id, id)))
  return row
}

/** The delivery by a way, locked: that of a message, or the one that a vendor accepted under an id of its own. */
export function* lockDelivery(
  t: Q,
  { db }: Pick<Ctx, 'db'>,
  way: NotificationWay,
  of: { messageId: string } | { vendorId: string },
): Op<DeliveryRow | undefined> {
  const { notificationDeliveries: d } = db.s
  const same = 'messageId' in of ? eq(d.messageId, of.messageId) : eq(d.vendorId, of.vendorId)
  const [row] = yield* ask(
    db.lock(
      t
        .select()
        .from(d)
        .where(and(same, eq(d.way, way))),
    ),
  )
  return row
}

/** Writes a delivery down; undefined where another run of the job was first. */
export function* insertDelivery(
  t: Q,
  ctx: At,
  delivery: Pick<DeliveryRow, 'messageId' | 'way' | 'state' | 'reason'>,
): Op<string | undefined> {
  const { notificationDeliveries: d } = ctx.db.s
  const row = { ...delivery, id: newId(ctx.now), vendorId: null, createdAt: ctx.now, updatedAt: ctx.now }
  const [inserted] = yield* ask(t.insert(d).values(row).onConflictDoNothing().returning({ id: d.id }))
  return inserted?.id
}

interface End {
  state: DeliveryState
  reason: DeliveryReason | null
  vendorId?: string | null
}

/** Writes the outcome of a delivery that is under way, or whose outcome was not known. */
export function* endDelivery(t: Q, ctx: At, id: string, { state, reason, vendorId = null }: End): Op<boolean> {
  const { notificationDeliveries: d } = ctx.db.s
  const ended = yield* ask(
    t
      .update(d)
      .set({ state, reason, vendorId, updatedAt: ctx.now })
      .where(and(eq(d.id, id), inArray(d.state, ['sending', 'unknown'])))
      .returning({ id: d.id }),
  )
  return ended.length > 0
}

/** A delivery that counted as sent did not arrive. */
export function* refuseSent(t: Q, ctx: At, id: string, reason: DeliveryReason): Op<void> {
  const { notificationDeliveries: d } = ctx.db.s
  yield* ask(t.update(d).set({ state: 'refused', reason, updatedAt: ctx.now }).where(eq(d.id, id)))
}

/** Takes back a delivery that never reached its vendor; false where another run has judged it meanwhile. */
export function* deleteDelivery(t: Q, { db }: Pick<Ctx, 'db'>, id: string): Op<boolean> {
  const { notificationDeliveries: d } = db.s
  const gone = yield* ask(
    t
      .delete(d)
      .where(and(eq(d.id, id), eq(d.state, 'sending')))
      .returning({ id: d.id }),
  )
  return gone.length > 0
}
