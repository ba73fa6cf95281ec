import type { Role } from '../core/policy.ts'

/**
 * Which customers a role sees, in lists, details, follow-ups and the day's numbers alike: all, those assigned to the
 * viewer, or those and the ones that the viewer created. Customers in the public pool have no owner and are in none.
 */
export type CustomerScope = 'all' | 'assigned' | 'assigned-or-created' | 'none'

const SCOPES: Record<Role, CustomerScope> = {
  admin: 'all',
  manager: 'all',
  operator: 'all',
  dispatch: 'assigned-or-created',
  admissions: 'assigned-or-created',
  employee: 'assigned',
  personal: 'none',
}

export const customerScope = (role: Role): CustomerScope => SCOPES[role]
