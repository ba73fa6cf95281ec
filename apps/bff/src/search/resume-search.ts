import { type Placeholder, type SQL, sql } from 'drizzle-orm'
import type { Db } from '../db/db.ts'
import type { Values } from '../db/prepared.ts'
import { type Find, toArrayCondition, toMatch } from './find.ts'
import { gramsOf, hasCase } from './grams.ts'
import { asDoc, DOCS_PER_MS } from './resume-index.ts'
import { resumeWords } from './search.table.ts'

/** Whether the index finds a text just where it stands. Elsewhere it finds too many, and the rows are asked as well. */
export const isExact = ({ dialect }: Db, text: string): boolean =>
  !hasCase(text) && (dialect === 'sqlite' || gramsOf(text).length === 1)

/** A condition on resumes: the index finds the row. @param name of the value that is looked for */
export function within({ dialect, s }: Db, find: Find, values: Values, name: string): SQL {
  if (dialect === 'pg') {
    const grams = toArrayCondition(find, sql`grams`, values, name)
    return sql`${s.resumes.id} in (select resume_id from search_docs where ${grams})`
  }
  return sql`${s.resumes.id} in (select d.resume_id from resume_words cross join search_docs d on d.doc = resume_words.rowid
    where resume_words match ${values.put(name, toMatch(find))})`
}

const MATCH = 'match'
/** A condition on SQLite's index itself. */
const matching = sql`resume_words match ${sql.placeholder(MATCH)}`

/** From so many hits on it is cheaper to go through all rows than to fetch each hit. */
export const MANY = 5000

interface Among {
  shape: string
  condition: SQL
}
/** A search of one list in SQLite's or PostgreSQL's index. */
export interface Search {
  /** Whether the index gives its hits in the order of their making, so that a page is read without the other hits. */
  hasOrder: boolean
  /** Two conditions on resumes that mean the same: for fewer hits of the index than `MANY`, and for more. */
  few: Among
  many: Among
}

export function searchFor(db: Db, find: Find, values: Values): Search {
  const few = { shape: 'few', condition: within(db, find, values, MATCH) }
  if (db.dialect === 'pg') return { hasOrder: false, few, many: few }
  const doc = sql`(select d.doc from search_docs d where d.resume_id = ${db.s.resumes.id})`
  const many = { shape: 'many', condition: sql`${doc} in (select rowid from resume_words where ${matching})` }
  return { hasOrder: true, few, many }
}

/** SQLite's index in the order in which resumes were made, for `crossJoin`, which keeps the order of the tables. */
export const inOrder = ({ s }: Db) => ({
  // The kit's static type is PostgreSQL's.
  index: resumeWords as unknown as Db['s']['searchDocs'],
  joined: sql`${matching} and ${s.searchDocs.doc} = ${resumeWords.doc} and ${s.resumes.id} = ${s.searchDocs.resumeId}`,
  matching,
  place: sql`${resumeWords.doc}`,
  /** The place of a row that was made at a moment. Where it has gone, the end of that moment from which one reads on. */
  placeOf: (createdAt: Placeholder, id: Placeholder, order: 'asc' | 'desc') =>
    sql`coalesce((select doc from search_docs where resume_id = ${id}),
      (${asDoc(createdAt)} + ${sql.raw(order === 'asc' ? '0' : '1')}) * ${sql.raw(String(DOCS_PER_MS))})`,
})
