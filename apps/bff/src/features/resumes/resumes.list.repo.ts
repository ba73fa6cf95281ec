import { and, asc, type Column, desc, eq, gte, inArray, lte, or, type Placeholder, type SQL, sql } from 'drizzle-orm'
import { isPhone, phoneDigits } from '@qingpin/contract/auth/auth.rules'
import { pageSizeOf } from '@qingpin/contract/http/paging'
import { JOB_TYPES, SKILLS } from '@qingpin/contract/resumes/resumes.enums'
import type { ListQuery } from '@qingpin/contract/resumes/resumes.routes'
import type { z } from 'zod'
import type { Ctx } from '../../context.ts'
import { containing, type Db } from '../../db/db.ts'
import { hotShapes, Values } from '../../db/prepared.ts'
import { isStorable } from '../../db/text.ts'
import type { CardRow } from './resumes.view.ts'

export type ListFilter = z.output<typeof ListQuery>
type Choices = 'jobType' | 'education' | 'status' | 'orderStatus' | 'leadSource' | 'maternityNurseLevel'
type Bounds = 'minAge' | 'maxAge' | 'minSalary' | 'maxSalary' | 'minExperience'

/** A full number or its last four digits find a phone; any other text is looked for in words a person would use. */
function matchesText({ db, cipher }: Ctx, text: string, values: Values): SQL | undefined {
  const { resumes } = db.s
  const digits = phoneDigits(text)
  const labelled = JOB_TYPES.filter((job) => job.label.includes(text)).map((job) => job.value)
  const skilled = SKILLS.filter((skill) => skill.label.includes(text))
  const wanted = values.put('text', containing(text))
  return or(
    db.contains(resumes.name, wanted),
    db.contains(resumes.nativePlace, wanted),
    db.contains(resumes.selfIntroduction, wanted),
    isPhone(digits) ? eq(resumes.phoneHash, values.put('phone', cipher.hash('phone', digits))) : undefined,
    /^\d{4}$/.test(text) ? eq(resumes.phoneLast4, values.put('last4', text)) : undefined,
    oneOf(values, 'labelled', resumes.jobType, labelled),
    ...skilled.map((skill, i) => hasSkill(db, values.put(`skilled${i}`, containing(`"${skill.value}"`)))),
  )
}

const hasSkill = (db: Db, wanted: Placeholder) => db.contains(sql`cast(${db.s.resumes.skills} as text)`, wanted)

const oneOf = (values: Values, name: string, column: Column, choices: readonly string[] | undefined) =>
  choices && choices.length > 0
    ? inArray(
        column,
        choices.map((choice, i) => values.put(`${name}${i}`, choice)),
      )
    : undefined

function conditions(ctx: Ctx, filter: ListFilter, values: Values): SQL | undefined {
  const { db } = ctx
  const { resumes } = db.s
  const text = filter.search || filter.keyword
  const choice = (name: Choices) => oneOf(values, name, resumes[name], filter[name])
  const bound = (compare: typeof gte, column: Column, name: Bounds) =>
    filter[name] === undefined ? undefined : compare(column, values.put(name, filter[name]))
  return and(
    text ? matchesText(ctx, text, values) : undefined,
    choice('jobType'),
    choice('education'),
    choice('status'),
    choice('orderStatus'),
    choice('leadSource'),
    choice('maternityNurseLevel'),
    filter.gender ? eq(resumes.gender, values.put('gender', filter.gender)) : undefined,
    filter.nativePlace
      ? db.contains(resumes.nativePlace, values.put('nativePlace', containing(filter.nativePlace)))
      : undefined,
    bound(gte, resumes.age, 'minAge'),
    bound(lte, resumes.age, 'maxAge'),
    bound(gte, resumes.expectedSalary, 'minSalary'),
    bound(lte, resumes.expectedSalary, 'maxSalary'),
    bound(gte, resumes.experienceYears, 'minExperience'),
    ...(filter.skills ?? []).map((skill, i) => hasSkill(db, values.put(`skill${i}`, containing(`"${skill}"`)))),
  )
}

/** The place after which a page begins: the sort value and id of the last row before it. */
interface Cursor {
  sort: string
  value: number | string
  id: string
}
const sortName = ({ sortBy, sortOrder }: ListFilter) => `${sortBy} ${sortOrder}`
const writeCursor = (cursor: Cursor) => Buffer.from(JSON.stringify(cursor)).toString('base64url')

const ID = /^[0-9a-f]{24}$/

/** Whether the database can compare the sort column with a value; it fails on one of another type or size. */
function isComparable(sortBy: ListFilter['sortBy'], value: unknown): boolean {
  if (sortBy === 'name') return typeof value === 'string' && isStorable(value)
  const isTime = sortBy === 'createdAt' || sortBy === 'updatedAt'
  return Number.isSafeInteger(value) && (isTime || Math.abs(Number(value)) <= 2_147_483_647)
}

/** A cursor of this sort order, or undefined: one that was made up or belongs to another order starts from the top. */
function readCursor(filter: ListFilter): Cursor | undefined {
  if (!filter.cursor) return undefined
  try {
    const cursor = JSON.parse(Buffer.from(filter.cursor, 'base64url').toString('utf8')) as Partial<Cursor>
    const usable =
      cursor.sort === sortName(filter) && ID.test(cursor.id ?? '') && isComparable(filter.sortBy, cursor.value)
    return usable ? (cursor as Cursor) : undefined
  } catch {
    return undefined
  }
}

/** What a line shows: long texts and sealed numbers stay in the database. */
const cardColumns = ({ db: { s } }: Ctx) => ({
  id: s.resumes.id,
  name: s.resumes.name,
  phoneMasked: s.resumes.phoneMasked,
  phoneHash: s.resumes.phoneHash,
  age: s.resumes.age,
  gender: s.resumes.gender,
  jobType: s.resumes.jobType,
  education: s.resumes.education,
  experienceYears: s.resumes.experienceYears,
  expectedSalary: s.resumes.expectedSalary,
  maternityNurseLevel: s.resumes.maternityNurseLevel,
  nativePlace: s.resumes.nativePlace,
  skills: s.resumes.skills,
  status: s.resumes.status,
  orderStatus: s.resumes.orderStatus,
  leadSource: s.resumes.leadSource,
  avatarUrl: s.resumes.avatarUrl,
  version: s.resumes.version,
  createdAt: s.resumes.createdAt,
  updatedAt: s.resumes.updatedAt,
})

const page = hotShapes<CardRow[]>()
const count = hotShapes<{ n: number }[]>()

/** One page and the number of all matches: two statements, whatever the length. */
export async function listResumes(
  ctx: Ctx,
  filter: ListFilter,
): Promise<{ rows: CardRow[]; total: number; nextCursor: string | null }> {
  const { db } = ctx
  const { resumes } = db.s
  const pageSize = pageSizeOf(filter)
  const values = new Values()
  const where = conditions(ctx, filter, values)
  const counting = values.shape
  const cursor = readCursor(filter)
  const after =
    cursor &&
    sql`(${resumes[filter.sortBy]}, ${resumes.id}) ${sql.raw(filter.sortOrder === 'asc' ? '>' : '<')} (${values.put('value', cursor.value)}, ${values.put('id', cursor.id)})`
  const limit = values.put('limit', pageSize + 1)
  const offset = values.put('offset', cursor ? 0 : (filter.page - 1) * pageSize)

  const found = await page(db, `${sortName(filter)} ${values.shape}`, values, (q) => {
    const direction = filter.sortOrder === 'asc' ? asc : desc
    return q
      .select(cardColumns(ctx))
      .from(resumes)
      .where(and(where, after))
      .orderBy(direction(resumes[filter.sortBy]), direction(resumes.id))
      .limit(limit)
      .offset(offset)
  })
  const [counted] = await count(db, counting, values, (q) =>
    q
      .select({ n: sql<number>`count(*)` })
      .from(resumes)
      .where(where),
  )

  const more = found.length > pageSize
  const rows = found.slice(0, pageSize)
  const last = rows.at(-1)
  return {
    rows,
    total: Number(counted?.n ?? 0),
    nextCursor: more && last ? writeCursor({ sort: sortName(filter), value: last[filter.sortBy], id: last.id }) : null,
  }
}
