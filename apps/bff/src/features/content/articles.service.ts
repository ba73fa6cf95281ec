import type { ArticleState } from '@qingpin/contract/content/content.enums'
import type { ArticleInput } from '@qingpin/contract/content/content.fields'
import { pageSizeOf } from '@qingpin/contract/core/paging'
import type { z } from 'zod'
import * as audit from '../../audit/audit.ts'
import { CHANGED } from '../../audit/audit.rules.ts'
import type { Ctx } from '../../context.ts'
import type { Q } from '../../db/db.ts'
import { AppError } from '../../errors.ts'
import { persistUnjudged } from '../../moderation/index.ts'
import { once } from '../../http/once.ts'
import { textOf, toBlocks, toHtml } from './article-blocks.view.ts'
import { cleanHtml } from './article-html.service.ts'
import * as repo from './articles.repo.ts'
import { dropCache } from './cache.service.ts'
import type { ArticleRow } from './content.repo.ts'
import { pictureIds, SUMMARY_SIGNS } from './content.rules.ts'
import { managedArticle, managedCard } from './content.view.ts'
import { moderateShown } from './moderated-content.service.ts'
import { setUse } from './pictures.repo.ts'

export type ArticleFields = z.output<typeof ArticleInput>

/** The columns of an article. Its HTML is cleaned here, once, so that readers need not. */
async function columnsOf({
  blocks: parts,
  html: pasted,
  coverUrl,
  ...fields
}: ArticleFields): Promise<repo.NewArticle> {
  const html = await cleanHtml(pasted ?? toHtml(parts ?? []))
  const blocks = toBlocks(html)
  if (fields.status === 'published' && blocks.length === 0)
    throw new AppError('VALIDATION_ERROR', { details: [{ field: 'blocks', message: '写了正文才能发布。' }] })
  const plainText = textOf(blocks)
  const summary = fields.summary || [...plainText.replace(/\s+/g, ' ')].slice(0, SUMMARY_SIGNS).join('')
  return { ...fields, summary, coverUrl: coverUrl ?? '', html, blocks, plainText }
}

/** Only what is published is judged. */
const moderate = async (ctx: Ctx, { status, title, summary, plainText }: repo.NewArticle) =>
  status === 'published' ? moderateShown(ctx, { title, summary, blocks: plainText }) : []

const picturesIn = ({ coverUrl, blocks }: repo.NewArticle) =>
  pictureIds([coverUrl, ...blocks.flatMap(({ url }) => (url ? [url] : []))])

interface ListQuery {
  status?: ArticleState | undefined
  keyword?: string | undefined
  page: number
  pageSize?: number | undefined
  limit?: number | undefined
}

export async function list(ctx: Ctx, query: ListQuery) {
  const pageSize = pageSizeOf(query)
  const { rows, total } = await repo.listManaged(ctx, { ...query, pageSize })
  return { items: rows.map(managedCard), total, page: query.page, pageSize, totalPages: Math.ceil(total / pageSize) }
}

function* viewOf(t: Q, ctx: Ctx, id: string) {
  const row = yield* repo.findArticle(t, ctx, id)
  if (!row) throw new AppError('NOT_FOUND')
  return managedArticle(row)
}

export const read = (ctx: Ctx, id: string) => ctx.db.tx((t) => viewOf(t, ctx, id))

export async function create(ctx: Ctx, input: ArticleFields) {
  const article = await columnsOf(input)
  const unjudged = await moderate(ctx, article)
  const view = await once(ctx, function* (t) {
    const { id, status } = yield* repo.insertArticle(t, ctx, article)
    yield* setUse(t, ctx, id, picturesIn(article))
    yield* persistUnjudged(t, ctx, { subject: 'article', subjectId: id }, unjudged)
    yield* audit.record(t, ctx, { action: 'article.create', subjectId: id, changes: { status: [null, status] } })
    return yield* viewOf(t, ctx, id)
  })
  dropCache(ctx)
  return view
}

/** What changed: the state in words, texts only by their names. */
function auditOf(row: ArticleRow, article: repo.NewArticle): audit.Changes {
  const fields = ['title', 'summary', 'author', 'source', 'coverUrl', 'html', 'status'] as const
  const different = fields.filter((field) => row[field] !== article[field])
  return Object.fromEntries(
    different.map((field) => [field, field === 'status' ? [row.status, article.status] : CHANGED] as const),
  )
}

export async function update(ctx: Ctx, id: string, { version, ...input }: ArticleFields & { version: number }) {
  const article = await columnsOf(input)
  const unjudged = await moderate(ctx, article)
  const view = await ctx.db.tx(function* (t) {
    const row = yield* repo.lockArticle(t, ctx, id)
    if (!row) throw new AppError('NOT_FOUND')
    if (row.version !== version) throw new AppError('CONTENT_CHANGED')
    yield* repo.changeArticle(t, ctx, row, article)
    yield* setUse(t, ctx, id, picturesIn(article))
    yield* persistUnjudged(t, ctx, { subject: 'article', subjectId: id }, unjudged)
    yield* audit.record(t, ctx, { action: 'article.update', subjectId: id, changes: auditOf(row, article) })
    return yield* viewOf(t, ctx, id)
  })
  dropCache(ctx)
  return view
}

export async function remove(ctx: Ctx, id: string) {
  await ctx.db.tx(function* (t) {
    const row = yield* repo.lockArticle(t, ctx, id)
    if (!row) throw new AppError('NOT_FOUND')
    yield* repo.deleteArticle(t, ctx, id)
    yield* setUse(t, ctx, id, [])
    yield* audit.record(t, ctx, { action: 'article.remove', subjectId: id, changes: { title: [row.title, null] } })
  })
  dropCache(ctx)
  return {}
}
