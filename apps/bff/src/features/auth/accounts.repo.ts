import { foldedText } from '@qingpin/contract/core/text'
import { and, eq, inArray } from 'drizzle-orm'
import { maskPhone } from '@qingpin/contract/core/masking'
import type { StaffRole } from '@qingpin/contract/core/policy'
import type { Ctx } from '../../context.ts'
import { ask, type Op, type Q } from '../../db/db.ts'
import { newId } from '../../db/ids.ts'
import { type At, prepared } from '../../db/prepared.ts'
import type { Schema } from '../../schema/schema.ts'

export type AccountRow = Schema['accounts']['$inferSelect']

/** The proof that finds an account: exactly one of these. */
export type Identity = { wechatId: string } | { phoneHash: string } | { usernameKey: string } | { id: string }

const where = ({ accounts }: Schema, identity: Identity) => {
  if ('wechatId' in identity) return eq(accounts.wechatId, identity.wechatId)
  if ('phoneHash' in identity) return eq(accounts.phoneHash, identity.phoneHash)
  if ('usernameKey' in identity) return eq(accounts.usernameKey, identity.usernameKey)
  return eq(accounts.id, identity.id)
}

export function* findAccount(t: Q, ctx: Pick<Ctx, 'db'>, identity: Identity, lock = false): Op<AccountRow | undefined> {
  const query = t.select().from(ctx.db.s.accounts).where(where(ctx.db.s, identity))
  const [row] = yield* ask(lock ? ctx.db.lock(query) : query)
  return row
}

/** How these accounts are called and reached. */
export function* findContacts(t: Q, { db }: Pick<Ctx, 'db'>, ids: readonly string[]) {
  const { accounts: a } = db.s
  return yield* ask(
    t
      .select({ id: a.id, name: a.name, wechatId: a.wechatId, phoneSealed: a.phoneSealed, status: a.status })
      .from(a)
      .where(inArray(a.id, [...ids])),
  )
}

export async function hasAccounts({ db }: Pick<Ctx, 'db'>): Promise<boolean> {
  const { accounts } = db.s
  return (await db.q.select({ id: accounts.id }).from(accounts).limit(1)).length > 0
}

export interface NewAccount {
  username?: string
  passwordHash?: string
  /** Another person chose the password. */
  passwordTemporary?: boolean
  name: string
  email?: string | undefined
  department?: string | undefined
  /** A number that its owner has proved, and logs in with. */
  phone?: string | undefined
  /** A number to call; nothing proves it, and it opens no login. */
  contactPhone?: string | undefined
  wechatId?: string
  staffRole?: StaffRole
}

/** Inserts an account; undefined when its user name, phone or WeChat belongs to another one. */
export function* insertAccount(t: Q, ctx: Ctx, account: NewAccount): Op<AccountRow | undefined> {
  const [row] = yield* ask(
    t
      .insert(ctx.db.s.accounts)
      .values({
        id: newId(ctx.now),
        username: account.username ?? null,
        usernameKey: account.username ? foldedText(account.username) : null,
        passwordHash: account.passwordHash ?? null,
        passwordTemporary: account.passwordTemporary ?? false,
        name: account.name,
        avatar: '',
        email: account.email ?? null,
        department: account.department ?? null,
        ...phoneColumns(ctx, account),
        wechatId: account.wechatId ?? null,
        staffRole: account.staffRole ?? null,
        status: 'active',
        createdAt: ctx.now,
        updatedAt: ctx.now,
      })
      .onConflictDoNothing()
      .returning(),
  )
  return row
}

/** The account of an identity, locked; created when there is none. Two first logins at once end up in one account. */
export function* findOrInsertAccount(t: Q, ctx: Ctx, identity: Identity, account: NewAccount): Op<AccountRow> {
  const row =
    (yield* findAccount(t, ctx, identity, true)) ??
    (yield* insertAccount(t, ctx, account)) ??
    (yield* findAccount(t, ctx, identity, true))
  if (!row) throw new Error('an account was neither found nor created')
  return row
}

/** A number in its three stored forms; only a proved one has the hash that opens a login. */
export function phoneColumns(
  { cipher }: Pick<Ctx, 'cipher'>,
  { phone, contactPhone }: Pick<NewAccount, 'phone' | 'contactPhone'>,
) {
  const number = phone ?? contactPhone
  if (number === undefined) return { phoneSealed: null, phoneHash: null, phoneMasked: null }
  return {
    phoneSealed: cipher.seal('phone', number),
    phoneHash: phone === undefined ? null : cipher.hash('phone', phone),
    phoneMasked: maskPhone(number),
  }
}

export function* updateAccount(
  t: Q,
  ctx: Ctx,
  id: string,
  changes: Partial<Omit<AccountRow, 'id' | 'createdAt' | 'updatedAt'>>,
): Op<AccountRow | undefined> {
  const { accounts } = ctx.db.s
  const [row] = yield* ask(
    t
      .update(accounts)
      .set({ ...changes, updatedAt: ctx.now })
      .where(eq(accounts.id, id))
      .returning(),
  )
  return row
}

/** The account and session of an access token; read by every request with a session. */
export const findSession = prepared(
  'session_lookup',
  ({ q, s: { accounts, sessions } }, at: At<{ sessionId: string; accountId: string }>) =>
    q
      .select({
        accountId: accounts.id,
        status: accounts.status,
        staffRole: accounts.staffRole,
        activeRole: sessions.activeRole,
        revokedAt: sessions.revokedAt,
        roleChangedAt: sessions.roleChangedAt,
        rotatedAt: sessions.rotatedAt,
        seenAt: sessions.seenAt,
        mustChangePassword: sessions.mustChangePassword,
      })
      .from(sessions)
      .innerJoin(accounts, eq(accounts.id, sessions.accountId))
      .where(and(eq(sessions.id, at('sessionId')), eq(accounts.id, at('accountId')))),
)
