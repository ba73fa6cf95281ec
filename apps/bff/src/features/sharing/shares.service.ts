import { randomBytes } from 'node:crypto'
import { HOUR_MS, startOfDay } from '@qingpin/contract/core/days'
import { can } from '@qingpin/contract/core/policy'
import { SHARE_HOURS_DEFAULT, SHARE_PAGE } from '@qingpin/contract/sharing/sharing.rules'
import * as audit from '../../audit/audit.ts'
import { accountIdOf, type Ctx, type Person, requirePerson } from '../../context.ts'
import { pageOf } from '../../db/cursor.ts'
import type { Op, Q } from '../../db/db.ts'
import { newId } from '../../db/ids.ts'
import { AppError } from '../../errors.ts'
import { once } from '../../http/once.ts'
import { enqueue } from '../../jobs/index.ts'
import { notify } from '../notifications/index.ts'
import { findOwnResume, isListed, requireResume, type ResumeRow } from '../resumes/index.ts'
import { readPublic } from './public-workers.service.ts'
import * as repo from './shares.repo.ts'
import type { ShareRow } from './sharing.table.ts'
import { linksOf, shareView } from './shares.view.ts'
import { ENDING_MS, SHARE_ENDING, TOKEN_BYTES } from './sharing.rules.ts'

export { shareRetention } from './shares.repo.ts'

const isManager = ({ role }: Person) => role === 'admin' || role === 'manager'
const isOwner = ({ accountId }: Person, resume: Pick<ResumeRow, 'accountId'>) => resume.accountId === accountId

/** The resume, for the worker herself and for staff. Throws NOT_FOUND for all others. */
function* requireShareable(t: Q, ctx: Ctx, id: string): Op<ResumeRow> {
  const actor = requirePerson(ctx)
  const row = yield* requireResume(t, ctx, id)
  if (!can(actor.role, 'resume:view') && !isOwner(actor, row)) throw new AppError('NOT_FOUND')
  return row
}

interface Duration {
  expiresInHours?: number | undefined
  expireHours?: number | undefined
}

/** Makes a link. The token is random; the database holds its hash, and a sealed copy for readers who may pass it on. */
export const createShare = (ctx: Ctx, resumeId: string, { expiresInHours, expireHours }: Duration) =>
  once(ctx, function* (t) {
    const resume = yield* requireShareable(t, ctx, resumeId)
    if (!isListed(resume)) throw new AppError('RESUME_NOT_LISTED')
    const token = randomBytes(TOKEN_BYTES).toString('base64url')
    const hours = expiresInHours ?? expireHours ?? SHARE_HOURS_DEFAULT
    const row = {
      id: newId(ctx.now),
      resumeId,
      tokenHash: ctx.cipher.hash('shareToken', token),
      tokenSealed: ctx.cipher.seal('shareToken', token),
      createdBy: requirePerson(ctx).accountId,
      createdAt: ctx.now,
      expiresAt: ctx.now + hours * HOUR_MS,
      revokedAt: null,
      views: 0,
      lastViewedAt: null,
    }
    yield* repo.insertShare(t, ctx, row)
    yield* audit.record(t, ctx, { action: 'resume.share', subjectId: resumeId, changes: { hours: [null, hours] } })
    const runAt = row.expiresAt - ENDING_MS
    if (runAt > ctx.now)
      yield* enqueue(t, ctx, { queue: SHARE_ENDING.name, data: { share: row.id }, key: row.id, runAt })
    return { id: row.id, token, expireAt: new Date(row.expiresAt).toISOString(), ...linksOf(ctx, token) }
  })

/** The share of a token with its resume. Throws NOT_FOUND, SHARE_REVOKED, SHARE_EXPIRED or SHARE_HIDDEN. */
export function* requireOpen(t: Q, ctx: Ctx, token: string): Op<{ share: ShareRow; resume: ResumeRow }> {
  const share = yield* repo.findShare(t, ctx, { tokenHash: ctx.cipher.hash('shareToken', token) })
  if (!share) throw new AppError('NOT_FOUND')
  const resume = yield* requireResume(t, ctx, share.resumeId)
  if (share.revokedAt !== null) throw new AppError('SHARE_REVOKED')
  if (share.expiresAt <= ctx.now) throw new AppError('SHARE_EXPIRED')
  if (!isListed(resume)) throw new AppError('SHARE_HIDDEN')
  return { share, resume }
}

/** The resume behind a link. A visitor counts once a day, by account, else by network, stored as a keyed hash. */
export const readShared = (ctx: Ctx, token: string) =>
  ctx.db.tx(function* (t) {
    const { share, resume } = yield* requireOpen(t, ctx, token)
    const visitor = accountIdOf(ctx) ?? ctx.caller
    if (visitor !== share.createdBy) {
      const hash = ctx.cipher.hash('visitor', `${share.id} ${visitor}`)
      const isNew = yield* repo.countView(t, ctx, share.id, startOfDay(ctx.now), hash)
      if (isNew) yield* notify(t, ctx, { accountId: share.createdBy, kind: 'share-viewed', subjectId: share.id })
    }
    return { ...(yield* readPublic(t, ctx, resume, 'recipient')), expireAt: new Date(share.expiresAt).toISOString() }
  })

/** The mini-program code of an open link, drawn by WeChat. */
export async function drawSharedCode(ctx: Ctx, token: string): Promise<Response> {
  await ctx.db.tx((t) => requireOpen(t, ctx, token))
  const { bytes, type } = await ctx.wechat.codeOf({ page: SHARE_PAGE, scene: token })
  return new Response(bytes, { headers: { 'content-type': type, 'content-length': String(bytes.length) } })
}

/** The links that the caller may see: a worker those of her resume and her own, staff their own, managers all of one resume. */
function* scopeOf(t: Q, ctx: Ctx, resumeId: string | undefined): Op<repo.ShareScope> {
  const actor = requirePerson(ctx)
  const own = { createdBy: actor.accountId }
  if (resumeId !== undefined) {
    const resume = yield* requireShareable(t, ctx, resumeId)
    return isManager(actor) || isOwner(actor, resume) ? { resumeId } : { ...own, resumeId }
  }
  if (actor.role !== 'personal') return own
  const resume = yield* findOwnResume(t, ctx)
  return { ...own, resumeId: resume?.id, either: true }
}

interface ShareQuery {
  resumeId?: string | undefined
  cursor?: string | undefined
  limit: number
}

export const listShares = (ctx: Ctx, { resumeId, cursor, limit }: ShareQuery) =>
  ctx.db.tx(function* (t) {
    const scope = yield* scopeOf(t, ctx, resumeId)
    const found = yield* repo.listShares(t, ctx, scope, limit + 1, cursor)
    const { rows, nextCursor } = pageOf(found, limit, ({ share }) => share.id)
    return { items: rows.map((row) => shareView(ctx, row)), nextCursor }
  })

/** Revokes a link for good. Throws NOT_FOUND for one of another person. */
export const revokeShare = (ctx: Ctx, id: string) =>
  ctx.db.tx(function* (t) {
    const actor = requirePerson(ctx)
    const found = yield* repo.findNamedShare(t, ctx, id)
    const may = found && (found.share.createdBy === actor.accountId || isManager(actor) || isOwner(actor, found))
    if (!may) throw new AppError('NOT_FOUND')
    const { share } = found
    if (share.revokedAt !== null) return shareView(ctx, found)
    yield* repo.revokeShare(t, ctx, id)
    yield* audit.record(t, ctx, { action: 'resume.unshare', subjectId: share.resumeId })
    return shareView(ctx, { ...found, share: { ...share, revokedAt: ctx.now } })
  })
