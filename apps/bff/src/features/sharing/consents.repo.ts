import type { ConsentField } from '@qingpin/contract/sharing/sharing.enums'
import { and, eq, inArray, isNull, ne } from 'drizzle-orm'
import type { Ctx } from '../../context.ts'
import { ask, type Op, type Q } from '../../db/db.ts'
import type { ConsentRow } from './sharing.table.ts'

/** What each of some workers agreed to. */
export function* shownOf(t: Q, ctx: Ctx, ids: readonly string[]): Op<(id: string) => ReadonlySet<ConsentField>> {
  const { resumeConsents } = ctx.db.s
  const rows =
    ids.length > 0
      ? yield* ask(
          t
            .select({ resumeId: resumeConsents.resumeId, field: resumeConsents.field, agreed: resumeConsents.agreed })
            .from(resumeConsents)
            .where(inArray(resumeConsents.resumeId, [...ids])),
        )
      : []
  const agreed = rows.filter((row) => row.agreed)
  return (id) => new Set(agreed.filter((row) => row.resumeId === id).map((row) => row.field))
}

/** The files of some workers that strangers do not see even with her consent: not judged yet, or refused. */
export function* hiddenOf(t: Q, ctx: Ctx, ids: readonly string[]): Op<ReadonlySet<string>> {
  const { resumeFiles: f, checkedPictures: p } = ctx.db.s
  if (ids.length === 0) return new Set()
  const rows = yield* ask(
    t
      .select({ id: f.id })
      .from(p)
      .innerJoin(f, eq(f.fileId, p.fileId))
      .where(and(inArray(f.resumeId, [...ids]), isNull(f.removedIn), ne(p.state, 'passed'))),
  )
  return new Set(rows.map(({ id }) => id))
}

export type NamedConsent = ConsentRow & { byName: string | null }

export function* consentsOf(t: Q, ctx: Ctx, resumeId: string): Op<NamedConsent[]> {
  const { resumeConsents, accounts } = ctx.db.s
  const rows = yield* ask(
    t
      .select({ consent: resumeConsents, byName: accounts.name })
      .from(resumeConsents)
      .leftJoin(accounts, eq(accounts.id, resumeConsents.createdBy))
      .where(eq(resumeConsents.resumeId, resumeId)),
  )
  return rows.map(({ consent, byName }) => ({ ...consent, byName }))
}

export function* upsertConsent(t: Q, ctx: Ctx, row: ConsentRow): Op<void> {
  const { resumeConsents } = ctx.db.s
  yield* ask(
    t
      .insert(resumeConsents)
      .values(row)
      .onConflictDoUpdate({ target: [resumeConsents.resumeId, resumeConsents.field], set: row }),
  )
}
