import { and, eq, ne, or, sql } from 'drizzle-orm'
import type { Ctx } from '../../context.ts'
import { ask, type Op, type Q } from '../../db/db.ts'
import type { CustomerRow } from './customers.repo.ts'
import { visible } from './scope.repo.ts'

export type UniqueColumns = Partial<Pick<CustomerRow, 'phoneHash' | 'wechatHash'>>

export interface Duplicate {
  field: 'phone' | 'wechatId'
  id: string
  name: string
  isVisible: boolean
  inPublicPool: boolean
  assignedTo: string | null
  lastContactAt: number | null
}

/** Another customer with the same phone or WeChat id, that of the phone first; of several with the id the oldest. */
export function* findDuplicate(
  t: Q,
  ctx: Ctx,
  { phoneHash, wechatHash }: UniqueColumns,
  exceptId?: string,
): Op<Duplicate | undefined> {
  const { customers: c } = ctx.db.s
  const same = or(
    phoneHash ? eq(c.phoneHash, phoneHash) : undefined,
    wechatHash ? eq(c.wechatHash, wechatHash) : undefined,
  )
  if (!same) return undefined
  const rows = yield* ask(
    t
      .select({
        id: c.id,
        name: c.name,
        phoneHash: c.phoneHash,
        isVisible: sql<number>`case when ${visible(ctx) ?? sql`1 = 1`} then 1 else 0 end`,
        inPublicPool: c.inPublicPool,
        assignedTo: c.assignedTo,
        lastContactAt: c.lastFollowUpAt,
      })
      .from(c)
      .where(and(same, exceptId ? ne(c.id, exceptId) : undefined))
      .orderBy(c.createdAt, c.id),
  )
  const byPhone = rows.find((row) => phoneHash && row.phoneHash === phoneHash)
  const found = byPhone ?? rows[0]
  if (!found) return undefined
  const { phoneHash: _hash, isVisible, ...rest } = found
  return { ...rest, field: byPhone ? 'phone' : 'wechatId', isVisible: Number(isVisible) === 1 }
}
