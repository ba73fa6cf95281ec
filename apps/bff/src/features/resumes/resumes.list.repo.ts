import { and, asc, desc, type SQL, sql } from 'drizzle-orm'
import { pageSizeOf } from '@qingpin/contract/http/paging'
import type { Ctx } from '../../context.ts'
import { hotShapes, Values } from '../../db/prepared.ts'
import { inOrder, MANY, type Search, searchFor } from '../../search/resume-search.ts'
import { readCursor, sortName, writeCursor } from './resumes.cursor.ts'
import { type Audience, type ListFilter, wantedOf } from './resumes.filter.ts'
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

const n = { n: sql<number>`count(*)` }

/** How many rows match, and the form of the search that fits as many hits of the index as there are. */
async function countOf({ db }: Ctx, search: Search | undefined, rows: SQL | undefined, values: Values, asked: string) {
  // Where rows are asked as well, the index counts only as far as the choice of the form needs.
  const [hits] = search?.hasOrder
    ? await count(db, `hits ${rows ? 'few or many' : 'all'} ${values.shape}`, values, (q) => {
        const { index, matching } = inOrder(db)
        if (!rows) return q.select(n).from(index).where(matching)
        const some = q
          .select({ one: sql`1`.as('one') })
          .from(index)
          .where(matching)
          .limit(MANY)
          .as('some')
        return q.select(n).from(some)
      })
    : []
  const among = search && (Number(hits?.n ?? 0) < MANY ? search.few : search.many)
  if (hits && !rows) return { total: Number(hits.n), among }
  const [counted] = await count(db, `${asked} ${among?.shape ?? ''} ${values.shape}`, values, (q) =>
    q.select(n).from(db.s.resumes).where(and(among?.condition, rows)),
  )
  return { total: Number(counted?.n ?? 0), among }
}

/** One page and the number of all matches: two or three statements, whatever the length. */
export async function listResumes(
  ctx: Ctx,
  filter: ListFilter,
  audience: Audience = { isStaff: true },
): Promise<{ rows: CardRow[]; total: number; nextCursor: string | null }> {
  const { db } = ctx
  const { resumes, searchDocs } = db.s
  const pageSize = pageSizeOf(filter)
  const values = new Values()
  const wanted = wantedOf(ctx, filter, values, audience)
  const search = wanted.find && searchFor(db, wanted.find, values)
  const asked = audience.isStaff ? 'staff' : 'public'
  const { total, among: fitting } = await countOf(ctx, search, wanted.rows, values, asked)

  const ordered = search?.hasOrder && filter.sortBy === 'createdAt'
  const cursor = readCursor(filter)
  const last = cursor && { value: values.put('value', cursor.value), id: values.put('id', cursor.id) }
  const limit = values.put('limit', pageSize + 1)
  const offset = values.put('offset', cursor ? 0 : (filter.page - 1) * pageSize)

  const shape = ordered ? 'in order' : (fitting?.shape ?? '')
  const found = await page(db, `${asked} ${sortName(filter)} ${shape} ${values.shape}`, values, (q) => {
    const cards = q.select(cardColumns(ctx))
    const [direction, beyond] = filter.sortOrder === 'asc' ? [asc, sql.raw('>')] : [desc, sql.raw('<')]
    if (ordered) {
      const { index, joined, place, placeOf } = inOrder(db)
      const after = last && sql`${place} ${beyond} ${placeOf(last.value, last.id, filter.sortOrder)}`
      const inIndex = cards.from(index).crossJoin(searchDocs).crossJoin(resumes)
      return inIndex
        .where(and(joined, wanted.rows, after))
        .orderBy(direction(place))
        .limit(limit)
        .offset(offset)
    }
    const by = resumes[filter.sortBy]
    const after = last && sql`(${by}, ${resumes.id}) ${beyond} (${last.value}, ${last.id})`
    const rows = cards.from(resumes).where(and(fitting?.condition, wanted.rows, after))
    return rows.orderBy(direction(by), direction(resumes.id)).limit(limit).offset(offset)
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
