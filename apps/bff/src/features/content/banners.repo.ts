import { asc, count, desc, eq, max } from 'drizzle-orm'
import { accountIdOf, type Ctx } from '../../context.ts'
import { ask, type Op, type Q } from '../../db/db.ts'
import { newId } from '../../db/ids.ts'
import type { BannerRow } from './content.repo.ts'

export type NewBanner = Pick<
  BannerRow,
  'title' | 'subtitle' | 'imageUrl' | 'linkType' | 'linkUrl' | 'audience' | 'status' | 'startsAt' | 'endsAt'
>
/** A banner with the name of who changed it last. */
export interface ManagedBannerRow {
  banner: BannerRow
  editor: string | null
}

const selected = ({ db: { s } }: Ctx) => ({ banner: s.banners, editor: s.accounts.name })

/** All banners in their order. */
export function* listBanners(t: Q, ctx: Ctx, most: number): Op<ManagedBannerRow[]> {
  const { banners, accounts } = ctx.db.s
  return yield* ask(
    t
      .select(selected(ctx))
      .from(banners)
      .leftJoin(accounts, eq(accounts.id, banners.updatedBy))
      .orderBy(asc(banners.position), desc(banners.createdAt), desc(banners.id))
      .limit(most),
  )
}

export function* findBanner(t: Q, ctx: Ctx, id: string): Op<ManagedBannerRow | undefined> {
  const { banners, accounts } = ctx.db.s
  const [row] = yield* ask(
    t
      .select(selected(ctx))
      .from(banners)
      .leftJoin(accounts, eq(accounts.id, banners.updatedBy))
      .where(eq(banners.id, id)),
  )
  return row
}

export function* lockBanner(t: Q, { db }: Ctx, id: string): Op<BannerRow | undefined> {
  const { banners } = db.s
  const [row] = yield* ask(db.lock(t.select().from(banners).where(eq(banners.id, id))))
  return row
}

/** How many there are, and the place of the last. */
export function* bannerStock(t: Q, { db }: Ctx): Op<{ count: number; last: number }> {
  const { banners } = db.s
  const [row] = yield* ask(t.select({ count: count(), last: max(banners.position) }).from(banners))
  return { count: Number(row?.count ?? 0), last: Number(row?.last ?? -1) }
}

export function* insertBanner(t: Q, ctx: Ctx, banner: NewBanner, position: number): Op<BannerRow> {
  const { now } = ctx
  const by = accountIdOf(ctx)
  const fresh = { id: newId(now), views: 0, clicks: 0, createdBy: by, updatedBy: by, createdAt: now, updatedAt: now }
  const [row] = yield* ask(
    t
      .insert(ctx.db.s.banners)
      .values({ ...banner, ...fresh, position })
      .returning(),
  )
  return row as BannerRow
}

export function* changeBanner(t: Q, ctx: Ctx, row: BannerRow, banner: NewBanner): Op<void> {
  const { banners } = ctx.db.s
  const mark = { version: row.version + 1, updatedBy: accountIdOf(ctx), updatedAt: ctx.now }
  yield* ask(
    t
      .update(banners)
      .set({ ...banner, ...mark })
      .where(eq(banners.id, row.id)),
  )
}

/** Takes a banner that is shown down. No account did that. */
export function* withdrawBanner(t: Q, ctx: Ctx, { id, version }: BannerRow): Op<void> {
  const { banners } = ctx.db.s
  const mark = { version: version + 1, updatedBy: null, updatedAt: ctx.now }
  yield* ask(
    t
      .update(banners)
      .set({ status: 'inactive', ...mark })
      .where(eq(banners.id, id)),
  )
}

/** No new version: who edits a banner meanwhile changes nothing of its place. */
export function* setPosition(t: Q, { db }: Ctx, id: string, position: number): Op<void> {
  const { banners } = db.s
  yield* ask(t.update(banners).set({ position }).where(eq(banners.id, id)))
}

export function* deleteBanner(t: Q, { db }: Ctx, id: string): Op<void> {
  const { banners } = db.s
  yield* ask(t.delete(banners).where(eq(banners.id, id)))
}
