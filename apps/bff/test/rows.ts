import { asc, count, eq } from 'drizzle-orm'
import type { TestApp } from './harness.ts'

/** What the audit log holds about one account or resume, oldest first. */
export const auditOf = ({ db }: TestApp, subjectId: string) =>
  db.q
    .select()
    .from(db.s.auditLog)
    .where(eq(db.s.auditLog.subjectId, subjectId))
    .orderBy(asc(db.s.auditLog.at), asc(db.s.auditLog.id))

/** The actions of the audit log about one account or resume, in alphabetical order. */
export const actionsOf = async (app: TestApp, subjectId: string) =>
  (await auditOf(app, subjectId)).map((row) => row.action).toSorted()

export const accountOf = async ({ db }: TestApp, id: string) => {
  const [row] = await db.q.select().from(db.s.accounts).where(eq(db.s.accounts.id, id))
  if (!row) throw new Error('there is no such account')
  return row
}

export const changeAccount = (
  { db }: TestApp,
  id: string,
  changes: Partial<TestApp['db']['s']['accounts']['$inferSelect']>,
) =>
  db.tx(function* (t) {
    yield t.update(db.s.accounts).set(changes).where(eq(db.s.accounts.id, id))
  })

/** Binds a phone to an account, as a proof by WeChat's phone code will. */
export const bindPhone = (app: TestApp, id: string, phone: string) =>
  changeAccount(app, id, {
    phoneSealed: app.deps.cipher.seal('phone', phone),
    phoneHash: app.deps.cipher.hash('phone', phone),
    phoneMasked: `${phone.slice(0, 3)}****${phone.slice(-4)}`,
  })

export async function countRows({ db }: TestApp, table: keyof TestApp['db']['s']): Promise<number> {
  const [row] = await db.q.select({ n: count() }).from(db.s[table])
  return Number(row?.n ?? 0)
}
