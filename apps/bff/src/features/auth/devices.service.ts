import * as audit from '../../audit/audit.ts'
import { type Ctx, requirePerson } from '../../context.ts'
import { AppError } from '../../errors.ts'
import type { Op, Q } from '../../db/db.ts'
import { lockAccount } from './accounts.service.ts'
import { forgetDevice, forgetOtherDevices } from './known-devices.repo.ts'
import { endSession, endSessions } from './session.service.ts'
import * as sessions from './sessions.repo.ts'

const iso = (at: number) => new Date(at).toISOString()

const view = (row: sessions.SessionRow, currentId: string) => ({
  id: row.id,
  kind: row.deviceKind ?? ('unknown' as const),
  name: row.deviceName ?? '没有说明的设备',
  address: row.addressMasked,
  createdAt: iso(row.createdAt),
  seenAt: iso(row.seenAt ?? row.rotatedAt),
  current: row.id === currentId,
})

/** The caller's devices, the calling one first. */
export async function devices(ctx: Ctx) {
  const { accountId, sessionId } = requirePerson(ctx)
  const rows = await ctx.db.tx((t) => sessions.liveSessions(t, ctx, accountId))
  const items = rows.map((row) => view(row, sessionId))
  return { items: [...items.filter((item) => item.current), ...items.filter((item) => !item.current)] }
}

/** Ends one session of the caller; those of other accounts are not found. */
export function endDevice(ctx: Ctx, id: string) {
  const { accountId } = requirePerson(ctx)
  return ctx.db.tx(function* (t) {
    const session = yield* sessions.lockSession(t, ctx, id)
    if (session?.accountId !== accountId) throw new AppError('NOT_FOUND')
    if (session.revokedAt !== null) return {}
    yield* endSession(t, ctx, session)
    if (session.deviceId !== null) yield* forgetDevice(t, ctx, session.deviceId)
    yield* audit.record(t, ctx, { action: 'account.end-session', subjectId: accountId })
    return {}
  })
}

export function endOtherDevices(ctx: Ctx) {
  const { accountId, sessionId } = requirePerson(ctx)
  return ctx.db.tx(function* (t) {
    yield* lockAccount(t, ctx, accountId)
    const ended = yield* endSessions(t, ctx, accountId, sessionId)
    yield* forgetOtherDevices(t, ctx, accountId)
    if (ended > 0)
      yield* audit.record(t, ctx, {
        action: 'account.end-session',
        subjectId: accountId,
        changes: { ended: [null, ended] },
      })
    return { ended }
  })
}

/** On how many devices an account is logged in, and when one was last used (epoch ms); null when there is none. */
export function* deviceUsage(t: Q, ctx: Ctx, accountId: string): Op<{ count: number; lastSeenAt: number | null }> {
  const rows = yield* sessions.liveSessions(t, ctx, accountId)
  const lastSeenAt = Math.max(0, ...rows.map((row) => row.seenAt ?? row.rotatedAt))
  return { count: rows.length, lastSeenAt: lastSeenAt === 0 ? null : lastSeenAt }
}
