import { beijingDay, yearsBefore } from '@qingpin/contract/core/days'
import { and, type Column, eq, gt, gte, inArray, lte, not, or, type Placeholder, type SQL, sql } from 'drizzle-orm'
import { type PhoneQuery, phoneQuery } from '@qingpin/contract/core/identity.rules'
import { comparableText, wordsOf } from '@qingpin/contract/core/text'
import { JOB_TYPES, SKILLS } from '@qingpin/contract/resumes/resumes.enums'
import type { ListQuery } from '@qingpin/contract/resumes/resumes.routes'
import type { z } from 'zod'
import type { Ctx } from '../../context.ts'
import type { Db } from '../../db/db.ts'
import type { Values } from '../../db/prepared.ts'
import { HIDDEN_STATES } from '../../moderation/index.ts'
import { type Find, standsIn } from '../../search/find.ts'
import { charactersOf } from '../../search/grams.ts'
import { within } from './search-match.repo.ts'
import { WORDS_MOST } from './search-index.rules.ts'
import { inListingState, listedInRow } from './visibility.repo.ts'

export type ListFilter = z.output<typeof ListQuery>
const CHOICES = ['jobType', 'education', 'status', 'orderStatus', 'leadSource', 'maternityNurseLevel'] as const
type Bounds = 'minSalary' | 'maxSalary' | 'minExperience' | 'maxExperience'

/** Who reads the list. Strangers see listed workers only, and no number leads them to one. */
export type Audience = { isStaff: true } | { isStaff: false; ethnicity?: string | undefined }

/** The conditions of a list: the part that the index answers, and the part for each row. */
export interface ListConditions {
  /** Absent where the filter has no text that the index knows. */
  find: Find | undefined
  rows: SQL | undefined
  /**
   * Replaces `find` where rows are walked through until a page is full: columns are compared in the row, which is at hand,
   * and only the rest in the index. Absent where that would be no shorter.
   */
  walking?: (() => SQL | undefined) | undefined
}

/** The trades and skills whose label holds the text. */
function labelled(text: string) {
  const holds = ({ label }: { label: string }) => comparableText(label).includes(comparableText(text))
  return {
    jobType: JOB_TYPES.filter(holds).map((job) => job.value),
    skill: SKILLS.filter(holds).map((skill) => skill.value),
  }
}

const isOne = (text: string): boolean => [...comparableText(text)].length === 1

/** Whether a text has no letters or digits, in which accounts and numbers are written; all other text is shown. */
const isWords = (text: string): boolean => !/[\p{Lu}\p{Ll}\p{N}]/u.test(text)

const factsAmong = (values: Readonly<Record<string, readonly string[]>>): Find[] =>
  Object.entries(values).flatMap(([field, some]) => (some.length > 0 ? [{ field, values: some }] : []))

const last4Of = (phone: PhoneQuery | undefined): string[] => (phone?.by === 'last4' ? [phone.value] : [])

/** A single character is searched only where it is telling: in a name, a place, a trade. */
function wordInIndex(word: string): Find {
  const one = ['nameCharacter', 'placeCharacter'].map((field) => ({ field, values: charactersOf(word) }))
  const facts = factsAmong({ ...labelled(word), last4: last4Of(phoneQuery(word)) })
  return { any: [...(isOne(word) ? one : [{ text: word }]), ...facts] }
}

/**
 * What strangers find a worker by: what replies show them. Nothing else is compared, in the index or in a row: searched
 * piece by piece it could be found out.
 */
const openInIndex = (word: string): Find => ({
  any: [
    ...(isOne(word) ? [] : [standsIn('openName', word)]),
    ...(isOne(word) || !isWords(word) ? [] : openIntroduction(word)),
    standsIn('openPlace', word),
    ...factsAmong(labelled(word)),
  ],
})

const openIntroduction = (text: string): Find[] => [
  {
    all: [
      { text, within: 'introduction' },
      { field: 'introduction', values: ['open'] },
    ],
  },
  standsIn('openIntroduction', text),
]

/** A number in full, or as the app masks it; undefined for any other text. */
function matchesPhone({ db, cipher }: Ctx, text: string, values: Values, at: string): SQL | undefined {
  const phone = phoneQuery(text)
  if (phone?.by === 'full') {
    const hash = values.put(`${at}phone`, cipher.hash('phone', phone.value))
    return or(eq(db.s.resumes.phoneHash, hash), eq(db.s.resumes.contestedPhoneHash, hash))
  }
  return phone?.by === 'masked' ? eq(db.s.resumes.phoneMasked, values.put(`${at}masked`, phone.value)) : undefined
}

/** Finds a phone by its number, by its last four digits or as it is masked, or any other text in the words of a reader. */
function matchesWord(ctx: Ctx, word: string, values: Values, at: string): ListConditions {
  const find = wordInIndex(word)
  const phone = matchesPhone(ctx, word, values, at)
  return phone ? { find: undefined, rows: or(within(ctx.db, find, values, `${at}orPhone`), phone) } : byIndex(find)
}

const byIndex = (find: Find): ListConditions => ({ find, rows: undefined })

/** The words that must all be there. A number that is written with blanks is one. */
const wordsIn = (text: string): string[] =>
  phoneQuery(text) ? [text] : wordsOf(text).map(comparableText).slice(0, WORDS_MOST)

const NONE: ListConditions = { find: undefined, rows: sql`1 = 0` }

function eachWord(text: string | undefined, matches: (word: string, at: string) => ListConditions): ListConditions[] {
  if (!text) return []
  const words = wordsIn(text)
  return words.length > 0 ? words.map((word, i) => matches(word, i === 0 ? '' : `w${i}`)) : [NONE]
}

const placeInIndex = (place: string): Find =>
  isOne(place) ? { field: 'placeCharacter', values: charactersOf(place) } : { text: place, within: 'place' }

const hasSkill = ({ s }: Db, pattern: Placeholder): SQL => sql`cast(${s.resumes.skills} as text) like ${pattern}`

const oneOf = (values: Values, name: string, column: Column, choices: readonly string[] | undefined) =>
  choices && choices.length > 0
    ? inArray(
        column,
        choices.map((choice, i) => values.put(`${name}${i}`, choice)),
      )
    : undefined

/** Some values of a closed field, of which a row must have one. */
interface Fact {
  field: string
  values: readonly string[]
}
/** The closed fields of a filter: those with a column of their own, and skills, several to a row. */
function closedFields(filter: ListFilter): Record<'columns' | 'skills', Fact[]> {
  const columns = [
    ...CHOICES.map((field) => ({ field, values: filter[field] ?? [] })),
    { field: 'gender', values: filter.gender ? [filter.gender] : [] },
  ]
  return {
    columns: columns.filter((fact) => fact.values.length > 0),
    skills: (filter.skills ?? []).map((skill) => ({ field: 'skill', values: [skill] })),
  }
}

function columnsInRow({ db }: Ctx, filter: ListFilter, values: Values): SQL | undefined {
  const { resumes } = db.s
  return and(
    ...CHOICES.map((name) => oneOf(values, name, resumes[name], filter[name])),
    filter.gender ? eq(resumes.gender, values.put('gender', filter.gender)) : undefined,
  )
}

const skillsInRow = ({ db }: Ctx, filter: ListFilter, values: Values): SQL | undefined =>
  and(...(filter.skills ?? []).map((skill, i) => hasSkill(db, values.put(`skill${i}`, `%"${skill}"%`))))

/** Her introduction is hidden: strangers do not read it, so none of its words finds her. */
const isHidden = ({ s: { resumes, moderatedFields: m } }: Db, values: Values): SQL =>
  sql`${resumes.id} in (select ${m.subjectId} from ${m}
    where ${m.subject} = 'resume' and ${m.field} = ${values.put('hidden', 'selfIntroduction')}
    and ${oneOf(values, 'hiddenState', m.state, [...HIDDEN_STATES])})`

function shownToStrangers({ db }: Ctx, filter: ListFilter, ethnicity: string | undefined, values: Values) {
  const people = ethnicity?.replace(/族$/, '')
  return and(
    listedInRow(db),
    filter.search || filter.keyword ? not(isHidden(db, values)) : undefined,
    people ? oneOf(values, 'ethnicity', db.s.resumes.ethnicity, [people, `${people}族`]) : undefined,
  )
}

function textConditions(ctx: Ctx, filter: ListFilter, values: Values, { isStaff }: Audience): ListConditions[] {
  return [
    ...eachWord(filter.search || filter.keyword, (word, at) =>
      isStaff ? matchesWord(ctx, word, values, at) : byIndex(openInIndex(word)),
    ),
    ...eachWord(filter.nativePlace, (word) => byIndex(isStaff ? placeInIndex(word) : standsIn('openPlace', word))),
  ]
}

/** The conditions of a filter, split into what the index answers and the rest. */
export function conditionsOf(ctx: Ctx, filter: ListFilter, values: Values, audience: Audience): ListConditions {
  const { resumes } = ctx.db.s
  const bound = (compare: typeof gte, column: Column, name: Bounds) =>
    filter[name] === undefined ? undefined : compare(column, values.put(name, filter[name]))
  const today = beijingDay(ctx.now)
  const ageBound = (compare: typeof gt, name: 'minAge' | 'maxAge', more: number) =>
    filter[name] === undefined
      ? undefined
      : compare(resumes.bornOn, values.put(name, yearsBefore(today, filter[name] + more)))
  const texts = textConditions(ctx, filter, values, audience)
  const finds = texts.map(({ find }) => find).filter((find) => find !== undefined)
  const { columns, skills } = closedFields(filter)
  // PostgreSQL estimates that hardly any row has a skill, and would read them all.
  const walking = () =>
    and(within(ctx.db, { all: [...finds, ...skills] }, values, 'walking'), columnsInRow(ctx, filter, values))
  return {
    // The index knows closed fields as well, but alone they are read from the rows.
    find: finds.length > 0 ? { all: [...finds, ...columns, ...skills] } : undefined,
    // SQLite makes a list of the hits either way, and the shorter one is the faster.
    walking: ctx.db.dialect === 'pg' && finds.length > 0 && columns.length > 0 ? walking : undefined,
    rows: and(
      audience.isStaff ? undefined : shownToStrangers(ctx, filter, audience.ethnicity, values),
      filter.listing ? inListingState(ctx.db, filter.listing) : undefined,
      ...texts.map(({ rows }) => rows),
      finds.length > 0 ? undefined : and(columnsInRow(ctx, filter, values), skillsInRow(ctx, filter, values)),
      ageBound(lte, 'minAge', 0),
      ageBound(gt, 'maxAge', 1),
      bound(gte, resumes.expectedSalary, 'minSalary'),
      bound(lte, resumes.expectedSalary, 'maxSalary'),
      bound(gte, resumes.experienceYears, 'minExperience'),
      bound(lte, resumes.experienceYears, 'maxExperience'),
      filter.minExperience === undefined && filter.maxExperience === undefined
        ? undefined
        : sql`${resumes.experienceKnown} = true`,
    ),
  }
}
