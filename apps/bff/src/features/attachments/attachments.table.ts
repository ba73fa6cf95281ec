import type { FileType } from '@qingpin/contract/attachments/attachments.enums'
import type { Kit } from '../../db/kit.ts'

export const attachmentTables = (k: Kit) => ({
  /** The one truth about a resume's files; the URL arrays and file arrays of the API are two views of it. */
  resumeFiles: k.table(
    'resume_files',
    {
      id: k.text('id').primaryKey(),
      resumeId: k.text('resume_id').notNull(),
      kind: k.text('kind').$type<FileType>().notNull(),
      position: k.int('position').notNull(),
      /** Ours, in `files`; null for one on another host. */
      fileId: k.text('file_id'),
      /** The address on another host; empty for ours. */
      url: k.text('url').notNull(),
      filename: k.text('filename').notNull(),
      size: k.int('size').notNull(),
      mimetype: k.text('mimetype').notNull(),
      /** The `filesVersion` that the row came with, and the one that it was removed with: it stays for a while after. */
      addedIn: k.int('added_in').notNull().default(0),
      removedIn: k.int('removed_in'),
      removedAt: k.ms('removed_at'),
      createdBy: k.text('created_by'),
      createdAt: k.ms('created_at').notNull(),
    },
    (t) => [
      k.index('resume_files_kind').on(t.resumeId, t.kind),
      k.index('resume_files_file').on(t.fileId),
      k.index('resume_files_gone').on(t.removedAt),
    ],
  ),
  /** Permissions to write straight into the store. */
  fileUploads: k.table(
    'file_uploads',
    {
      id: k.text('id').primaryKey(),
      resumeId: k.text('resume_id').notNull(),
      kind: k.text('kind').$type<FileType>().notNull(),
      filename: k.text('filename').notNull(),
      size: k.int('size').notNull(),
      mimetype: k.text('mimetype').notNull(),
      key: k.text('key').notNull(),
      /** Until then one process inspects what arrived, and no other does; null where none does. */
      claimedUntil: k.ms('claimed_until'),
      /** The row of resume_files that it became. */
      entryId: k.text('entry_id'),
      createdBy: k.text('created_by'),
      createdAt: k.ms('created_at').notNull(),
      expiresAt: k.ms('expires_at').notNull(),
    },
    (t) => [k.index('file_uploads_expiry').on(t.expiresAt)],
  ),
})

/** A file of a resume. */
export type FileRow = ReturnType<typeof attachmentTables>['resumeFiles']['$inferSelect']
/** A permission to write straight into the store. */
export type UploadRow = ReturnType<typeof attachmentTables>['fileUploads']['$inferSelect']
