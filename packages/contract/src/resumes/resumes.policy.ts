import type { Role } from '../policy.ts'

/**
 * Whether a reply may carry phone and id number in full without being asked: for managers, and for whoever entered
 * the resume. Other staff see the masked form and may reveal a number, which leaves an audit row.
 */
export const seesPrivate = (viewer: { role: Role; accountId: string }, resume: { createdBy: string | null }): boolean =>
  viewer.role === 'admin' || viewer.role === 'manager' || viewer.accountId === resume.createdBy

/** A lead that the referral library released keeps its source: commissions are counted by it. */
export const leadSourceFixed = (leadSource: string): boolean => leadSource === 'referral-release'
