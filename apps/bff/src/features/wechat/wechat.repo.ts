import { and, eq, gt, inArray, isNull, lte, max, not, sql } from 'drizzle-orm'
import { RETENTION_MS } from '../../config/retention.ts'
import type { Ctx } from '../../context.ts'
import { ask, type Op, type Q } from '../../db/db.ts'
import { expiredRows, type Retention } from '../../db/retention.ts'
import type { PushSender } from '../../ports/wechat-push.port.ts'
import type { Schema } from '../../schema/schema.ts'

export type BindCodeRow = Schema['bindCodes']['$inferSelect']
export type ServiceMessageRow = Schema['serviceMessages']['$inferSelect']
type PushRow = Schema['wechatPushes']['$inferSelect']
type Part = Pick<Ctx, 'db'>

export function* insertBindCode(t: Q, { db }: Part, row: BindCodeRow): Op<void> {
  yield* ask(t.insert(db.s.bindCodes).values(row))
}

/** Uses a code up and gives it; undefined where there is none that can still be used. */
export function* useBindCode(t: Q, { db, now }: Pick<Ctx, 'db' | 'now'>, id: string): Op<BindCodeRow | undefined> {
  const { bindCodes } = db.s
  const [row] = yield* ask(
    t
      .update(bindCodes)
      .set({ usedAt: now })
      .where(and(eq(bindCodes.id, id), isNull(bindCodes.usedAt), gt(bindCodes.expiresAt, now)))
      .returning(),
  )
  return row
}

/** Removes the codes of an account that wait to be scanned. */
export function* removeBindCodes(t: Q, { db }: Part, accountId: string): Op<void> {
  const { bindCodes } = db.s
  yield* ask(t.delete(bindCodes).where(and(eq(bindCodes.accountId, accountId), isNull(bindCodes.usedAt))))
}

/** Remembers a signature; the hash of the body that it came with before, or undefined when it is new. */
export function* seenSignature(
  t: Q,
  { db }: Part,
  row: Schema['pushSignatures']['$inferSelect'],
): Op<string | undefined> {
  const { pushSignatures } = db.s
  const made = yield* ask(t.insert(pushSignatures).values(row).onConflictDoNothing().returning())
  if (made.length > 0) return undefined
  const [known] = yield* ask(t.select().from(pushSignatures).where(eq(pushSignatures.id, row.id)))
  return known?.bodyHash
}

/** False where the same event was pushed before. */
export function* insertPush(t: Q, { db }: Part, row: PushRow): Op<boolean> {
  const made = yield* ask(t.insert(db.s.wechatPushes).values(row).onConflictDoNothing().returning())
  return made.length > 0
}

export function* findPush(t: Q, { db }: Part, id: string): Op<PushRow | undefined> {
  const [row] = yield* ask(db.lock(t.select().from(db.s.wechatPushes).where(eq(db.s.wechatPushes.id, id))))
  return row
}

/** What a push said is not stored longer than it takes to handle it. */
export function* finishPush(t: Q, { db }: Part, id: string): Op<void> {
  yield* ask(t.update(db.s.wechatPushes).set({ pushSealed: null }).where(eq(db.s.wechatPushes.id, id)))
}

export function* lastPushAt(t: Q, { db }: Part, sender: PushSender): Op<number | null> {
  const { wechatPushes: p } = db.s
  const [row] = yield* ask(
    t
      .select({ at: max(p.createdAt) })
      .from(p)
      .where(eq(p.sender, sender)),
  )
  return row?.at ?? null
}

/** False where a message of this id is there already. */
export function* insertMessage(t: Q, { db }: Part, row: ServiceMessageRow): Op<boolean> {
  const made = yield* ask(t.insert(db.s.serviceMessages).values(row).onConflictDoNothing().returning())
  return made.length > 0
}

export function* findMessage(t: Q, { db }: Part, id: string): Op<ServiceMessageRow | undefined> {
  const { serviceMessages: m } = db.s
  const [row] = yield* ask(t.select().from(m).where(eq(m.id, id)))
  return row
}

/** Changes a message; false where it is not known. */
export function* setMessage(
  t: Q,
  { db, now }: Pick<Ctx, 'db' | 'now'>,
  by: { id: string } | { messageId: string },
  part: Partial<Pick<ServiceMessageRow, 'state' | 'reason' | 'messageId'>>,
): Op<boolean> {
  const { serviceMessages: m } = db.s
  const which = 'id' in by ? eq(m.id, by.id) : eq(m.messageId, by.messageId)
  const changed = yield* ask(
    t
      .update(m)
      .set({ ...part, changedAt: now })
      .where(which)
      .returning({ id: m.id }),
  )
  return changed.length > 0
}

/** Removes what was sent to an account through the service account. */
export function* removeMessages(t: Q, { db }: Part, accountId: string): Op<void> {
  const { serviceMessages: m } = db.s
  yield* ask(t.delete(m).where(eq(m.accountId, accountId)))
}

/** The last message to each of some accounts. */
export function* lastMessages(t: Q, { db }: Part, accountIds: readonly string[]): Op<Map<string, ServiceMessageRow>> {
  const { serviceMessages: m } = db.s
  if (accountIds.length === 0) return new Map()
  const hasNewer = sql`exists (select 1 from ${m} newer where newer.account_id = ${m.accountId}
    and (newer.created_at, newer.id) > (${m.createdAt}, ${m.id}))`
  const rows = yield* ask(
    t
      .select()
      .from(m)
      .where(and(inArray(m.accountId, [...accountIds]), not(hasNewer))),
  )
  return new Map(rows.map((row) => [row.accountId, row]))
}

export const expiredWechatRows: readonly Retention[] = [
  expiredRows(({ wechatPushes: p }, now) => ({
    table: p,
    key: p.id,
    condition: lte(p.createdAt, now - RETENTION_MS.wechatPushes),
  })),
  expiredRows(({ pushSignatures: s }, now) => ({
    table: s,
    key: s.id,
    condition: lte(s.createdAt, now - RETENTION_MS.pushSignatures),
  })),
  expiredRows(({ serviceMessages: m }, now) => ({
    table: m,
    key: m.id,
    condition: lte(m.createdAt, now - RETENTION_MS.serviceMessages),
  })),
  expiredRows(({ bindCodes: c }, now) => ({
    table: c,
    key: c.id,
    condition: lte(c.expiresAt, now - RETENTION_MS.bindCodes),
  })),
]
