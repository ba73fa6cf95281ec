import { countyOf } from '@qingpin/contract/sharing/sharing.rules'
import type { Field } from '../../search/find.ts'
import { charactersOf, partsOf } from '../../search/grams.ts'
import { redactionFor } from './redaction.rules.ts'
import type { ResumeRow } from './resumes.table.ts'

/** What a resume is found by in the search index; each text and each value also stands in the resume itself, in clear. */
export interface SearchTerms {
  texts: Readonly<Record<Field, string | null>>
  /** Values of closed fields. */
  facts: Readonly<Record<string, readonly (string | null)[]>>
}

/**
 * The search terms of a resume. Of a phone only the last four digits: the whole number has a column of its own. The
 * `open` ones are those that strangers find her by: what replies show, and two characters of her name where she shows it
 * (ADR 18).
 */
export const searchTermsOf = (row: ResumeRow): SearchTerms => ({
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
    openName: row.showsName ? partsOf(row.name, 2) : [],
    openPlace: partsOf(countyOf(row.nativePlace) ?? '', 1),
    ...openIntroduction(row),
  },
})

/** Most introductions hide nothing: then the pairs that staff finds them by serve strangers, too. */
function openIntroduction(row: ResumeRow): SearchTerms['facts'] {
  const text = row.selfIntroduction
  if (text === null) return {}
  const shown = redactionFor(row, row.showsName)(text)
  return shown === text ? { introduction: ['open'] } : { openIntroduction: partsOf(shown, 2) }
}

/** Whether a change of a resume leaves what it is found by. */
export const sameTerms = (a: SearchTerms, b: SearchTerms): boolean => JSON.stringify(a) === JSON.stringify(b)
