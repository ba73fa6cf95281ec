import { z } from 'zod'
import { choice, IdParams } from '../core/fields.ts'
import { define } from '../core/define.ts'
import { pageLimit } from '../core/paging.ts'
import { CustomerQuery } from './customers.routes.ts'
import { CONTRACT_STATUSES, CUSTOMER_SOURCES, LEAD_LEVELS } from './customers.enums.ts'
import * as rules from './import.rules.ts'

const count = z.number().int()

/** How a file is to be understood, and what its rows lack. */
const ImportPlan = z.object({
  columns: z
    .array(choice(rules.TABLE_COLUMNS).nullable())
    .max(200)
    .describe('the field of each column of the file, in its order; null leaves a column out'),
  leadSource: choice(CUSTOMER_SOURCES).describe('of rows that say none'),
  contractStatus: choice(CONTRACT_STATUSES).describe('of rows that say none'),
  leadLevel: choice(LEAD_LEVELS).describe('of rows that say none'),
  owner: choice(rules.IMPORT_OWNERS).describe(
    'column: the colleague whom the column `owner` names; a row that names none of the active staff is refused',
  ),
  duplicates: choice(rules.DUPLICATE_WAYS),
  serials: choice(rules.SERIALS)
    .nullable()
    .default(null)
    .describe('what bare numbers in columns of days are; null refuses such rows'),
})

const Counts = z
  .object({ total: count, waiting: count, created: count, filled: count, skipped: count, refused: count })
  .describe('created, filled, skipped, refused and those that wait are all rows')

const Import = z.object({
  id: z.string(),
  fileName: z.string(),
  format: choice(rules.TABLE_FORMATS),
  state: choice(rules.IMPORT_STATES),
  stopped: z.string().nullable().describe('why it stopped, as a sentence'),
  headings: z.array(z.string()),
  columns: z.array(choice(rules.TABLE_COLUMNS).nullable()).describe('as planned; before that, by the headings'),
  sheets: z.array(z.string()).describe('the sheets that have rows'),
  sheet: z.string().nullable().describe('the one that was read'),
  hidden: count.describe('rows that a spreadsheet program does not show; they are read'),
  misnamed: z.boolean().describe('the name says CSV of a workbook, or the reverse'),
  serials: z.array(count).describe('columns, by their place, with bare numbers that may be serials of days'),
  counts: Counts,
  createdAt: z.iso.datetime(),
  startedAt: z.iso.datetime().nullable(),
  finishedAt: z.iso.datetime().nullable(),
})

const Problem = z.object({
  line: count.describe('the line in the file, from 1'),
  name: z.string().nullable().describe('masked'),
  reasons: z.array(z.string()),
  customerId: z.string().nullable().describe('the customer that has the number, where the caller sees them'),
})

export const importRoutes = define({
  exportCustomers: {
    method: 'get',
    path: '/api/customers/export',
    summary:
      'All customers of a filter that the caller may see, as a file; numbers are masked, and the call is audited',
    allow: 'customer:view',
    limit: 'table',
    query: CustomerQuery.omit({ cursor: true, page: true, pageSize: true, limit: true }).extend({
      format: choice(rules.TABLE_FORMATS).default('xlsx'),
    }),
    reply: z.object({}),
    produces: 'application/octet-stream',
  },
  uploadImport: {
    method: 'post',
    path: '/api/customers/imports',
    summary: 'Reads a CSV or XLSX of customers for an import; nothing is entered yet',
    allow: 'customer:import',
    limit: 'table',
    idempotent: { because: 'a file that is read again is another draft, which enters nothing by itself' },
    status: 201,
    upload: {
      field: 'file',
      most: 1,
      maxBytes: rules.IMPORT_MOST.bytes,
    },
    query: z.object({
      sheet: z.string().max(100).optional().describe('the sheet to read; the first one with rows when left out'),
    }),
    reply: Import,
    errors: [
      'TABLE_EMPTY',
      'TABLE_OLD_FORMAT',
      'TABLE_PASSWORD',
      'TABLE_NONE',
      'TABLE_UNREADABLE',
      'TABLE_TOO_BIG',
      'TABLE_TOO_LONG',
      'TABLE_SHEET_MISSING',
      'SERVICE_BUSY',
    ],
  },
  imports: {
    method: 'get',
    path: '/api/customers/imports',
    summary: "The caller's imports of the last 30 days, newest first",
    allow: 'customer:import',
    reply: z.array(Import),
  },
  importDetail: {
    method: 'get',
    path: '/api/customers/imports/{id}',
    summary: "One of the caller's imports, and how far it is",
    allow: 'customer:import',
    params: IdParams,
    reply: Import,
    errors: ['NOT_FOUND'],
  },
  previewImport: {
    method: 'post',
    path: '/api/customers/imports/{id}/preview',
    summary: 'What would become of each row by a plan; enters nothing',
    allow: 'customer:import',
    limit: 'table',
    idempotent: { because: 'it only reads; what it finds at colleagues leaves an audit row' },
    params: IdParams,
    body: ImportPlan,
    reply: z.object({
      counts: Counts,
      rows: z
        .array(z.object({ line: count, values: z.array(z.object({ column: z.string(), value: z.string() })) }))
        .describe('the first rows as they would be entered; numbers are masked'),
      problems: z.array(Problem).describe('the first rows that would be refused or skipped'),
    }),
    errors: ['NOT_FOUND', 'IMPORT_STARTED'],
  },
  startImport: {
    method: 'post',
    path: '/api/customers/imports/{id}/start',
    summary: 'Starts an import by a plan; it goes on by itself, and the same again changes nothing',
    allow: 'customer:import',
    idempotent: 'key',
    params: IdParams,
    body: ImportPlan,
    reply: Import,
    errors: ['NOT_FOUND', 'IMPORT_STARTED'],
  },
  importRows: {
    method: 'get',
    path: '/api/customers/imports/{id}/rows',
    summary: 'Rows of an import with one result, in the order of the file',
    allow: 'customer:import',
    params: IdParams,
    query: z.object({
      result: choice(rules.ROW_RESULTS).default('refused'),
      limit: pageLimit(30),
      cursor: z.string().max(40).optional().describe('nextCursor of the page before'),
    }),
    reply: z.object({ items: z.array(Problem), nextCursor: z.string().nullable() }),
    errors: ['NOT_FOUND'],
  },
  importFile: {
    method: 'get',
    path: '/api/customers/imports/{id}/file',
    summary: 'The refused or skipped rows as a file with their reasons, to be mended and imported again',
    allow: 'customer:import',
    limit: 'table',
    params: IdParams,
    query: z.object({
      result: z.enum(['refused', 'skipped']).default('refused'),
      format: choice(rules.TABLE_FORMATS).default('xlsx'),
    }),
    reply: z.object({}),
    produces: 'application/octet-stream',
    errors: ['NOT_FOUND'],
  },
})
