import { comparableText } from '@qingpin/contract/core/text'
import { and, eq, gt, inArray, lte, notExists, type Placeholder, type SQL, sql } from 'drizzle-orm'
import type { SQLiteTable } from 'drizzle-orm/sqlite-core'
import { ask, type Db, type Op, type Q } from '../../db/db.ts'
import { ALL_FIELDS, type Field, FIELDS } from '../../search/find.ts'
import { factOf, gramsOf } from '../../search/grams.ts'
import type { ResumeRow } from './resumes.table.ts'
import { docGrams, searchTerms } from './search.table.ts'
import { BATCH, DOCS_PER_MS, FORMAT } from './search-index.rules.ts'
import type { SearchTerms } from './search-terms.rules.ts'

export interface Indexed {
  id: string
  version: number
  createdAt: number
}

const factsOf = ({ facts }: SearchTerms): string[] =>
  Object.entries(facts).flatMap(([field, values]) =>
    values.filter((value) => value !== null).map((value) => factOf(field, value)),
  )

const fieldsOf = (terms: SearchTerms): [Field, string[]][] =>
  ALL_FIELDS.map((field) => [field, gramsOf(terms.texts[field] ?? '')])

const arrayOf = (terms: SearchTerms): string[] => [
  ...new Set(fieldsOf(terms).flatMap(([field, grams]) => grams.map((gram) => FIELDS[field] + gram))),
  ...factsOf(terms),
]
/** The texts as PostgreSQL compares them. */
const comparedOf = ({ texts }: SearchTerms) =>
  Object.fromEntries(ALL_FIELDS.map((field) => [field, comparableText(texts[field] ?? '')])) as Record<Field, string>

const columnsOf = (terms: SearchTerms) => ({
  ...(Object.fromEntries(fieldsOf(terms).map(([field, grams]) => [field, grams.join(' ')])) as Record<Field, string>),
  facts: factsOf(terms).join(' '),
})

/** The kit's static type is PostgreSQL's; the table is SQLite's own. */
const lite = searchTerms as unknown as typeof docGrams & SQLiteTable

function* docOf(t: Q, { s }: Db, id: string): Op<number | undefined> {
  const [row] = yield* ask(t.select({ doc: s.searchDocs.doc }).from(s.searchDocs).where(eq(s.searchDocs.resumeId, id)))
  return row?.doc ?? undefined
}

/** SQLite takes only what is bound as a whole number for a row number; the driver binds large ones as floats. */
export const asDoc = (value: number | Placeholder): SQL => sql`cast(${value} as integer)`

/** The first free number from that of the moment on. */
function* takeDoc(t: Q, { s }: Db, { id, version, createdAt }: Indexed): Op<number> {
  const first = createdAt * DOCS_PER_MS
  const free = sql`coalesce((
    select min(d.doc) + 1 from search_docs d where d.doc >= ${first}
      and exists (select 1 from search_docs where doc = ${first})
      and not exists (select 1 from search_docs n where n.doc = d.doc + 1)
  ), cast(${first} as integer))`
  const [row] = yield* ask(
    t
      .insert(s.searchDocs)
      .values({ resumeId: id, doc: free, version, format: FORMAT })
      .returning({ doc: s.searchDocs.doc }),
  )
  return row?.doc ?? first
}

/** Indexes a resume, or replaces its entry. Part of the row's own transaction. */
export function* indexResume(t: Q, db: Db, resume: Indexed, terms: SearchTerms): Op<void> {
  if (db.dialect === 'pg') {
    const grams = arrayOf(terms)
    const entry = { grams, ...comparedOf(terms), version: resume.version, format: FORMAT }
    const insert = t.insert(docGrams).values({ resumeId: resume.id, ...entry })
    yield* ask(insert.onConflictDoUpdate({ target: docGrams.resumeId, set: entry }))
    return
  }
  const known = yield* docOf(t, db, resume.id)
  const columns = columnsOf(terms) as object
  if (known === undefined) {
    const doc = yield* takeDoc(t, db, resume)
    yield* ask(t.insert(lite).values({ doc: asDoc(doc), ...columns } as never))
  } else {
    yield* ask(
      t
        .update(lite)
        .set(columns)
        .where(eq(searchTerms.doc, asDoc(known))),
    )
    yield* stampIndex(t, db, resume)
  }
}

/** Records that the index entry of a resume holds for its present version, too. */
export function* stampIndex(t: Q, { s }: Db, { id, version }: Indexed): Op<void> {
  yield* ask(t.update(s.searchDocs).set({ version, format: FORMAT }).where(eq(s.searchDocs.resumeId, id)))
}

/**
 * Indexes every resume that is not in the index as it stands: those of an older release, and those that one has changed
 * meanwhile. Batches that are done stay done when it is interrupted. Gives how many there were.
 * @param progress called after each batch that indexed any, with the number done so far
 */
export async function rebuildIndex(
  db: Db,
  termsOf: (row: ResumeRow) => SearchTerms,
  progress: (done: number) => void = () => undefined,
): Promise<number> {
  const { resumes, searchDocs } = db.s
  const isIndexed = and(
    eq(searchDocs.resumeId, resumes.id),
    eq(searchDocs.version, resumes.version),
    eq(searchDocs.format, FORMAT),
  )
  let done = 0
  for (let from = ''; ;) {
    // In batches, so that nothing else waits long when there is nothing to do.
    const ids = await db.q
      .select({ id: resumes.id })
      .from(resumes)
      .where(gt(resumes.id, from))
      .orderBy(resumes.id)
      .limit(BATCH)
    const to = ids.at(-1)?.id
    if (to === undefined) return done
    const [start, end] = [from, to]
    const known = db.q
      .select({ one: sql`1` })
      .from(searchDocs)
      .where(isIndexed)
    const between = and(gt(resumes.id, start), lte(resumes.id, end))
    const stale = await db.q
      .select({ id: resumes.id })
      .from(resumes)
      .where(and(between, notExists(known)))
    if (stale.length > 0) {
      await db.tx(function* (t): Op<void> {
        const some = inArray(
          resumes.id,
          stale.map(({ id }) => id),
        )
        for (const row of yield* ask(db.lock(t.select().from(resumes).where(some)))) {
          yield* indexResume(t, db, row, termsOf(row))
        }
      })
      done += stale.length
      progress(done)
    }
    from = to
  }
}
