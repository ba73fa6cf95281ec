import type { Kit } from '../../db/kit.ts'

/** What is true of the whole installation, by name: the keys that it was written with, that it holds demo data. */
export const installationTables = (k: Kit) => ({
  installation: k.table('installation', {
    name: k.text('name').primaryKey(),
    value: k.text('value').notNull(),
  }),
})
