import { and, asc, count, eq, inArray, ne } from 'drizzle-orm'
import type { Ctx } from '../../context.ts'
import { ask, type Op, type Q } from '../../db/db.ts'
import type { RoomRow } from './rooms.repo.ts'

const liveOf = ({ db: { s } }: Pick<Ctx, 'db'>, hostIds: readonly string[]) =>
  and(inArray(s.interviewRooms.hostId, [...hostIds]), ne(s.interviewRooms.state, 'ended'))

/** The rooms of a host that have not ended, locked. */
export function* lockLive(t: Q, ctx: Pick<Ctx, 'db'>, hostId: string): Op<RoomRow[]> {
  const { interviewRooms: r } = ctx.db.s
  return yield* ask(
    ctx.db.lock(
      t
        .select()
        .from(r)
        .where(liveOf(ctx, [hostId]))
        .orderBy(asc(r.id)),
    ),
  )
}

export function* countLive(t: Q, ctx: Pick<Ctx, 'db'>, hostIds: readonly string[]) {
  const { interviewRooms: r } = ctx.db.s
  return yield* ask(t.select({ hostId: r.hostId, n: count() }).from(r).where(liveOf(ctx, hostIds)).groupBy(r.hostId))
}

/** Who owns a customer now. */
export function* ownerOf(t: Q, { db: { s } }: Pick<Ctx, 'db'>, customerId: string): Op<string | null> {
  const [row] = yield* ask(
    t.select({ assignedTo: s.customers.assignedTo }).from(s.customers).where(eq(s.customers.id, customerId)),
  )
  return row?.assignedTo ?? null
}
