import { can, type Role } from '../core/policy.ts'
import type { LeadLevel } from './customers.enums.ts'

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

/** Roles that enter customers for others: without a named owner theirs have none yet. */
const ENTER_FOR_OTHERS: readonly Role[] = ['operator', 'dispatch']

/** Whether a customer that is entered without an owner has none, or its creator. @param owner null where none is meant */
export const entersUnassigned = (role: Role, owner: string | null | undefined): boolean =>
  ENTER_FOR_OTHERS.includes(role) || (owner === null && can(role, 'customer:assign'))

/** Whether a member of staff is told of customers of others that were not contacted for too long. */
export const watchesTeam = (role: Role): boolean => role === 'admin' || role === 'manager'

/** Roles that may give a customer the level O, which says that a contract is signed. */
const SIGNERS: readonly Role[] = ['admin', 'manager', 'operator', 'dispatch']
export const mayGiveLevel = (role: Role, level: LeadLevel): boolean => level !== 'O类' || SIGNERS.includes(role)

/** Whether a member of staff may put a customer into the public pool: the owner, a manager or an admin. */
export const mayRelease = (role: Role, isOwner: boolean): boolean => maySign(role, isOwner)

/** Whether a member of staff may set a customer to signed, or back: the owner, a manager or an admin. */
export const maySign = (role: Role, isOwner: boolean): boolean => isOwner || role === 'admin' || role === 'manager'

/** Whether a member of staff may say yes or no to a request to hand a customer over: the owner, a manager or an admin. */
export const mayAnswerTransfer = (role: Role, isOwner: boolean): boolean => maySign(role, isOwner)

/** Whether a member of staff may merge two customers: the owner of both, a manager or an admin. */
export const mayMerge = (role: Role, ownsBoth: boolean): boolean => maySign(role, ownsBoth)

export const customerScope = (role: Role): CustomerScope => SCOPES[role]
