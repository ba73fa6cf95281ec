import type { ListingState } from '@qingpin/contract/resumes/resumes.enums'
import { type SQL, sql } from 'drizzle-orm'
import type { Db } from '../../db/db.ts'

/** The condition of `isListed`, without bound values: with them no engine would use the index that is made for it. */
export const listedInRow = ({ s: { resumes } }: Db): SQL =>
  sql`${resumes.status} <> 'draft' and ${resumes.hiddenAt} is null and ${resumes.unlistedAt} is null`

/** The condition of each state that `listingOf` gives; without bound values, too. */
export function inListingState(db: Db, state: ListingState): SQL {
  const { status, hiddenAt, unlistedAt, unlistedFor } = db.s.resumes
  const conditions: Record<ListingState, SQL> = {
    draft: sql`${status} = 'draft'`,
    hidden: sql`${status} <> 'draft' and ${hiddenAt} is not null`,
    'no-consent': sql`${unlistedFor} = 'no-consent' and ${status} <> 'draft' and ${hiddenAt} is null`,
    unlisted: sql`${unlistedAt} is not null and (${unlistedFor} is null or ${unlistedFor} <> 'no-consent') and ${status} <> 'draft' and ${hiddenAt} is null`,
    listed: listedInRow(db),
  }
  return conditions[state]
}
