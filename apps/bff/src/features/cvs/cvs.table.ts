import type { Kit } from '../../db/kit.ts'

export const cvTables = (k: Kit) => ({
  cvs: k.table(
    'cvs',
    {
      id: k.text('id').primaryKey(),
      ownerId: k.text('owner_id').notNull(),
      /** The person's title; empty while the CV is called after its role. */
      title: k.text('title').notNull(),
      /** The whole document, encrypted because it holds names, phones and addresses. Empty once deleted. */
      documentSealed: k.text('document_sealed').notNull(),
      version: k.int('version').notNull(),
      createdAt: k.ms('created_at').notNull(),
      updatedAt: k.ms('updated_at').notNull(),
      deletedAt: k.ms('deleted_at'),
    },
    (t) => [k.index('cvs_owner').on(t.ownerId, t.updatedAt)],
  ),
})
