import { DAY_MS, startOfDay } from '@qingpin/contract/core/days'
import { SILENT_AFTER_MS } from '@qingpin/contract/interviews/interviews.rules'
import { and, asc, desc, eq, gt, gte, inArray, lt, lte, max, ne, notExists, or, type SQL, sql } from 'drizzle-orm'
import type { Ctx } from '../../context.ts'
import { ask, type Op, type Q } from '../../db/db.ts'
import { type At, prepared } from '../../db/prepared.ts'
import type { CustomerRecords } from '../customers/index.ts'
import type { Schema } from '../../schema/schema.ts'

export type RoomRow = Schema['interviewRooms']['$inferSelect']

export function* insertRoom(t: Q, ctx: Ctx, row: RoomRow): Op<RoomRow | undefined> {
  const [room] = yield* ask(t.insert(ctx.db.s.interviewRooms).values(row).onConflictDoNothing().returning())
  return room
}

export function* roomsById(t: Q, ctx: Ctx, ids: readonly string[]): Op<RoomRow[]> {
  if (ids.length === 0) return []
  const { interviewRooms } = ctx.db.s
  return yield* ask(
    t
      .select()
      .from(interviewRooms)
      .where(inArray(interviewRooms.id, [...ids])),
  )
}

/** The accounts of the workers whose resumes these are, by resume. */
export function* workerAccounts(t: Q, { db }: Pick<Ctx, 'db'>, resumeIds: readonly string[]): Op<Map<string, string>> {
  if (resumeIds.length === 0) return new Map()
  const { resumes } = db.s
  const rows = yield* ask(
    t
      .select({ id: resumes.id, accountId: resumes.accountId })
      .from(resumes)
      .where(inArray(resumes.id, [...resumeIds])),
  )
  return new Map(rows.flatMap(({ id, accountId }) => (accountId === null ? [] : [[id, accountId] as const])))
}

/** The room, locked: changes of its state and of its participants wait for one another. */
export function* lockRoom(t: Q, ctx: Ctx, where: { roomId: string } | { id: string }): Op<RoomRow | undefined> {
  const { interviewRooms } = ctx.db.s
  const named = 'id' in where ? eq(interviewRooms.id, where.id) : eq(interviewRooms.roomId, where.roomId)
  const [room] = yield* ask(ctx.db.lock(t.select().from(interviewRooms).where(named)))
  return room
}

/**
 * Locks the host's account, so that rooms of one host are made and opened one after another: two at once would each see
 * no open room and leave two. Belongs before the lock of any room.
 */
export function* lockHost(t: Q, ctx: Ctx, hostId: string): Op<void> {
  const { accounts } = ctx.db.s
  yield* ask(ctx.db.lock(t.select({ id: accounts.id }).from(accounts).where(eq(accounts.id, hostId))))
}

const byState = ({ db }: Pick<Ctx, 'db'>) =>
  sql`case ${db.s.interviewRooms.state} when 'open' then 0 when 'scheduled' then 1 else 2 end`

/** The open room of a host, else the newest planned one; locked. */
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

interface AbandonedBefore {
  /** Epoch ms: opened earlier, and without a heartbeat since. */
  openBefore: number
  /** Epoch ms: planned for an earlier time, and not opened. */
  plannedBefore: number
}

const abandoned = (q: Q, { db }: Ctx, { openBefore, plannedBefore }: AbandonedBefore, most: number, only?: string) => {
  const { interviewRooms: rooms, interviewParticipants: participants } = db.s
  const seen = q
    .select({ id: participants.id })
    .from(participants)
    .where(and(eq(participants.roomId, rooms.id), gt(participants.lastSeenAt, openBefore)))
  const open = and(eq(rooms.state, 'open'), lte(rooms.openedAt, openBefore))
  const planned = and(eq(rooms.state, 'scheduled'), lte(rooms.scheduledAt, plannedBefore))
  return q
    .select()
    .from(rooms)
    .where(and(only === undefined ? undefined : eq(rooms.id, only), or(open, planned), notExists(seen)))
    .orderBy(asc(rooms.createdAt))
    .limit(most)
}

/** Rooms that are not ended and have had no heartbeat since, the oldest first. */
export const abandonedRooms = (ctx: Ctx, before: AbandonedBefore, most: number): PromiseLike<RoomRow[]> =>
  abandoned(ctx.db.q, ctx, before, most)

/** The room, locked, if it is still abandoned. */
export function* lockAbandoned(t: Q, ctx: Ctx, before: AbandonedBefore, id: string): Op<RoomRow | undefined> {
  yield* lockRoom(t, ctx, { id })
  const [room] = yield* ask(abandoned(t, ctx, before, 1, id))
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

/** The room by its id on the wire, without a lock. */
export function* roomCalled(t: Q, ctx: Ctx, roomId: string): Op<RoomRow | undefined> {
  const { interviewRooms } = ctx.db.s
  const [room] = yield* ask(t.select().from(interviewRooms).where(eq(interviewRooms.roomId, roomId)))
  return room
}

export interface RoomFilter {
  hostId: string
  status?: 'active' | 'today' | 'ended' | 'open' | 'scheduled' | undefined
  search?: string | undefined
  page: number
  pageSize: number
}

/** Rooms in a state; `today`: open, or planned for a time before the end of the day in Beijing. */
const inState = ({ db, now }: Ctx, status: RoomFilter['status']): SQL | undefined => {
  const { state, scheduledAt } = db.s.interviewRooms
  if (status === undefined) return undefined
  if (status === 'active') return ne(state, 'ended')
  if (status !== 'today') return eq(state, status)
  return or(eq(state, 'open'), and(eq(state, 'scheduled'), lt(scheduledAt, startOfDay(now) + DAY_MS)))
}

const matching = (ctx: Ctx, { hostId, status, search }: RoomFilter): SQL | undefined => {
  const { db } = ctx
  const { interviewRooms } = db.s
  const state = inState(ctx, status)
  const text = search
    ? or(db.contains(interviewRooms.title, search), db.contains(interviewRooms.roomId, search))
    : undefined
  return and(eq(interviewRooms.hostId, hostId), state, text)
}

export async function listRooms(ctx: Ctx, filter: RoomFilter) {
  const { interviewRooms } = ctx.db.s
  const newest = [desc(interviewRooms.createdAt), desc(interviewRooms.id)]
  const order = filter.status === 'today' ? [asc(interviewRooms.scheduledAt), ...newest] : newest
  const rows = await ctx.db.q
    .select()
    .from(interviewRooms)
    .where(matching(ctx, filter))
    .orderBy(byState(ctx), ...order)
    .limit(filter.pageSize)
    .offset((filter.page - 1) * filter.pageSize)
  const [counted] = await ctx.db.q
    .select({ n: sql<number>`count(*)` })
    .from(interviewRooms)
    .where(matching(ctx, filter))
  return { rows, total: Number(counted?.n ?? 0) }
}

const waitingGuests = prepared('waiting_guests', ({ q, s }, at: At<{ hostId: string; seenFrom: number }>) => {
  const { interviewRooms: rooms, interviewParticipants: guests } = s
  const live = and(eq(rooms.hostId, at('hostId')), ne(rooms.state, 'ended'))
  return q
    .select({
      id: guests.id,
      name: guests.name,
      role: guests.role,
      since: guests.since,
      roomId: rooms.roomId,
      roomName: rooms.title,
    })
    .from(rooms)
    .innerJoin(guests, eq(guests.roomId, rooms.id))
    .where(and(live, eq(guests.state, 'waiting'), gte(guests.lastSeenAt, at('seenFrom'))))
    .orderBy(asc(guests.since), asc(guests.id))
})

export type WaitingRow = Awaited<ReturnType<typeof waitingGuests>>[number]

/** The guests in the lobbies of a host's rooms whose heartbeats have not stopped. */
export const waitingFor = ({ db, now }: Ctx, hostId: string): PromiseLike<WaitingRow[]> =>
  waitingGuests(db, db.q, { hostId, seenFrom: now - SILENT_AFTER_MS })

/** The newest rooms that an account joined as a guest, with its role. */
export async function roomsJoinedBy({ db }: Ctx, accountId: string, most: number) {
  const { interviewRooms, interviewParticipants } = db.s
  const joined = await db.q
    .select({ roomId: interviewParticipants.roomId, role: interviewParticipants.role })
    .from(interviewParticipants)
    .where(and(eq(interviewParticipants.accountId, accountId), ne(interviewParticipants.role, 'host')))
    .orderBy(desc(interviewParticipants.joinedAt))
    .limit(most)
  if (joined.length === 0) return []
  const ids = joined.map(({ roomId }) => roomId)
  const rooms = await db.q
    .select()
    .from(interviewRooms)
    .where(inArray(interviewRooms.id, ids))
    .orderBy(desc(interviewRooms.createdAt), desc(interviewRooms.id))
  return rooms.map((room) => ({ room, role: joined.find(({ roomId }) => roomId === room.id)?.role ?? 'worker' }))
}

/** The rooms of a customer, which go with it when two are merged. */
export const roomsOfCustomer: CustomerRecords = {
  // A room belongs to its host, and stays.
  *close() {},
  name: 'rooms',
  *move(t, { db }, fromId, toId) {
    const { interviewRooms: r } = db.s
    const rows = yield* ask(
      t.update(r).set({ customerId: toId }).where(eq(r.customerId, fromId)).returning({ id: r.id }),
    )
    return rows.map(({ id }) => id)
  },
  *moveBack(t, { db }, ids, fromId, toId) {
    const { interviewRooms: r } = db.s
    if (ids.length === 0) return
    yield* ask(
      t
        .update(r)
        .set({ customerId: toId })
        .where(and(inArray(r.id, [...ids]), eq(r.customerId, fromId))),
    )
  },
  *forget(t, { db }, customerId) {
    const { interviewRooms: r } = db.s
    yield* ask(t.update(r).set({ customerId: null }).where(eq(r.customerId, customerId)))
  },
}

/** When the last interview begins that is planned with a customer (epoch ms). */
export function* plannedInterview(t: Q, ctx: Pick<Ctx, 'db' | 'now'>, customerId: string): Op<number | null> {
  const { interviewRooms: rooms } = ctx.db.s
  const planned = and(eq(rooms.state, 'scheduled'), gt(rooms.scheduledAt, ctx.now))
  const [row] = yield* ask(
    t
      .select({ at: max(rooms.scheduledAt) })
      .from(rooms)
      .where(and(eq(rooms.customerId, customerId), planned)),
  )
  return row?.at ?? null
}
