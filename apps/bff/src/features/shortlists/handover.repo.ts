import { and, eq, gt, isNull } from 'drizzle-orm'
import type { Ctx } from '../../context.ts'
import { ask, type Op, type Q } from '../../db/db.ts'

/** Lists of an account that customers can open still, each with the owner of its customer. */
export function* listGood(t: Q, { db: { s }, now }: Pick<Ctx, 'db' | 'now'>, createdBy: string) {
  const { shortlists: l, customers: c } = s
  return yield* ask(
    t
      .select({ id: l.id, owner: c.assignedTo })
      .from(l)
      .leftJoin(c, eq(c.id, l.customerId))
      .where(and(eq(l.createdBy, createdBy), isNull(l.revokedAt), gt(l.expiresAt, now))),
  )
}

export function* setCreator(t: Q, { db: { s } }: Pick<Ctx, 'db'>, id: string, createdBy: string): Op<void> {
  yield* ask(t.update(s.shortlists).set({ createdBy }).where(eq(s.shortlists.id, id)))
}
