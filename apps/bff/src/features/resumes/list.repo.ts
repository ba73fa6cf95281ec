import { and, asc, desc, type SQL, sql } from 'drizzle-orm'
import { pageSizeOf } from '@qingpin/contract/core/paging'
import type { Ctx } from '../../context.ts'
import { pageOf, sortCursor } from '../../db/cursor.ts'
import type { Db, Q } from '../../db/db.ts'
import { preparedShapes, Values } from '../../db/prepared.ts'
import { TimedCache } from '../../runtime/timed-cache.ts'
import { COUNT_CACHE, MANY } from './count-cache.rules.ts'
import { countMany, inOrder, type Search, searchFor } from './search-match.repo.ts'
import { type Audience, conditionsOf, type ListFilter } from './list-filter.repo.ts'
import type { CardRow } from './record.view.ts'

/** The columns of a card: long texts and sealed numbers are not read. */
export const cardColumns = ({ db: { s } }: Ctx) => ({
  id: s.resumes.id,
  name: s.resumes.name,
  phoneMasked: s.resumes.phoneMasked,
  phoneLast4: s.resumes.phoneLast4,
  age: s.resumes.age,
  bornOn: s.resumes.bornOn,
  gender: s.resumes.gender,
  jobType: s.resumes.jobType,
  education: s.resumes.education,
  experienceYears: s.resumes.experienceYears,
  experienceKnown: s.resumes.experienceKnown,
  expectedSalary: s.resumes.expectedSalary,
  maternityNurseLevel: s.resumes.maternityNurseLevel,
  nativePlace: s.resumes.nativePlace,
  skills: s.resumes.skills,
  status: s.resumes.status,
  hiddenAt: s.resumes.hiddenAt,
  unlistedAt: s.resumes.unlistedAt,
  unlistedFor: s.resumes.unlistedFor,
  orderStatus: s.resumes.orderStatus,
  leadSource: s.resumes.leadSource,
  avatarUrl: s.resumes.avatarUrl,
  version: s.resumes.version,
  createdAt: s.resumes.createdAt,
  updatedAt: s.resumes.updatedAt,
})

const SORT_TYPES = {
  createdAt: 'ms',
  updatedAt: 'ms',
  age: 'text',
  experienceYears: 'int',
  expectedSalary: 'int',
  name: 'text',
  phone: 'text',
} as const
const sortName = ({ sortBy, sortOrder }: ListFilter) => `${sortBy} ${sortOrder}`

/** Numbers are ordered by their last four digits, those without one as the lowest; ages by the day they are counted from. */
function sortColumn({ db: { s } }: Ctx, { sortBy }: ListFilter): SQL {
  if (sortBy === 'phone') return sql`coalesce(${s.resumes.phoneLast4}, '')`
  return sql`${s.resumes[sortBy === 'age' ? 'bornOn' : sortBy]}`
}
function sortValue({ sortBy }: ListFilter, row: CardRow): string | number {
  if (sortBy === 'phone') return row.phoneLast4 ?? ''
  return row[sortBy === 'age' ? 'bornOn' : sortBy]
}
/** Who is older was born earlier. */
const isAscending = ({ sortBy, sortOrder }: ListFilter): boolean => (sortOrder === 'asc') !== (sortBy === 'age')

const page = preparedShapes<CardRow[]>()
const count = preparedShapes<{ n: number }[]>()
const firstHits = preparedShapes<{ hits: number; n: number }[]>()

const n = { n: sql<number>`count(*)` }

/** Counts of more than `MANY` rows: counting them takes longer than all else. */
const large = new TimedCache<number>(COUNT_CACHE)

type Counting = (at: Q) => PromiseLike<{ n: number }[]>
const numberOf = async (counted: PromiseLike<{ n: number }[]>): Promise<number> => Number((await counted)[0]?.n ?? 0)

interface Counted {
  total: number
  /** The form of the search that fits as many hits of the index as there are. */
  among: Search['few'] | undefined
}

/** How many rows match, and how to find them. @param audience separates conditions whose values have the same names */
async function countOf(
  { db, now }: Ctx,
  search: Search | undefined,
  rows: SQL | undefined,
  values: Values,
  audience: string,
): Promise<Counted> {
  const key = `${audience} ${values.shape} ${JSON.stringify(values.all)}`
  const known = large.get(db, key, now)
  if (known !== undefined) return { total: known, among: search?.many }
  const few = search && (await fewHits(db, search, rows, values, audience))
  if (few !== undefined) return { total: few, among: search?.few }
  const counting: Counting = (at) => {
    if (search && !rows) {
      const { from, condition } = search.hits
      return count(db, `hits ${values.shape}`, values, (q) => q.select(n).from(from).where(condition), at)
    }
    const shape = `${audience} ${search?.many.shape ?? ''} ${values.shape}`
    const where = and(search?.many.condition, rows)
    return count(db, shape, values, (q) => q.select(n).from(db.s.resumes).where(where), at)
  }
  const total = await numberOf(search ? countMany(db, counting) : counting(db.q))
  if (total > MANY[db.dialect]) large.set(db, key, now, total)
  return { total, among: search?.many }
}

/** How many rows match, where the index has few hits; undefined where it has many. One statement either way. */
async function fewHits(db: Db, { hits, few }: Search, rows: SQL | undefined, values: Values, audience: string) {
  const most = MANY[db.dialect]
  const [some] = await firstHits(db, `${audience} some ${rows ? 'in rows' : ''} ${values.shape}`, values, (q) => {
    const one = { one: sql`1`.as('one') }
    const first = q
      .select(one)
      .from(hits.from)
      .where(hits.condition)
      .limit(most + 1)
      .as('first')
    if (!rows) return q.select({ hits: sql<number>`count(*)`, ...n }).from(first)
    const number = sql<number>`(select count(*) from ${first})`
    return q
      .select({ hits: number, ...n })
      .from(db.s.resumes)
      .where(and(few.condition, rows))
  })
  return some && Number(some.hits) <= most ? Number(some.n) : undefined
}

/** How many resumes have one of some values of a closed field, as the index knows it. */
export async function countWith(ctx: Ctx, field: string, values: readonly string[]): Promise<number> {
  const bound = new Values()
  return (await countOf(ctx, searchFor(ctx.db, { field, values }, bound), undefined, bound, 'staff')).total
}

/** One page and the number of all matches: two statements, and one more where very many are counted. */
export async function listCards(
  ctx: Ctx,
  filter: ListFilter,
  audience: Audience = { isStaff: true },
): Promise<{ rows: CardRow[]; total: number; nextCursor: string | null }> {
  const { db } = ctx
  const { resumes, searchDocs } = db.s
  const pageSize = pageSizeOf(filter)
  const values = new Values()
  const conditions = conditionsOf(ctx, filter, values, audience)
  const search = conditions.find && searchFor(db, conditions.find, values)
  const readers = audience.isStaff ? 'staff' : 'public'
  const { total, among } = await countOf(ctx, search, conditions.rows, values, `${readers} ${filter.listing ?? ''}`)
  const walking = among && among === search?.many ? conditions.walking : undefined
  const fitting = walking ? { shape: 'walking', condition: walking() } : among

  const ordered = search?.hasOrder && filter.sortBy === 'createdAt'
  const cursors = sortCursor(sortName(filter), SORT_TYPES[filter.sortBy])
  const cursor = cursors.read(filter.cursor)
  const last = cursor && { value: values.put('value', cursor.value), id: values.put('id', cursor.id) }
  const limit = values.put('limit', pageSize + 1)
  const offset = values.put('offset', cursor ? 0 : (filter.page - 1) * pageSize)

  const listing = filter.listing ?? ''
  const shape = ordered ? 'in order' : (fitting?.shape ?? '')
  const found = await page(db, `${readers} ${listing} ${sortName(filter)} ${shape} ${values.shape}`, values, (q) => {
    const cards = q.select(cardColumns(ctx))
    const [direction, beyond] = isAscending(filter) ? [asc, sql.raw('>')] : [desc, sql.raw('<')]
    if (ordered) {
      const { index, joined, doc, docOf } = inOrder(db)
      const after = last && sql`${doc} ${beyond} ${docOf(last.value, last.id, filter.sortOrder)}`
      const inIndex = cards.from(index).crossJoin(searchDocs).crossJoin(resumes)
      return inIndex
        .where(and(joined, conditions.rows, after))
        .orderBy(direction(doc))
        .limit(limit)
        .offset(offset)
    }
    const by = sortColumn(ctx, filter)
    const after = last && sql`(${by}, ${resumes.id}) ${beyond} (${last.value}, ${last.id})`
    const rows = cards.from(resumes).where(and(fitting?.condition, conditions.rows, after))
    return rows.orderBy(direction(by), direction(resumes.id)).limit(limit).offset(offset)
  })

  return { total, ...pageOf(found, pageSize, (end) => cursors.write({ value: sortValue(filter, end), id: end.id })) }
}
