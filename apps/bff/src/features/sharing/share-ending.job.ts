import type { Queue } from '../../jobs/index.ts'
import { notify } from '../notifications/index.ts'
import { findShare } from './shares.repo.ts'
import { SHARE_ENDING } from './sharing.rules.ts'

/** Notifies who made a link that it will expire, unless it was revoked. */
export const shareEnding: Queue = {
  ...SHARE_ENDING,
  run: (ctx, { share: id }) =>
    ctx.db.tx(function* (t) {
      const share = yield* findShare(t, ctx, { id: String(id) })
      if (!share || share.revokedAt !== null || share.expiresAt <= ctx.now) return
      const key = `ending ${share.id}`
      yield* notify(t, ctx, { accountId: share.createdBy, kind: 'share-ending', subjectId: share.id, key })
    }),
}
