import { and, asc, desc, eq, gte, inArray, lte, or, type SQL, sql } from 'drizzle-orm'
import { isPhone, phoneDigits } from '@qingpin/contract/auth/auth.rules'
import { pageSizeOf } from '@qingpin/contract/http/paging'
import { JOB_TYPES, SKILLS } from '@qingpin/contract/resumes/resumes.enums'
import type { ListQuery } from '@qingpin/contract/resumes/resumes.routes'
import type { z } from 'zod'
import type { Ctx } from '../../context.ts'
import { isStorable } from '../../db/text.ts'
import type { CardRow } from './resumes.view.ts'

export type ListFilter = z.output<typeof ListQuery>

/** A full number or its last four digits find a phone; any other text is looked for in words a person would use. */
function matchesText({ db, cipher }: Ctx, text: string): SQL | undefined {
  const { resumes } = db.s
  const digits = phoneDigits(text)
  const labelled = JOB_TYPES.filter((job) => job.label.includes(text)).map((job) => job.value)
  const skilled = SKILLS.filter((skill) => skill.label.includes(text)).map((skill) => hasSkill({ db }, skill.value))
  return or(
    db.contains(resumes.name, text),
    db.contains(resumes.nativePlace, text),
    db.contains(resumes.selfIntroduction, text),
    isPhone(digits) ? eq(resumes.phoneHash, cipher.hash('phone', digits)) : undefined,
    /^\d{4}$/.test(text) ? eq(resumes.phoneLast4, text) : undefined,
    labelled.length > 0 ? inArray(resumes.jobType, labelled) : undefined,
    ...skilled,
  )
}

const hasSkill = ({ db }: Pick<Ctx, 'db'>, skill: string) =>
  db.contains(sql`cast(${db.s.resumes.skills} as text)`, `"${skill}"`)

function conditions(ctx: Ctx, filter: ListFilter): SQL | undefined {
  const { resumes } = ctx.db.s
  const text = filter.search || filter.keyword
  const oneOf = (column: Parameters<typeof inArray>[0], values: readonly string[] | undefined) =>
    values && values.length > 0 ? inArray(column, values as string[]) : undefined
  return and(
    text ? matchesText(ctx, text) : undefined,
    oneOf(resumes.jobType, filter.jobType),
    oneOf(resumes.education, filter.education),
    oneOf(resumes.status, filter.status),
    oneOf(resumes.orderStatus, filter.orderStatus),
    oneOf(resumes.leadSource, filter.leadSource),
    oneOf(resumes.maternityNurseLevel, filter.maternityNurseLevel),
    filter.gender ? eq(resumes.gender, filter.gender) : undefined,
    filter.nativePlace ? ctx.db.contains(resumes.nativePlace, filter.nativePlace) : undefined,
    filter.minAge === undefined ? undefined : gte(resumes.age, filter.minAge),
    filter.maxAge === undefined ? undefined : lte(resumes.age, filter.maxAge),
    filter.minSalary === undefined ? undefined : gte(resumes.expectedSalary, filter.minSalary),
    filter.maxSalary === undefined ? undefined : lte(resumes.expectedSalary, filter.maxSalary),
    filter.minExperience === undefined ? undefined : gte(resumes.experienceYears, filter.minExperience),
    ...(filter.skills ?? []).map((skill) => hasSkill(ctx, skill)),
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

/** One page and the number of all matches: two statements, whatever the length. */
export async function listResumes(
  ctx: Ctx,
  filter: ListFilter,
): Promise<{ rows: CardRow[]; total: number; nextCursor: string | null }> {
  const { resumes } = ctx.db.s
  const pageSize = pageSizeOf(filter)
  const column = resumes[filter.sortBy]
  const direction = filter.sortOrder === 'asc' ? asc : desc
  const where = conditions(ctx, filter)
  const cursor = readCursor(filter)
  const after =
    cursor &&
    sql`(${column}, ${resumes.id}) ${sql.raw(filter.sortOrder === 'asc' ? '>' : '<')} (${cursor.value}, ${cursor.id})`

  const rows = await ctx.db.q
    .select(cardColumns(ctx))
    .from(resumes)
    .where(and(where, after))
    .orderBy(direction(column), direction(resumes.id))
    .limit(pageSize + 1)
    .offset(cursor ? 0 : (filter.page - 1) * pageSize)
  const [count] = await ctx.db.q
    .select({ n: sql<number>`count(*)` })
    .from(resumes)
    .where(where)

  const more = rows.length > pageSize
  const page = rows.slice(0, pageSize)
  const last = page.at(-1)
  return {
    rows: page,
    total: Number(count?.n ?? 0),
    nextCursor: more && last ? writeCursor({ sort: sortName(filter), value: last[filter.sortBy], id: last.id }) : null,
  }
}
