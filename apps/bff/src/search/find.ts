import { type Placeholder, type SQL, sql } from 'drizzle-orm'
import type { Values } from '../db/prepared.ts'
import { factOf, gramsOf, partsFinding } from './grams.ts'

/** The texts that are searched, and by what PostgreSQL tells their pairs apart in one array. */
export const FIELDS = { name: 'N', place: 'P', introduction: 'I' } as const
export type Field = keyof typeof FIELDS
const ALL_FIELDS = Object.keys(FIELDS) as Field[]

/** What is looked for: a text of two characters or more, one of some values of a closed field, or these combined. */
export type Find =
  | { text: string; within?: Field }
  | { field: string; values: readonly string[] }
  | { any: readonly Find[] }
  | { all: readonly Find[] }

/** A text within one whose parts are values of a closed field: the index alone answers, and no row is asked. */
export const standsIn = (field: string, text: string): Find => ({
  all: partsFinding(text).map((part) => ({ field, values: [part] })),
})

export const canFind = (text: string): boolean => gramsOf(text).length > 0

/** As FTS5 reads it: pairs in quotes are a phrase, which never reaches from one column into the next. */
export function toMatch(find: Find): string {
  if ('text' in find) return `${find.within ? `${find.within} : ` : ''}"${gramsOf(find.text).join(' ')}"`
  if ('field' in find) return `(${find.values.map((value) => `"${factOf(find.field, value)}"`).join(' OR ')})`
  if ('any' in find) return `(${find.any.map(toMatch).join(' OR ')})`
  return `(${find.all.map(toMatch).join(' AND ')})`
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
export function toArrayCondition(find: Find, grams: SQL, values: Values, at = 'find'): SQL {
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
  const holds = (field: Field) =>
    sql`${grams} @> ${put(
      `${at}.${field}`,
      pairs.map((pair) => FIELDS[field] + pair),
    )}::text[]`
  return sql`(${sql.join((find.within ? [find.within] : ALL_FIELDS).map(holds), sql` or `)})`
}
