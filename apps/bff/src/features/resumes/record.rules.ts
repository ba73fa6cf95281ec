import type { WorkExperience } from './resumes.table.ts'

/** What is stored where an input has no value. */
export const DEFAULTS = {
  experienceYears: 0,
  experienceKnown: false,
  expectedSalary: 0,
  orderStatus: 'accepting',
  availability: 'unset',
  leadSource: 'other',
  skills: [] as string[],
  serviceArea: [] as string[],
  workExperiences: [] as WorkExperience[],
}

/** How many resumes with the same number staff is shown beside one. */
export const SAME_NUMBERS_SHOWN = 5

interface Origin {
  status: string
  leadSource: string
  createdBy: string | null
  phoneHash: string | null
}

/**
 * Whether nothing shows that a registration is its person's: staff has neither entered nor reviewed it, and its phone is
 * not the one that its account has proved.
 */
export const isUnproved = (row: Origin, provedHash: string | null): boolean =>
  row.status === 'draft' &&
  row.leadSource === 'self-registration' &&
  row.createdBy === null &&
  (provedHash === null || provedHash !== row.phoneHash)

/** How often an insert is tried whose numbers rivals take in the same moment. */
export const RIVALS_MOST = 3
