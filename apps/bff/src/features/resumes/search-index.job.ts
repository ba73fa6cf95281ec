import type { Ctx } from '../../context.ts'
import { hourly } from '../../jobs/index.ts'
import { rebuildIndex } from './search-index.repo.ts'
import { searchTermsOf } from './search-terms.rules.ts'

/**
 * Brings the search index up to the rows. Runs before anything is served, so that no search misses a resume: after an
 * update from a release without the index it takes some seconds for each ten thousand, once. It also runs every hour, in
 * case an older release has written beside this one.
 */
export async function repairSearchIndex({ db, log }: Pick<Ctx, 'db' | 'log'>): Promise<void> {
  const done = await rebuildIndex(db, searchTermsOf, (resumes) => log.info({ resumes }, 'resumes indexed'))
  if (done > 0) log.info({ resumes: done }, 'search index repaired')
}

export const searchIndexRepair = hourly('resume-index', repairSearchIndex)
