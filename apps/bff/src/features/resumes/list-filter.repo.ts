import { and, type Column, eq, gte, inArray, lte, or, type Placeholder, type SQL, sql } from 'drizzle-orm'
import { isPhone, phoneDigits } from '@qingpin/contract/core/identity.rules'
import { JOB_TYPES, SKILLS } from '@qingpin/contract/resumes/resumes.enums'
import type { ListQuery } from '@qingpin/contract/resumes/resumes.routes'
import type { z } from 'zod'
import type { Ctx } from '../../context.ts'
import { containing, type Db } from '../../db/db.ts'
import type { Values } from '../../db/prepared.ts'
import { type Find, standsIn } from '../../search/find.ts'
import { charactersOf } from '../../search/grams.ts'
import { isExact, within } from './search-match.repo.ts'
import { listedInRow } from './visibility.repo.ts'

export type ListFilter = z.output<typeof ListQuery>
const CHOICES = ['jobType', 'education', 'status', 'orderStatus', 'leadSource', 'maternityNurseLevel'] as const
type Bounds = 'minAge' | 'maxAge' | 'minSalary' | 'maxSalary' | 'minExperience'

/** Who reads the list. Strangers see listed workers only, and no number leads them to one. */
export type Audience = { isStaff: true } | { isStaff: false; ethnicity?: string | undefined }

const LAST4 = /^\d{4}$/

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
const labelled = (text: string) => ({
  jobType: JOB_TYPES.filter((job) => job.label.includes(text)).map((job) => job.value),
  skill: SKILLS.filter((skill) => skill.label.includes(text)).map((skill) => skill.value),
})

const isOne = (text: string): boolean => [...text].length === 1

/** Whether a text has no letters or digits, in which accounts and numbers are written; all other text is shown. */
const isWords = (text: string): boolean => !/[\p{Lu}\p{Ll}\p{N}]/u.test(text)

const factsAmong = (values: Readonly<Record<string, readonly string[]>>): Find[] =>
  Object.entries(values).flatMap(([field, some]) => (some.length > 0 ? [{ field, values: some }] : []))

/** A single character is searched only where it is telling: in a name, a place, a trade. */
function textInIndex(text: string): Find {
  const one = ['nameCharacter', 'placeCharacter'].map((field) => ({ field, values: charactersOf(text) }))
  const last4 = LAST4.test(text) ? [text] : []
  return { any: [...(isOne(text) ? one : [{ text }]), ...factsAmong({ ...labelled(text), last4 })] }
}

/**
 * What strangers find a worker by: what replies show them, and two characters of her name. Nothing else is compared, in
 * the index or in a row: searched piece by piece it could be found out.
 */
const openInIndex = (text: string): Find => ({
  any: [
    ...(isOne(text) ? [] : [standsIn('openName', text)]),
    ...(isOne(text) || !isWords(text) ? [] : openIntroduction(text)),
    standsIn('openPlace', text),
    ...factsAmong(labelled(text)),
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

/** The same in the rows themselves, for letters, for which the index finds too many. */
function textInRow({ db }: Ctx, text: string, values: Values): SQL | undefined {
  const { resumes } = db.s
  const { jobType, skill } = labelled(text)
  // Queries of another shape need other names of values.
  const pattern = values.put(isOne(text) ? 'character' : 'text', containing(text))
  return or(
    db.contains(resumes.name, pattern),
    db.contains(resumes.nativePlace, pattern),
    isOne(text) ? undefined : db.contains(resumes.selfIntroduction, pattern),
    LAST4.test(text) ? eq(resumes.phoneLast4, values.put('last4', text)) : undefined,
    oneOf(values, 'labelled', resumes.jobType, jobType),
    ...skill.map((value, i) => hasSkill(db, values.put(`skilled${i}`, containing(`"${value}"`)))),
  )
}

/** A full number finds its resume; undefined for any other text. */
function matchesPhone({ db, cipher }: Ctx, text: string, values: Values): SQL | undefined {
  const digits = phoneDigits(text)
  if (!isPhone(digits)) return undefined
  return eq(db.s.resumes.phoneHash, values.put('phone', cipher.hash('phone', digits)))
}

/**
 * Finds a phone by its number or its last four digits, or any other text in the words of a reader. Rows are compared, too,
 * where the index may find too many.
 */
function matchesText(ctx: Ctx, text: string, values: Values): ListConditions {
  const find = textInIndex(text)
  const rows = isExact(ctx.db, text) ? undefined : textInRow(ctx, text, values)
  const phone = matchesPhone(ctx, text, values)
  if (!phone) return { find, rows }
  return { find: undefined, rows: or(and(within(ctx.db, find, values, 'orPhone'), rows), phone) }
}

function matchesPlace({ db }: Ctx, place: string, values: Values): ListConditions {
  const row = () => db.contains(db.s.resumes.nativePlace, values.put('nativePlace', containing(place)))
  const find: Find = isOne(place)
    ? { field: 'placeCharacter', values: charactersOf(place) }
    : { text: place, within: 'place' }
  return { find, rows: isExact(db, place) ? undefined : row() }
}

const hasSkill = (db: Db, pattern: Placeholder) => db.contains(sql`cast(${db.s.resumes.skills} as text)`, pattern)

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
  and(...(filter.skills ?? []).map((skill, i) => hasSkill(db, values.put(`skill${i}`, containing(`"${skill}"`)))))

function shownToStrangers({ db }: Ctx, ethnicity: string | undefined, values: Values): SQL | undefined {
  const people = ethnicity?.replace(/族$/, '')
  return and(
    listedInRow(db),
    people ? oneOf(values, 'ethnicity', db.s.resumes.ethnicity, [people, `${people}族`]) : undefined,
  )
}

function textConditions(ctx: Ctx, filter: ListFilter, values: Values, { isStaff }: Audience): ListConditions[] {
  const open = (find: Find): ListConditions => ({ find, rows: undefined })
  const [text, place] = [filter.search || filter.keyword, filter.nativePlace]
  return [
    ...(text ? [isStaff ? matchesText(ctx, text, values) : open(openInIndex(text))] : []),
    ...(place ? [isStaff ? matchesPlace(ctx, place, values) : open(standsIn('openPlace', place))] : []),
  ]
}

/** The conditions of a filter, split into what the index answers and the rest. */
export function conditionsOf(ctx: Ctx, filter: ListFilter, values: Values, audience: Audience): ListConditions {
  const { resumes } = ctx.db.s
  const bound = (compare: typeof gte, column: Column, name: Bounds) =>
    filter[name] === undefined ? undefined : compare(column, values.put(name, filter[name]))
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
      audience.isStaff ? undefined : shownToStrangers(ctx, audience.ethnicity, values),
      ...texts.map(({ rows }) => rows),
      finds.length > 0 ? undefined : and(columnsInRow(ctx, filter, values), skillsInRow(ctx, filter, values)),
      bound(gte, resumes.age, 'minAge'),
      bound(lte, resumes.age, 'maxAge'),
      bound(gte, resumes.expectedSalary, 'minSalary'),
      bound(lte, resumes.expectedSalary, 'maxSalary'),
      bound(gte, resumes.experienceYears, 'minExperience'),
    ),
  }
}
