import { and, eq, ne, or, type SQL, sql } from 'drizzle-orm'
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
  /** Deleted, and can be brought back. */
  isDeleted: boolean
  /** The number came with a customer that was merged into this one. */
  isMerged: boolean
  assignedTo: string | null
  lastContactAt: number | null
}

const columns = (ctx: Ctx) => {
  const { customers: c } = ctx.db.s
  return {
    id: c.id,
    name: c.name,
    phoneHash: c.phoneHash,
    isVisible: sql<number>`case when ${visible(ctx) ?? sql`1 = 1`} then 1 else 0 end`,
    inPublicPool: c.inPublicPool,
    removedAt: c.removedAt,
    mergedInto: c.mergedInto,
    assignedTo: c.assignedTo,
    lastContactAt: c.lastFollowUpAt,
  }
}

function* select(t: Q, ctx: Ctx, condition: SQL | undefined) {
  const { customers: c } = ctx.db.s
  return yield* ask(t.select(columns(ctx)).from(c).where(condition).orderBy(c.createdAt, c.id))
}
type Found = ReturnType<typeof select> extends Generator<unknown, (infer R)[]> ? R : never

/** The customer that one was merged into in the end; itself where it was not merged. */
function* keptOf(t: Q, ctx: Ctx, found: Found): Op<Found> {
  let kept = found
  while (kept.mergedInto !== null) {
    const [next] = yield* select(t, ctx, eq(ctx.db.s.customers.id, kept.mergedInto))
    if (!next) break
    kept = next
  }
  return kept
}

/**
 * Another customer with the same phone or WeChat id, that of the phone first; of several with the id one that is there,
 * then the oldest. A number of a customer that was merged leads to the one that stayed.
 */
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
  const rows: { row: Found; kept: Found }[] = []
  for (const row of yield* select(t, ctx, and(same, exceptId ? ne(c.id, exceptId) : undefined))) {
    const kept = yield* keptOf(t, ctx, row)
    if (kept.id !== exceptId) rows.push({ row, kept })
  }
  const byPhone = rows.find(({ row }) => phoneHash && row.phoneHash === phoneHash)
  const found = byPhone ?? rows.find(({ kept }) => kept.removedAt === null) ?? rows[0]
  if (!found) return undefined
  const { id, name, inPublicPool, assignedTo, lastContactAt, removedAt, isVisible } = found.kept
  return {
    field: byPhone ? 'phone' : 'wechatId',
    id,
    name,
    isVisible: Number(isVisible) === 1,
    inPublicPool: inPublicPool && removedAt === null,
    isDeleted: removedAt !== null,
    isMerged: found.row.id !== id,
    assignedTo,
    lastContactAt,
  }
}
