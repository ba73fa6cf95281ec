import { and, count, desc, eq, isNull } from 'drizzle-orm'
import type { CvDocument } from '@qingpin/cv/document'
import type { Person, Ctx } from '../../context.ts'
import { ask, type Op, type Q } from '../../db/db.ts'
import { newId } from '../../db/ids.ts'

export type CvRow = Ctx['db']['s']['cvs']['$inferSelect']

const seal = (ctx: Ctx, document: CvDocument) => ctx.cipher.seal('cv', JSON.stringify(document))

/** The decrypted document of a row. */
export const documentOf = ({ cipher }: Pick<Ctx, 'cipher'>, row: CvRow): CvDocument =>
  JSON.parse(cipher.open('cv', row.documentSealed)) as CvDocument

const owned = ({ db }: Ctx, { accountId }: Person) => and(eq(db.s.cvs.ownerId, accountId), isNull(db.s.cvs.deletedAt))

export const listCvs = (ctx: Ctx, actor: Person): PromiseLike<CvRow[]> =>
  ctx.db.q
    .select()
    .from(ctx.db.s.cvs)
    .where(owned(ctx, actor))
    .orderBy(desc(ctx.db.s.cvs.updatedAt), desc(ctx.db.s.cvs.id))

/** Locks the account, so that a person's CVs are counted and created one after the other. */
export function* lockOwner(t: Q, { db }: Ctx, { accountId }: Person): Op<void> {
  const { accounts } = db.s
  yield* ask(db.lock(t.select({ id: accounts.id }).from(accounts).where(eq(accounts.id, accountId))))
}

export function* countCvs(t: Q, ctx: Ctx, actor: Person): Op<number> {
  const [row] = yield* ask(t.select({ n: count() }).from(ctx.db.s.cvs).where(owned(ctx, actor)))
  return Number(row?.n ?? 0)
}

export async function findCv(ctx: Ctx, actor: Person, id: string): Promise<CvRow | undefined> {
  const { cvs } = ctx.db.s
  const [row] = await ctx.db.q
    .select()
    .from(cvs)
    .where(and(eq(cvs.id, id), owned(ctx, actor)))
  return row
}

export function* lockCv(t: Q, ctx: Ctx, actor: Person, id: string): Op<CvRow | undefined> {
  const { cvs } = ctx.db.s
  const mine = and(eq(cvs.id, id), owned(ctx, actor))
  const [row] = yield* ask(ctx.db.lock(t.select().from(cvs).where(mine)))
  return row
}

export function* insertCv(t: Q, ctx: Ctx, actor: Person, title: string, document: CvDocument): Op<CvRow> {
  const row: CvRow = {
    id: newId(ctx.now),
    ownerId: actor.accountId,
    title,
    documentSealed: seal(ctx, document),
    version: 1,
    createdAt: ctx.now,
    updatedAt: ctx.now,
    deletedAt: null,
  }
  yield* ask(t.insert(ctx.db.s.cvs).values(row))
  return row
}

export function* updateCv(t: Q, ctx: Ctx, row: CvRow, title: string, document: CvDocument): Op<CvRow> {
  const { cvs } = ctx.db.s
  const changes = {
    title,
    documentSealed: seal(ctx, document),
    version: row.version + 1,
    updatedAt: ctx.now,
  }
  yield* ask(t.update(cvs).set(changes).where(eq(cvs.id, row.id)))
  return { ...row, ...changes }
}

/** Erases the content; the empty row stays, so that its id is never reused. */
export function* eraseCv(t: Q, ctx: Ctx, row: CvRow): Op<void> {
  const { cvs } = ctx.db.s
  const erased = { title: '', documentSealed: '', updatedAt: ctx.now, deletedAt: ctx.now }
  yield* ask(t.update(cvs).set(erased).where(eq(cvs.id, row.id)))
}
