import { and, count, desc, eq, lte } from 'drizzle-orm'
import type { Ctx } from '../../context.ts'
import { ask, type Op, type Q } from '../../db/db.ts'
import { newId } from '../../db/ids.ts'
import type { Schema } from '../../schema/schema.ts'

export type IdentityRow = Schema['wechatIdentities']['$inferSelect']
/** @property until only a binding that was made at or before it */
type By = { appId: string; until?: number } & ({ accountId: string } | { wechatId: string })

const where = ({ wechatIdentities: i }: Schema, by: By) =>
  and(
    eq(i.appId, by.appId),
    'accountId' in by ? eq(i.accountId, by.accountId) : eq(i.wechatId, by.wechatId),
    by.until === undefined ? undefined : lte(i.boundAt, by.until),
  )

/** @param lock locks the row for a change */
export function* findIdentity(t: Q, { db }: Pick<Ctx, 'db'>, by: By, lock = false): Op<IdentityRow | undefined> {
  const query = t.select().from(db.s.wechatIdentities).where(where(db.s, by))
  const [row] = yield* ask(lock ? db.lock(query) : query)
  return row
}

/** Binds an account; throws where either side was bound to another one meanwhile. */
export function* insertIdentity(
  t: Q,
  { db, now }: Pick<Ctx, 'db' | 'now'>,
  row: Pick<IdentityRow, 'accountId' | 'appId' | 'wechatId' | 'boundAt'>,
): Op<void> {
  yield* ask(t.insert(db.s.wechatIdentities).values({ ...row, id: newId(now) }))
}

/** Removes a binding and gives it; undefined where there was none. */
export function* removeIdentity(t: Q, { db }: Pick<Ctx, 'db'>, by: By): Op<IdentityRow | undefined> {
  const [row] = yield* ask(t.delete(db.s.wechatIdentities).where(where(db.s, by)).returning())
  return row
}

export function* countIdentities(t: Q, { db }: Pick<Ctx, 'db'>, appId: string): Op<number> {
  const { wechatIdentities: i } = db.s
  const [row] = yield* ask(t.select({ n: count() }).from(i).where(eq(i.appId, appId)))
  return Number(row?.n ?? 0)
}

/** Who is bound, the last ones first, by the name of the account. */
export function* listIdentities(t: Q, { db }: Pick<Ctx, 'db'>, appId: string, most: number) {
  const { wechatIdentities: i, accounts } = db.s
  return yield* ask(
    t
      .select({ userId: i.accountId, name: accounts.name, staffRole: accounts.staffRole, boundAt: i.boundAt })
      .from(i)
      .innerJoin(accounts, eq(accounts.id, i.accountId))
      .where(eq(i.appId, appId))
      .orderBy(desc(i.boundAt), desc(i.id))
      .limit(most),
  )
}
