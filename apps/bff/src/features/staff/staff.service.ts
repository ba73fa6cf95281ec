import { ROLE_LABELS, type StaffRole } from '@qingpin/contract/policy'
import { pageSizeOf } from '@qingpin/contract/http/paging'
import * as audit from '../../audit/audit.ts'
import type { Ctx } from '../../context.ts'
import { hashPassword } from '../../crypto/password.ts'
import { AppError } from '../../errors.ts'
import { type AccountRow, insertAccount } from '../auth/index.ts'
import { listStaff } from './staff.repo.ts'

function view(row: AccountRow) {
  const role: StaffRole = row.staffRole ?? 'employee'
  return {
    id: row.id,
    username: row.username ?? '',
    name: row.name,
    role,
    roleLabel: ROLE_LABELS[role],
    phone: row.phoneMasked,
    email: row.email,
    department: row.department,
    status: row.status,
    createdAt: new Date(row.createdAt).toISOString(),
  }
}

export async function list(
  ctx: Ctx,
  query: { page: number; pageSize?: number | undefined; limit?: number | undefined; search?: string | undefined },
) {
  const pageSize = pageSizeOf(query)
  const { rows, total } = await listStaff(ctx, { ...query, pageSize })
  return { items: rows.map(view), total, page: query.page, pageSize, totalPages: Math.ceil(total / pageSize) }
}

export interface NewStaff {
  username: string
  password: string
  name: string
  role: StaffRole
  phone?: string | undefined
  email?: string | undefined
  department?: string | undefined
}

/** Creates a staff account. Its phone is for calling only: a number is bound to a login by its owner's proof alone. */
export async function create(ctx: Ctx, { password, role, phone, ...rest }: NewStaff) {
  const passwordHash = await hashPassword(password)
  const account = await ctx.db.tx(function* (t) {
    const row = yield* insertAccount(t, ctx, { ...rest, contactPhone: phone, passwordHash, staffRole: role })
    if (!row) return undefined
    yield* audit.record(t, ctx, { action: 'account.create', subjectId: row.id, changes: { role: [null, role] } })
    return row
  })
  if (account) return view(account)
  throw new AppError('DUPLICATE_USERNAME', { details: [{ field: 'username', message: '这个用户名已经有人用了。' }] })
}
