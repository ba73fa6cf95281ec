import type { Audience } from '@qingpin/contract/content/content.enums'
import { COUNTED_ADDRESSES, COUNTED_AGAIN_HOURS, READ_WHOLE_PERCENT } from '@qingpin/contract/content/content.rules'
import { HOUR_MS } from '@qingpin/contract/core/days'
import { pageSizeOf } from '@qingpin/contract/core/paging'
import { cacheUntil, type Ctx } from '../../context.ts'
import type { Db } from '../../db/db.ts'
import { AppError } from '../../errors.ts'
import { cached } from './cache.service.ts'
import * as repo from './content.repo.ts'
import { articleCard, articleView, bannerView, isShown } from './content.view.ts'

/** Active banners. One that begins or ends meanwhile needs no other read. */
const activeRows = (ctx: Ctx) => cached(ctx, 'banners', () => repo.listActiveBanners(ctx))

/** The banners that an audience is shown now; caches are told when the next one comes or goes. */
export async function activeBanners(ctx: Ctx, audience: Audience) {
  const rows = (await activeRows(ctx)).filter((row) => row.audience.length === 0 || row.audience.includes(audience))
  const changes = rows.flatMap(({ startsAt, endsAt }) => [startsAt ?? 0, endsAt ?? 0]).filter((at) => at > ctx.now)
  if (changes.length > 0) cacheUntil(ctx, Math.min(...changes))
  return rows.filter((row) => isShown(row, ctx.now)).map(bannerView)
}

/** Counts a view or a click of a banner. The counter is an estimate: a lost or refused count does no harm. */
export async function countBanner(ctx: Ctx, id: string, counter: 'views' | 'clicks') {
  const known = (await activeRows(ctx)).some((row) => row.id === id && isShown(row, ctx.now))
  if (!known) throw new AppError('NOT_FOUND')
  if (!isFirst(ctx, `${counter} ${id} ${ctx.caller}`)) return { counted: false }
  return { counted: await ctx.db.tx((t) => repo.countBannerOnce(t, ctx, id, counter)) }
}

export interface ArticleQuery {
  keyword?: string | undefined
  page: number
  pageSize?: number | undefined
  limit?: number | undefined
}

export async function listArticles(ctx: Ctx, query: ArticleQuery) {
  const pageSize = pageSizeOf(query)
  const { keyword, page } = query
  const read = () => repo.listPublished(ctx, { keyword, page, pageSize })
  // Only the first page is cached: searches differ too much.
  const { rows, total } = await (page === 1 && !keyword ? cached(ctx, `articles ${pageSize}`, read) : read())
  return { list: rows.map(articleCard), total, page, pageSize, totalPages: Math.ceil(total / pageSize) }
}

export async function readArticle(ctx: Ctx, id: string) {
  const row = await repo.findPublished(ctx, id)
  if (!row) throw new AppError('NOT_FOUND')
  return articleView(row)
}

/** Counts that an article was opened, and that it was read to its end, each once an hour for one address. */
export async function countReading(ctx: Ctx, id: string, { progress }: { progress: number }) {
  if (!(await repo.findPublished(ctx, id))) throw new AppError('NOT_FOUND')
  const counters: ('views' | 'finished')[] = []
  if (isFirst(ctx, `read ${id} ${ctx.caller}`)) counters.push('views')
  if (progress >= READ_WHOLE_PERCENT && isFirst(ctx, `finished ${id} ${ctx.caller}`)) counters.push('finished')
  if (counters.length > 0) await ctx.db.tx((t) => repo.countArticle(t, ctx, id, counters))
  return { counted: counters.length > 0 }
}

const countedBy = new WeakMap<Db, Map<string, number>>()

/** Whether an event is the first of its name within the time after which one is counted again. */
function isFirst({ db, now }: Pick<Ctx, 'db' | 'now'>, name: string): boolean {
  const counted = countedBy.get(db) ?? new Map<string, number>()
  countedBy.set(db, counted)
  const at = counted.get(name)
  if (at !== undefined && now - at < COUNTED_AGAIN_HOURS * HOUR_MS) return false
  counted.delete(name)
  counted.set(name, now)
  const [oldest] = counted.keys()
  if (counted.size > COUNTED_ADDRESSES && oldest !== undefined) counted.delete(oldest)
  return true
}
