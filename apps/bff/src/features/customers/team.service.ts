import { type Period, REACHES } from '@qingpin/contract/customers/customers.enums'
import { beijingDay, DAY_MS, MINUTE_MS } from '@qingpin/contract/core/days'
import { POOL_WEEKS } from '@qingpin/contract/customers/team.rules'
import type { Ctx } from '../../context.ts'
import type { CustomerFilter } from './list.repo.ts'
import * as repo from './team.repo.ts'
import { countsForResponse, medianOf, partAt, partsOf, periodOf, startOfWeek } from './team.rules.ts'

const listOf = (part: Partial<CustomerFilter>): CustomerFilter => ({
  page: 1,
  sortBy: 'createdAt',
  sortOrder: 'desc',
  ...part,
})
const byName = (a: { name: string }, b: { name: string }) => a.name.localeCompare(b.name, 'zh')
const sum = (rows: readonly { n: number }[]) => rows.reduce((all, { n }) => all + Number(n), 0)

async function overdue(ctx: Ctx) {
  const rows = await repo.overdueByOwner(ctx, listOf({}))
  const people = rows
    .map(({ id, name, total, long }) => ({
      id,
      name: id === null ? '还没分配' : (name ?? '已离开'),
      total: Number(total),
      long: Number(long),
    }))
    .filter(({ id, total }) => id !== null || total > 0)
    .toSorted((a, b) => b.total - a.total || b.long - a.long || byName(a, b))
  return { total: people.reduce((all, { total }) => all + total, 0), people }
}

async function unassigned(ctx: Ctx) {
  const rows = await repo.unassignedBySource(ctx, listOf({ due: 'unassigned' }))
  const oldest = rows.flatMap(({ oldest: at }) => (at === null ? [] : [Number(at)]))
  return {
    total: sum(rows),
    oldestAt: oldest.length === 0 ? null : new Date(Math.min(...oldest)).toISOString(),
    bySource: rows.map(({ source, n }) => ({ source, count: Number(n) })),
  }
}

async function pool(ctx: Ctx) {
  const first = startOfWeek(ctx.now) - (POOL_WEEKS - 1) * 7 * DAY_MS
  const begins = partsOf(first, 7 * DAY_MS, ctx.now)
  const weeks = begins.map((from) => ({ from: beijingDay(from), came: 0, claimed: 0 }))
  for (const { action, at } of await repo.poolMoves(ctx, first)) {
    const week = weeks[partAt(begins, at)]
    if (week) week[action === 'claim' ? 'claimed' : 'came']++
  }
  return { total: await repo.poolSize(ctx), weeks }
}

async function response(ctx: Ctx, { from, step }: { from: number; step: number }) {
  const begins = partsOf(from, step, ctx.now)
  const minutes: number[][] = begins.map(() => [])
  let waiting = 0
  for (const { arrivedAt, contactedAt } of await repo.responses(ctx, from)) {
    if (!countsForResponse(arrivedAt)) continue
    if (contactedAt === null) waiting++
    else minutes[partAt(begins, arrivedAt)]?.push((Number(contactedAt) - arrivedAt) / MINUTE_MS)
  }
  const all = minutes.flat()
  const points = begins.map((begin, i) => ({ from: beijingDay(begin), median: medianOf(minutes[i] ?? []) }))
  return { median: medianOf(all), counted: all.length, waiting, points }
}

/** The numbers of the team. Each is the length of a list that the app opens. */
export async function teamNumbers(ctx: Ctx, { period }: { period: Period }) {
  const span = periodOf(period, ctx.now)
  const days = { createdStartDate: beijingDay(span.from), createdEndDate: beijingDay(ctx.now) }
  const reached = (await repo.reachedBySource(ctx, listOf({ ...days, reached: 'entered' }))).map((row) => ({
    ...row,
    n: Number(row.entered),
  }))
  return {
    from: days.createdStartDate,
    to: days.createdEndDate,
    countedAt: new Date(ctx.now).toISOString(),
    overdue: await overdue(ctx),
    unassigned: await unassigned(ctx),
    pool: await pool(ctx),
    response: await response(ctx, span),
    sources: reached
      .map(({ source, n, signed }) => ({ source, entered: n, signed: Number(signed) }))
      .toSorted((a, b) => b.entered - a.entered || b.signed - a.signed),
    steps: REACHES.map(({ value }) => ({
      reach: value,
      count: reached.reduce((all, row) => all + Number(row[value]), 0),
    })),
  }
}
