import { integer as pgInteger, text as pgText, pgTable } from 'drizzle-orm/pg-core'
import { integer, sqliteTable, text } from 'drizzle-orm/sqlite-core'
import type { Kit } from '../../db/kit.ts'

/** The resumes that are in the index. Rows are deleted with their resume, by a trigger or a foreign key. */
export const searchTables = (k: Kit) => ({
  searchDocs: k.table(
    'search_docs',
    {
      resumeId: k.text('resume_id').primaryKey(),
      /** SQLite only: the number of the resume in `search_terms`, in order of creation. */
      doc: k.ms('doc'),
      /** The version of the resume that was indexed. */
      version: k.int('version').notNull(),
      /** The way in which its terms were made; see FORMAT. */
      format: k.int('format').notNull(),
    },
    (t) => [k.unique('search_docs_doc').on(t.doc)],
  ),
})

/**
 * SQLite's full text index, made by a hand-written migration. The texts can be put together again from its pairs, and
 * those of a deleted resume stay in the file until the index merges its segments.
 */
export const searchTerms = sqliteTable('search_terms', {
  doc: integer('rowid').notNull(),
  name: text('name').notNull(),
  place: text('place').notNull(),
  introduction: text('introduction').notNull(),
  facts: text('facts').notNull(),
})

/** The row of `search_docs` on PostgreSQL, with the columns that hand-written migrations add. */
export const docGrams = pgTable('search_docs', {
  resumeId: pgText('resume_id').primaryKey(),
  version: pgInteger('version').notNull(),
  format: pgInteger('format').notNull(),
  grams: pgText('grams').array(),
  /** The texts as they are compared: the pairs of an array stand in no order. */
  name: pgText('name'),
  place: pgText('place'),
  introduction: pgText('introduction'),
})
