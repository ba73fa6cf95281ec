import type { ResumeRow } from './resumes.table.ts'

/** Strangers see a resume that staff has reviewed, unless the worker has hidden it or staff has taken it off the list. */
export const isListed = (row: Pick<ResumeRow, 'status' | 'hiddenAt' | 'unlistedAt'>): boolean =>
  row.status !== 'draft' && row.hiddenAt === null && row.unlistedAt === null
