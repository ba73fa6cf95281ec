import * as audit from '../../audit/audit.ts'
import type { Ctx } from '../../context.ts'
import type { Op, Q } from '../../db/db.ts'
import { findFailedLogins } from './login-failures.repo.ts'

export interface FailedLogin {
  by: 'password' | 'sms'
  /** The user name or number that was tried, as a keyed hash: equal ones belong together, none can be read. */
  subject: string
  /** Where there is an account of that name or number. */
  accountId: string | undefined
}

/** Writes an audit row by which a failed login can be traced: when, from where, for which account. */
export const recordFailedLogin = (t: Q, ctx: Ctx, { by, subject, accountId }: FailedLogin): Op<void> =>
  audit.record(t, ctx, {
    action: audit.FAILED_LOGIN,
    subjectId: accountId ?? subject,
    changes: { by: [null, by], address: [null, ctx.address], subject: [null, subject] },
  })

const textIn = (pair: readonly [unknown, unknown] | undefined): string => (typeof pair?.[1] === 'string' ? pair[1] : '')

/** The last failed logins of all accounts, the latest first. */
export async function failedLogins(ctx: Ctx) {
  const rows = await findFailedLogins(ctx)
  return {
    items: rows.map(({ id, at, changes, accountId, name, username }) => ({
      id,
      at: new Date(at).toISOString(),
      by: textIn(changes?.by) === 'sms' ? ('sms' as const) : ('password' as const),
      address: textIn(changes?.address),
      subject: textIn(changes?.subject).slice(0, 8),
      account: accountId === null ? null : { id: accountId, name: name ?? '', username },
    })),
  }
}
