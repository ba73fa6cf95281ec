import { and, asc, count, desc, eq, gt, inArray, isNull, type SQL, sql } from 'drizzle-orm'
import type { Ctx } from '../../context.ts'
import { ask, type Op, type Q } from '../../db/db.ts'
import { newId } from '../../db/ids.ts'
import type { CustomerRecords } from '../customers/index.ts'
import type { ShortlistCommentRow, ShortlistRow, ShortlistWorkerRow } from './shortlists.table.ts'

export function* insertShortlist(t: Q, ctx: Ctx, row: ShortlistRow, workers: readonly ShortlistWorkerRow[]): Op<void> {
  const { shortlists, shortlistWorkers } = ctx.db.s
  yield* ask(t.insert(shortlists).values(row))
  yield* ask(t.insert(shortlistWorkers).values([...workers]))
}

/** @param lock locks the row for a change */
export function* findShortlist(
  t: Q,
  ctx: Ctx,
  by: { id: string } | { tokenHash: string },
  lock = false,
): Op<ShortlistRow | undefined> {
  const { shortlists } = ctx.db.s
  const query = t
    .select()
    .from(shortlists)
    .where('id' in by ? eq(shortlists.id, by.id) : eq(shortlists.tokenHash, by.tokenHash))
  const [row] = yield* ask(lock ? ctx.db.lock(query) : query)
  return row
}

export function* setShortlist(t: Q, ctx: Ctx, id: string, part: Partial<ShortlistRow>): Op<void> {
  const { shortlists } = ctx.db.s
  yield* ask(t.update(shortlists).set(part).where(eq(shortlists.id, id)))
}

/** Closes a list; an earlier time stays. Whether it was open. */
export function* revoke(t: Q, ctx: Ctx, id: string): Op<boolean> {
  const { shortlists } = ctx.db.s
  const closed = yield* ask(
    t
      .update(shortlists)
      .set({ revokedAt: ctx.now })
      .where(and(eq(shortlists.id, id), isNull(shortlists.revokedAt)))
      .returning({ id: shortlists.id }),
  )
  return closed.length > 0
}

export function* workersOn(t: Q, ctx: Ctx, shortlistId: string): Op<ShortlistWorkerRow[]> {
  const { shortlistWorkers: w } = ctx.db.s
  return yield* ask(t.select().from(w).where(eq(w.shortlistId, shortlistId)).orderBy(asc(w.position)))
}

export function* setWorker(t: Q, ctx: Ctx, id: string, part: Partial<ShortlistWorkerRow>): Op<void> {
  const { shortlistWorkers: w } = ctx.db.s
  yield* ask(t.update(w).set(part).where(eq(w.id, id)))
}

/** The list of the device with this token. */
export function* readerOf(t: Q, ctx: Ctx, tokenHash: string): Op<{ shortlistId: string } | undefined> {
  const { shortlistReaders: r } = ctx.db.s
  const [row] = yield* ask(t.select({ shortlistId: r.shortlistId }).from(r).where(eq(r.tokenHash, tokenHash)))
  return row
}

export function* countReaders(t: Q, ctx: Ctx, shortlistId: string): Op<number> {
  const { shortlistReaders: r } = ctx.db.s
  const [row] = yield* ask(t.select({ n: count() }).from(r).where(eq(r.shortlistId, shortlistId)))
  return Number(row?.n ?? 0)
}

export function* insertReader(t: Q, ctx: Ctx, shortlistId: string, tokenHash: string): Op<void> {
  const { shortlistReaders: r } = ctx.db.s
  yield* ask(t.insert(r).values({ id: newId(ctx.now), shortlistId, tokenHash, createdAt: ctx.now }))
}

export type NamedComment = ShortlistCommentRow & { name: string | null }

export function* commentsOn(t: Q, ctx: Ctx, shortlistId: string): Op<NamedComment[]> {
  const { shortlistComments: c, accounts } = ctx.db.s
  const rows = yield* ask(
    t
      .select({ comment: c, name: accounts.name })
      .from(c)
      .leftJoin(accounts, eq(accounts.id, c.createdBy))
      .where(eq(c.shortlistId, shortlistId))
      .orderBy(asc(c.createdAt), asc(c.id)),
  )
  return rows.map(({ comment, name }) => ({ ...comment, name }))
}

export function* insertComment(
  t: Q,
  ctx: Ctx,
  comment: Pick<ShortlistCommentRow, 'shortlistId' | 'workerId' | 'createdBy' | 'text'>,
): Op<string> {
  const id = newId(ctx.now)
  yield* ask(t.insert(ctx.db.s.shortlistComments).values({ ...comment, id, createdAt: ctx.now }))
  return id
}

export function* findComment(t: Q, ctx: Pick<Ctx, 'db'>, id: string): Op<ShortlistCommentRow | undefined> {
  const { shortlistComments: c } = ctx.db.s
  const [row] = yield* ask(t.select().from(c).where(eq(c.id, id)))
  return row
}

export function* setComment(t: Q, ctx: Pick<Ctx, 'db'>, id: string, text: string): Op<void> {
  const { shortlistComments: c } = ctx.db.s
  yield* ask(t.update(c).set({ text }).where(eq(c.id, id)))
}

/** Which of some reactions are new; each is new once. */
export function* insertReactions(t: Q, ctx: Ctx, shortlistId: string, keys: readonly string[]): Op<string[]> {
  if (keys.length === 0) return []
  const { shortlistReactions: r } = ctx.db.s
  const added = yield* ask(
    t
      .insert(r)
      .values(keys.map((key) => ({ shortlistId, key, createdAt: ctx.now })))
      .onConflictDoNothing()
      .returning({ key: r.key }),
  )
  return added.map(({ key }) => key)
}

/** Something came from the customer since staff looked. */
const unseen = ({ shortlists: l }: Ctx['db']['s']): SQL =>
  sql`${l.lastReactionAt} is not null and (${l.seenAt} is null or ${l.seenAt} < ${l.lastReactionAt})`

export interface ShortlistLine {
  list: ShortlistRow
  customerName: string
  createdByName: string | null
  workers: number
  liked: number
  comments: number
}

const lineColumns = ({ shortlists: l, customers, accounts }: Ctx['db']['s']) => ({
  list: l,
  customerName: customers.name,
  createdByName: accounts.name,
  workers: sql<number>`(select count(*) from shortlist_workers w where w.shortlist_id = ${l.id} and w.removed_at is null)`,
  liked: sql<number>`(select count(*) from shortlist_workers w where w.shortlist_id = ${l.id} and w.liked_at is not null and w.removed_at is null)`,
  comments: sql<number>`(select count(*) from shortlist_comments c where c.shortlist_id = ${l.id} and c.created_by is null)`,
})

/**
 * Lists of customers, those that were used or made last first.
 * @param among the customers that the caller may see
 */
export function* listShortlists(
  t: Q,
  ctx: Ctx,
  among: SQL | undefined,
  { unseen: onlyUnseen = false, limit }: { unseen?: boolean; limit: number },
): Op<ShortlistLine[]> {
  const { s } = ctx.db
  const { shortlists: l, customers, accounts } = s
  const rows = yield* ask(
    t
      .select(lineColumns(s))
      .from(l)
      .innerJoin(customers, eq(customers.id, l.customerId))
      .leftJoin(accounts, eq(accounts.id, l.createdBy))
      .where(and(among, onlyUnseen ? unseen(s) : undefined))
      .orderBy(desc(sql`coalesce(${l.lastReactionAt}, ${l.createdAt})`), desc(l.id))
      .limit(limit),
  )
  return rows.map((row) => ({
    ...row,
    workers: Number(row.workers),
    liked: Number(row.liked),
    comments: Number(row.comments),
  }))
}

/** How many lists hold something that staff has not looked at. */
export function* countUnseen(t: Q, ctx: Ctx, among: SQL | undefined): Op<number> {
  const { shortlists: l, customers } = ctx.db.s
  const [row] = yield* ask(
    t
      .select({ n: count() })
      .from(l)
      .innerJoin(customers, eq(customers.id, l.customerId))
      .where(and(among, unseen(ctx.db.s))),
  )
  return Number(row?.n ?? 0)
}

export const named = ({ db: { s } }: Ctx, id: string): SQL => eq(s.shortlists.id, id)
/** Of these lists those among others. */
export const namedAmong = ({ db: { s } }: Ctx, ids: readonly string[], among: SQL | undefined): SQL | undefined =>
  and(inArray(s.shortlists.id, [...ids]), among)
export const ofCustomer = ({ db: { s } }: Ctx, customerId: string): SQL => eq(s.shortlists.customerId, customerId)

/** The ids of the lists of a customer that its link opens still. */
export function* listOpen(t: Q, ctx: Ctx, customerId: string): Op<string[]> {
  const { shortlists: l } = ctx.db.s
  const open = and(eq(l.customerId, customerId), isNull(l.revokedAt), gt(l.expiresAt, ctx.now))
  const rows = yield* ask(t.select({ id: l.id }).from(l).where(open).orderBy(asc(l.id)))
  return rows.map(({ id }) => id)
}

/** The shortlists of a customer, which go with it when two are merged. */
export const movingShortlists: Omit<CustomerRecords, 'close'> = {
  name: 'shortlists',
  *move(t, { db }, fromId, toId) {
    const { shortlists: l } = db.s
    const rows = yield* ask(
      t.update(l).set({ customerId: toId }).where(eq(l.customerId, fromId)).returning({ id: l.id }),
    )
    return rows.map(({ id }) => id)
  },
  *moveBack(t, { db }, ids, fromId, toId) {
    const { shortlists: l } = db.s
    if (ids.length === 0) return
    yield* ask(
      t
        .update(l)
        .set({ customerId: toId })
        .where(and(inArray(l.id, [...ids]), eq(l.customerId, fromId))),
    )
  },
  *forget(t, { db, now }, customerId) {
    const { shortlists: l } = db.s
    const blank = { revokedAt: now, recipient: '', note: null, timesNote: null }
    yield* ask(t.update(l).set(blank).where(eq(l.customerId, customerId)))
  },
}
