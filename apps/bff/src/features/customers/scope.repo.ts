import { and, eq, gt, gte, inArray, isNotNull, isNull, lt, lte, ne, notInArray, or, type SQL, sql } from 'drizzle-orm'
import {
  CLOSED_STATUSES,
  type Due,
  type Reach,
  REACHED_STATUSES,
  type Watch,
} from '@qingpin/contract/customers/customers.enums'
import { customerScope } from '@qingpin/contract/customers/customers.policy'
import { DAY_MS, HOUR_MS, startOfDay } from '@qingpin/contract/core/days'
import { RECYCLE_WARNING_HOURS } from '@qingpin/contract/customers/pool.rules'
import { type Ctx, requirePerson } from '../../context.ts'

/** Neither deleted nor merged into another customer. Every statement that reads customers has this condition. */
export const present = ({ db }: Pick<Ctx, 'db'>): SQL => isNull(db.s.customers.removedAt)

/** What the caller may see; lists, details, follow-ups and the day's numbers all use this one condition. */
export function visible(ctx: Pick<Ctx, 'db' | 'actor'>): SQL | undefined {
  const { customers } = ctx.db.s
  const { role, accountId } = requirePerson(ctx)
  // Without bound values, as the conditions of the indexes have it.
  const inNoPool = and(present(ctx), sql`${customers.inPublicPool} = false`)
  const mine = eq(customers.assignedTo, accountId)
  switch (customerScope(role)) {
    case 'all':
      return inNoPool
    case 'assigned':
      return and(inNoPool, mine)
    case 'assigned-or-created':
      return and(inNoPool, or(mine, eq(customers.createdBy, accountId)))
    case 'none':
      return sql`1 = 0`
  }
}

/** Neither closed nor of level O. Without bound values, and status by status, as the condition of the index has it. */
const followedUp = ({ db }: Pick<Ctx, 'db'>): SQL | undefined => {
  const { contractStatus, leadLevel } = db.s.customers
  const open = CLOSED_STATUSES.map((status) => sql`${contractStatus} <> ${sql.raw(`'${status}'`)}`)
  return and(...open, sql`${leadLevel} <> 'O类'`)
}

/** Not contacted since the present owner was assigned, and open. */
const uncontacted = ({ db }: Pick<Ctx, 'db'>): SQL | undefined => {
  const { customers } = db.s
  return and(
    followedUp({ db }),
    or(isNull(customers.lastFollowUpAt), sql`${customers.lastFollowUpAt} < ${customers.assignedAt}`),
  )
}

/** Reminded of up to one of these steps, and not contacted since. */
function reminded({ db }: Pick<Ctx, 'db'>, steps: readonly number[]): SQL | undefined {
  const { customers: c } = db.s
  return and(
    inArray(c.reminderStep, [...steps]),
    gt(c.remindedAt, c.assignedAt),
    or(isNull(c.lastFollowUpAt), gt(c.remindedAt, c.lastFollowUpAt)),
    isNotNull(c.assignedTo),
    notInArray(c.contractStatus, [...CLOSED_STATUSES]),
  )
}

/** The condition of one `due`. A time that has passed today is still due today. */
export function dueCondition(ctx: Pick<Ctx, 'db' | 'now' | 'actor'>, due: Due | Watch): SQL | undefined {
  const { customers } = ctx.db.s
  const today = startOfDay(ctx.now)
  const me = requirePerson(ctx).accountId
  switch (due) {
    case 'assigned':
      return and(eq(customers.assignedTo, me), ne(customers.assignedBy, me), uncontacted(ctx))
    case 'unassigned':
      return isNull(customers.assignedTo)
    case 'silent':
      return reminded(ctx, [1, 2])
    case 'escalated':
      return reminded(ctx, [2])
    case 'risk':
      return reminded(ctx, [3])
    case 'recycling':
      return lte(customers.recycleAt, ctx.now + RECYCLE_WARNING_HOURS * HOUR_MS)
    case 'overdue':
      return and(isNotNull(customers.nextFollowUpAt), lt(customers.nextFollowUpAt, today))
    case 'today':
      return and(gte(customers.nextFollowUpAt, today), lt(customers.nextFollowUpAt, today + DAY_MS))
    case 'fresh':
      return uncontacted(ctx)
    case 'unplanned':
      return and(isNull(customers.nextFollowUpAt), notInArray(customers.contractStatus, [...CLOSED_STATUSES]))
  }
}

/** The condition of how far customers have come. */
export function reachCondition({ db }: Pick<Ctx, 'db'>, reach: Reach): SQL | undefined {
  const { contractStatus, lastFollowUpAt } = db.s.customers
  switch (reach) {
    case 'entered':
      return undefined
    case 'contacted':
      return or(isNotNull(lastFollowUpAt), inArray(contractStatus, [...REACHED_STATUSES.matching]))
    default:
      return inArray(contractStatus, [...REACHED_STATUSES[reach]])
  }
}

export const followUpStatusCondition = (
  ctx: Pick<Ctx, 'db'>,
  status: '新客未跟进' | '流转未跟进' | '已跟进',
): SQL | undefined => {
  const { customers } = ctx.db.s
  if (status === '新客未跟进') return and(uncontacted(ctx), eq(customers.transferCount, 0))
  if (status === '流转未跟进') return and(uncontacted(ctx), sql`${customers.transferCount} > 0`)
  return and(followedUp(ctx), sql`${customers.lastFollowUpAt} >= ${customers.assignedAt}`)
}
