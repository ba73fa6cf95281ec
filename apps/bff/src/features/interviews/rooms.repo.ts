import { and, asc, desc, eq, inArray, ne, or, type SQL, sql } from 'drizzle-orm'
import type { Ctx } from '../../context.ts'
import { ask, type Op, type Q } from '../../db/db.ts'
import type { Schema } from '../../db/schema.ts'

export type RoomRow = Schema['interviewRooms']['$inferSelect']

export function* insertRoom(t: Q, ctx: Ctx, row: RoomRow): Op<RoomRow | undefined> {
  const [room] = yield* ask(t.insert(ctx.db.s.interviewRooms).values(row).onConflictDoNothing().returning())
  return room
}

/** Locked: whoever changes seats of a room or its state takes turns. */
export function* lockRoom(t: Q, ctx: Ctx, where: { roomId: string } | { id: string }): Op<RoomRow | undefined> {
  const { interviewRooms } = ctx.db.s
  const named = 'id' in where ? eq(interviewRooms.id, where.id) : eq(interviewRooms.roomId, where.roomId)
  const [room] = yield* ask(ctx.db.lock(t.select().from(interviewRooms).where(named)))
  return room
}

export function* setRoom(t: Q, ctx: Ctx, id: string, changes: Partial<RoomRow>): Op<RoomRow | undefined> {
  const { interviewRooms } = ctx.db.s
  const [room] = yield* ask(t.update(interviewRooms).set(changes).where(eq(interviewRooms.id, id)).returning())
  return room
}

export function* openRoomsOf(t: Q, ctx: Ctx, hostId: string): Op<RoomRow[]> {
  const { interviewRooms } = ctx.db.s
  const open = and(eq(interviewRooms.hostId, hostId), eq(interviewRooms.state, 'open'))
  return yield* ask(ctx.db.lock(t.select().from(interviewRooms).where(open).orderBy(asc(interviewRooms.id))))
}

export async function findRoom({ db }: Ctx, roomId: string): Promise<RoomRow | undefined> {
  const { interviewRooms } = db.s
  const [room] = await db.q.select().from(interviewRooms).where(eq(interviewRooms.roomId, roomId))
  return room
}

export interface RoomFilter {
  hostId: string
  status?: 'active' | 'ended' | 'open' | 'scheduled' | undefined
  search?: string | undefined
  page: number
  pageSize: number
}

const matching = ({ db }: Ctx, { hostId, status, search }: RoomFilter): SQL | undefined => {
  const { interviewRooms } = db.s
  const state =
    status === 'active'
      ? ne(interviewRooms.state, 'ended')
      : status === undefined
        ? undefined
        : eq(interviewRooms.state, status)
  const text = search
    ? or(db.contains(interviewRooms.title, search), db.contains(interviewRooms.roomId, search))
    : undefined
  return and(eq(interviewRooms.hostId, hostId), state, text)
}

export async function listRooms(ctx: Ctx, filter: RoomFilter) {
  const { interviewRooms } = ctx.db.s
  const rank = sql`case ${interviewRooms.state} when 'open' then 0 when 'scheduled' then 1 else 2 end`
  const rows = await ctx.db.q
    .select()
    .from(interviewRooms)
    .where(matching(ctx, filter))
    .orderBy(rank, desc(interviewRooms.createdAt), desc(interviewRooms.id))
    .limit(filter.pageSize)
    .offset((filter.page - 1) * filter.pageSize)
  const [count] = await ctx.db.q
    .select({ n: sql<number>`count(*)` })
    .from(interviewRooms)
    .where(matching(ctx, filter))
  return { rows, total: Number(count?.n ?? 0) }
}

/** The newest interviews in which an account has a seat, host or guest. */
export async function roomsWithSeatOf({ db }: Ctx, accountId: string, most: number) {
  const { interviewRooms, interviewSeats } = db.s
  const seats = await db.q
    .select({ roomId: interviewSeats.roomId, role: interviewSeats.role })
    .from(interviewSeats)
    .where(and(eq(interviewSeats.accountId, accountId), ne(interviewSeats.role, 'host')))
    .orderBy(desc(interviewSeats.joinedAt))
    .limit(most)
  if (seats.length === 0) return []
  const ids = seats.map((seat) => seat.roomId)
  const rooms = await db.q
    .select()
    .from(interviewRooms)
    .where(inArray(interviewRooms.id, ids))
    .orderBy(desc(interviewRooms.createdAt), desc(interviewRooms.id))
  return rooms.map((room) => ({ room, role: seats.find((seat) => seat.roomId === room.id)?.role ?? 'worker' }))
}
