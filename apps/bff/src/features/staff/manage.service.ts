import { ONE_TIME_PASSWORD_LENGTH } from '@qingpin/contract/auth/auth.rules'
import { maskPhone } from '@qingpin/contract/core/masking'
import type { StaffRole } from '@qingpin/contract/core/policy'
import type { StaffState } from '@qingpin/contract/staff/staff.enums'
import * as audit from '../../audit/audit.ts'
import { type Ctx, requirePerson } from '../../context.ts'
import { hashPassword, readablePassword } from '../../crypto/password.ts'
import type { Op, Q } from '../../db/db.ts'
import { AppError } from '../../errors.ts'
import {
  type AccountChanges,
  type AccountRow,
  changeAccount,
  deviceUsage,
  endSessions,
  lockAccount,
  renewSessions,
} from '../auth/index.ts'
import { requireUnlikeName } from './password.guard.ts'
import { lockActiveAdmins } from './staff.repo.ts'
import { staffDetail } from './staff.view.ts'
import { CHANGED } from '../../audit/audit.rules.ts'

export interface StaffChanges {
  version?: number | undefined
  name?: string | undefined
  role?: StaffRole | undefined
  status?: StaffState | undefined
  phone?: string | null | undefined
  email?: string | null | undefined
  department?: string | null | undefined
  password?: string | undefined
}

/** A member of staff, locked; NOT_FOUND for people without a staff role. */
export function* requireStaff(t: Q, ctx: Ctx, id: string): Op<AccountRow> {
  const row = yield* lockAccount(t, ctx, id)
  if (!row?.staffRole) throw new AppError('NOT_FOUND')
  return row
}

function* detailOf(t: Q, ctx: Ctx, row: AccountRow) {
  return staffDetail(row, yield* deviceUsage(t, ctx, row.id))
}

export const detail = (ctx: Ctx, id: string) =>
  ctx.db.tx(function* (t) {
    return yield* detailOf(t, ctx, yield* requireStaff(t, ctx, id))
  })

/** The changes that differ from the row. A number that its owner has proved is changed by its owner only. */
function differences(
  ctx: Ctx,
  row: AccountRow,
  { phone, role, ...fields }: Omit<StaffChanges, 'version' | 'password'>,
): AccountChanges {
  const requested: AccountChanges = Object.fromEntries(
    Object.entries({ ...fields, staffRole: role }).filter(([, value]) => value !== undefined),
  )
  const different: AccountChanges = Object.fromEntries(
    Object.entries(requested).filter(([key, value]) => value !== row[key as keyof AccountRow]),
  )
  if (phone === undefined || row.phoneHash !== null) return different
  const known = row.phoneSealed === null ? null : ctx.cipher.open('phone', row.phoneSealed)
  return known === phone ? different : { ...different, contactPhone: phone }
}

/** The audit row: before and after where every reader of the log may see it, else only that the field changed. */
function auditOf(row: AccountRow, changes: AccountChanges): audit.Changes {
  const { staffRole, status, contactPhone, passwordHash } = changes
  const quoted: audit.Changes = {}
  if (staffRole !== undefined) quoted.role = [row.staffRole, staffRole]
  if (status !== undefined) quoted.status = [row.status, status]
  if (contactPhone !== undefined) quoted.phone = [row.phoneMasked, contactPhone && maskPhone(contactPhone)]
  for (const field of ['name', 'email', 'department'] as const)
    if (changes[field] !== undefined) quoted[field] = CHANGED
  if (passwordHash !== undefined) quoted.password = CHANGED
  return quoted
}

/** Fails where a change would touch the caller's own power (OWN_ACCOUNT) or leave no active admin (LAST_ADMIN). */
function* forbidHarm(t: Q, ctx: Ctx, row: AccountRow, changes: AccountChanges): Op<void> {
  const power = changes.staffRole !== undefined || changes.status !== undefined
  const own = row.id === requirePerson(ctx).accountId
  if (own && (power || changes.passwordHash !== undefined)) throw new AppError('OWN_ACCOUNT')
  if (!power || row.staffRole !== 'admin') return
  const others = (yield* lockActiveAdmins(t, ctx)).filter((id) => id !== row.id)
  const stays = (changes.staffRole ?? row.staffRole) === 'admin' && (changes.status ?? row.status) === 'active'
  if (!stays && row.status === 'active' && others.length === 0) throw new AppError('LAST_ADMIN')
}

function* apply(t: Q, ctx: Ctx, row: AccountRow, changes: AccountChanges): Op<AccountRow> {
  if (Object.keys(changes).length === 0) return row
  yield* forbidHarm(t, ctx, row, changes)
  yield* audit.record(t, ctx, { action: 'account.manage', subjectId: row.id, changes: auditOf(row, changes) })
  if (changes.status === 'suspended' || changes.passwordHash !== undefined) yield* endSessions(t, ctx, row.id)
  else if (changes.staffRole !== undefined) yield* renewSessions(t, ctx, row.id)
  return yield* changeAccount(t, ctx, row, changes)
}

/** The same after the active admins, which are always locked first. */
export function* lockStaff(t: Q, ctx: Ctx, id: string): Op<AccountRow> {
  yield* lockActiveAdmins(t, ctx)
  return yield* requireStaff(t, ctx, id)
}

/** Suspends a locked account and ends its sessions; one that is suspended already stays as it is. */
export function* suspend(t: Q, ctx: Ctx, row: AccountRow): Op<AccountRow> {
  return yield* apply(t, ctx, row, row.status === 'suspended' ? {} : { status: 'suspended' })
}

/** Changes a staff account; its permissions change with the next request, on every device. */
export async function update(ctx: Ctx, id: string, { version, password, ...changes }: StaffChanges) {
  const secret = password === undefined ? {} : { passwordHash: await hashPassword(password), passwordTemporary: true }
  return ctx.db.tx(function* (t) {
    const row = yield* lockStaff(t, ctx, id)
    if (password !== undefined) requireUnlikeName(password, row.username)
    const different = { ...differences(ctx, row, changes), ...secret }
    // A repeat after a lost reply finds nothing to change, under a later version.
    const late = version !== undefined && version !== row.version && Object.keys(different).length > 0
    if (late) throw new AppError('ACCOUNT_CHANGED', { details: { sentVersion: version, currentVersion: row.version } })
    return yield* detailOf(t, ctx, yield* apply(t, ctx, row, different))
  })
}

/** Sets a random password. It is returned in this one reply and stored as a hash only. */
export async function oneTimePassword(ctx: Ctx, id: string) {
  const password = readablePassword(ONE_TIME_PASSWORD_LENGTH)
  return { password, user: await update(ctx, id, { password }) }
}
