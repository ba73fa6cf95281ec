import { and, eq, isNull, lte } from 'drizzle-orm'
import type { Ctx } from '../context.ts'
import { ask, type Op, type Q } from '../db/db.ts'
import { type At, prepared, placeholdersFor } from '../db/prepared.ts'
import { expiredRows } from '../db/retention.ts'
import type { Schema } from '../schema/schema.ts'

type Part = Pick<Ctx, 'db'>
type Keys = Schema['idempotencyKeys']
export type KeyRow = Keys['$inferSelect']
/** What a request writes when it takes a key. */
export type Lease = Omit<KeyRow, 'id'>

const deleteExpired = prepared('keys_expired', ({ q, s: { idempotencyKeys: keys } }, at: At<{ now: number }>) =>
  q.delete(keys).where(lte(keys.expiresAt, at('now'))),
)
const insertKey = prepared('insert_key', ({ q, s: { idempotencyKeys: keys } }, at: At<KeyRow>) =>
  q.insert(keys).values(placeholdersFor(keys, at)).onConflictDoNothing().returning({ id: keys.id }),
)

/** Keys that are expired; a request removes them before it takes its own, so that an old answer is never given. */
export function* removeExpired(t: Q, { db, now }: Pick<Ctx, 'db' | 'now'>): Op<void> {
  yield* ask(deleteExpired(db, t, { now }))
}

/** Takes a key that no request has; false where one has. */
export function* takeKey(t: Q, { db }: Part, id: string, lease: Lease): Op<boolean> {
  const inserted = yield* ask(insertKey(db, t, { id, ...lease }))
  return inserted.length > 0
}

export function* lockKey(t: Q, { db }: Part, id: string): Op<KeyRow | undefined> {
  const { idempotencyKeys: keys } = db.s
  const [row] = yield* ask(db.lock(t.select().from(keys).where(eq(keys.id, id))))
  return row
}

/** Takes a key over from a request whose lease has run out. */
export function* claimLease(t: Q, { db }: Part, id: string, lease: Lease): Op<void> {
  const { idempotencyKeys: keys } = db.s
  yield* ask(t.update(keys).set(lease).where(eq(keys.id, id)))
}

/** A request and the repeat that took over both come to an answer: the first one counts. */
const unanswered = (keys: Keys, id: string) => and(eq(keys.id, id), isNull(keys.status))

/** Stores an answer; false where one is stored already. */
export function* storeAnswer(t: Q, { db }: Part, id: string, answer: { status: number; reply: string }): Op<boolean> {
  const { idempotencyKeys: keys } = db.s
  const rows = yield* ask(t.update(keys).set(answer).where(unanswered(keys, id)).returning({ id: keys.id }))
  return rows.length > 0
}

/** Gives a key back. A refusal ends only its own lease: a repeat may have taken over meanwhile. */
export function* releaseKey(t: Q, { db }: Part, id: string, { leaseUntil }: Pick<Lease, 'leaseUntil'>): Op<void> {
  const { idempotencyKeys: keys } = db.s
  yield* ask(t.delete(keys).where(and(unanswered(keys, id), eq(keys.leaseUntil, leaseUntil))))
}

export const idempotencyRetention = expiredRows(({ idempotencyKeys: keys }, now) => ({
  table: keys,
  key: keys.id,
  condition: lte(keys.expiresAt, now),
}))
