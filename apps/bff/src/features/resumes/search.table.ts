import { integer as pgInteger, text as pgText, pgTable } from 'drizzle-orm/pg-core'
import { integer, sqliteTable, text } from 'drizzle-orm/sqlite-core'
import type { Kit } from '../../db/kit.ts'

/** Which resumes are in the index. Rows leave with their resume, by a trigger or a foreign key. */
export const searchTables = (k: Kit) => ({
  searchDocs: k.table(
    'search_docs',
    {
      resumeId: k.text('resume_id').primaryKey(),
      /** SQLite only: the number of the resume in `resume_words`, in order of creation. */
      doc: k.ms('doc'),
      /** Of the resume, as it was indexed. */
      version: k.int('version').notNull(),
      /** Of the index: in which way its words were made. */
      format: k.int('format').notNull(),
    },
    (t) => [k.unique('search_docs_doc').on(t.doc)],
  ),
})

/**
 * SQLite's full text index, made by a hand-written migration. Whoever reads its file can put the texts together again
 * from the pairs, and those of a resume that has gone stay in it until the index merges its parts.
 */
export const resumeWords = sqliteTable('resume_words', {
  doc: integer('rowid').notNull(),
  name: text('name').notNull(),
  place: text('place').notNull(),
  introduction: text('introduction').notNull(),
  facts: text('facts').notNull(),
})

/** What PostgreSQL keeps beside the row of `search_docs`, in a column made by a hand-written migration. */
export const docGrams = pgTable('search_docs', {
  resumeId: pgText('resume_id').primaryKey(),
  version: pgInteger('version').notNull(),
  format: pgInteger('format').notNull(),
  grams: pgText('grams').array(),
})
