import { DAY_MS } from '@qingpin/contract/core/days'
import type { NotificationKind } from '@qingpin/contract/notifications/notifications.enums'
import { NOTIFICATION_DAYS } from '@qingpin/contract/notifications/notifications.rules'
import { and, count, desc, eq, inArray, isNull, lte, type SQL, sql } from 'drizzle-orm'
import type { Ctx } from '../../context.ts'
import { pageOf, timeIdCursor } from '../../db/cursor.ts'
import { ask, type Op, type Q } from '../../db/db.ts'
import { newId } from '../../db/ids.ts'
import { expiredRows } from '../../db/retention.ts'
import { type Preferences, USUAL } from './notifications.rules.ts'
import type { NotificationFacts, NotificationRow } from './notifications.table.ts'

type At = Pick<Ctx, 'db' | 'now'>

export interface NewRow {
  accountId: string
  kind: NotificationKind
  subjectId: string | null
  facts: NotificationFacts
  key: string | null
  readAt?: number | null
}

/** Writes a notification down; undefined where the account has one under its key. */
export function* insertNotification(t: Q, ctx: At, { readAt = null, ...row }: NewRow): Op<{ id: string } | undefined> {
  const { notifications: n } = ctx.db.s
  const [inserted] = yield* ask(
    t
      .insert(n)
      .values({ ...row, id: newId(ctx.now), readAt, messageId: null, createdAt: ctx.now })
      .onConflictDoNothing()
      .returning({ id: n.id }),
  )
  return inserted
}

/** Whose notifications, of which kinds: each role reads its own. */
export interface Reader {
  accountId: string
  kinds: readonly NotificationKind[]
}

const ofReader = ({ db, now }: At, { accountId, kinds }: Reader): SQL | undefined => {
  const { notifications: n } = db.s
  return and(
    eq(n.accountId, accountId),
    inArray(n.kind, [...kinds]),
    sql`${n.createdAt} > ${now - NOTIFICATION_DAYS * DAY_MS}`,
  )
}

export interface PageFilter {
  unread: boolean
  limit: number
  cursor: string | undefined
}

export function* pageOfReader(t: Q, ctx: At, reader: Reader, { unread, limit, cursor }: PageFilter) {
  const { notifications: n } = ctx.db.s
  const position = timeIdCursor.read(cursor)
  const after = position && sql`(${n.createdAt}, ${n.id}) < (${position.at}, ${position.id})`
  const rows = yield* ask(
    t
      .select()
      .from(n)
      .where(and(ofReader(ctx, reader), unread ? isNull(n.readAt) : undefined, after))
      .orderBy(desc(n.createdAt), desc(n.id))
      .limit(limit + 1),
  )
  return pageOf(rows, limit, ({ createdAt, id }) => timeIdCursor.write({ at: createdAt, id }))
}

/** How many there are of each kind, and how many of those were not read. */
export function* countOfReader(t: Q, ctx: At, reader: Reader) {
  const { notifications: n } = ctx.db.s
  const rows = yield* ask(
    t
      .select({
        kind: n.kind,
        total: count(),
        unread: sql<number>`sum(case when ${n.readAt} is null then 1 else 0 end)`,
      })
      .from(n)
      .where(ofReader(ctx, reader))
      .groupBy(n.kind),
  )
  return rows.map(({ kind, total, unread }) => ({ kind, total: Number(total), unread: Number(unread) }))
}

export function* findOfReader(t: Q, ctx: At, reader: Reader, id: string): Op<NotificationRow | undefined> {
  const { notifications: n } = ctx.db.s
  const [row] = yield* ask(
    t
      .select()
      .from(n)
      .where(and(eq(n.id, id), ofReader(ctx, reader))),
  )
  return row
}

export interface ReadWhich {
  id?: string | undefined
  /** The newest that the person saw. */
  upTo?: NotificationRow | undefined
  subjectId?: string | undefined
}

/** Marks notifications as read; gives how many were not. */
export function* markRead(t: Q, ctx: At, reader: Reader, { id, upTo, subjectId }: ReadWhich): Op<number> {
  const { notifications: n } = ctx.db.s
  const rows = yield* ask(
    t
      .update(n)
      .set({ readAt: ctx.now })
      .where(
        and(
          ofReader(ctx, reader),
          isNull(n.readAt),
          id === undefined ? undefined : eq(n.id, id),
          upTo && sql`(${n.createdAt}, ${n.id}) <= (${upTo.createdAt}, ${upTo.id})`,
          subjectId === undefined ? undefined : eq(n.subjectId, subjectId),
        ),
      )
      .returning({ id: n.id }),
  )
  return rows.length
}

/** What an account has set, or what holds where it has set nothing. */
export function* readPreferences(t: Q, { db }: Pick<Ctx, 'db'>, accountId: string): Op<Preferences> {
  const { notificationPreferences: p } = db.s
  const [row] = yield* ask(t.select().from(p).where(eq(p.accountId, accountId)))
  return row ?? USUAL
}

export function* setPreferences(t: Q, ctx: At, accountId: string, set: Preferences): Op<void> {
  const { notificationPreferences: p } = ctx.db.s
  const row = { ...set, accountId, updatedAt: ctx.now }
  yield* ask(t.insert(p).values(row).onConflictDoUpdate({ target: p.accountId, set: row }))
}

/** They say what happened, and are read where it happened once they are old. */
const expired = (now: number) => now - NOTIFICATION_DAYS * DAY_MS
export const notificationRetention = [
  expiredRows(({ notifications: n }, now) => ({ table: n, key: n.id, condition: lte(n.createdAt, expired(now)) })),
  expiredRows(({ notificationDeliveries: d }, now) => ({
    table: d,
    key: d.id,
    condition: lte(d.createdAt, expired(now)),
  })),
  expiredRows(({ notificationMessages: m }, now) => ({
    table: m,
    key: m.id,
    condition: lte(m.createdAt, expired(now)),
  })),
]
