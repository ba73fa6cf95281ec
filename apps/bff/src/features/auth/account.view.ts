import { can, PERMISSIONS, type Role, ROLE_LABELS } from '@qingpin/contract/core/policy'
import type { AccountRow } from './accounts.repo.ts'
import { rolesOf } from './roles.rules.ts'

/** The login reply of the old API calls employees 员工; other replies use the common label. */
const roleLabel = (role: Role) => (role === 'employee' ? '员工' : ROLE_LABELS[role])

export const accountView = (row: AccountRow, role: Role) => ({
  id: row.id,
  username: row.username,
  name: row.name,
  phone: row.phoneHash === null ? null : row.phoneMasked,
  email: row.email,
  avatar: row.avatar,
  role,
  roleLabel: roleLabel(role),
  roles: rolesOf(row.staffRole),
  department: row.department,
  hasPassword: row.passwordHash !== null,
  passwordTemporary: row.passwordTemporary,
  permissions: PERMISSIONS.filter((permission) => can(role, permission)),
  createdAt: new Date(row.createdAt).toISOString(),
})
