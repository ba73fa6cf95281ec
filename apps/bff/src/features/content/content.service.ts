import { CONTENT_CACHE_SECONDS, COUNTED_ADDRESSES, COUNTED_AGAIN_HOURS } from '@qingpin/contract/content/content.rules'
import { HOUR_MS } from '@qingpin/contract/core/days'
import { pageSizeOf } from '@qingpin/contract/core/paging'
import * as audit from '../../audit/audit.ts'
import type { Ctx } from '../../context.ts'
import type { Db } from '../../db/db.ts'
import { AppError } from '../../errors.ts'
import { textOf, toBlocks } from './article-blocks.view.ts'
import { cleanHtml } from './article-html.service.ts'
import * as repo from './content.repo.ts'
import { articleCard, articleView, bannerView } from './content.view.ts'

/** The banners shown now. One that begins or ends meanwhile needs no other read. */
export async function activeBanners(ctx: Ctx) {
  const rows = await cached(ctx, 'banners', () => repo.listActiveBanners(ctx))
  const { now } = ctx
  return rows
    .filter(({ startsAt, endsAt }) => (startsAt === null || startsAt <= now) && (endsAt === null || now < endsAt))
    .map(bannerView)
}

/** Counts a view or a click of a banner. The counter is an estimate: a lost or refused count does no harm. */
export async function countBanner(ctx: Ctx, id: string, counter: 'views' | 'clicks') {
  const known = (await activeBanners(ctx)).some((banner) => banner.id === id)
  if (!known) throw new AppError('NOT_FOUND')
  if (!isFirst(ctx, `${counter} ${id} ${ctx.caller}`)) return { counted: false }
  return { counted: await ctx.db.tx((t) => repo.countOne(t, ctx, id, counter)) }
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

export type ArticleInput = Pick<repo.NewArticle, 'title' | 'summary' | 'author' | 'source' | 'coverUrl' | 'status'> & {
  /** The HTML of an editor; cleaned before it is stored. */
  html: string
}

/** Creates an article. The HTML is cleaned here, once, so that readers need not. */
export async function createArticle(ctx: Ctx, input: ArticleInput): Promise<string> {
  const html = await cleanHtml(input.html)
  const blocks = toBlocks(html)
  const id = await ctx.db.tx(function* (t) {
    const row = yield* repo.insertArticle(t, ctx, { ...input, html, blocks, plainText: textOf(blocks) })
    yield* audit.record(t, ctx, {
      action: 'article.create',
      subjectId: row.id,
      changes: { status: [null, row.status] },
    })
    return row.id
  })
  dropCache(ctx)
  return id
}

export async function createBanner(ctx: Ctx, banner: repo.NewBanner): Promise<string> {
  const id = await ctx.db.tx(function* (t) {
    const row = yield* repo.insertBanner(t, ctx, banner)
    yield* audit.record(t, ctx, { action: 'banner.create', subjectId: row.id })
    return row.id
  })
  dropCache(ctx)
  return id
}

interface Cached {
  value: Promise<unknown>
  until: number
}
/** Each database has its own: two applications in one process must not read each other's. */
const caches = new WeakMap<Db, Map<string, Cached>>()

/** A read that is cached for CONTENT_CACHE_SECONDS. A write drops the cache of this process. */
function cached<T>({ db, now }: Pick<Ctx, 'db' | 'now'>, key: string, read: () => Promise<T>): Promise<T> {
  const cache = caches.get(db) ?? new Map<string, Cached>()
  caches.set(db, cache)
  const found = cache.get(key)
  if (found && found.until > now) return found.value as Promise<T>
  const value = read()
  cache.set(key, { value, until: now + CONTENT_CACHE_SECONDS * 1000 })
  value.catch(() => cache.delete(key))
  return value
}

const dropCache = ({ db }: Pick<Ctx, 'db'>): void => void caches.delete(db)

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
