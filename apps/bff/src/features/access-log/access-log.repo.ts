import { LOAD_BANDS } from '@qingpin/contract/access-log/access-log.enums'
import { REPORT_PAGES } from '@qingpin/contract/access-log/access-log.rules'
import { beijingDay, DAY_MS } from '@qingpin/contract/core/days'
import { and, desc, eq, gte, lt, type SQL, sql } from 'drizzle-orm'
import type { AnyPgColumn } from 'drizzle-orm/pg-core'
import type { Ctx } from '../../context.ts'
import { ask, type Op, type Q } from '../../db/db.ts'
import { newId } from '../../db/ids.ts'
import { expiredRows } from '../../db/retention.ts'
import type { Schema } from '../../schema/schema.ts'
import { REPORT_ERRORS, RETAINED_DAYS } from './access-log.rules.ts'

export type Line = Omit<Schema['accessLines']['$inferSelect'], 'id' | 'day'>

export function* insertLines(t: Q, { db }: Pick<Ctx, 'db'>, lines: readonly Line[]): Op<void> {
  const rows = lines.map((line) => ({ ...line, id: newId(line.at), day: beijingDay(line.at) }))
  yield t.insert(db.s.accessLines).values(rows)
}

const count = sql<number>`count(*)`
const sumOf = (condition: SQL) => sql<number>`sum(case when ${condition} then 1 else 0 end)`
const meanOf = (column: AnyPgColumn) => sql<number | null>`avg(${column})`

/** The lines since a Beijing day, counted by what a report shows. */
export function* countLines(t: Q, { db }: Ctx, since: string) {
  const { accessLines: l } = db.s
  const shown = and(gte(l.day, since), eq(l.kind, 'shown'))
  const byDay = yield* ask(t.select({ day: l.day, n: count }).from(l).where(shown).groupBy(l.day))
  const bySurface = yield* ask(
    t.select({ name: l.surface, n: count }).from(l).where(shown).groupBy(l.surface).orderBy(desc(count)),
  )
  const views = sumOf(eq(l.kind, 'shown'))
  const byPage = yield* ask(
    t
      .select({
        page: l.page,
        n: views,
        loadMs: meanOf(l.loadMs),
        stayMs: meanOf(l.stayMs),
        broke: sumOf(eq(l.kind, 'broke')),
      })
      .from(l)
      .where(gte(l.day, since))
      .groupBy(l.page)
      .orderBy(desc(views), l.page)
      .limit(REPORT_PAGES),
  )
  const ends = [0, ...LOAD_BANDS]
  const band = (from: number, to: number | undefined) =>
    sumOf(and(gte(l.loadMs, from), to === undefined ? undefined : lt(l.loadMs, to)) as SQL)
  const [loads] = yield* ask(
    t
      .select(Object.fromEntries(ends.map((from, i) => [`band${i}`, band(from, ends[i + 1])])))
      .from(l)
      .where(shown),
  )
  const last = sql<number>`max(${l.at})`
  const broke = yield* ask(
    t
      .select({ page: l.page, name: l.message, n: count, lastAt: last })
      .from(l)
      .where(and(gte(l.day, since), eq(l.kind, 'broke')))
      .groupBy(l.page, l.message)
      .orderBy(desc(count), desc(last))
      .limit(REPORT_ERRORS),
  )
  return { byDay, bySurface, byPage, loads: ends.map((_, i) => Number(loads?.[`band${i}`] ?? 0)), broke }
}

export const accessLogRetention = expiredRows(({ accessLines: l }, now) => ({
  table: l,
  key: l.id,
  condition: lt(l.day, beijingDay(now - RETAINED_DAYS * DAY_MS)),
}))
