import type { BannerInput } from '@qingpin/contract/content/content.fields'
import { BANNERS_MOST, linkProblem, periodProblem } from '@qingpin/contract/content/content.rules'
import type { z } from 'zod'
import * as audit from '../../audit/audit.ts'
import { CHANGED } from '../../audit/audit.rules.ts'
import type { Ctx } from '../../context.ts'
import type { Op, Q } from '../../db/db.ts'
import { AppError } from '../../errors.ts'
import { once } from '../../http/once.ts'
import { persistUnjudged } from '../../moderation/index.ts'
import * as repo from './banners.repo.ts'
import { dropCache } from './cache.service.ts'
import type { BannerRow } from './content.repo.ts'
import { pictureIds } from './content.rules.ts'
import { managedBanner } from './content.view.ts'
import { moderateShown } from './moderated-content.service.ts'
import { setUse } from './pictures.repo.ts'

export type BannerFields = z.output<typeof BannerInput>

function columnsOf({ startsAt, endsAt, linkUrl, ...fields }: BannerFields): repo.NewBanner {
  const moment = (iso: string | null) => (iso === null ? null : Date.parse(iso))
  const banner = {
    ...fields,
    linkUrl: fields.linkType === 'none' ? '' : linkUrl,
    startsAt: moment(startsAt),
    endsAt: moment(endsAt),
  }
  const link = linkProblem(banner.linkType, banner.linkUrl)
  const period = periodProblem(banner.startsAt, banner.endsAt)
  const details = [
    ...(link ? [{ field: 'linkUrl', message: link }] : []),
    ...(period ? [{ field: 'endsAt', message: period }] : []),
  ]
  if (details.length > 0) throw new AppError('VALIDATION_ERROR', { details })
  return banner
}

/** Only what is shown is judged. */
const moderate = async (ctx: Ctx, { status, title, subtitle }: repo.NewBanner) =>
  status === 'active' ? moderateShown(ctx, { title, subtitle }) : []

function* viewOf(t: Q, ctx: Ctx, id: string) {
  const row = yield* repo.findBanner(t, ctx, id)
  if (!row) throw new AppError('NOT_FOUND')
  return managedBanner(row, ctx.now)
}

function* allOf(t: Q, ctx: Ctx) {
  const rows = yield* repo.listBanners(t, ctx, BANNERS_MOST)
  return { items: rows.map((row) => managedBanner(row, ctx.now)) }
}

export const list = (ctx: Ctx) => ctx.db.tx((t) => allOf(t, ctx))
export const read = (ctx: Ctx, id: string) => ctx.db.tx((t) => viewOf(t, ctx, id))

export async function create(ctx: Ctx, input: BannerFields) {
  const banner = columnsOf(input)
  const unjudged = await moderate(ctx, banner)
  const view = await once(ctx, function* (t) {
    const { count, last } = yield* repo.bannerStock(t, ctx)
    if (count >= BANNERS_MOST) throw new AppError('BANNERS_FULL')
    const { id } = yield* repo.insertBanner(t, ctx, banner, last + 1)
    yield* setUse(t, ctx, id, pictureIds([banner.imageUrl]))
    yield* persistUnjudged(t, ctx, { subject: 'banner', subjectId: id }, unjudged)
    yield* audit.record(t, ctx, { action: 'banner.create', subjectId: id, changes: { status: [null, banner.status] } })
    return yield* viewOf(t, ctx, id)
  })
  dropCache(ctx)
  return view
}

/** What changed: plain values where they say little, else only that they did. */
function auditOf(row: BannerRow, banner: repo.NewBanner): audit.Changes {
  const fields = Object.keys(banner) as (keyof repo.NewBanner)[]
  const different = fields.filter((field) => JSON.stringify(row[field]) !== JSON.stringify(banner[field]))
  const quoted = new Set<string>(['status', 'startsAt', 'endsAt', 'linkType', 'audience'])
  return Object.fromEntries(
    different.map((field) => [field, quoted.has(field) ? [row[field], banner[field]] : CHANGED] as const),
  )
}

function* lockVersion(t: Q, ctx: Ctx, id: string, version: number): Op<BannerRow> {
  const row = yield* repo.lockBanner(t, ctx, id)
  if (!row) throw new AppError('NOT_FOUND')
  if (row.version !== version) throw new AppError('CONTENT_CHANGED')
  return row
}

export async function update(ctx: Ctx, id: string, { version, ...input }: BannerFields & { version: number }) {
  const banner = columnsOf(input)
  const unjudged = await moderate(ctx, banner)
  const view = await ctx.db.tx(function* (t) {
    const row = yield* lockVersion(t, ctx, id, version)
    yield* repo.changeBanner(t, ctx, row, banner)
    yield* setUse(t, ctx, id, pictureIds([banner.imageUrl]))
    yield* persistUnjudged(t, ctx, { subject: 'banner', subjectId: id }, unjudged)
    yield* audit.record(t, ctx, { action: 'banner.update', subjectId: id, changes: auditOf(row, banner) })
    return yield* viewOf(t, ctx, id)
  })
  dropCache(ctx)
  return view
}

/** Puts the banners into an order; one that was hung up meanwhile keeps its place behind those named. */
export async function order(ctx: Ctx, { ids }: { ids: readonly string[] }) {
  const view = await ctx.db.tx(function* (t) {
    const before = (yield* repo.listBanners(t, ctx, BANNERS_MOST)).map(({ banner }) => banner)
    const named = [...new Set(ids)].filter((id) => before.some((banner) => banner.id === id))
    const after = [...named, ...before.map(({ id }) => id).filter((id) => !named.includes(id))]
    const moved = after.filter((id, position) => before.find((banner) => banner.id === id)?.position !== position)
    for (const id of moved) yield* repo.setPosition(t, ctx, id, after.indexOf(id))
    if (moved.length > 0)
      yield* audit.record(t, ctx, {
        action: 'banner.order',
        subjectId: 'banners',
        changes: { order: [before.map(({ id }) => id), after] },
      })
    return yield* allOf(t, ctx)
  })
  dropCache(ctx)
  return view
}

export async function remove(ctx: Ctx, id: string) {
  await ctx.db.tx(function* (t) {
    const row = yield* repo.lockBanner(t, ctx, id)
    if (!row) throw new AppError('NOT_FOUND')
    yield* repo.deleteBanner(t, ctx, id)
    yield* setUse(t, ctx, id, [])
    yield* audit.record(t, ctx, { action: 'banner.remove', subjectId: id, changes: { title: [row.title, null] } })
  })
  dropCache(ctx)
  return {}
}
