import type { ImportState, Plan, RowResult, TableFormat } from '@qingpin/contract/customers/import.rules'
import type { Kit } from '../../db/kit.ts'

export const importTables = (k: Kit) => ({
  customerImports: k.table(
    'customer_imports',
    {
      id: k.text('id').primaryKey(),
      createdBy: k.text('created_by').notNull(),
      fileName: k.text('file_name').notNull(),
      format: k.text('format').$type<TableFormat>().notNull(),
      /** `reading` until all rows of the file are stored. */
      state: k.text('state').$type<ImportState | 'reading'>().notNull(),
      /** Why it stopped, as a sentence. */
      stopped: k.text('stopped'),
      /** Sealed: what was taken for a heading may be a customer. */
      headingsSealed: k.text('headings_sealed').notNull(),
      sheets: k.json<string[]>('sheets').notNull(),
      sheet: k.text('sheet'),
      hidden: k.int('hidden').notNull(),
      misnamed: k.bool('misnamed').notNull(),
      serials: k.json<number[]>('serials').notNull(),
      total: k.int('total').notNull(),
      plan: k.json<Plan>('plan'),
      createdAt: k.ms('created_at').notNull(),
      startedAt: k.ms('started_at'),
      finishedAt: k.ms('finished_at'),
      /** When the rows of the file are removed. */
      expiresAt: k.ms('expires_at').notNull(),
    },
    (t) => [
      k.index('customer_imports_creator').on(t.createdBy, t.createdAt),
      k.index('customer_imports_expiry').on(t.expiresAt),
    ],
  ),
  customerImportRows: k.table(
    'customer_import_rows',
    {
      id: k.text('id').primaryKey(),
      importId: k.text('import_id').notNull(),
      line: k.int('line').notNull(),
      cellsSealed: k.text('cells_sealed').notNull(),
      result: k.text('result').$type<RowResult>().notNull(),
      /** Sentences that quote no cell. */
      reasons: k.json<string[]>('reasons'),
      customerId: k.text('customer_id'),
    },
    (t) => [
      k.unique('customer_import_rows_line').on(t.importId, t.line),
      k.index('customer_import_rows_result').on(t.importId, t.result, t.line),
      k.index('customer_import_rows_customer').on(t.customerId),
    ],
  ),
})
