import { and, desc, eq, gte, inArray, isNotNull, sql } from 'drizzle-orm'
import type { Ctx } from '../../context.ts'
import { ask, type Op, type Q } from '../../db/db.ts'
import { newId } from '../../db/ids.ts'
import { type CustomerColumns, customerNoOf, type CustomerRow } from './customers.columns.ts'
import { visible } from './scope.repo.ts'
import type { FollowUpRow, Owner } from './customers.view.ts'

export type NewCustomer = CustomerColumns &
  Pick<CustomerRow, 'createdBy' | 'assignedTo' | 'assignedBy' | 'assignmentReason'>

/** How often a number on paper that is taken is drawn anew. Of a hundred thousand customers one in a million is. */
const DRAWS = 5

/**
 * Inserts a customer; undefined when another one has its phone.
 * @param draw gives ids, one after another
 */
export function* insertCustomer(
  t: Q,
  ctx: Ctx,
  customer: NewCustomer,
  draw: () => string = () => newId(ctx.now),
): Op<CustomerRow | undefined> {
  for (let draws = 1; ; draws++) {
    const id = draw()
    const row = yield* insertAs(t, ctx, id, customer)
    if (row || draws === DRAWS || !(yield* isNumberTaken(t, ctx, customerNoOf(id)))) return row
  }
}

function* isNumberTaken(t: Q, { db: { s } }: Ctx, customerNo: string): Op<boolean> {
  const taken = yield* ask(
    t.select({ id: s.customers.id }).from(s.customers).where(eq(s.customers.customerNo, customerNo)),
  )
  return taken.length > 0
}

function* insertAs(t: Q, ctx: Ctx, id: string, customer: NewCustomer): Op<CustomerRow | undefined> {
  const { now } = ctx
  const [row] = yield* ask(
    t
      .insert(ctx.db.s.customers)
      .values({
        ...customer,
        id,
        customerNo: customerNoOf(id),
        version: 1,
        transferCount: 0,
        autoTransferEnabled: true,
        inPublicPool: false,
        createdAt: now,
        updatedAt: now,
        assignedAt: now,
        lastActivityAt: now,
      })
      .onConflictDoNothing()
      .returning(),
  )
  return row
}

/** The customer, if the caller may see it; for a change its row is locked. */
export function* findVisible(t: Q, ctx: Ctx, id: string, lock = false): Op<CustomerRow | undefined> {
  const { customers } = ctx.db.s
  const query = t
    .select()
    .from(customers)
    .where(and(eq(customers.id, id), visible(ctx)))
  const [row] = yield* ask(lock ? ctx.db.lock(query) : query)
  return row
}

/** The id of the customer that has this phone, if the caller may see it. */
export function* findVisibleByPhone(t: Q, ctx: Ctx, phoneHash: string): Op<string | undefined> {
  const { customers } = ctx.db.s
  const [row] = yield* ask(
    t
      .select({ id: customers.id })
      .from(customers)
      .where(and(eq(customers.phoneHash, phoneHash), visible(ctx))),
  )
  return row?.id
}

export function* findPeople(t: Q, ctx: Ctx, ids: readonly string[]): Op<Owner[]> {
  const { accounts } = ctx.db.s
  return yield* ask(
    t
      .select({ id: accounts.id, name: accounts.name, username: accounts.username })
      .from(accounts)
      .where(inArray(accounts.id, [...new Set(ids)])),
  )
}

/** Whether the account is of staff that works here now. */
export function* isAvailable(t: Q, ctx: Ctx, accountId: string): Op<boolean> {
  const { accounts } = ctx.db.s
  const [row] = yield* ask(
    t
      .select({ id: accounts.id })
      .from(accounts)
      .where(and(eq(accounts.id, accountId), eq(accounts.status, 'active'), isNotNull(accounts.staffRole))),
  )
  return row !== undefined
}

export type NewFollowUp = Pick<FollowUpRow, 'type' | 'content' | 'result' | 'nextFollowUpAt' | 'createdBy'>

export function* insertFollowUp(t: Q, ctx: Ctx, customerId: string, followUp: NewFollowUp): Op<FollowUpRow> {
  const [row] = yield* ask(
    t
      .insert(ctx.db.s.customerFollowUps)
      .values({ ...followUp, id: newId(ctx.now), customerId, createdAt: ctx.now })
      .returning(),
  )
  return row as FollowUpRow
}

export function* setFollowed(
  t: Q,
  ctx: Ctx,
  row: CustomerRow,
  part: Pick<CustomerRow, 'nextFollowUpAt' | 'lastFollowUpBy' | 'lastNote'>,
): Op<void> {
  const { customers } = ctx.db.s
  const { now } = ctx
  yield* ask(
    t
      .update(customers)
      .set({ ...part, lastFollowUpAt: now, lastActivityAt: now })
      .where(eq(customers.id, row.id)),
  )
}

export function* listFollowUps(t: Q, ctx: Ctx, customerId: string, limit: number) {
  const { customerFollowUps: f, accounts } = ctx.db.s
  return yield* ask(
    t
      .select({ followUp: f, author: { id: accounts.id, name: accounts.name, username: accounts.username } })
      .from(f)
      .leftJoin(accounts, eq(accounts.id, f.createdBy))
      .where(eq(f.customerId, customerId))
      .orderBy(desc(f.createdAt), desc(f.id))
      .limit(limit),
  )
}

/** How many follow-ups an account has noted since a moment (epoch milliseconds). */
export async function countNoted({ db }: Ctx, accountId: string, since: number): Promise<number> {
  const { customerFollowUps: f } = db.s
  const [row] = await db.q
    .select({ n: sql<number>`count(*)` })
    .from(f)
    .where(and(eq(f.createdBy, accountId), gte(f.createdAt, since)))
  return Number(row?.n ?? 0)
}
