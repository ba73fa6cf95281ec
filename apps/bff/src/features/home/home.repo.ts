import { inArray } from 'drizzle-orm'
import type { Ctx } from '../../context.ts'
import { ask, type Op, type Q } from '../../db/db.ts'

/** Names of accounts by their ids. */
export function* accountNames(t: Q, ctx: Pick<Ctx, 'db'>, ids: readonly string[]): Op<ReadonlyMap<string, string>> {
  if (ids.length === 0) return new Map()
  const { accounts } = ctx.db.s
  const rows = yield* ask(
    t
      .select({ id: accounts.id, name: accounts.name })
      .from(accounts)
      .where(inArray(accounts.id, [...ids])),
  )
  return new Map(rows.map(({ id, name }) => [id, name]))
}
