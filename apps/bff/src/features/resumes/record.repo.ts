import { and, desc, eq, inArray, ne, or } from 'drizzle-orm'
import { accountIdOf, type Ctx } from '../../context.ts'
import { ask, type Op, type Q } from '../../db/db.ts'
import { newId } from '../../db/ids.ts'
import { indexResume, sameWords, stampIndex } from './search-index.repo.ts'
import { DEFAULTS, type ResumeColumns, type ResumeRow } from './resumes.columns.ts'
import type { Names } from './record.view.ts'
import { wordsOf } from './search-index.job.ts'

export type NewResume = ResumeColumns & Pick<ResumeRow, 'name' | 'gender' | 'age' | 'jobType' | 'status'>

/** Inserts a resume; undefined when its phone, id number or account has one already. */
export function* insertResume(t: Q, ctx: Ctx, resume: NewResume): Op<ResumeRow | undefined> {
  const [row] = yield* ask(
    t
      .insert(ctx.db.s.resumes)
      .values({
        ...DEFAULTS,
        avatarUrl: '',
        ...resume,
        id: newId(ctx.now),
        version: 1,
        createdAt: ctx.now,
        updatedAt: ctx.now,
      })
      .onConflictDoNothing()
      .returning(),
  )
  if (row) yield* indexResume(t, ctx.db, row, wordsOf(row))
  return row
}

export function* lockResume(t: Q, ctx: Ctx, by: { id: string } | { phoneHash: string }): Op<ResumeRow | undefined> {
  const { resumes } = ctx.db.s
  const condition = 'id' in by ? eq(resumes.id, by.id) : eq(resumes.phoneHash, by.phoneHash)
  const [row] = yield* ask(ctx.db.lock(t.select().from(resumes).where(condition)))
  return row
}

export function* updateResume(t: Q, ctx: Ctx, row: ResumeRow, columns: ResumeColumns): Op<ResumeRow> {
  const { resumes } = ctx.db.s
  const lastUpdatedBy = accountIdOf(ctx)
  const [updated] = yield* ask(
    t
      .update(resumes)
      .set({ ...columns, version: row.version + 1, updatedAt: ctx.now, lastUpdatedBy })
      .where(eq(resumes.id, row.id))
      .returning(),
  )
  const changed = updated as ResumeRow
  const words = wordsOf(changed)
  if (sameWords(words, wordsOf(row))) yield* stampIndex(t, ctx.db, changed)
  else yield* indexResume(t, ctx.db, changed, words)
  return changed
}

/** Says who may see a resume; that is no new version of it, and nobody who edits it is disturbed. */
export function* markResume(
  t: Q,
  ctx: Ctx,
  id: string,
  marks: Partial<Pick<ResumeRow, 'hiddenAt' | 'unlistedAt'>>,
): Op<void> {
  const { resumes } = ctx.db.s
  yield* ask(t.update(resumes).set(marks).where(eq(resumes.id, id)))
}

export interface Taken {
  id: string
  field: 'phone' | 'idNumber' | 'account'
  /** No account has it yet. */
  unclaimed: boolean
}

/** The resume that stands in the way of these unique values, and by which of them. */
export function* findTaken(
  t: Q,
  ctx: Ctx,
  columns: Pick<ResumeColumns, 'phoneHash' | 'idNumberHash' | 'accountId'>,
  exceptId = '',
): Op<Taken | undefined> {
  const { resumes } = ctx.db.s
  const { accountId, phoneHash, idNumberHash } = columns
  const values = [
    accountId ? eq(resumes.accountId, accountId) : undefined,
    phoneHash ? eq(resumes.phoneHash, phoneHash) : undefined,
    idNumberHash ? eq(resumes.idNumberHash, idNumberHash) : undefined,
  ].filter((condition) => condition !== undefined)
  if (values.length === 0) return undefined
  // Three values can be taken by three resumes; the first that is named here is the most telling one.
  const rows = yield* ask(
    t
      .select()
      .from(resumes)
      .where(and(or(...values), ne(resumes.id, exceptId))),
  )
  const own = accountId && rows.find((row) => row.accountId === accountId)
  const taken = (row: ResumeRow, field: Taken['field']) => ({ id: row.id, field, unclaimed: row.accountId === null })
  if (own) return taken(own, 'account')
  const samePhone = phoneHash && rows.find((row) => row.phoneHash === phoneHash)
  if (samePhone) return taken(samePhone, 'phone')
  return rows[0] && taken(rows[0], 'idNumber')
}

export function* findResume(t: Q, ctx: Ctx, by: { id: string } | { accountId: string }): Op<ResumeRow | undefined> {
  const { resumes } = ctx.db.s
  const condition = 'id' in by ? eq(resumes.id, by.id) : eq(resumes.accountId, by.accountId)
  const [row] = yield* ask(t.select().from(resumes).where(condition))
  return row
}

export function* namesOf(t: Q, ctx: Ctx, row: ResumeRow): Op<Names> {
  const { accounts } = ctx.db.s
  const ids = [row.createdBy, row.lastUpdatedBy].filter((id) => id !== null)
  const found =
    ids.length > 0
      ? yield* ask(t.select({ id: accounts.id, name: accounts.name }).from(accounts).where(inArray(accounts.id, ids)))
      : []
  const accountName = (id: string | null) => found.find((account) => account.id === id)?.name ?? null
  // Her account may bear a name that staff knows nobody by.
  const nameOf = (id: string | null) => (id !== null && id === row.accountId ? `${row.name}（本人）` : accountName(id))
  return { createdByName: nameOf(row.createdBy), lastUpdatedByName: nameOf(row.lastUpdatedBy) }
}

export function* publishedEvaluations(t: Q, ctx: Ctx, resumeId: string) {
  const { resumeEvaluations: e, accounts } = ctx.db.s
  return yield* ask(
    t
      .select({ evaluation: e, evaluatorName: accounts.name })
      .from(e)
      .leftJoin(accounts, eq(accounts.id, e.evaluatorId))
      .where(and(eq(e.resumeId, resumeId), eq(e.published, true)))
      .orderBy(desc(e.createdAt), desc(e.id))
      .limit(10),
  )
}

export type NewEvaluation = Omit<
  Ctx['db']['s']['resumeEvaluations']['$inferInsert'],
  'id' | 'resumeId' | 'evaluatorId' | 'createdAt'
>

export function* insertEvaluation(t: Q, ctx: Ctx, resumeId: string, evaluation: NewEvaluation): Op<void> {
  const evaluatorId = accountIdOf(ctx)
  yield* ask(
    t
      .insert(ctx.db.s.resumeEvaluations)
      .values({ ...evaluation, id: newId(ctx.now), resumeId, evaluatorId, createdAt: ctx.now }),
  )
}
