import { and, asc, desc, type SQL, sql } from 'drizzle-orm'
import { pageSizeOf } from '@qingpin/contract/http/paging'
import type { Ctx } from '../../context.ts'
import { hotShapes, Values } from '../../db/prepared.ts'
import { inOrder, type Search, searchFor } from '../../search/resume-search.ts'
import { readCursor, sortName, writeCursor } from './resumes.cursor.ts'
import { type ListFilter, wantedOf } from './resumes.filter.ts'
import type { CardRow } from './resumes.view.ts'

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

/** How many rows match. Where only the index is asked, it counts by itself. */
async function totalOf(
  { db }: Ctx,
  search: Search | undefined,
  rows: SQL | undefined,
  values: Values,
): Promise<number> {
  const n = { n: sql<number>`count(*)` }
  const alone = search?.hasOrder && !rows
  const [counted] = await count(db, `${search ? 'in index' : ''} ${values.shape}`, values, (q) => {
    const { index, matching } = inOrder(db)
    const all = and(search?.among(0).condition, rows)
    return alone ? q.select(n).from(index).where(matching) : q.select(n).from(db.s.resumes).where(all)
  })
  return Number(counted?.n ?? 0)
}

/** One page and the number of all matches: two statements, whatever the length. */
export async function listResumes(
  ctx: Ctx,
  filter: ListFilter,
): Promise<{ rows: CardRow[]; total: number; nextCursor: string | null }> {
  const { db } = ctx
  const { resumes, searchDocs } = db.s
  const pageSize = pageSizeOf(filter)
  const values = new Values()
  const wanted = wantedOf(ctx, filter, values)
  const search = wanted.find && searchFor(db, wanted.find, values)
  const total = await totalOf(ctx, search, wanted.rows, values)

  const { index, joined, place, placeOf } = inOrder(db)
  const ordered = search?.hasOrder && filter.sortBy === 'createdAt'
  const among = ordered ? { shape: 'in order', condition: joined } : search?.among(total)
  const cursor = readCursor(filter)
  const beyond = sql.raw(filter.sortOrder === 'asc' ? '>' : '<')
  const last = cursor && { value: values.put('value', cursor.value), id: values.put('id', cursor.id) }
  const afterInOrder = last && sql`${place} ${beyond} ${placeOf(last.value, last.id)}`
  const afterRow = last && sql`(${resumes[filter.sortBy]}, ${resumes.id}) ${beyond} (${last.value}, ${last.id})`
  const limit = values.put('limit', pageSize + 1)
  const offset = values.put('offset', cursor ? 0 : (filter.page - 1) * pageSize)

  const found = await page(db, `${sortName(filter)} ${among?.shape ?? ''} ${values.shape}`, values, (q) => {
    const direction = filter.sortOrder === 'asc' ? asc : desc
    const cards = q.select(cardColumns(ctx))
    const condition = and(among?.condition, wanted.rows, ordered ? afterInOrder : afterRow)
    const rows = ordered
      ? cards.from(index).crossJoin(searchDocs).crossJoin(resumes).where(condition).orderBy(direction(place))
      : cards.from(resumes).where(condition).orderBy(direction(resumes[filter.sortBy]), direction(resumes.id))
    return rows.limit(limit).offset(offset)
  })

  const rows = found.slice(0, pageSize)
  const end = rows.at(-1)
  const more = found.length > pageSize
  return {
    rows,
    total,
    nextCursor: more && end ? writeCursor({ sort: sortName(filter), value: end[filter.sortBy], id: end.id }) : null,
  }
}
