import { can, isStaffRole, PERMISSIONS, type Role, ROLE_LABELS, type StaffRole } from '@qingpin/contract/core/policy'
import type { AccountRow } from './accounts.repo.ts'

/** The roles an account may take on: everybody is a person, some are staff too. */
export const rolesOf = (staffRole: StaffRole | null): Role[] => (staffRole ? [staffRole, 'personal'] : ['personal'])

/**
 * The role a session really has now. When staff was given another role, a staff session takes that one; when the
 * account is no longer staff, it becomes personal.
 */
export function effectiveRole(sessionRole: Role, staffRole: StaffRole | null): Role {
  return isStaffRole(sessionRole) ? (staffRole ?? 'personal') : 'personal'
}

/** Employees are called 员工 in the login reply of the old API, and only there. */
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
