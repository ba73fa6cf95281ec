import { can } from '@qingpin/contract/core/policy'
import { publicName } from '@qingpin/contract/sharing/sharing.rules'
import { requirePerson } from '../../context.ts'
import { type Describe, formatMoment } from '../notifications/index.ts'
import { findNamedShares } from './shares.repo.ts'

/** Links that the reader made: opened by a visitor, or about to expire. */
export const describeShares: Describe = function* (t, ctx, rows) {
  const { accountId, role } = requirePerson(ctx)
  const shares = yield* findNamedShares(
    t,
    ctx,
    rows.flatMap(({ subjectId }) => subjectId ?? []),
  )
  return new Map(
    rows.flatMap((row) => {
      const found = shares.find(({ share }) => share.id === row.subjectId)
      const own = found && found.accountId === accountId
      // Who was staff and is not any more reads nothing of a worker.
      if (!found || found.share.createdBy !== accountId || !(own || can(role, 'resume:view'))) return []
      const { share } = found
      const what = own ? '您的简历' : publicName(found.name, found.gender)
      const over = share.revokedAt !== null ? '链接收回了' : share.expiresAt <= ctx.now ? '链接过期了' : undefined
      const until = over ?? `${formatMoment(share.expiresAt, ctx.now)}过期`
      const said =
        row.kind === 'share-viewed'
          ? { title: `有人看了${what}的分享`, text: `一共看了${share.views}次，${until}` }
          : { title: `${what}的分享快过期了`, text: over ?? `${until}，还要用就再发一次` }
      const opens = { page: 'myShares' as const, id: own ? null : share.resumeId }
      return [[row.id, { ...said, opens }]]
    }),
  )
}
