import { and, asc, desc, eq, gt, inArray, lte, ne, notExists, or, type SQL, sql } from 'drizzle-orm'
import type { Ctx } from '../../context.ts'
import { ask, type Op, type Q } from '../../db/db.ts'
import type { Schema } from '../../schema/schema.ts'

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

/**
 * Lets one host make or open one room at a time. It comes before the lock of any room: two at once each saw no open
 * room, and left two.
 */
export function* lockHost(t: Q, ctx: Ctx, hostId: string): Op<void> {
  const { accounts } = ctx.db.s
  yield* ask(ctx.db.lock(t.select({ id: accounts.id }).from(accounts).where(eq(accounts.id, hostId))))
}

const byState = ({ db }: Pick<Ctx, 'db'>) =>
  sql`case ${db.s.interviewRooms.state} when 'open' then 0 when 'scheduled' then 1 else 2 end`

/** The room of a host that is open, else the newest one to come; locked. */
export function* lockLatest(t: Q, ctx: Ctx, hostId: string): Op<RoomRow | undefined> {
  const { interviewRooms } = ctx.db.s
  const live = and(eq(interviewRooms.hostId, hostId), ne(interviewRooms.state, 'ended'))
  const newest = [byState(ctx), desc(interviewRooms.createdAt), desc(interviewRooms.id)]
  const [room] = yield* ask(
    ctx.db.lock(
      t
        .select()
        .from(interviewRooms)
        .where(live)
        .orderBy(...newest)
        .limit(1),
    ),
  )
  return room
}

export interface Forgotten {
  /** Epoch ms: opened earlier, and nobody there since. */
  openBefore: number
  /** Epoch ms: should have begun earlier. */
  plannedBefore: number
}

/** Rooms that nobody has ended and nobody is in, the oldest first. @param only the id of the one to look at again */
export function forgottenRooms(
  q: Q,
  { db }: Ctx,
  { openBefore, plannedBefore }: Forgotten,
  most: number,
  only?: string,
) {
  const { interviewRooms: rooms, interviewSeats: seats } = db.s
  const seen = q
    .select({ id: seats.id })
    .from(seats)
    .where(and(eq(seats.roomId, rooms.id), gt(seats.lastSeenAt, openBefore)))
  const open = and(eq(rooms.state, 'open'), lte(rooms.openedAt, openBefore))
  const planned = and(eq(rooms.state, 'scheduled'), lte(rooms.scheduledAt, plannedBefore))
  return q
    .select()
    .from(rooms)
    .where(and(only === undefined ? undefined : eq(rooms.id, only), or(open, planned), notExists(seen)))
    .orderBy(asc(rooms.createdAt))
    .limit(most)
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

/** The room by the id that people use, not locked. */
export function* roomCalled(t: Q, ctx: Ctx, roomId: string): Op<RoomRow | undefined> {
  const { interviewRooms } = ctx.db.s
  const [room] = yield* ask(t.select().from(interviewRooms).where(eq(interviewRooms.roomId, roomId)))
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
  const rows = await ctx.db.q
    .select()
    .from(interviewRooms)
    .where(matching(ctx, filter))
    .orderBy(byState(ctx), desc(interviewRooms.createdAt), desc(interviewRooms.id))
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
