import { type Placeholder, type SQL, sql } from 'drizzle-orm'
import { ask, containing, type Db, type Q } from '../../db/db.ts'
import type { Values } from '../../db/prepared.ts'
import { ALL_FIELDS, type Field, FIELDS, type Find, toMatch } from '../../search/find.ts'
import { factOf, gramsOf } from '../../search/grams.ts'
import { MANY } from './count-cache.rules.ts'
import { asDoc } from './search-index.repo.ts'
import { DOCS_PER_MS } from './search-index.rules.ts'
import { searchTerms } from './search.table.ts'

/** A condition on resumes: the index finds the row. @param name of the bound value */
export function within(db: Db, find: Find, values: Values, name: string): SQL {
  const { dialect, s } = db
  if (dialect === 'pg') {
    const grams = toArrayCondition(find, sql`grams`, values, name)
    return sql`${s.resumes.id} in (select resume_id from search_docs where ${grams})`
  }
  return sql`${s.resumes.id} in (${idsMatching(values.put(name, toMatch(find)))})`
}

const idsMatching = (match: Placeholder): SQL =>
  sql`select d.resume_id from search_terms cross join search_docs d on d.doc = search_terms.rowid
    where search_terms match ${match}`

const MATCH = 'match'
/** A condition on SQLite's index itself. */
const matching = sql`search_terms match ${sql.placeholder(MATCH)}`

interface Among {
  shape: string
  condition: SQL
}
/** A search of one list in SQLite's or PostgreSQL's index. */
export interface Search {
  /** Whether the index gives its hits in the order of their making, so that a page is read without the other hits. */
  hasOrder: boolean
  /** The index alone, for counting hits without their rows. */
  hits: {
    from: Db['s']['searchDocs']
    condition: SQL
  }
  /** Two conditions on resumes: `few` knows only the first hits, one more than `MANY`; up to so many they mean the same. */
  few: Among
  many: Among
}

export function searchFor(db: Db, find: Find, values: Values): Search {
  const many = (condition: SQL): Among => ({ shape: 'many', condition })
  const few = (condition: SQL): Among => ({ shape: 'few', condition })
  const { resumes, searchDocs } = db.s
  const first = sql.raw(`limit ${MANY[db.dialect] + 1}`)
  if (db.dialect === 'pg') {
    const found = toArrayCondition(find, sql`grams`, values, MATCH)
    const ids = sql`select resume_id from search_docs where ${found}`
    return {
      hasOrder: false,
      hits: { from: searchDocs, condition: found },
      // An array is made first; of a list PostgreSQL may think that a walk through the rows meets it soon enough.
      few: few(sql`${resumes.id} = any(array(${ids} ${first}))`),
      many: many(sql`${resumes.id} in (${ids})`),
    }
  }
  const doc = sql`(select d.doc from search_docs d where d.resume_id = ${resumes.id})`
  const { index } = inOrder(db)
  return {
    hasOrder: true,
    hits: { from: index, condition: matching },
    few: few(sql`${resumes.id} in (${idsMatching(values.put(MATCH, toMatch(find)))} ${first})`),
    many: many(sql`${doc} in (select rowid from search_terms where ${matching})`),
  }
}

/** SQLite's index in the order in which resumes were made, for `crossJoin`, which keeps the order of the tables. */
export const inOrder = ({ s }: Db) => ({
  // The kit's static type is PostgreSQL's.
  index: searchTerms as unknown as Db['s']['searchDocs'],
  joined: sql`${matching} and ${s.searchDocs.doc} = ${searchTerms.doc} and ${s.resumes.id} = ${s.searchDocs.resumeId}`,
  doc: sql`${searchTerms.doc}`,
  /** The number of a row that was created at a moment; where it was deleted, the end of that moment in reading order. */
  docOf: (createdAt: Placeholder, id: Placeholder, order: 'asc' | 'desc') =>
    sql`coalesce((select doc from search_docs where resume_id = ${id}),
      (${asDoc(createdAt)} + ${sql.raw(order === 'asc' ? '0' : '1')}) * ${sql.raw(String(DOCS_PER_MS))})`,
})

/** PostgreSQL takes comparing arrays for as cheap as comparing numbers, and would read all of them. */
const BY_INDEX = sql`set local enable_seqscan = off`

/** Counts very many hits, in a way that suits the engine. `count` may be run anywhere. */
export function countMany<T>(db: Db, count: (at: Q) => PromiseLike<T>): PromiseLike<T> {
  if (db.dialect === 'sqlite') return count(db.q)
  return db.tx(function* (t) {
    yield* ask((t as unknown as { execute: (statement: SQL) => PromiseLike<unknown> }).execute(BY_INDEX))
    return yield* ask(count(t))
  })
}

/** The words of an array any one of which is enough; undefined where a text has several pairs, which must all be there. */
function anyOf(find: Find): string[] | undefined {
  if ('field' in find) return find.values.map((value) => factOf(find.field, value))
  if ('text' in find) {
    const [pair, ...more] = gramsOf(find.text)
    if (pair === undefined || more.length > 0) return undefined
    return (find.within ? [find.within] : ALL_FIELDS).map((field) => FIELDS[field] + pair)
  }
  if ('all' in find) return find.all.length === 1 && find.all[0] ? anyOf(find.all[0]) : undefined
  const words = find.any.map(anyOf)
  return words.every((some) => some !== undefined) ? words.flat() : undefined
}

/** As PostgreSQL's arrays are asked. The names of the values tell the shape of the whole. */
function toArrayCondition(find: Find, grams: SQL, values: Values, at = 'find'): SQL {
  const put = (name: string, words: string[]): Placeholder => values.put(name, words)
  // One look into the index instead of one for each word.
  const some = anyOf(find)
  if (some) return sql`${grams} && ${put(`${at}.some`, some)}::text[]`
  const nested = (finds: readonly Find[], word: 'any' | 'all') =>
    sql.join(
      finds.map((one, i) => toArrayCondition(one, grams, values, `${at}.${word}${i}`)),
      sql.raw(word === 'any' ? ' or ' : ' and '),
    )
  if ('any' in find) return sql`(${nested(find.any, 'any')})`
  if ('all' in find) return sql`(${nested(find.all, 'all')})`
  if (!('text' in find)) throw new Error('values of one field are words any one of which is enough')
  const pairs = [...new Set(gramsOf(find.text))]
  const pattern = values.put(`${at}.text`, containing(find.text))
  // The array tells which rows may hold it, the text which do: there the pairs stand in order.
  const holds = (field: Field) =>
    sql`(${grams} @> ${put(
      `${at}.${field}`,
      pairs.map((pair) => FIELDS[field] + pair),
    )}::text[] and ${sql.raw(field)} like ${pattern})`
  return sql`(${sql.join((find.within ? [find.within] : ALL_FIELDS).map(holds), sql` or `)})`
}
