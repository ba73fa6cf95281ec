import { randomInt } from 'node:crypto'
import type { StaffRole } from '@qingpin/contract/core/policy'
import type { StaffState } from '@qingpin/contract/staff/staff.enums'
import * as audit from '../../audit/audit.ts'
import { type Ctx, requirePerson } from '../../context.ts'
import { hashPassword } from '../../crypto/password.ts'
import type { Op, Q } from '../../db/db.ts'
import { AppError } from '../../errors.ts'
import {
  type AccountRow,
  askForRenewal,
  endSessions,
  liveSessions,
  lockAccount,
  phoneColumns,
  updateAccount,
} from '../auth/index.ts'
import { lockActiveAdmins } from './staff.repo.ts'
import { staffDetail } from './staff.view.ts'

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

type Columns = Partial<AccountRow>

function* requireStaff(t: Q, ctx: Ctx, id: string): Op<AccountRow> {
  const row = yield* lockAccount(t, ctx, id)
  if (!row?.staffRole) throw new AppError('NOT_FOUND')
  return row
}

function* detailOf(t: Q, ctx: Ctx, row: AccountRow) {
  return staffDetail(row, yield* liveSessions(t, ctx, row.id))
}

export const detail = (ctx: Ctx, id: string) =>
  ctx.db.tx(function* (t) {
    return yield* detailOf(t, ctx, yield* requireStaff(t, ctx, id))
  })

/** What differs from the row. A number that its owner has proved is hers to change. */
function columnsOf(ctx: Ctx, row: AccountRow, { phone, role, ...changes }: Omit<StaffChanges, 'version' | 'password'>) {
  const wanted: Columns = { ...changes, ...(role && { staffRole: role }) }
  const different: Columns = Object.fromEntries(
    Object.entries(wanted).filter(([key, value]) => value !== undefined && value !== row[key as keyof AccountRow]),
  )
  if (phone === undefined || row.phoneHash !== null) return different
  const known = row.phoneSealed === null ? null : ctx.cipher.open('phone', row.phoneSealed)
  return known === phone ? different : { ...different, ...phoneColumns(ctx, { contactPhone: phone ?? undefined }) }
}

/** Before and after of what may be read by everybody who reads the audit log; of the rest, that it changed. */
function auditOf(row: AccountRow, columns: Columns): audit.Changes {
  const quoted: audit.Changes = {}
  if (columns.staffRole !== undefined) quoted.role = [row.staffRole, columns.staffRole]
  if (columns.status !== undefined) quoted.status = [row.status, columns.status]
  if (columns.phoneMasked !== undefined) quoted.phone = [row.phoneMasked, columns.phoneMasked]
  for (const field of ['name', 'email', 'department'] as const)
    if (columns[field] !== undefined) quoted[field] = ['…', '…']
  if (columns.passwordHash !== undefined) quoted.password = ['…', '…']
  return quoted
}

function* forbidHarm(t: Q, ctx: Ctx, row: AccountRow, columns: Columns): Op<void> {
  const power = columns.staffRole !== undefined || columns.status !== undefined
  const own = row.id === requirePerson(ctx).accountId
  if (own && (power || columns.passwordHash !== undefined)) throw new AppError('OWN_ACCOUNT')
  if (!power || row.staffRole !== 'admin') return
  const others = (yield* lockActiveAdmins(t, ctx)).filter((id) => id !== row.id)
  const stays = (columns.staffRole ?? row.staffRole) === 'admin' && (columns.status ?? row.status) === 'active'
  if (!stays && row.status === 'active' && others.length === 0) throw new AppError('LAST_ADMIN')
}

function* apply(t: Q, ctx: Ctx, row: AccountRow, columns: Columns): Op<AccountRow> {
  if (Object.keys(columns).length === 0) return row
  yield* forbidHarm(t, ctx, row, columns)
  yield* audit.record(t, ctx, { action: 'account.manage', subjectId: row.id, changes: auditOf(row, columns) })
  if (columns.status === 'suspended' || columns.passwordHash !== undefined) yield* endSessions(t, ctx, row.id)
  else if (columns.staffRole !== undefined) yield* askForRenewal(t, ctx, row.id)
  return (yield* updateAccount(t, ctx, row.id, { ...columns, version: row.version + 1 })) ?? row
}

/** Changes a staff account; what the person may do changes with her next request, on every device. */
export async function update(ctx: Ctx, id: string, { version, password, ...changes }: StaffChanges) {
  const secret = password === undefined ? {} : { passwordHash: await hashPassword(password), passwordTemporary: true }
  return ctx.db.tx(function* (t) {
    // Before the row itself: everybody takes these locks in one order.
    yield* lockActiveAdmins(t, ctx)
    const row = yield* requireStaff(t, ctx, id)
    const columns = { ...columnsOf(ctx, row, changes), ...secret }
    // A repeat whose answer was lost finds everything as it wants it, under a later version.
    const late = version !== undefined && version !== row.version && Object.keys(columns).length > 0
    if (late) throw new AppError('ACCOUNT_CHANGED', { details: { sentVersion: version, currentVersion: row.version } })
    return yield* detailOf(t, ctx, yield* apply(t, ctx, row, columns))
  })
}

/** Without letters and digits that look alike when they are read out or copied by hand. */
const ALPHABET = 'abcdefghjkmnpqrstuvwxyz23456789'
const made = () => Array.from({ length: 12 }, () => ALPHABET[randomInt(ALPHABET.length)]).join('')

/** A password that nobody chose. It is shown in this one answer and kept as a hash only. */
export async function oneTimePassword(ctx: Ctx, id: string) {
  const password = made()
  return { password, user: await update(ctx, id, { password }) }
}
