import type { Role } from '../core/policy.ts'

/**
 * Whether a reply bears phone and id number in full without a reveal: for managers, and for the member of staff who
 * entered the resume. Other staff see the masked form and may reveal a number, which leaves an audit row.
 */
export const seesPrivate = (viewer: { role: Role; accountId: string }, resume: { createdBy: string | null }): boolean =>
  viewer.role === 'admin' || viewer.role === 'manager' || viewer.accountId === resume.createdBy

/** Whether the source of a lead is fixed: commissions are counted by that of a released referral. */
export const leadSourceFixed = (leadSource: string): boolean => leadSource === 'referral-release'

/** Whether a resume has been reviewed: from then on one person alone does not withdraw its proofs. */
const hasLeftDraft = (resume: { status: string }): boolean => resume.status !== 'draft'

/**
 * Whether a worker may copy a field of her card into her own resume: any while the draft is her own, then only one that is
 * empty, because staff has reviewed the others.
 * @param touched staff has entered or corrected the draft; only the server knows
 */
export const mayTakeFromCard = (
  resume: { status: string },
  current: string | number | null,
  touched = false,
): boolean => (!hasLeftDraft(resume) && !touched) || current === null || current === ''

/** Whether a worker may correct her own resume: it is a draft, and nobody but her has touched it. */
export const mayCorrectOwn = (resume: { status: string }, touched: boolean): boolean =>
  !hasLeftDraft(resume) && !touched

/** Whether a viewer may remove or replace the proofs of a worker: of a reviewed one only managers may. */
export const mayRemoveProofs = (viewer: { role: Role }, resume: { status: string }): boolean =>
  !hasLeftDraft(resume) || viewer.role === 'admin' || viewer.role === 'manager'
