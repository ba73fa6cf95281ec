import { setTimeout as pause } from 'node:timers/promises'
import type { LineKind, Surface } from '@qingpin/contract/access-log/access-log.enums'
import type { AccessLine } from '@qingpin/contract/access-log/access-log.routes'
import { ACCESS_MOST_MS, pageOf } from '@qingpin/contract/access-log/access-log.rules'
import { beijingDay, DAY_MS } from '@qingpin/contract/core/days'
import type { z } from 'zod'
import type { Ctx } from '../../context.ts'
import type { Db } from '../../db/db.ts'
import { countLines, insertLines, type Line } from './access-log.repo.ts'
import { BATCH_LINES, GATHER_MS, WAITING_LINES } from './access-log.rules.ts'

export { accessLogRetention } from './access-log.repo.ts'

/** The lines of this process that are not written yet. */
interface Waiting {
  lines: Line[]
  isWriting: boolean
}
const waiting = new WeakMap<Db, Waiting>()

/** Adds a line to the next batch. A log must not hold up what it logs: too many are dropped and counted. */
export function append(ctx: Ctx, line: Omit<Line, 'at'>): void {
  const mine = waiting.get(ctx.db) ?? { lines: [], isWriting: false }
  waiting.set(ctx.db, mine)
  const hasRoom = mine.lines.length < WAITING_LINES
  ctx.metrics.accessLine(hasRoom ? line.kind : 'dropped')
  if (!hasRoom) return
  mine.lines.push({ ...line, at: ctx.now })
  if (mine.isWriting) return
  mine.isWriting = true
  ctx.background.run('access-log', () => write(ctx, mine))
}

async function write({ db, background }: Pick<Ctx, 'db' | 'background'>, mine: Waiting): Promise<void> {
  try {
    while (mine.lines.length > 0) {
      // A stop of the process ends the wait, and what waits is written.
      await pause(GATHER_MS, undefined, { signal: background.stopping }).catch(() => undefined)
      const batch = mine.lines.splice(0, BATCH_LINES)
      await db.tx((t) => insertLines(t, { db }, batch))
    }
  } finally {
    mine.isWriting = false
  }
}

const SURFACES_SAID: Readonly<Record<string, Surface>> = {
  小程序: 'weapp',
  小程序WebView: 'webview',
  微信浏览器: 'wechat',
  普通浏览器: 'browser',
}

const SECOND_MS = 1000

type Sent = z.output<typeof AccessLine>

function surfaceOf({ environment, isMiniProgram, isWechat }: Sent): Surface {
  const said = environment === undefined ? undefined : SURFACES_SAID[environment.trim()]
  return said ?? (isMiniProgram ? 'webview' : isWechat ? 'wechat' : 'browser')
}

/** A time in ms; null for what is none. */
function timeOf(said: number | string | undefined, unitMs = 1): number | null {
  const ms = Math.round(Number(said ?? Number.NaN) * unitMs)
  return ms >= 0 && ms <= ACCESS_MOST_MS ? ms : null
}

/** Records that a page was shown or left, as the page says; the client's clock is not believed. */
export function record(ctx: Ctx, line: Sent): null {
  const kind: LineKind = line.event === 'page_unload' ? 'left' : 'shown'
  const routed = line.hash?.startsWith('#/') ? line.hash : undefined
  const stayMs = timeOf(line.stayDuration) ?? timeOf(line.stayDurationSeconds, SECOND_MS)
  append(ctx, {
    kind,
    page: pageOf(routed ?? line.url ?? line.pathname ?? line.fileName ?? ''),
    surface: surfaceOf(line),
    loadMs: kind === 'shown' ? timeOf(line.loadTime) : null,
    stayMs: kind === 'left' ? stayMs : null,
    message: '',
  })
  return null
}

const rounded = (mean: number | string | null, by = 1) => (mean === null ? null : Math.round(Number(mean) / by))

/** What was used and what broke in so many Beijing days, today included. */
export async function report(ctx: Ctx, query: { days: string }) {
  const days = Number(query.days)
  const all = Array.from({ length: days }, (_, i) => beijingDay(ctx.now - (days - 1 - i) * DAY_MS))
  const { byDay, bySurface, byPage, loads, broke } = await ctx.db.tx((t) => countLines(t, ctx, all[0] ?? ''))
  const counts = new Map(byDay.map(({ day, n }) => [day, Number(n)]))
  return {
    shown: byDay.reduce((sum, { n }) => sum + Number(n), 0),
    byDay: all.map((day) => ({ day, count: counts.get(day) ?? 0 })),
    bySurface: bySurface.map(({ name, n }) => ({ name, count: Number(n) })),
    byPage: byPage.map((row) => ({
      page: row.page,
      count: Number(row.n),
      loadMs: rounded(row.loadMs),
      staySeconds: rounded(row.stayMs, SECOND_MS),
      broke: Number(row.broke),
    })),
    loads,
    broke: broke.map(({ page, name, n, lastAt }) => ({
      page,
      name,
      count: Number(n),
      lastAt: new Date(Number(lastAt)).toISOString(),
    })),
  }
}
