import type { Deps } from '../../deps.ts'
import { fillIndex, type Words } from '../../search/resume-index.ts'
import type { ResumeRow } from './resumes.columns.ts'

/** What a resume is found by in the search index. Phones stay out of it: they have columns of their own. */
export const wordsOf = (row: ResumeRow): Words => ({
  texts: { name: row.name, place: row.nativePlace, introduction: row.selfIntroduction },
  facts: {
    jobType: [row.jobType],
    education: [row.education],
    status: [row.status],
    orderStatus: [row.orderStatus],
    leadSource: [row.leadSource],
    maternityNurseLevel: [row.maternityNurseLevel],
    gender: [row.gender],
    skill: row.skills,
  },
})

/**
 * Puts resumes of a release without an index into it. Before anything is served, so that no search misses one; it takes
 * some seconds for each ten thousand, once.
 */
export async function fillResumeIndex({ db, log }: Pick<Deps, 'db' | 'log'>): Promise<void> {
  const done = await fillIndex(db, wordsOf)
  if (done > 0) log.info({ resumes: done }, 'search index filled')
}
