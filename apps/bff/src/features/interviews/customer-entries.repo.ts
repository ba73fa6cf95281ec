import { and, desc, eq, sql } from 'drizzle-orm'
import type { Ctx } from '../../context.ts'
import { ask, type Op, type Q } from '../../db/db.ts'
import type { TimelineSource } from '../customers/index.ts'
import type { RoomRow } from './rooms.repo.ts'

type TimelinePage = Parameters<TimelineSource['entriesOf']>[2]

/** The rooms that were made for a customer, newest first. */
export function* roomsOfCustomer(t: Q, ctx: Ctx, { customerId, before, limit }: TimelinePage): Op<RoomRow[]> {
  const { interviewRooms: rooms } = ctx.db.s
  const older = before && sql`(${rooms.createdAt}, ${rooms.id}) < (${before.at}, ${before.id})`
  return yield* ask(
    t
      .select()
      .from(rooms)
      .where(and(eq(rooms.customerId, customerId), older))
      .orderBy(desc(rooms.createdAt), desc(rooms.id))
      .limit(limit),
  )
}
