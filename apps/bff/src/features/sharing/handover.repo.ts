import { and, count, gt, inArray, isNull } from 'drizzle-orm'
import type { Ctx } from '../../context.ts'
import { ask, type Op, type Q } from '../../db/db.ts'

type At = Pick<Ctx, 'db' | 'now'>

const goodOf = ({ db: { s }, now }: At, creators: readonly string[]) =>
  and(
    inArray(s.resumeShares.createdBy, [...creators]),
    isNull(s.resumeShares.revokedAt),
    gt(s.resumeShares.expiresAt, now),
  )

export function* countGood(t: Q, ctx: At, creators: readonly string[]) {
  const { resumeShares: r } = ctx.db.s
  return yield* ask(
    t.select({ createdBy: r.createdBy, n: count() }).from(r).where(goodOf(ctx, creators)).groupBy(r.createdBy),
  )
}

/** Gives the links of an account that are still good to another one; gives their ids. */
export function* giveShares(t: Q, ctx: At, from: string, to: string): Op<string[]> {
  const { resumeShares: r } = ctx.db.s
  const given = yield* ask(
    t
      .update(r)
      .set({ createdBy: to })
      .where(goodOf(ctx, [from]))
      .returning({ id: r.id }),
  )
  return given.map(({ id }) => id)
}
