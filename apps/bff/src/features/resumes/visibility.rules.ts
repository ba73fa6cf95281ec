import type { ListingState, UnlistedFor } from '@qingpin/contract/resumes/resumes.enums'
import type { ResumeRow } from './resumes.table.ts'

/** Where a resume stands on its way to strangers: the first state that applies. */
export function listingOf(row: Pick<ResumeRow, 'status' | 'hiddenAt' | 'unlistedAt' | 'unlistedFor'>): ListingState {
  if (row.status === 'draft') return 'draft'
  if (row.hiddenAt !== null) return 'hidden'
  if (row.unlistedAt === null) return 'listed'
  return row.unlistedFor === 'no-consent' ? 'no-consent' : 'unlisted'
}

/**
 * Strangers see a resume that staff has reviewed and listed with her consent, unless the worker has hidden it. Only
 * `setListing` clears `unlistedAt`, which every resume of staff begins with.
 */
export const isListed = (row: Pick<ResumeRow, 'status' | 'hiddenAt' | 'unlistedAt' | 'unlistedFor'>): boolean =>
  listingOf(row) === 'listed'

interface Decision {
  listed?: boolean | undefined
  reviewed?: true | undefined
  agreed: boolean | undefined
}
type NextListing = Pick<ResumeRow, 'status' | 'unlistedFor'> & {
  action?: 'resume.list' | 'resume.unlist' | 'resume.review' | undefined
}

/** Why a resume is off the list after a decision; null where it is on it. */
function reasonAfter(row: ResumeRow, { listed, reviewed, agreed }: Decision): UnlistedFor | null {
  const before = row.unlistedAt === null ? null : (row.unlistedFor ?? 'staff')
  const off = agreed ? 'staff' : 'no-consent'
  // One who hides herself is asked when she comes back: then her own word lists her.
  if (listed === true) return agreed || row.hiddenAt !== null ? null : 'no-consent'
  if (listed === false) return off
  if (reviewed && row.status === 'draft') return off
  if (agreed && before === 'no-consent') return null
  if (agreed === false && before === null && row.hiddenAt === null) return 'no-consent'
  return before
}

/** What a decision changes; without an action it changes nothing. A draft leaves the review only by a decision about it. */
export function nextListing(row: ResumeRow, decision: Decision): NextListing {
  const before = row.unlistedAt === null ? null : (row.unlistedFor ?? 'staff')
  const isDraft = row.status === 'draft'
  const leaves = isDraft && (decision.listed === true || decision.reviewed === true)
  if (isDraft && !leaves) return { status: row.status, unlistedFor: before }
  const unlistedFor = reasonAfter(row, decision)
  const status = leaves ? 'pending' : row.status
  if (unlistedFor === null)
    return { status, unlistedFor, action: leaves || before !== null ? 'resume.list' : undefined }
  const action = before === null && !leaves ? 'resume.unlist' : leaves ? 'resume.review' : undefined
  return { status, unlistedFor, action }
}
