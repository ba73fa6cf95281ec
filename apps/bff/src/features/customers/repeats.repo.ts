import { and, eq, gt, or, type SQL, sql } from 'drizzle-orm'
import { type Ctx, requirePerson } from '../../context.ts'
import { ask, type Op, type Q } from '../../db/db.ts'
import { newId } from '../../db/ids.ts'
import type { Schema } from '../../schema/schema.ts'
import type { CustomerRow, FollowUpRow } from './customers.repo.ts'

export type EditRow = Schema['customerEdits']['$inferSelect']

/** The customer that the caller has entered under this id of the phone, seen by them still or not. */
export function* findEntered(t: Q, ctx: Ctx, clientId: string | undefined): Op<CustomerRow | undefined> {
  if (clientId === undefined) return undefined
  const { customers } = ctx.db.s
  const mine = and(eq(customers.createdBy, requirePerson(ctx).accountId), eq(customers.clientId, clientId))
  const [row] = yield* ask(t.select().from(customers).where(mine))
  return row
}

/** The follow-up that the caller has written under this id of the phone. */
export function* findWritten(t: Q, ctx: Ctx, clientId: string | undefined): Op<FollowUpRow | undefined> {
  if (clientId === undefined) return undefined
  const { customerFollowUps: f } = ctx.db.s
  const mine = and(eq(f.createdBy, requirePerson(ctx).accountId), eq(f.clientId, clientId))
  const [row] = yield* ask(t.select().from(f).where(mine))
  return row
}

/** Whether the caller has made the edit with this id of the phone before. */
export function* isEdited(t: Q, ctx: Ctx, clientId: string | undefined): Op<boolean> {
  if (clientId === undefined) return false
  const { customerEdits: e } = ctx.db.s
  const mine = and(eq(e.byId, requirePerson(ctx).accountId), eq(e.clientId, clientId))
  return (yield* ask(t.select({ id: e.id }).from(e).where(mine))).length > 0
}

export function* insertEdit(t: Q, ctx: Ctx, edit: Pick<EditRow, 'customerId' | 'changes' | 'clientId'>): Op<void> {
  const byId = requirePerson(ctx).accountId
  yield* ask(t.insert(ctx.db.s.customerEdits).values({ ...edit, id: newId(ctx.now), byId, createdAt: ctx.now }))
}

/** Whether somebody has written to the customer's history after this moment (epoch ms). */
export function* hasLaterFollowUp(t: Q, ctx: Ctx, customerId: string, writtenAt: number): Op<boolean> {
  const { customerFollowUps: f } = ctx.db.s
  // One that was written before and arrived after is not later.
  const later: SQL | undefined = or(sql`${f.writtenAt} is null`, gt(f.writtenAt, writtenAt))
  const found = yield* ask(
    t
      .select({ id: f.id })
      .from(f)
      .where(and(eq(f.customerId, customerId), gt(f.createdAt, writtenAt), later))
      .limit(1),
  )
  return found.length > 0
}
