import type { Role } from '../core/policy.ts'

/**
 * Whether a reply may carry phone and id number in full without being asked: for managers, and for whoever entered
 * the resume. Other staff see the masked form and may reveal a number, which leaves an audit row.
 */
export const seesPrivate = (viewer: { role: Role; accountId: string }, resume: { createdBy: string | null }): boolean =>
  viewer.role === 'admin' || viewer.role === 'manager' || viewer.accountId === resume.createdBy

/** A lead that the referral library released keeps its source: commissions are counted by it. */
export const leadSourceFixed = (leadSource: string): boolean => leadSource === 'referral-release'

/** Whether a resume has left the hands of whoever entered it: what was shown then is not taken back by one person. */
const hasLeftDraft = (resume: { status: string }): boolean => resume.status !== 'draft'

/**
 * Whether she may take a field from her card into her own resume: any while nobody has looked at it, then only one that
 * is empty, for staff has judged what stands there.
 * @param touched somebody else has entered or corrected the draft; only the server knows
 */
export const mayTakeFromCard = (
  resume: { status: string },
  current: string | number | null,
  touched = false,
): boolean => (!hasLeftDraft(resume) && !touched) || current === null || current === ''

/** Who takes away, or puts another in the place of, what a listed worker was judged by. */
export const mayRemoveProofs = (viewer: { role: Role }, resume: { status: string }): boolean =>
  !hasLeftDraft(resume) || viewer.role === 'admin' || viewer.role === 'manager'
