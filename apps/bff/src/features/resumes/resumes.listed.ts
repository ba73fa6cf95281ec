import { type SQL, sql } from 'drizzle-orm'
import type { Db } from '../../db/db.ts'
import type { ResumeRow } from './resumes.columns.ts'

/** Strangers see whom staff has looked at, and neither she nor staff has taken off the list. */
export const isListed = (row: Pick<ResumeRow, 'status' | 'hiddenAt' | 'unlistedAt'>): boolean =>
  row.status !== 'draft' && row.hiddenAt === null && row.unlistedAt === null

/** The same of a row in the database, without values, or no engine would read the index that is made for it. */
export const listedInRow = ({ s: { resumes } }: Db): SQL =>
  sql`${resumes.status} <> 'draft' and ${resumes.hiddenAt} is null and ${resumes.unlistedAt} is null`
