import { publicPlace } from '@qingpin/contract/sharing/sharing.rules'
import type { Deps } from '../../context.ts'
import { hourly } from '../../jobs/index.ts'
import { charactersOf, partsOf } from '../../search/grams.ts'
import { mendIndex, type Words } from './search-index.repo.ts'
import type { ResumeRow } from './resumes.columns.ts'
import { publicText } from './redaction.rules.ts'

/**
 * What a resume is found by in the search index. Of a phone only the last four digits: the whole number has a column of
 * its own. `open` are those that strangers find her by: what replies show while she does not show her name and, as an
 * exception (ADR 18), any two characters of it.
 */
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
    last4: [row.phoneLast4],
    nameCharacter: charactersOf(row.name),
    placeCharacter: charactersOf(row.nativePlace ?? ''),
    openName: partsOf(row.name, 2),
    openPlace: partsOf(publicPlace(row.nativePlace) ?? '', 1),
    ...openIntroduction(row),
  },
})

/** Most introductions hide nothing: then the pairs that staff finds them by serve strangers, too. */
function openIntroduction(row: ResumeRow): Words['facts'] {
  const said = row.selfIntroduction
  if (said === null) return {}
  const shown = publicText(row, false)(said)
  return shown === said ? { introduction: ['open'] } : { openIntroduction: partsOf(shown, 2) }
}

/**
 * Brings the index up to the rows. Before anything is served, so that no search misses one: after an update from a
 * release without it that takes some seconds for each ten thousand, once. And every hour, in case an older release has
 * written beside this one.
 */
export async function mendResumeIndex({ db, log }: Pick<Deps, 'db' | 'log'>): Promise<void> {
  const done = await mendIndex(db, wordsOf, (resumes) => log.info({ resumes }, 'resumes indexed'))
  if (done > 0) log.info({ resumes: done }, 'search index mended')
}

export const indexMending = hourly('resume-index', mendResumeIndex)
