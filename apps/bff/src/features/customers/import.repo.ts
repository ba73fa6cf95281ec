import { IMPORT_DAYS, type ImportState, type Plan, type RowResult } from '@qingpin/contract/customers/import.rules'
import { DAY_MS } from '@qingpin/contract/core/days'
import { and, asc, desc, eq, gt, inArray, isNotNull, lte, ne, notExists, or, sql } from 'drizzle-orm'
import { type Ctx, requirePerson } from '../../context.ts'
import { ask, type Op, type Q } from '../../db/db.ts'
import { newId } from '../../db/ids.ts'
import { removeBatch, type Retention } from '../../db/retention.ts'
import type { ReadTable, TableRow } from '../../ports/table.port.ts'
import type { Schema } from '../../schema/schema.ts'
import { type CustomerRow, newRow, type NewCustomer } from './customers.repo.ts'
import { IMPORT_BATCH, IMPORTS_SHOWN } from './import.rules.ts'

export type ImportRow = Schema['customerImports']['$inferSelect']
export type LineRow = Schema['customerImportRows']['$inferSelect']

export interface NewImport {
  fileName: string
  table: Omit<ReadTable, 'rows'>
  total: number
  serials: number[]
}

/** Stores an import of which no rows are stored yet. */
export function* insertImport(t: Q, ctx: Ctx, { fileName, table, total, serials }: NewImport): Op<string> {
  const id = newId(ctx.now)
  const { format, headings, sheets, sheet, hidden, misnamed } = table
  yield* ask(
    t.insert(ctx.db.s.customerImports).values({
      id,
      createdBy: requirePerson(ctx).accountId,
      fileName,
      format,
      state: 'reading',
      stopped: null,
      headingsSealed: ctx.cipher.seal('importRow', JSON.stringify(headings)),
      sheets: [...sheets],
      sheet,
      hidden,
      misnamed,
      serials,
      total,
      plan: null,
      createdAt: ctx.now,
      startedAt: null,
      finishedAt: null,
      expiresAt: ctx.now + IMPORT_DAYS.draft * DAY_MS,
    }),
  )
  return id
}

export function* insertLines(t: Q, ctx: Ctx, importId: string, rows: readonly TableRow[]): Op<void> {
  yield* ask(
    t.insert(ctx.db.s.customerImportRows).values(
      rows.map(({ line, cells }) => ({
        id: newId(ctx.now),
        importId,
        line,
        cellsSealed: ctx.cipher.seal('importRow', JSON.stringify(cells)),
        result: 'waiting' as const,
        reasons: null,
        customerId: null,
      })),
    ),
  )
}

export function* setImport(t: Q, ctx: Pick<Ctx, 'db'>, id: string, part: Partial<ImportRow>): Op<void> {
  const { customerImports: i } = ctx.db.s
  yield* ask(t.update(i).set(part).where(eq(i.id, id)))
}

/** One of the caller's imports. @param lock locks it for a change */
export function* findOwn(t: Q, ctx: Ctx, id: string, { lock }: { lock: boolean }): Op<ImportRow | undefined> {
  const { customerImports: i } = ctx.db.s
  const own = and(eq(i.id, id), eq(i.createdBy, requirePerson(ctx).accountId), ne(i.state, 'reading'))
  const query = t.select().from(i).where(own)
  const [row] = yield* ask(lock ? ctx.db.lock(query) : query)
  return row
}

export async function listOwn(ctx: Ctx): Promise<ImportRow[]> {
  const { customerImports: i } = ctx.db.s
  return ctx.db.q
    .select()
    .from(i)
    .where(and(eq(i.createdBy, requirePerson(ctx).accountId), ne(i.state, 'reading')))
    .orderBy(desc(i.createdAt), desc(i.id))
    .limit(IMPORTS_SHOWN)
}

/** An import that runs, with the account that started it; all that run are locked, so that they enter rows in turn. */
export function* lockRunning(t: Q, ctx: Pick<Ctx, 'db'>, id: string): Op<ImportRow | undefined> {
  const { customerImports: i } = ctx.db.s
  const running: ImportState = 'running'
  const query = t.select().from(i).where(eq(i.state, running)).orderBy(asc(i.id))
  return (yield* ask(ctx.db.lock(query))).find((row) => row.id === id)
}

/** The account that acts in an import. */
export async function findActor(ctx: Pick<Ctx, 'db'>, importId: string) {
  const { customerImports: i, accounts } = ctx.db.s
  const { id, status, staffRole } = accounts
  const [row] = await ctx.db.q
    .select({ accountId: id, status, role: staffRole })
    .from(i)
    .innerJoin(accounts, eq(accounts.id, i.createdBy))
    .where(eq(i.id, importId))
  return row
}

/** How many rows of some imports have which result. */
export async function countLines(ctx: Pick<Ctx, 'db'>, importIds: readonly string[]) {
  const { customerImportRows: r } = ctx.db.s
  if (importIds.length === 0) return []
  const rows = await ctx.db.q
    .select({ importId: r.importId, result: r.result, n: sql<number>`count(*)` })
    .from(r)
    .where(inArray(r.importId, [...importIds]))
    .groupBy(r.importId, r.result)
  return rows.map((row) => ({ ...row, n: Number(row.n) }))
}

interface LinesAfter {
  importId: string
  /** Those with this result; all where it is not said. */
  result?: RowResult | undefined
  line: number
  limit?: number
}

/** The next rows of a file behind a line. */
export function* linesAfter(
  t: Q,
  ctx: Pick<Ctx, 'db'>,
  { importId, result, line, limit = IMPORT_BATCH }: LinesAfter,
): Op<LineRow[]> {
  const { customerImportRows: r } = ctx.db.s
  const withResult = result === undefined ? undefined : eq(r.result, result)
  return yield* ask(
    t
      .select()
      .from(r)
      .where(and(eq(r.importId, importId), withResult, gt(r.line, line)))
      .orderBy(asc(r.line))
      .limit(limit),
  )
}

export type LineOutcome = Pick<LineRow, 'result' | 'reasons' | 'customerId'>

export function* setLine(t: Q, ctx: Pick<Ctx, 'db'>, id: string, outcome: LineOutcome): Op<void> {
  const { customerImportRows: r } = ctx.db.s
  yield* ask(t.update(r).set(outcome).where(eq(r.id, id)))
}

/** Which of some numbers a customer has, of whomever. */
export function* knownHashes(
  t: Q,
  ctx: Pick<Ctx, 'db'>,
  { phoneHashes, wechatHashes }: { phoneHashes: string[]; wechatHashes: string[] },
): Op<Set<string>> {
  const { customers: c } = ctx.db.s
  if (phoneHashes.length + wechatHashes.length === 0) return new Set()
  const rows = yield* ask(
    t
      .select({ phoneHash: c.phoneHash, wechatHash: c.wechatHash })
      .from(c)
      .where(
        or(
          phoneHashes.length > 0 ? inArray(c.phoneHash, phoneHashes) : undefined,
          wechatHashes.length > 0 ? inArray(c.wechatHash, wechatHashes) : undefined,
        ),
      ),
  )
  return new Set(rows.flatMap(({ phoneHash, wechatHash }) => [phoneHash ?? '', wechatHash ?? '']))
}

/** The line by which an import entered or filled a customer. */
export function* lineOfCustomer(
  t: Q,
  ctx: Pick<Ctx, 'db'>,
  importId: string,
  customerId: string,
): Op<number | undefined> {
  const { customerImportRows: r } = ctx.db.s
  const done = inArray(r.result, ['created', 'filled'])
  const [row] = yield* ask(
    t
      .select({ line: r.line })
      .from(r)
      .where(and(eq(r.customerId, customerId), eq(r.importId, importId), done)),
  )
  return row?.line
}

/** Enters customers in one statement; those whose phone or number another one has are left out. */
export function* insertCustomers(
  t: Q,
  ctx: Ctx,
  customers: readonly (NewCustomer & { recycleAt: number | null })[],
): Op<CustomerRow[]> {
  if (customers.length === 0) return []
  return yield* ask(
    t
      .insert(ctx.db.s.customers)
      .values(customers.map((customer) => newRow(ctx, newId(ctx.now), customer)))
      .onConflictDoNothing()
      .returning(),
  )
}

/** Active staff, whom a column may name. */
export async function activeStaff({ db }: Pick<Ctx, 'db'>) {
  const { id, name, username, status, staffRole } = db.s.accounts
  return db.q
    .select({ id, name, username })
    .from(db.s.accounts)
    .where(and(eq(status, 'active'), isNotNull(staffRole)))
}

export const setPlan = (t: Q, ctx: Ctx, id: string, plan: Plan): Op<void> =>
  setImport(t, ctx, id, {
    plan,
    state: 'running',
    stopped: null,
    startedAt: ctx.now,
    expiresAt: ctx.now + IMPORT_DAYS.started * DAY_MS,
  })

const isOver = ({ customerImports: i }: Schema, now: number) => and(lte(i.expiresAt, now), ne(i.state, 'running'))

/** Imports whose time is over: their rows, and then themselves. */
export const importRetention: readonly Retention[] = [
  function* (t, { db, now }) {
    const { customerImportRows: r, customerImports: i } = db.s
    const over = t.select({ id: i.id }).from(i).where(isOver(db.s, now))
    return (yield* removeBatch(t, { table: r, key: r.id, condition: inArray(r.importId, over) })).length
  },
  function* (t, { db, now }) {
    const { customerImportRows: r, customerImports: i } = db.s
    const lines = t.select({ id: r.id }).from(r).where(eq(r.importId, i.id))
    return (yield* removeBatch(t, { table: i, key: i.id, condition: and(isOver(db.s, now), notExists(lines)) })).length
  },
]
