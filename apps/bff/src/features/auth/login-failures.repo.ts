import { desc, eq } from 'drizzle-orm'
import type { Ctx } from '../../context.ts'
import { FAILED_LOGIN } from '../../audit/audit.ts'
import { FAILED_LOGINS_SHOWN } from './auth.rules.ts'

/** The last failed logins with the accounts that were meant, the latest first. */
export async function findFailedLogins({ db }: Pick<Ctx, 'db'>) {
  const { auditLog: log, accounts } = db.s
  return db.q
    .select({
      id: log.id,
      at: log.at,
      changes: log.changes,
      accountId: accounts.id,
      name: accounts.name,
      username: accounts.username,
    })
    .from(log)
    .leftJoin(accounts, eq(accounts.id, log.subjectId))
    .where(eq(log.action, FAILED_LOGIN))
    .orderBy(desc(log.at), desc(log.id))
    .limit(FAILED_LOGINS_SHOWN)
}
