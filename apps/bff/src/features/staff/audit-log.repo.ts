import type { auditRoutes } from '@qingpin/contract/staff/audit.routes'
import { ACTIONS_OF, SUBJECT_LABELS } from '@qingpin/contract/staff/audit.enums'
import { AUDIT_COUNTED } from '@qingpin/contract/staff/audit.rules'
import { DAY_MS, midnightOf } from '@qingpin/contract/core/days'
import { and, desc, eq, gte, inArray, lt, ne, notInArray, or, type SQL, sql } from 'drizzle-orm'
import { alias } from 'drizzle-orm/pg-core'
import type { z } from 'zod'
import { FAILED_LOGIN } from '../../audit/audit.ts'
import type { Ctx } from '../../context.ts'
import { pageOf, timeIdCursor } from '../../db/cursor.ts'
import { ID_FIELDS } from './audit-words.rules.ts'

export type AuditFilter = z.output<(typeof auditRoutes)['exportAuditLog']['query']>

const SUBJECT_TYPES = Object.keys(SUBJECT_LABELS)

/** What was done to records whose name contains some text, and what accounts of such a name did, those that left included. */
function named(ctx: Ctx, text: string): SQL | undefined {
  const { auditLog: log, customers: c, resumes: r, accounts: a } = ctx.db.s
  const { q } = ctx.db
  const customers = q
    .select({ id: c.id })
    .from(c)
    .where(or(ctx.db.contains(c.name, text), eq(c.customerNo, text)))
  const workers = q.select({ id: r.id }).from(r).where(ctx.db.contains(r.name, text))
  const accounts = q.select({ id: a.id }).from(a).where(ctx.db.contains(a.name, text))
  return or(
    inArray(log.subjectId, customers),
    inArray(log.subjectId, workers),
    inArray(log.subjectId, accounts),
    inArray(log.actorId, accounts),
  )
}

function ofKind({ db }: Ctx, kind: AuditFilter['kind']): SQL | undefined {
  const { auditLog: log } = db.s
  if (kind === undefined) return undefined
  if (kind !== 'changed') return inArray(log.action, [...ACTIONS_OF[kind]])
  return notInArray(log.action, Object.values(ACTIONS_OF).flat())
}

/** Rows of a filter. Failed logins name network addresses, and are for admins only. */
function conditionOf(ctx: Ctx, { actorId, kind, subjectId, search, startDate, endDate }: AuditFilter): SQL | undefined {
  const { auditLog: log } = ctx.db.s
  return and(
    ne(log.action, FAILED_LOGIN),
    actorId ? eq(log.actorId, actorId) : undefined,
    ofKind(ctx, kind),
    // With the types, because the index of records begins with them.
    subjectId ? and(inArray(log.subjectType, SUBJECT_TYPES), eq(log.subjectId, subjectId)) : undefined,
    search ? named(ctx, search) : undefined,
    startDate === undefined ? undefined : gte(log.at, midnightOf(startDate)),
    endDate === undefined ? undefined : lt(log.at, midnightOf(endDate) + DAY_MS),
  )
}

/** One page of the log in one statement, newest first, with the names of who acted and of what it was done to. */
export async function pageOfLog(ctx: Ctx, filter: AuditFilter, limit: number, cursor: string | undefined) {
  const { auditLog: log, accounts, customers, resumes, articles, banners, interviewRooms: rooms } = ctx.db.s
  const position = timeIdCursor.read(cursor)
  const after = position && sql`(${log.at}, ${log.id}) < (${position.at}, ${position.id})`
  const owner = alias(accounts, 'subject_account')
  const subject = sql<
    string | null
  >`coalesce(${customers.name}, ${resumes.name}, ${owner.name}, ${articles.title}, ${banners.title}, ${rooms.title})`
  const rows = await ctx.db.q
    .select({ entry: log, actor: accounts.name, subject })
    .from(log)
    .leftJoin(accounts, eq(accounts.id, log.actorId))
    .leftJoin(customers, eq(customers.id, log.subjectId))
    .leftJoin(resumes, eq(resumes.id, log.subjectId))
    .leftJoin(owner, eq(owner.id, log.subjectId))
    .leftJoin(articles, eq(articles.id, log.subjectId))
    .leftJoin(banners, eq(banners.id, log.subjectId))
    .leftJoin(rooms, eq(rooms.id, log.subjectId))
    .where(and(conditionOf(ctx, filter), after))
    .orderBy(desc(log.at), desc(log.id))
    .limit(limit + 1)
  return pageOf(rows, limit, ({ entry }) => timeIdCursor.write({ at: entry.at, id: entry.id }))
}
export type AuditLine = Awaited<ReturnType<typeof pageOfLog>>['rows'][number]

export type Names = ReadonlyMap<string, string>

/** The names of the accounts, customers and workers whose ids stand in the changes of these rows, by id. */
export async function namesIn(ctx: Ctx, rows: readonly AuditLine[]): Promise<Names> {
  const { accounts, customers, resumes } = ctx.db.s
  const tables = { account: accounts, customer: customers, resume: resumes }
  const found = await Promise.all(
    Object.entries(ID_FIELDS).map(async ([kind, fields]) => {
      const values = rows.flatMap(({ entry: { changes } }) => fields.flatMap((field) => changes?.[field] ?? []))
      const ids = [...new Set(values.flat().filter((id) => typeof id === 'string'))]
      const table = tables[kind as keyof typeof tables]
      if (ids.length === 0) return []
      return ctx.db.q.select({ id: table.id, name: table.name }).from(table).where(inArray(table.id, ids))
    }),
  )
  return new Map(found.flat().map(({ id, name }) => [id, name]))
}

/** How many rows a filter has, counted up to a bound. */
export async function countLog(ctx: Ctx, filter: AuditFilter): Promise<number> {
  const { auditLog: log } = ctx.db.s
  const some = ctx.db.q
    .select({ id: log.id })
    .from(log)
    .where(conditionOf(ctx, filter))
    .limit(AUDIT_COUNTED + 1)
    .as('some')
  const [row] = await ctx.db.q.select({ n: sql<number>`count(*)` }).from(some)
  return Number(row?.n ?? 0)
}
