import { CLOSED_STATUSES } from '@qingpin/contract/customers/customers.enums'
import type { AssignmentRules } from '@qingpin/contract/customers/pool.rules'
import { beijingDay, startOfDay } from '@qingpin/contract/core/days'
import { and, count, eq, gte, isNotNull, notInArray } from 'drizzle-orm'
import type { Ctx } from '../../context.ts'
import { present } from './scope.repo.ts'

type Limits = Pick<AssignmentRules, 'claimsADay' | 'viewsADay' | 'heldMost'>

const reaching = (rows: readonly { n: number }[], most: number | null) =>
  most === null ? 0 : rows.filter(({ n }) => Number(n) >= Math.max(1, most)).length

/** How many people these limits would stop now, and how many customers the pool holds. */
export async function countLimited({ db, now }: Pick<Ctx, 'db' | 'now'>, limits: Limits) {
  const { customers: c, customerAssignments: logs, customerPoolViews: views } = db.s
  const [pool] = await db.q
    .select({ n: count() })
    .from(c)
    .where(and(present({ db }), eq(c.inPublicPool, true)))
  const claims = await db.q
    .select({ n: count() })
    .from(logs)
    .where(and(eq(logs.action, 'claim'), gte(logs.createdAt, startOfDay(now))))
    .groupBy(logs.toId)
  const opened = await db.q
    .select({ n: count() })
    .from(views)
    .where(eq(views.day, beijingDay(now)))
    .groupBy(views.accountId)
  const held = await db.q
    .select({ n: count() })
    .from(c)
    .where(and(present({ db }), isNotNull(c.assignedTo), notInArray(c.contractStatus, [...CLOSED_STATUSES])))
    .groupBy(c.assignedTo)
  return {
    inPool: Number(pool?.n ?? 0),
    overClaims: reaching(claims, limits.claimsADay),
    overViews: reaching(opened, limits.viewsADay),
    overHeld: reaching(held, limits.heldMost),
  }
}
