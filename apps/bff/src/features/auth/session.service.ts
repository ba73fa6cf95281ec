import { randomBytes } from 'node:crypto'
import type { Role } from '@qingpin/contract/core/policy'
import * as audit from '../../audit/audit.ts'
import { type Ctx, personOf, requirePerson } from '../../context.ts'
import { signAccessToken } from '../../crypto/access-token.ts'
import type { Op, Q } from '../../db/db.ts'
import { newId } from '../../db/ids.ts'
import { AppError } from '../../errors.ts'
import { notifyAccount } from '../../events/index.ts'
import { accountView } from './account.view.ts'
import { type AccountRow, findAccount } from './accounts.repo.ts'
import { lockAccount } from './accounts.service.ts'
import { effectiveRole, rolesOf } from './roles.rules.ts'
import {
  ACCESS_TOKEN_SECONDS,
  hashToken,
  LOST_REPLY_MS,
  nextRefreshToken,
  refreshTokenOf,
  sessionIdOf,
} from './session.rules.ts'
import { notify } from '../notifications/index.ts'
import { findKnownDevice, hasKnownDevice, rememberDevice } from './known-devices.repo.ts'
import * as sessions from './sessions.repo.ts'

function reply(ctx: Ctx, account: AccountRow, role: Role, sessionId: string, refreshToken: string) {
  const iat = Math.floor(ctx.now / 1000)
  const token = signAccessToken(ctx.settings.tokenSecret, {
    sub: account.id,
    sid: sessionId,
    iat,
    exp: iat + ACCESS_TOKEN_SECONDS,
  })
  return {
    access_token: token,
    token,
    refresh_token: refreshToken,
    expiresIn: ACCESS_TOKEN_SECONDS,
    user: accountView(account, role),
  }
}

/** Opens a session for a proved account, which the caller has locked, and audits the login. */
export function* openSession(t: Q, ctx: Ctx, account: AccountRow, by: 'password' | 'sms' | 'wechat') {
  if (account.status === 'suspended') throw new AppError('ACCOUNT_SUSPENDED')
  const role: Role = account.staffRole ?? 'personal'
  const isFirst = !(yield* hasKnownDevice(t, ctx, account.id))
  const isKnown = (yield* findKnownDevice(t, ctx, account.id)) !== null
  const deviceId = yield* rememberDevice(t, ctx, account.id)
  yield* audit.record(t, ctx, {
    action: 'account.login',
    subjectId: account.id,
    actor: { id: account.id, role },
    changes: { by: [null, by] },
  })
  const mustChangePassword = by === 'password' && account.passwordTemporary
  const opened = yield* issue(t, ctx, account, { activeRole: role, deviceId, mustChangePassword })
  if (!isFirst && !isKnown)
    yield* notify(t, ctx, { accountId: account.id, kind: 'new-login', subjectId: opened.sessionId })
  return opened.reply
}

type Issued = Pick<sessions.SessionRow, 'activeRole' | 'deviceId' | 'mustChangePassword'>

function* issue(t: Q, ctx: Ctx, account: AccountRow, issued: Issued) {
  const id = newId(ctx.now)
  const refreshToken = refreshTokenOf(id, randomBytes(32).toString('base64url'))
  yield* sessions.insertSession(t, ctx, {
    id,
    accountId: account.id,
    refreshHash: hashToken(refreshToken),
    ...issued,
  })
  return { sessionId: id, reply: reply(ctx, account, issued.activeRole, id, refreshToken) }
}

type Refreshed = ReturnType<typeof reply> | 'invalid' | 'suspended'

function* answer(t: Q, ctx: Ctx, session: sessions.SessionRow | undefined, hash: string | undefined): Op<Refreshed> {
  if (!session) return 'invalid'
  const account = yield* findAccount(t, ctx, { id: session.accountId })
  const genuine = hash === undefined || hash === session.refreshHash || hash === session.previousHash
  if (genuine && account?.status === 'suspended') return 'suspended'
  if (!account || session.revokedAt !== null || session.expiresAt <= ctx.now) return 'invalid'
  const repeated = hash !== undefined && hash === session.previousHash && ctx.now - session.rotatedAt <= LOST_REPLY_MS
  if (hash !== undefined && hash !== session.refreshHash && !repeated) {
    yield* endSession(t, ctx, session)
    return 'invalid'
  }
  const refreshToken = nextRefreshToken(ctx.cipher, session.id, repeated ? hash : session.refreshHash)
  if (!repeated) {
    yield* sessions.rotateSession(t, ctx, session, hashToken(refreshToken))
    yield* rememberDevice(t, ctx, account.id)
  }
  return reply(ctx, account, effectiveRole(session.activeRole, account.staffRole), session.id, refreshToken)
}

/**
 * Exchanges a refresh token, or the bearer token of the call, for a new session token. A refresh token that was replaced
 * longer ago than a lost reply explains was stolen or copied: its session ends.
 */
export async function refresh(ctx: Ctx, { refresh_token: token }: { refresh_token?: string | undefined }) {
  const sessionId = token === undefined ? personOf(ctx)?.sessionId : sessionIdOf(token)
  const outcome = await ctx.db.tx(function* (t): Op<Refreshed> {
    const session = sessionId === undefined ? undefined : yield* sessions.lockSession(t, ctx, sessionId)
    return yield* answer(t, ctx, session, token === undefined ? undefined : hashToken(token))
  })
  if (outcome === 'invalid') throw new AppError('REFRESH_INVALID')
  if (outcome === 'suspended') throw new AppError('ACCOUNT_SUSPENDED')
  return outcome
}

export async function logout(ctx: Ctx) {
  const person = personOf(ctx)
  if (person) await ctx.db.tx((t) => endSession(t, ctx, { id: person.sessionId, accountId: person.accountId }))
  return {}
}

/** Re-issues the session under another role of the account; the old session's tokens stop working. */
export async function switchRole(ctx: Ctx, { role }: { role: Role }) {
  const actor = requirePerson(ctx)
  return ctx.db.tx(function* (t) {
    const account = yield* lockAccount(t, ctx, actor.accountId)
    if (!account || !rolesOf(account.staffRole).includes(role)) throw new AppError('ROLE_NOT_HELD')
    const session = yield* sessions.lockSession(t, ctx, actor.sessionId)
    if (!session || session.revokedAt !== null) throw new AppError('TOKEN_INVALID')
    yield* sessions.revokeSession(t, ctx, session.id)
    yield* notifyAccount(t, ctx, account.id, 'session', { change: 'role' })
    yield* audit.record(t, ctx, {
      action: 'account.switch-role',
      subjectId: account.id,
      changes: { role: [actor.role, role] },
    })
    const issued = { activeRole: role, deviceId: session.deviceId, mustChangePassword: false }
    return (yield* issue(t, ctx, account, issued)).reply
  })
}

/** Ends a session, and notifies the devices of its account. */
export function* endSession(t: Q, ctx: Ctx, { id, accountId }: { id: string; accountId: string }): Op<void> {
  yield* sessions.revokeSession(t, ctx, id)
  yield* notifyAccount(t, ctx, accountId, 'session', { change: 'ended' })
}

/**
 * Ends all sessions of an account that the caller has locked, or all but one, and notifies its devices. Returns how many
 * ended.
 */
export function* endSessions(t: Q, ctx: Ctx, accountId: string, exceptId?: string): Op<number> {
  const ended = yield* sessions.revokeSessions(t, ctx, accountId, exceptId)
  if (ended > 0) yield* notifyAccount(t, ctx, accountId, 'session', { change: 'ended' })
  return ended
}

/** Makes all sessions of an account renew their tokens before their next request, which is now: its role has changed. */
export function* renewSessions(t: Q, ctx: Ctx, accountId: string): Op<void> {
  yield* sessions.markRoleChanged(t, ctx, accountId)
  yield* notifyAccount(t, ctx, accountId, 'session', { change: 'role' })
}
