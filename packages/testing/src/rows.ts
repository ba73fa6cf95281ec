import { asc, count, eq, type SQL, sql } from 'drizzle-orm'
import type { Db } from '@qingpin/bff/db/db'
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

/** The rows of a statement that drizzle cannot build, on either engine; one without rows is run. */
export async function rowsOf<R>({ q }: Pick<Db, 'q'>, statement: string): Promise<R[]> {
  const handle = q as unknown as Record<'all' | 'run' | 'execute', ((s: SQL) => unknown) | undefined>
  const text = sql.raw(statement)
  if (handle.execute) return ((await handle.execute(text)) as { rows: R[] }).rows
  if (/^\s*(?:select|with)\b/i.test(statement)) return (await handle.all?.(text)) as R[]
  await handle.run?.(text)
  return []
}
