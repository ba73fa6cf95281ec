import type { AssignCustomer, AssignMany } from '@qingpin/contract/customers/customers.fields'
import { can } from '@qingpin/contract/core/policy'
import { entersUnassigned } from '@qingpin/contract/customers/customers.policy'
import type { z } from 'zod'
import * as audit from '../../audit/audit.ts'
import { type Ctx, type Person, requirePerson } from '../../context.ts'
import type { Op, Q } from '../../db/db.ts'
import { AppError } from '../../errors.ts'
import { once } from '../../http/once.ts'
import { notify } from '../notifications/index.ts'
import { applyAssignment, isAvailable, listAssignments, listEmployees } from './assignments.repo.ts'
import { requireVisible } from './customers.guard.ts'
import { type CustomerRow, findPeople, findVisible } from './customers.repo.ts'
import { stampRecycling } from './recycling.service.ts'
import { NOTIFIED_CUSTOMERS } from './customers.rules.ts'
import { assignmentView, customerView, employeeView } from './customers.view.ts'

export function* requireAvailable(t: Q, ctx: Ctx, accountId: string): Op<void> {
  if (!(yield* isAvailable(t, ctx, accountId))) throw new AppError('ASSIGNEE_UNAVAILABLE')
}

/** The owner of a new customer: its creator, the colleague named by a caller who may assign, or none yet. */
export function* ownerFor(t: Q, ctx: Ctx, actor: Person, assignee: string | null | undefined): Op<string | null> {
  if (!assignee) return entersUnassigned(actor.role, assignee) ? null : actor.accountId
  if (assignee === actor.accountId) return actor.accountId
  if (!can(actor.role, 'customer:assign')) throw new AppError('FORBIDDEN')
  yield* requireAvailable(t, ctx, assignee)
  return assignee
}

/** Makes a colleague the owner of a locked customer; the present owner again changes nothing. */
export function* assignTo(
  t: Q,
  ctx: Ctx,
  row: CustomerRow,
  { assignee, reason }: { assignee: string; reason: string | null },
): Op<CustomerRow> {
  const actor = requirePerson(ctx)
  if (row.assignedTo === assignee) return row
  if (!can(actor.role, 'customer:assign')) throw new AppError('FORBIDDEN')
  yield* requireAvailable(t, ctx, assignee)
  yield* audit.record(t, ctx, {
    action: 'customer.assign',
    subjectId: row.id,
    changes: { assignedTo: [row.assignedTo, assignee] },
  })
  const change = { action: 'assign', toId: assignee, byId: actor.accountId, reason } as const
  const assigned = yield* applyAssignment(t, ctx, row, change)
  yield* stampRecycling(t, ctx, assigned)
  return assigned
}

/** Notifies a colleague once of all customers that one act has assigned to him. @param by who did it: the caller */
export function* notifyAssigned(
  t: Q,
  ctx: Ctx,
  accountId: string,
  ids: readonly string[],
  by = requirePerson(ctx).accountId,
): Op<void> {
  if (ids.length === 0 || accountId === by) return
  // The ids of a few, whose names are read; the list of customers shows the others.
  const facts = { by, count: ids.length, customers: ids.slice(0, NOTIFIED_CUSTOMERS).join() }
  yield* notify(t, ctx, { accountId, kind: 'customer-assigned', facts })
}

export async function assign(ctx: Ctx, id: string, input: z.output<typeof AssignCustomer>) {
  const reason = input.assignmentReason ?? input.reason ?? null
  return once(ctx, function* (t) {
    const before = yield* requireVisible(t, ctx, id, true)
    const row = yield* assignTo(t, ctx, before, { assignee: input.assignedTo, reason })
    if (row !== before) yield* notifyAssigned(t, ctx, input.assignedTo, [id])
    const people = yield* findPeople(t, ctx, [row.createdBy, row.assignedTo, row.assignedBy])
    const view = customerView(row, people)
    return {
      ...view,
      notificationData: {
        assignedToId: input.assignedTo,
        customerId: row.customerNo,
        customerName: row.name,
        customerPhone: row.phoneMasked,
        source: row.leadSource,
        leadSource: row.leadSource,
        serviceCategory: row.serviceCategory,
        assignerName: view.assignedByName,
        assignTime: view.assignedAt,
      },
    }
  })
}

/** Assigns several customers in one transaction; one that is gone meanwhile does not stop the others. */
export async function assignMany(ctx: Ctx, { ids, assignedTo, assignmentReason }: z.output<typeof AssignMany>) {
  return once(ctx, function* (t) {
    yield* requireAvailable(t, ctx, assignedTo)
    const results: { id: string; name: string | null; result: 'assigned' | 'unchanged' | 'gone' }[] = []
    // In one order, so that two calls that share customers wait for each other instead of for ever.
    for (const id of [...new Set(ids)].toSorted()) {
      const row = yield* findVisible(t, ctx, id, true)
      if (!row) {
        results.push({ id, name: null, result: 'gone' })
        continue
      }
      const after = yield* assignTo(t, ctx, row, { assignee: assignedTo, reason: assignmentReason ?? null })
      results.push({ id, name: row.name, result: after === row ? 'unchanged' : 'assigned' })
    }
    const moved = results.filter(({ result }) => result === 'assigned').map(({ id }) => id)
    yield* notifyAssigned(t, ctx, assignedTo, moved)
    return { assigned: results.filter(({ result }) => result === 'assigned').length, results }
  })
}

export const assignmentLogs = (ctx: Ctx, id: string) =>
  ctx.db.tx(function* (t) {
    yield* requireVisible(t, ctx, id)
    const rows = yield* listAssignments(t, ctx, id)
    const people = yield* findPeople(
      t,
      ctx,
      rows.flatMap(({ fromId, toId, byId }) => [fromId, toId, byId]),
    )
    return rows.map((row) => assignmentView(row, people))
  })

export const employees = async (ctx: Ctx) => (await listEmployees(ctx)).map(employeeView)
