import type { ReminderStep } from '@qingpin/contract/customers/customers.enums'
import { watchesTeam } from '@qingpin/contract/customers/customers.policy'
import { STAFF_ROLES } from '@qingpin/contract/core/policy'
import { and, asc, desc, eq, inArray, lte } from 'drizzle-orm'
import type { Ctx } from '../../context.ts'
import { ask, type Op, type Q } from '../../db/db.ts'
import { newId } from '../../db/ids.ts'
import type { CustomerRow } from './customers.repo.ts'
import { REMINDERS_A_RUN, silentSince } from './reminders.rules.ts'
import { present } from './scope.repo.ts'

/** Ids of customers of which the next step of the reminders is due, the longest due first. */
export async function dueForReminder(ctx: Pick<Ctx, 'db' | 'now'>): Promise<string[]> {
  const { customers } = ctx.db.s
  const rows = await ctx.db.q
    .select({ id: customers.id })
    .from(customers)
    .where(and(present(ctx), lte(customers.remindAt, ctx.now)))
    .orderBy(asc(customers.remindAt))
    .limit(REMINDERS_A_RUN)
  return rows.map(({ id }) => id)
}

/** Writes a step of a locked customer down; once for each silence. */
export function* insertReminder(
  t: Q,
  ctx: Pick<Ctx, 'db' | 'now'>,
  row: CustomerRow,
  { step, ownerId }: { step: ReminderStep; ownerId: string },
): Op<void> {
  yield* ask(
    t
      .insert(ctx.db.s.customerReminders)
      .values({
        id: newId(ctx.now),
        customerId: row.id,
        step,
        ownerId,
        silentSince: silentSince(row),
        createdAt: ctx.now,
      })
      .onConflictDoNothing(),
  )
}

/** Sets where a customer stands in the reminders. */
export function* setReminderColumns(
  t: Q,
  ctx: Pick<Ctx, 'db'>,
  id: string,
  part: Partial<Pick<CustomerRow, 'reminderStep' | 'remindedAt' | 'remindAt'>>,
): Op<void> {
  yield* ask(t.update(ctx.db.s.customers).set(part).where(eq(ctx.db.s.customers.id, id)))
}

/** The reminders of a customer, newest first, each with its owner of then. */
export function* listReminders(t: Q, ctx: Ctx, customerId: string) {
  const { customerReminders: r, accounts } = ctx.db.s
  return yield* ask(
    t
      .select({ reminder: r, owner: accounts.name })
      .from(r)
      .leftJoin(accounts, eq(accounts.id, r.ownerId))
      .where(eq(r.customerId, customerId))
      .orderBy(desc(r.createdAt), desc(r.id)),
  )
}

const WATCHERS = STAFF_ROLES.filter(watchesTeam)

/** The members of staff who watch the customers of others. */
export function* listWatchers(t: Q, { db }: Pick<Ctx, 'db'>): Op<string[]> {
  const { accounts: a } = db.s
  const rows = yield* ask(
    t
      .select({ id: a.id })
      .from(a)
      .where(and(inArray(a.staffRole, WATCHERS), eq(a.status, 'active'))),
  )
  return rows.map(({ id }) => id)
}
