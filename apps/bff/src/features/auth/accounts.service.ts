import type { StaffRole } from '@qingpin/contract/core/policy'
import type { Ctx, Deps } from '../../context.ts'
import { verifyPassword } from '../../crypto/password.ts'
import type { Op, Q } from '../../db/db.ts'
import {
  type AccountRow,
  findAccount,
  findContacts,
  hasAccounts,
  insertAccount,
  type NewAccount,
  phoneColumns,
  updateAccount,
} from './accounts.repo.ts'

/** Whether there is no account yet, as in a new installation. */
export const isUnused = async (ctx: Pick<Ctx, 'db'>): Promise<boolean> => !(await hasAccounts(ctx))

/** The user name of the first of these logins that is right here. */
export async function findWorkingLogin(
  { db }: Pick<Ctx, 'db'>,
  logins: readonly { username: string; password: string }[],
): Promise<string | undefined> {
  const found = await Promise.all(
    logins.map(async ({ username, password }) => {
      const account = await db.tx((t) => findAccount(t, { db }, { usernameKey: username.toLowerCase() }))
      return account && (await verifyPassword(password, account.passwordHash)) ? username : undefined
    }),
  )
  return found.find((username) => username !== undefined)
}

/** How accounts are called and reached, for what goes out to them; a suspended one is reached by nothing. */
export const contactsOf: Deps['contactsOf'] = function* (t, ctx, ids) {
  const known = [...new Set(ids)]
  const rows = known.length === 0 ? [] : yield* findContacts(t, ctx, known)
  return new Map(
    rows.map(({ id, name, status, ...ways }) => [
      id,
      status === 'suspended'
        ? { name, suspended: true, wechatId: null, phoneSealed: null }
        : { name, suspended: false, ...ways },
    ]),
  )
}

/** Creates an account; undefined when its user name, phone or WeChat belongs to another one. */
export const createAccount = (t: Q, ctx: Ctx, account: NewAccount): Op<AccountRow | undefined> =>
  insertAccount(t, ctx, account)

/**
 * The account, locked until the transaction ends; undefined when there is none. The lock is taken before those of its
 * sessions, so that opening a session and ending all of them happen one after the other.
 */
export const lockAccount = (t: Q, ctx: Pick<Ctx, 'db'>, id: string): Op<AccountRow | undefined> =>
  findAccount(t, ctx, { id }, true)

/** The account of a session with its proved phone in full, for features that act on the person's own behalf. */
export function* requireAccount(t: Q, ctx: Ctx, id: string): Op<AccountRow & { phone: string | undefined }> {
  const account = yield* findAccount(t, ctx, { id })
  if (!account) throw new Error('the account of a valid session is missing')
  return {
    ...account,
    phone: account.phoneHash && account.phoneSealed ? ctx.cipher.open('phone', account.phoneSealed) : undefined,
  }
}

export interface AccountChanges {
  name?: string
  email?: string | null
  department?: string | null
  staffRole?: StaffRole
  status?: AccountRow['status']
  /** A number to call; null removes it. A proved number stays: only its owner changes it. */
  contactPhone?: string | null
  passwordHash?: string
  passwordTemporary?: boolean
}

/** Writes what staff management changes of a locked account, under the next version. */
export function* changeAccount(
  t: Q,
  ctx: Ctx,
  row: AccountRow,
  { contactPhone, ...changes }: AccountChanges,
): Op<AccountRow> {
  const phone =
    contactPhone === undefined || row.phoneHash !== null
      ? {}
      : phoneColumns(ctx, { contactPhone: contactPhone ?? undefined })
  return (yield* updateAccount(t, ctx, row.id, { ...changes, ...phone, version: row.version + 1 })) ?? row
}
