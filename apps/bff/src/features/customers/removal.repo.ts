import { DAY_MS } from '@qingpin/contract/core/days'
import { can } from '@qingpin/contract/core/policy'
import type { removalRoutes } from '@qingpin/contract/customers/removal.routes'
import { RESTORE_DAYS } from '@qingpin/contract/customers/removal.rules'
import { and, desc, eq, gt, inArray, isNotNull, isNull, lte, ne, sql } from 'drizzle-orm'
import type { z } from 'zod'
import { type Ctx, requirePerson } from '../../context.ts'
import { pageOf, timeIdCursor } from '../../db/cursor.ts'
import { ask, type Op, type Q } from '../../db/db.ts'
import type { CustomerRow } from './customers.repo.ts'
import { NO_PHONE } from './merge.repo.ts'
import { PURGED_AT_ONCE, PURGED_NAME } from './removal.rules.ts'

export type RemovedFilter = z.output<(typeof removalRoutes)['removed']['query']>

/** One page of the customers that can be brought back, the newest first. */
export async function pageOfRemoved(ctx: Ctx, { kind, keptId, search, limit, cursor }: RemovedFilter) {
  const { customers: c, accounts } = ctx.db.s
  const { accountId, role } = requirePerson(ctx)
  const position = timeIdCursor.read(cursor)
  const after = position && sql`(${c.removedAt}, ${c.id}) < (${position.at}, ${position.id})`
  const own = and(isNotNull(c.mergedInto), eq(c.removedBy, accountId))
  const rows = await ctx.db.q
    .select({ customer: c, owner: accounts.name })
    .from(c)
    .leftJoin(accounts, eq(accounts.id, c.assignedTo))
    .where(
      and(
        gt(c.removedAt, ctx.now - RESTORE_DAYS * DAY_MS),
        can(role, 'customer:remove') ? undefined : own,
        kind === 'deleted' ? isNull(c.mergedInto) : undefined,
        kind === 'merged' ? isNotNull(c.mergedInto) : undefined,
        keptId ? eq(c.mergedInto, keptId) : undefined,
        search ? ctx.db.contains(c.name, search) : undefined,
        after,
      ),
    )
    .orderBy(desc(c.removedAt), desc(c.id))
    .limit(limit + 1)
  return pageOf(rows, limit, ({ customer }) => timeIdCursor.write({ at: customer.removedAt ?? 0, id: customer.id }))
}

/** The names of customers by their ids. */
export function* namesOf(t: Q, ctx: Ctx, ids: readonly (string | null)[]): Op<{ id: string; name: string }[]> {
  const { customers: c } = ctx.db.s
  const known = ids.filter((id) => id !== null)
  return yield* ask(t.select({ id: c.id, name: c.name }).from(c).where(inArray(c.id, known)))
}

/** Ids of deleted customers whose days are over, and of merged ones that are not stripped yet. @param before epoch ms */
export async function dueForPurge(ctx: Pick<Ctx, 'db'>, before: number) {
  const { customers: c } = ctx.db.s
  const rows = await ctx.db.q
    .select({ id: c.id, mergedInto: c.mergedInto })
    .from(c)
    .where(and(lte(c.removedAt, before), ne(c.name, PURGED_NAME)))
    .limit(PURGED_AT_ONCE)
  return rows
}

/** Ids of customers that were merged into one that was removed for good without them, as it once was. */
export async function orphans({ db }: Pick<Ctx, 'db'>): Promise<string[]> {
  const { customers: c } = db.s
  const kept = sql`select 1 from ${c} k where k.id = ${c.mergedInto}`
  const rows = await db.q
    .select({ id: c.id })
    .from(c)
    .where(and(isNotNull(c.mergedInto), sql`not exists (${kept})`))
    .limit(PURGED_AT_ONCE)
  return rows.map(({ id }) => id)
}

/** The ids of all customers that were merged into one, directly or by others. */
export function* mergedInto(t: Q, ctx: Pick<Ctx, 'db'>, id: string): Op<string[]> {
  const { customers: c } = ctx.db.s
  const found: string[] = []
  for (let into = [id]; into.length > 0;) {
    const rows = yield* ask(t.select({ id: c.id }).from(c).where(inArray(c.mergedInto, into)))
    into = rows.map((row) => row.id)
    found.push(...into)
  }
  return found
}

/** Removes a deleted customer with all that was written about it. */
export function* purgeDeleted(t: Q, ctx: Pick<Ctx, 'db'>, id: string): Op<void> {
  const { s } = ctx.db
  for (const table of [
    s.customerFollowUps,
    s.customerAssignments,
    s.customerEdits,
    s.customerReminders,
    s.customerTransfers,
    s.customerPoolViews,
  ]) {
    yield* ask(t.delete(table).where(eq(table.customerId, id)))
  }
  yield* ask(t.delete(s.customers).where(eq(s.customers.id, id)))
}

/** Strips a merged customer to what leads from its numbers to the one that was kept. */
export function* stripMerged(t: Q, ctx: Pick<Ctx, 'db'>, id: string): Op<void> {
  const { customers: c } = ctx.db.s
  const { phoneHash: _hash, ...phone } = NO_PHONE
  const stripped: Partial<CustomerRow> = {
    ...phone,
    name: PURGED_NAME,
    wechatSealed: null,
    wechatMasked: null,
    idNumberSealed: null,
    idNumberHash: null,
    idNumberMasked: null,
    address: null,
    area: null,
    remarks: null,
    lastNote: null,
    likes: null,
    needs: {},
  }
  yield* ask(t.update(c).set(stripped).where(eq(c.id, id)))
}
