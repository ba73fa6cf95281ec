import { and, eq, ne, or } from 'drizzle-orm'
import type { Ctx } from '../../context.ts'
import { ask, type Op, type Q } from '../../db/db.ts'
import type { CustomerRow } from './customers.repo.ts'
import { visible } from './scope.repo.ts'

export type UniqueColumns = Partial<Pick<CustomerRow, 'phoneHash' | 'wechatHash'>>

export interface Duplicate {
  field: 'phone' | 'wechatId'
  /** Null where the caller may not see the customer. */
  visibleId: string | null
}

/** Another customer with the same phone or WeChat id, that of the phone first; of several with the id the oldest. */
export function* findDuplicate(
  t: Q,
  ctx: Ctx,
  { phoneHash, wechatHash }: UniqueColumns,
  exceptId?: string,
): Op<Duplicate | undefined> {
  const { customers } = ctx.db.s
  const same = or(
    phoneHash ? eq(customers.phoneHash, phoneHash) : undefined,
    wechatHash ? eq(customers.wechatHash, wechatHash) : undefined,
  )
  if (!same) return undefined
  const other = and(same, exceptId ? ne(customers.id, exceptId) : undefined)
  const rows = yield* ask(
    t
      .select({ id: customers.id, phoneHash: customers.phoneHash })
      .from(customers)
      .where(other)
      .orderBy(customers.createdAt, customers.id),
  )
  const byPhone = rows.find((row) => phoneHash && row.phoneHash === phoneHash)
  const found = byPhone ?? rows[0]
  if (!found) return undefined
  const [seen] = yield* ask(
    t
      .select({ id: customers.id })
      .from(customers)
      .where(and(eq(customers.id, found.id), visible(ctx))),
  )
  return { field: byPhone ? 'phone' : 'wechatId', visibleId: seen?.id ?? null }
}
