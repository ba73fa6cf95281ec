import { type Describe, formatMoment } from '../notifications/index.ts'
import { findSessions } from './sessions.repo.ts'

const KINDS: Readonly<Record<string, string>> = { phone: '手机', computer: '电脑', tablet: '平板' }

/** Logins on devices that the account did not know. */
export const describeLogins: Describe = function* (t, ctx, rows) {
  const ids = rows.flatMap(({ subjectId }) => subjectId ?? [])
  const sessions = new Map((yield* findSessions(t, ctx, ids)).map((one) => [one.id, one]))
  return new Map(
    rows.flatMap((row) => {
      const session = sessions.get(row.subjectId ?? '')
      if (!session || session.accountId !== row.accountId) return []
      const kind = KINDS[session.deviceKind ?? ''] ?? '新设备'
      const over = session.revokedAt !== null || session.expiresAt <= ctx.now
      const where = [session.deviceName, session.addressMasked].filter(Boolean).join('，')
      const text = `${where || '没有说明的设备'}，${formatMoment(session.createdAt, ctx.now)}。${over ? '已经退出了' : '不是您？'}`
      const title = kind === '新设备' ? '您的账号在新设备上登录了' : `您的账号在一台${kind}上登录了`
      return [[row.id, { title, text, opens: { page: 'devices' as const }, action: over ? undefined : '让它退出' }]]
    }),
  )
}
