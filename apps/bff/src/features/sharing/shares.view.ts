import type { ShareState } from '@qingpin/contract/sharing/sharing.enums'
import { publicName, SHARE_PAGE } from '@qingpin/contract/sharing/sharing.rules'
import { accountIdOf, type Ctx } from '../../context.ts'
import type { NamedShare } from './shares.repo.ts'
import type { ShareRow } from './sharing.table.ts'

const iso = (ms: number) => new Date(ms).toISOString()
const isoOrNull = (ms: number | null) => (ms === null ? null : iso(ms))

export const linksOf = ({ settings }: Pick<Ctx, 'settings'>, token: string) => ({
  path: `/${SHARE_PAGE}?t=${token}`,
  link: `${settings.publicUrl}/#/${SHARE_PAGE}?t=${token}`,
})

const stateOf = ({ revokedAt, expiresAt }: ShareRow, now: number): ShareState => {
  if (revokedAt !== null) return 'revoked'
  return expiresAt > now ? 'open' : 'expired'
}

/** A link for readers who may revoke it. */
export function shareView(ctx: Ctx, { share, name, gender, jobType, createdByName }: NamedShare) {
  const state = stateOf(share, ctx.now)
  const token = state === 'open' ? ctx.cipher.open('shareToken', share.tokenSealed) : null
  return {
    id: share.id,
    resumeId: share.resumeId,
    name: publicName(name, gender),
    jobType,
    state,
    token,
    ...(token === null ? { path: null, link: null } : linksOf(ctx, token)),
    createdAt: iso(share.createdAt),
    expireAt: iso(share.expiresAt),
    revokedAt: isoOrNull(share.revokedAt),
    views: share.views,
    lastViewedAt: isoOrNull(share.lastViewedAt),
    createdByName,
    mine: share.createdBy === accountIdOf(ctx),
  }
}
