import { CLOSED_STATUSES } from '@qingpin/contract/customers/customers.enums'
import { and, asc, desc, eq, isNotNull, notInArray, sql } from 'drizzle-orm'
import type { Ctx } from '../../context.ts'
import { ask, type Op, type Q } from '../../db/db.ts'
import { newId } from '../../db/ids.ts'
import type { Schema } from '../../schema/schema.ts'
import type { CustomerRow } from './customers.repo.ts'
import { present } from './scope.repo.ts'
import { endTransfers } from './transfers.repo.ts'

export type AssignmentRow = Schema['customerAssignments']['$inferSelect']
export type NewAssignment = Pick<AssignmentRow, 'action' | 'toId' | 'byId' | 'reason'>

/** Whether the account is active staff. */
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

/** Gives a locked customer another owner, ends requests that this answers, and writes the log of it. The version stays: nothing that is edited changed. */
export function* applyAssignment(t: Q, ctx: Ctx, row: CustomerRow, change: NewAssignment): Op<CustomerRow> {
  const { customers, customerAssignments } = ctx.db.s
  const { now } = ctx
  yield* endTransfers(t, ctx, row.id, change)
  yield* ask(
    t.insert(customerAssignments).values({
      ...change,
      id: newId(now),
      customerId: row.id,
      serial: row.transferCount + 1,
      fromId: row.assignedTo,
      createdAt: now,
    }),
  )
  const [updated] = yield* ask(
    t
      .update(customers)
      .set({
        assignedTo: change.toId,
        assignedBy: change.byId ?? row.assignedBy,
        assignedAt: now,
        assignmentReason: change.reason,
        transferCount: row.transferCount + 1,
        lastTransferredAt: now,
        lastActivityAt: now,
      })
      .where(eq(customers.id, row.id))
      .returning(),
  )
  return updated as CustomerRow
}

/** The changes of owner of a customer, newest first. */
export function* listAssignments(t: Q, ctx: Ctx, customerId: string): Op<AssignmentRow[]> {
  const { customerAssignments: logs } = ctx.db.s
  return yield* ask(
    t.select().from(logs).where(eq(logs.customerId, customerId)).orderBy(desc(logs.createdAt), desc(logs.serial)),
  )
}

/** Active staff by name, each with the number of open customers. */
export async function listEmployees(ctx: Ctx) {
  const { db } = ctx
  const { accounts, customers } = db.s
  const open = and(
    present(ctx),
    eq(customers.assignedTo, accounts.id),
    notInArray(customers.contractStatus, [...CLOSED_STATUSES]),
  )
  const { id, name, staffRole, department, status } = accounts
  return db.q
    .select({ id, name, role: staffRole, department, status, customers: sql<number>`count(${customers.id})` })
    .from(accounts)
    .leftJoin(customers, open)
    .where(and(eq(accounts.status, 'active'), isNotNull(accounts.staffRole)))
    .groupBy(id, name, staffRole, department, status)
    .orderBy(asc(name), asc(id))
}
