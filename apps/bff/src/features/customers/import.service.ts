import { setImmediate as nextTurn } from 'node:timers/promises'
import { importRoutes } from '@qingpin/contract/customers/import.routes'
import {
  columnsByHeading,
  DAY_COLUMNS,
  IMPORT_MOST,
  isSerial,
  KNOWN_HEADINGS,
  LINE_HEADING,
  type Plan,
  planProblems,
  REASON_HEADING,
  type RowResult,
  type TableFormat,
} from '@qingpin/contract/customers/import.rules'
import * as audit from '../../audit/audit.ts'
import { accountIdOf, type Ctx } from '../../context.ts'
import { numberCursor } from '../../db/cursor.ts'
import type { Op, Q } from '../../db/db.ts'
import { AppError } from '../../errors.ts'
import { once } from '../../http/once.ts'
import { tableFile } from '../../http/table-file.ts'
import { enqueue } from '../../jobs/index.ts'
import { type ReadTable, TableFailure, type TableProblem } from '../../ports/table.port.ts'
import { readForm } from '../../storage/index.ts'
import * as repo from './import.repo.ts'
import type { ImportRow, LineRow } from './import.repo.ts'
import { BUSY_SECONDS, FILE_BATCH, IMPORT_QUEUE, STORED_BATCH, valuesOf } from './import.rules.ts'
import { headingsOf, importView, problemView } from './import.view.ts'

const CODES = {
  busy: 'SERVICE_BUSY',
  broken: 'TABLE_UNREADABLE',
  empty: 'TABLE_EMPTY',
  'old-format': 'TABLE_OLD_FORMAT',
  password: 'TABLE_PASSWORD',
  'no-table': 'TABLE_NONE',
  unreadable: 'TABLE_UNREADABLE',
  'too-big': 'TABLE_TOO_BIG',
  'too-long': 'TABLE_TOO_LONG',
  'no-such-sheet': 'TABLE_SHEET_MISSING',
} as const satisfies Record<TableProblem, string>

async function read(ctx: Ctx, bytes: Uint8Array, name: string, sheet: string | undefined): Promise<ReadTable> {
  try {
    return await ctx.tables.read(bytes, { name, sheet, known: KNOWN_HEADINGS, maxRows: IMPORT_MOST.rows })
  } catch (error) {
    if (!(error instanceof TableFailure)) throw error
    const again = error.why === 'busy' ? { retryAfterSeconds: BUSY_SECONDS } : {}
    throw new AppError(CODES[error.why], { cause: error, ...again })
  }
}

/** Columns, by their place, that hold days by their heading and bare numbers in a cell. */
const serialsIn = ({ headings, rows }: ReadTable): number[] =>
  columnsByHeading(headings).flatMap((column, i) =>
    column && DAY_COLUMNS.includes(column) && rows.some(({ cells }) => isSerial(cells[i] ?? '')) ? [i] : [],
  )

/** Reads the file of a form and stores its rows as a draft, in small steps; an upload that breaks off leaves none that shows. */
export async function upload(ctx: Ctx, { sheet }: { sheet?: string | undefined }, request: Request) {
  const who = accountIdOf(ctx) ?? ctx.caller
  const { files } = await readForm(request, importRoutes.uploadImport.upload, ({ name, bytes }) =>
    ctx.memoryBudget.gather(bytes, who, async (held) => ({ name, table: await read(ctx, held, name, sheet) })),
  )
  const [file] = files
  if (!file) throw new AppError('FILE_MISSING')
  const { rows, ...table } = file.table
  const draft = { fileName: file.name, table, total: rows.length, serials: serialsIn(file.table) }
  const id = await ctx.db.tx((t) => repo.insertImport(t, ctx, draft))
  for (let from = 0; from < rows.length; from += STORED_BATCH) {
    await ctx.db.tx((t) => repo.insertLines(t, ctx, id, rows.slice(from, from + STORED_BATCH)))
    await nextTurn()
  }
  await ctx.db.tx(function* (t) {
    yield* repo.setImport(t, ctx, id, { state: 'draft' })
    yield* audit.record(t, ctx, {
      action: 'customer-import.read',
      subjectId: id,
      changes: { rows: [null, rows.length] },
    })
  })
  return detail(ctx, id)
}

function* requireOwn(t: Q, ctx: Ctx, id: string, { lock }: { lock: boolean }): Op<ImportRow> {
  const row = yield* repo.findOwn(t, ctx, id, { lock })
  if (!row) throw new AppError('NOT_FOUND')
  return row
}

/** One of the caller's imports, if the plan fits its file; it may have been started. */
export function* requireDraft(t: Q, ctx: Ctx, id: string, plan: Plan, how: { lock: boolean }): Op<ImportRow> {
  const row = yield* requireOwn(t, ctx, id, how)
  const fits = plan.columns.length === headingsOf(ctx.cipher, row).length
  const details = fits ? planProblems(plan) : [{ field: 'columns', message: '列数和文件对不上，请重新打开这一页。' }]
  if (details.length > 0) throw new AppError('VALIDATION_ERROR', { details })
  return row
}

async function viewOf(ctx: Ctx, rows: readonly ImportRow[]) {
  const counted = await repo.countLines(
    ctx,
    rows.map(({ id }) => id),
  )
  return rows.map((row) =>
    importView(
      ctx.cipher,
      row,
      counted.filter(({ importId }) => importId === row.id),
    ),
  )
}

export const list = async (ctx: Ctx) => viewOf(ctx, await repo.listOwn(ctx))

export async function detail(ctx: Ctx, id: string) {
  const row = await ctx.db.tx((t) => requireOwn(t, ctx, id, { lock: false }))
  const [view] = await viewOf(ctx, [row])
  if (!view) throw new AppError('NOT_FOUND')
  return view
}

/** Starts an import; throws IMPORT_STARTED where it was started before, by another plan or from another page. */
export async function start(ctx: Ctx, id: string, plan: Plan) {
  return once(ctx, function* (t) {
    const row = yield* requireDraft(t, ctx, id, plan, { lock: true })
    if (row.state !== 'draft') throw new AppError('IMPORT_STARTED')
    yield* repo.setPlan(t, ctx, id, plan)
    const { owner, duplicates } = plan
    yield* audit.record(t, ctx, {
      action: 'customer-import.start',
      subjectId: id,
      changes: { rows: [null, row.total], owner: [null, owner], duplicates: [null, duplicates] },
    })
    yield* enqueue(t, ctx, { queue: IMPORT_QUEUE.name, data: { id }, key: id })
    const started: ImportRow = { ...row, plan, state: 'running', startedAt: ctx.now }
    return importView(ctx.cipher, started, [{ result: 'waiting', n: row.total }])
  })
}

const cellsOf = (ctx: Ctx, { cellsSealed }: LineRow): string[] =>
  JSON.parse(ctx.cipher.open('importRow', cellsSealed)) as string[]

const planOf = (ctx: Ctx, row: ImportRow) => row.plan ?? { columns: columnsByHeading(headingsOf(ctx.cipher, row)) }

/** Rows with one result, in the order of the file. */
export async function rows(
  ctx: Ctx,
  id: string,
  { result, limit, cursor }: { result: RowResult; limit: number; cursor?: string | undefined },
) {
  return ctx.db.tx(function* (t) {
    const row = yield* requireOwn(t, ctx, id, { lock: false })
    const after = { importId: id, result, line: numberCursor.read(cursor) ?? 0, limit: limit + 1 }
    const found = yield* repo.linesAfter(t, ctx, after)
    const items = found.slice(0, limit)
    const last = items.at(-1)
    return {
      items: items.map((line) => problemView(line, valuesOf(cellsOf(ctx, line), planOf(ctx, row)).name)),
      nextCursor: found.length > limit && last ? numberCursor.write(last.line) : null,
    }
  })
}

/** Rows with their reasons, as a file that can be imported again. */
export async function file(ctx: Ctx, id: string, { result, format }: { result: RowResult; format: TableFormat }) {
  const row = await ctx.db.tx((t) => requireOwn(t, ctx, id, { lock: false }))
  const batches = async function* () {
    for (let line = 0; ;) {
      const after = { importId: id, result, line, limit: FILE_BATCH }
      const found = await ctx.db.tx((t) => repo.linesAfter(t, ctx, after))
      const last = found.at(-1)
      if (!last) return
      line = last.line
      yield found.map((one) => [...cellsOf(ctx, one), String(one.line), (one.reasons ?? []).join('')])
    }
  }
  const name = `${row.fileName.replace(/\.\w+$/, '')}-${result === 'refused' ? '没有导入的' : '跳过的'}`
  const headings = [...headingsOf(ctx.cipher, row), LINE_HEADING, REASON_HEADING]
  return tableFile({ name, format, headings, batches: batches() })
}
