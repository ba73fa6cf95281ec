import { isStaffRole, type Role, type StaffRole } from '@qingpin/contract/core/policy'

/** The roles an account may take on: every account is a person, some are staff too. */
export const rolesOf = (staffRole: StaffRole | null): Role[] => (staffRole ? [staffRole, 'personal'] : ['personal'])

/**
 * The role that a session has now. A staff session follows the account's present staff role; it becomes personal when
 * the account is no longer staff.
 */
export function effectiveRole(sessionRole: Role, staffRole: StaffRole | null): Role {
  return isStaffRole(sessionRole) ? (staffRole ?? 'personal') : 'personal'
}
