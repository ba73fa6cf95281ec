import { BIND_CODE_SECONDS } from '@qingpin/contract/wechat/wechat.rules'
import * as audit from '../../audit/audit.ts'
import { type Ctx, requirePerson } from '../../context.ts'
import type { Op, Q } from '../../db/db.ts'
import { AppError } from '../../errors.ts'
import { notifyAccount } from '../../events/index.ts'
import type { OfficialAccountPort } from '../../ports/official-account.port.ts'
import { lockAccount } from '../auth/index.ts'
import { findIdentity, type IdentityRow, insertIdentity, removeIdentity } from './identities.repo.ts'
import { insertBindCode, removeBindCodes, removeMessages, useBindCode } from './wechat.repo.ts'
import { isBindScene, sceneFor } from './wechat.rules.ts'

/** The service account; throws SERVICE_ACCOUNT_MISSING where the agency has none. */
export function requireServiceAccount({ officialAccount }: Pick<Ctx, 'officialAccount'>): OfficialAccountPort {
  if (!officialAccount) throw new AppError('SERVICE_ACCOUNT_MISSING')
  return officialAccount
}

/** Throws NOT_FOUND where there is no such account. */
export function* requireKnown(t: Q, ctx: Ctx, accountId: string): Op<void> {
  if (!(yield* lockAccount(t, ctx, accountId))) throw new AppError('NOT_FOUND')
}

/** A code whose scan binds a follower to an account: the caller's own, or any account for an admin. */
export async function bindCode(ctx: Ctx, userId: string) {
  const person = requirePerson(ctx)
  if (userId !== person.accountId && person.role !== 'admin') throw new AppError('NOT_FOUND')
  const account = requireServiceAccount(ctx)
  await ctx.db.tx((t) => requireKnown(t, ctx, userId))
  const sceneStr = sceneFor(userId)
  const { pictureUrl, seconds } = await account.bindCode(sceneStr, BIND_CODE_SECONDS)
  const expiresAt = ctx.now + seconds * 1000
  await ctx.db.tx(function* (t) {
    // One code at a time: who finds an old one on a screen can do nothing with it.
    yield* removeBindCodes(t, ctx, userId)
    const id = ctx.cipher.hash('bindScene', sceneStr)
    const row = { id, accountId: userId, createdBy: person.accountId, createdAt: ctx.now, expiresAt, usedAt: null }
    yield* insertBindCode(t, ctx, row)
    yield* audit.record(t, ctx, { action: 'account.bind-code', subjectId: userId })
  })
  return { qrCodeUrl: pictureUrl, sceneStr, expireTime: seconds, expiresAt: new Date(expiresAt).toISOString() }
}

/** The app id under which people's ids of the service account are stored; undefined where there is none. */
const appIdOf = ({ officialAccount }: Pick<Ctx, 'officialAccount'>) => officialAccount?.appId

function viewOf({ settings }: Pick<Ctx, 'settings'>, row: IdentityRow | undefined) {
  const { serviceAccount } = settings
  return {
    offered: serviceAccount !== null,
    name: serviceAccount?.name ?? '',
    notices: Boolean(serviceAccount?.noticeTemplate),
    boundAt: row ? new Date(row.boundAt).toISOString() : null,
  }
}

export async function binding(ctx: Ctx) {
  const { accountId } = requirePerson(ctx)
  const appId = appIdOf(ctx)
  if (appId === undefined) return viewOf(ctx, undefined)
  return viewOf(ctx, await ctx.db.tx((t) => findIdentity(t, ctx, { appId, accountId })))
}

/** Ends a binding, and removes what came from the service account. */
function* end(t: Q, ctx: Ctx, row: IdentityRow, why: string): Op<void> {
  yield* removeBindCodes(t, ctx, row.accountId)
  yield* removeMessages(t, ctx, row.accountId)
  const changes = { why: [null, why] as [unknown, unknown] }
  yield* audit.record(t, ctx, { action: 'account.unbind-service-account', subjectId: row.accountId, changes })
  yield* notifyAccount(t, ctx, row.accountId, 'service-account', { change: 'unbound' })
}

export async function unbind(ctx: Ctx) {
  const { accountId } = requirePerson(ctx)
  const appId = appIdOf(ctx)
  if (appId !== undefined)
    await ctx.db.tx(function* (t) {
      const row = yield* removeIdentity(t, ctx, { appId, accountId })
      if (row) yield* end(t, ctx, row, 'own')
    })
  return viewOf(ctx, undefined)
}

/** The person with this id no longer subscribes: a binding that was made until then ends. WeChat's word of it may be late. */
export function* endBinding(t: Q, ctx: Ctx, by: { appId: string; wechatId: string; until: number }): Op<void> {
  const row = yield* removeIdentity(t, ctx, by)
  if (row) yield* end(t, ctx, row, 'unsubscribed')
}

/**
 * Binds the person who scanned a code to the account that it was made for; a code works once. A person who is bound to
 * another account stays so: she ends that binding herself first.
 */
export function* bindByScene(t: Q, ctx: Ctx, { appId, wechatId, scene, at }: Scan): Op<void> {
  if (!isBindScene(scene)) return
  const code = yield* useBindCode(t, ctx, ctx.cipher.hash('bindScene', scene))
  if (!code) return
  const { accountId } = code
  const bound = yield* findIdentity(t, ctx, { appId, wechatId }, true)
  if (bound?.accountId === accountId) return
  if (bound) {
    yield* notifyAccount(t, ctx, accountId, 'service-account', { change: 'bound-elsewhere' })
    return
  }
  const replaced = yield* removeIdentity(t, ctx, { appId, accountId })
  if (replaced) yield* end(t, ctx, replaced, 'replaced')
  // By the clock of WeChat, which also says when she no longer subscribes.
  yield* insertIdentity(t, ctx, { accountId, appId, wechatId, boundAt: at })
  const changes = { createdBy: [null, code.createdBy] as [unknown, unknown] }
  yield* audit.record(t, ctx, { action: 'account.bind-service-account', subjectId: accountId, changes })
  yield* notifyAccount(t, ctx, accountId, 'service-account', { change: 'bound' })
}
interface Scan {
  appId: string
  wechatId: string
  scene: string
  at: number
}
