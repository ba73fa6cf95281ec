import { type AssignmentRules, DEFAULT_RULES, RECYCLED_LEVELS } from '@qingpin/contract/customers/pool.rules'
import { and, asc, eq, gt, inArray, isNotNull, or } from 'drizzle-orm'
import { type Ctx, requirePerson } from '../../context.ts'
import { ask, type Op, type Q } from '../../db/db.ts'
import type { CustomerRow } from './customers.repo.ts'
import { RECYCLE_BATCH, type RecycleState } from './pool.rules.ts'
import { present } from './scope.repo.ts'
import type { ReminderState } from './reminders.rules.ts'

const ROW = 'rules'

/** The rules as they are set; the default ones, at version 0, until they are set. */
export function* readRules(t: Q, ctx: Pick<Ctx, 'db'>) {
  const { customerRules, accounts } = ctx.db.s
  const [row] = yield* ask(
    t
      .select({ row: customerRules, name: accounts.name })
      .from(customerRules)
      .leftJoin(accounts, eq(accounts.id, customerRules.updatedBy))
      .where(eq(customerRules.id, ROW)),
  )
  // Rules that were stored before a rule was added have none of it.
  const rules: AssignmentRules = { ...DEFAULT_RULES, ...row?.row.rules }
  return { rules, version: row?.row.version ?? 0, updatedAt: row?.row.updatedAt ?? null, updatedBy: row?.name ?? null }
}

/** Stores rules as the next version; false where another version than the one that was read is stored. */
export function* storeRules(t: Q, ctx: Ctx, rules: AssignmentRules, read: number): Op<boolean> {
  const { customerRules } = ctx.db.s
  const part = { version: read + 1, rules, updatedBy: requirePerson(ctx).accountId, updatedAt: ctx.now }
  const stored =
    read === 0
      ? yield* ask(
          t
            .insert(customerRules)
            .values({ id: ROW, ...part })
            .onConflictDoNothing()
            .returning(),
        )
      : yield* ask(
          t
            .update(customerRules)
            .set(part)
            .where(and(eq(customerRules.id, ROW), eq(customerRules.version, read)))
            .returning(),
        )
  return stored.length > 0
}

export type Candidate = RecycleState & ReminderState & Pick<CustomerRow, 'id' | 'recycleAt' | 'remindAt'>

/** The next customers upon which the rules may act, by id. */
export function* candidatesAfter(t: Q, ctx: Pick<Ctx, 'db'>, id: string): Op<Candidate[]> {
  const { customers: c } = ctx.db.s
  const byRule = or(inArray(c.leadLevel, [...RECYCLED_LEVELS]), isNotNull(c.contractEndsAt))
  const owned = and(present(ctx), isNotNull(c.assignedTo), eq(c.inPublicPool, false), byRule)
  return yield* ask(
    t
      .select({
        id: c.id,
        recycleAt: c.recycleAt,
        remindAt: c.remindAt,
        reminderStep: c.reminderStep,
        remindedAt: c.remindedAt,
        assignedTo: c.assignedTo,
        assignedAt: c.assignedAt,
        inPublicPool: c.inPublicPool,
        contractStatus: c.contractStatus,
        leadLevel: c.leadLevel,
        lastFollowUpAt: c.lastFollowUpAt,
        nextFollowUpAt: c.nextFollowUpAt,
        autoTransferEnabled: c.autoTransferEnabled,
        contractEndsAt: c.contractEndsAt,
      })
      .from(c)
      .where(and(gt(c.id, id), or(owned, isNotNull(c.recycleAt), isNotNull(c.remindAt))))
      .orderBy(asc(c.id))
      .limit(RECYCLE_BATCH),
  )
}

/** Sets when the rules act upon a customer. */
export function* setRuleDates(
  t: Q,
  ctx: Pick<Ctx, 'db'>,
  id: string,
  part: Partial<Pick<CustomerRow, 'recycleAt' | 'remindAt' | 'reminderStep'>>,
): Op<void> {
  const { customers } = ctx.db.s
  yield* ask(t.update(customers).set(part).where(eq(customers.id, id)))
}
