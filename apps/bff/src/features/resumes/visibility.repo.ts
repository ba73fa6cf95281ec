import { type SQL, sql } from 'drizzle-orm'
import type { Db } from '../../db/db.ts'

/** The condition of `isListed`, without bound values: with them no engine would use the index that is made for it. */
export const listedInRow = ({ s: { resumes } }: Db): SQL =>
  sql`${resumes.status} <> 'draft' and ${resumes.hiddenAt} is null and ${resumes.unlistedAt} is null`
