import * as audit from '../../audit/audit.ts'
import type { Moderate } from '../../moderation/index.ts'
import * as repo from './articles.repo.ts'
import { dropCache } from './cache.service.ts'

/** Takes an article back to a draft of which a text was refused, unless that was changed meanwhile. */
export const moderateArticle: Moderate = function* (t, ctx, { id, text }) {
  const row = yield* repo.lockArticle(t, ctx, id)
  if (row?.status !== 'published') return
  if (![row.title, row.summary, row.plainText].includes(text)) return
  yield* repo.withdrawArticle(t, ctx, row)
  yield* audit.record(t, ctx, { action: 'article.moderate', subjectId: id, changes: { status: [row.status, 'draft'] } })
  dropCache(ctx)
}
