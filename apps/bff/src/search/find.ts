import { factOf, gramsOf, partsFinding } from './grams.ts'

/** The texts that are searched, and by what PostgreSQL tells their pairs apart in one array. */
export const FIELDS = { name: 'N', place: 'P', introduction: 'I' } as const
export type Field = keyof typeof FIELDS
export const ALL_FIELDS = Object.keys(FIELDS) as Field[]

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
