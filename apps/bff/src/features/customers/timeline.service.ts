import type { TimelineKind } from '@qingpin/contract/customers/customers.enums'
import { labelOf } from '@qingpin/contract/core/choices'
import { END_CAUSES, PLACEMENT_ACTIONS } from '@qingpin/contract/placements/placements.enums'
import { DAY_MS } from '@qingpin/contract/core/days'
import type { Ctx } from '../../context.ts'
import { pageOf, timeIdCursor, type TimeId } from '../../db/cursor.ts'
import type { Op, Q } from '../../db/db.ts'
import { requireVisible } from './customers.guard.ts'
import { findPeople, type Owner } from './customers.repo.ts'
import { assignmentView, followUpView } from './customers.view.ts'
import * as repo from './timeline.repo.ts'
import type { TimelinePage } from './timeline.repo.ts'

/** An entry of another part of the product, in words. */
interface TimelineEntry {
  id: string
  kind: TimelineKind
  at: number
  byId: string | null
  title: string
  text: string | null
  /** What is planned with it, epoch ms. */
  due?: number | null
  roomId?: string
}

/** What another feature has to tell of a customer: its entries before a position, newest first. */
export interface TimelineSource {
  kind: TimelineKind
  entriesOf: (t: Q, ctx: Ctx, page: TimelinePage) => Op<TimelineEntry[]>
}

const iso = (ms: number) => new Date(ms).toISOString()

interface Read {
  position: TimeId
  kind: TimelineKind
  people: (string | null)[]
  view: (people: readonly Owner[]) => object
  byId: string | null
}

/** The entries that customers have by themselves. */
function* ownEntries(t: Q, ctx: Ctx, wants: (kind: TimelineKind) => boolean, page: TimelinePage): Op<Read[]> {
  const entries: Read[] = []
  if (wants('follow-up')) {
    for (const row of yield* repo.followUpsOf(t, ctx, page)) {
      const view = (people: readonly Owner[]) => ({
        followUp: followUpView(row, people.find(({ id }) => id === row.createdBy) ?? null),
      })
      entries.push({ ...read('follow-up', row, row.byCustomer ? null : row.createdBy), view })
    }
  }
  if (wants('owner')) {
    for (const row of yield* repo.assignmentsOf(t, ctx, page)) {
      const view = (people: readonly Owner[]) => ({ assignment: assignmentView(row, people) })
      entries.push({ ...read('owner', row, row.byId), people: [row.fromId, row.toId, row.byId], view })
    }
  }
  if (wants('edit')) {
    for (const row of yield* repo.editsOf(t, ctx, page)) {
      entries.push({ ...read('edit', row, row.byId), view: () => ({ changes: row.changes }) })
    }
  }
  if (wants('reminder')) {
    for (const row of yield* repo.remindersOf(t, ctx, page)) {
      const { id, step, createdAt, silentSince, ownerId } = row
      const silentDays = Math.floor((createdAt - silentSince) / DAY_MS)
      const view = (people: readonly Owner[]) => ({
        reminder: {
          id,
          step,
          owner: people.find((one) => one.id === ownerId)?.name ?? null,
          silentDays,
          createdAt: iso(createdAt),
        },
      })
      entries.push({ ...read('reminder', row, null), people: [ownerId], view })
    }
  }
  if (wants('placement')) {
    for (const { log, worker } of yield* repo.placementLogsOf(t, ctx, page)) {
      const title = `${worker ?? '已删除的阿姨'}${labelOf(PLACEMENT_ACTIONS, log.action)}`
      const why = log.cause ? labelOf(END_CAUSES, log.cause) : undefined
      const text = [`${log.startsOn}${log.endsOn ? `到${log.endsOn}` : '起'}`, why, log.reason]
        .filter(Boolean)
        .join('，')
      entries.push({ ...read('placement', log, log.byId), view: () => ({ title, text }) })
    }
  }
  return entries
}

const read = (kind: TimelineKind, row: { id: string; createdAt: number }, byId: string | null) => ({
  position: { at: row.createdAt, id: row.id },
  kind,
  byId,
  people: [byId],
})

function* otherEntries(t: Q, ctx: Ctx, sources: readonly TimelineSource[], page: TimelinePage): Op<Read[]> {
  const entries: Read[] = []
  for (const source of sources) {
    for (const { id, kind, at, byId, title, text, due, roomId } of yield* source.entriesOf(t, ctx, page)) {
      const more = {
        ...(due === undefined ? {} : { due: due === null ? null : iso(due) }),
        ...(roomId ? { roomId } : {}),
      }
      const view = () => ({ title, text, ...more })
      entries.push({ position: { at, id }, kind, byId, people: [byId], view })
    }
  }
  return entries
}

const isNewer = (a: TimeId, b: TimeId) => a.at - b.at || (a.id < b.id ? -1 : 1)

interface TimelineQuery {
  kinds?: readonly TimelineKind[] | undefined
  limit: number
  cursor?: string | undefined
}

/** One page of all that happened with a customer. Each source gives a page of its own, of which the newest are taken. */
export const timeline = (ctx: Ctx, id: string, query: TimelineQuery, sources: readonly TimelineSource[]) =>
  ctx.db.tx(function* (t) {
    yield* requireVisible(t, ctx, id)
    const { kinds = [], limit } = query
    const wants = (kind: TimelineKind) => kinds.length === 0 || kinds.includes(kind)
    const page = { customerId: id, before: repo.positionOf(query.cursor), limit: limit + 1 }
    const own = yield* ownEntries(t, ctx, wants, page)
    const others = yield* otherEntries(
      t,
      ctx,
      sources.filter(({ kind }) => wants(kind)),
      page,
    )
    const newest = [...own, ...others].toSorted((a, b) => isNewer(b.position, a.position))
    const { rows, nextCursor } = pageOf(newest, limit, ({ position }) => timeIdCursor.write(position))
    const people = yield* findPeople(
      t,
      ctx,
      rows.flatMap((row) => row.people),
    )
    const items = rows.map(({ position, kind, byId, view }) => {
      const by = people.find((one) => one.id === byId)
      return {
        id: position.id,
        kind,
        at: iso(position.at),
        by: by ? { _id: by.id, name: by.name, username: by.username ?? '' } : null,
        ...view(people),
      }
    })
    return { items, nextCursor }
  })
