import type { Kit } from '../db/kit.ts'
import type { StoreName } from '../ports/object-store.port.ts'

/** `pending`: being written; `ready`: whole; `leaving`: it must not be used any more, its objects are being removed. */
export type FileState = 'pending' | 'ready' | 'leaving'

export const fileTables = (k: Kit) => ({
  /**
   * Files in a store. A file does not know what uses it: a feature that does names its id, and a file without a name is
   * removed.
   */
  files: k.table(
    'files',
    {
      id: k.text('id').primaryKey(),
      state: k.text('state').$type<FileState>().notNull(),
      store: k.text('store').$type<StoreName>().notNull(),
      key: k.text('key').notNull(),
      smallKey: k.text('small_key'),
      /** Of what was sent; with `drawn`, the same content is one file. Empty while a film comes in. */
      sha256: k.text('sha256').notNull(),
      /** The longer side that a picture was held to; 0 for what is kept as it came. */
      drawn: k.int('drawn').notNull(),
      size: k.int('size').notNull(),
      mimetype: k.text('mimetype').notNull(),
      width: k.int('width'),
      height: k.int('height'),
      createdBy: k.text('created_by'),
      createdAt: k.ms('created_at').notNull(),
      /** Until then it stays without being named: the request that stored it is about to name it. */
      reservedUntil: k.ms('reserved_until').notNull(),
    },
    (t) => [k.index('files_content').on(t.sha256, t.drawn), k.index('files_reserved').on(t.state, t.reservedUntil)],
  ),
})
