import { type Column, eq, inArray, sql, type SQL } from 'drizzle-orm'
import type { Ctx } from '../../context.ts'
import { ask, type Op, type Q } from '../../db/db.ts'
import type { CustomerRow } from './customers.repo.ts'
import { visible } from './scope.repo.ts'

/** Customers by id, each with whether the caller sees it. */
export function* findNamed(t: Q, ctx: Ctx, ids: readonly string[]) {
  if (ids.length === 0) return []
  const { customers } = ctx.db.s
  const seen = visible(ctx) ?? sql`1 = 1`
  const rows = yield* ask(
    t
      .select({
        id: customers.id,
        name: customers.name,
        assignedTo: customers.assignedTo,
        seen: sql<number>`case when ${seen} then 1 else 0 end`,
      })
      .from(customers)
      .where(inArray(customers.id, [...ids])),
  )
  return rows.map(({ seen: one, ...row }) => ({ ...row, visible: Number(one) === 1 }))
}

/** The condition that the caller sees the customer whose id stands in a column of another table. */
export function seenById(ctx: Ctx, id: Column): SQL {
  const { customers } = ctx.db.s
  return sql`exists (select 1 from ${customers} where ${customers.id} = ${id} and ${visible(ctx) ?? sql`1 = 1`})`
}

/** Copies the end of the contract to a locked customer. @param contractEndsAt epoch ms */
export function* setContractEnd(
  t: Q,
  ctx: Pick<Ctx, 'db'>,
  row: CustomerRow,
  contractEndsAt: number | null,
): Op<CustomerRow> {
  const { customers } = ctx.db.s
  if (contractEndsAt === row.contractEndsAt) return row
  yield* ask(t.update(customers).set({ contractEndsAt }).where(eq(customers.id, row.id)))
  return { ...row, contractEndsAt }
}
