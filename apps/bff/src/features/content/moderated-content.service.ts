import * as audit from '../../audit/audit.ts'
import type { Ctx } from '../../context.ts'
import { type Moderate, type ModeratedFields, moderateFields, type Unjudged } from '../../moderation/index.ts'
import * as articles from './articles.repo.ts'
import * as banners from './banners.repo.ts'
import { dropCache } from './cache.service.ts'

/**
 * Has texts judged that are about to be shown. What WeChat does not judge, because it does not know the author, stands: it
 * is the agency's own.
 */
export async function moderateShown(ctx: Ctx, texts: ModeratedFields): Promise<Unjudged[]> {
  const unjudged = await moderateFields(ctx, 'forum', texts)
  return unjudged.filter(({ cause }) => cause !== 'unknown-author')
}

/** Takes an article back to a draft of which a text was refused, unless that was changed meanwhile. */
export const moderateArticle: Moderate = function* (t, ctx, { id, text }) {
  const row = yield* articles.lockArticle(t, ctx, id)
  if (row?.status !== 'published') return
  if (![row.title, row.summary, row.plainText].includes(text)) return
  yield* articles.withdrawArticle(t, ctx, row)
  yield* audit.record(t, ctx, { action: 'article.moderate', subjectId: id, changes: { status: [row.status, 'draft'] } })
  dropCache(ctx)
}

/** Takes a banner down of which a text was refused, unless that was changed meanwhile. */
export const moderateBanner: Moderate = function* (t, ctx, { id, text }) {
  const row = yield* banners.lockBanner(t, ctx, id)
  if (row?.status !== 'active') return
  if (![row.title, row.subtitle].includes(text)) return
  yield* banners.withdrawBanner(t, ctx, row)
  yield* audit.record(t, ctx, {
    action: 'banner.moderate',
    subjectId: id,
    changes: { status: [row.status, 'inactive'] },
  })
  dropCache(ctx)
}
