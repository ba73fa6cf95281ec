import { pageSizeOf } from '@qingpin/contract/core/paging'
import type { StaffRole } from '@qingpin/contract/core/policy'
import type { StaffState } from '@qingpin/contract/staff/staff.enums'
import * as audit from '../../audit/audit.ts'
import type { Ctx } from '../../context.ts'
import { hashPassword } from '../../crypto/password.ts'
import { AppError } from '../../errors.ts'
import { once } from '../../http/once.ts'
import { createAccount } from '../auth/index.ts'
import { ownedBy } from './handover.service.ts'
import { requireUnlikeName } from './password.guard.ts'
import { listStaff } from './staff.repo.ts'
import { staffView } from './staff.view.ts'

interface ListQuery {
  page: number
  pageSize?: number | undefined
  limit?: number | undefined
  search?: string | undefined
  status?: StaffState | undefined
  role?: StaffRole | undefined
}

export async function list(ctx: Ctx, query: ListQuery) {
  const pageSize = pageSizeOf(query)
  const { rows, total } = await listStaff(ctx, { ...query, pageSize })
  const suspended = rows.filter(({ status }) => status === 'suspended').map(({ id }) => id)
  const owned = suspended.length === 0 ? undefined : await ctx.db.tx((t) => ownedBy(t, ctx, suspended))
  const items = rows.map((row) => ({
    ...staffView(row),
    owns: row.status === 'suspended' ? (owned?.get(row.id) ?? 0) : null,
  }))
  return { items, total, page: query.page, pageSize, totalPages: Math.ceil(total / pageSize) }
}

export interface NewStaff {
  username: string
  password: string
  /** False where the person chose the password. */
  passwordTemporary?: boolean
  name: string
  role: StaffRole
  phone?: string | undefined
  email?: string | undefined
  department?: string | undefined
}

/** Creates a staff account. Its phone is a number to call: only its owner's proof binds a number to a login. */
export async function create(ctx: Ctx, { password, passwordTemporary = true, role, phone, ...rest }: NewStaff) {
  if (passwordTemporary) requireUnlikeName(password, rest.username)
  const passwordHash = await hashPassword(password)
  return once(ctx, function* (t) {
    const fresh = { ...rest, contactPhone: phone, passwordHash, passwordTemporary, staffRole: role }
    const row = yield* createAccount(t, ctx, fresh)
    if (!row) {
      throw new AppError('DUPLICATE_USERNAME', {
        details: [{ field: 'username', message: '这个用户名已经有人用了。' }],
      })
    }
    yield* audit.record(t, ctx, { action: 'account.create', subjectId: row.id, changes: { role: [null, role] } })
    return staffView(row)
  })
}
