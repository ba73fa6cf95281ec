import { ageOn, beijingDay, yearsBefore } from '@qingpin/contract/core/days'
import { and, eq, inArray, ne, or } from 'drizzle-orm'
import { accountIdOf, type Ctx } from '../../context.ts'
import { ask, type Op, type Q } from '../../db/db.ts'
import { newId } from '../../db/ids.ts'
import { DEFAULTS, isUnproved } from './record.rules.ts'
import type { ResumeColumns, ResumeRow } from './resumes.table.ts'
import { indexResume, stampIndex } from './search-index.repo.ts'
import { sameTerms, searchTermsOf } from './search-terms.rules.ts'

export type NewResume = ResumeColumns & Pick<ResumeRow, 'name' | 'gender' | 'age' | 'jobType' | 'status'>

/** The day from which she has her age: her birthday, or what she says today. */
function bornOnAfter(
  { now }: Pick<Ctx, 'now'>,
  columns: Pick<ResumeColumns, 'birthDate' | 'age'>,
  before?: ResumeRow,
): Pick<ResumeColumns, 'bornOn'> {
  if (columns.birthDate === undefined && columns.age === undefined) return {}
  const birthDate = columns.birthDate === undefined ? before?.birthDate : columns.birthDate
  if (birthDate) return { bornOn: birthDate }
  const age = columns.age ?? (before && (ageOn(before.bornOn, now) ?? before.age)) ?? 0
  return { bornOn: yearsBefore(beijingDay(now), age) }
}

/** Inserts a resume; undefined when its phone, id number or account has one already. */
export function* insertResume(t: Q, ctx: Ctx, resume: NewResume): Op<ResumeRow | undefined> {
  const [row] = yield* ask(
    t
      .insert(ctx.db.s.resumes)
      .values({
        ...DEFAULTS,
        avatarUrl: '',
        ...resume,
        ...bornOnAfter(ctx, resume),
        id: newId(ctx.now),
        version: 1,
        createdAt: ctx.now,
        updatedAt: ctx.now,
      })
      .onConflictDoNothing()
      .returning(),
  )
  if (row) yield* indexResume(t, ctx.db, row, searchTermsOf(row))
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
      .set({
        ...columns,
        ...bornOnAfter(ctx, columns, row),
        version: row.version + 1,
        updatedAt: ctx.now,
        lastUpdatedBy,
      })
      .where(eq(resumes.id, row.id))
      .returning(),
  )
  const changed = updated as ResumeRow
  const terms = searchTermsOf(changed)
  if (sameTerms(terms, searchTermsOf(row))) yield* stampIndex(t, ctx.db, changed)
  else yield* indexResume(t, ctx.db, changed, terms)
  return changed
}

type Unversioned =
  | 'hiddenAt'
  | 'unlistedAt'
  | 'unlistedFor'
  | 'filesVersion'
  | 'avatarUrl'
  | 'updatedAt'
  | 'lastUpdatedBy'

/** Writes columns that are no new version of the resume, so that an edit under way is not refused for them. */
export function* setUnversioned(t: Q, ctx: Ctx, id: string, columns: Partial<Pick<ResumeRow, Unversioned>>): Op<void> {
  const { resumes } = ctx.db.s
  yield* ask(t.update(resumes).set(columns).where(eq(resumes.id, id)))
}

/** Stores what strangers may find her by. No new version either; the index follows. */
export function* setShown(t: Q, ctx: Ctx, row: ResumeRow): Op<void> {
  const { resumes } = ctx.db.s
  const { showsName, showsPhone } = row
  yield* ask(t.update(resumes).set({ showsName, showsPhone }).where(eq(resumes.id, row.id)))
  yield* indexResume(t, ctx.db, row, searchTermsOf(row))
}

/** The values of which only one resume may have each. */
export type UniqueColumns = Pick<ResumeColumns, 'phoneHash' | 'idNumberHash' | 'accountId'>

export interface Duplicate {
  id: string
  field: 'phone' | 'idNumber' | 'account'
  /** The resume belongs to no account yet. */
  unclaimed: boolean
  /** A registration that staff has not reviewed, whose phone its account has not proved: anybody may have typed it. */
  unproved: boolean
  name: string
}

/** The resume that has one of these unique values already, and which of them. */
export function* findDuplicate(
  t: Q,
  ctx: Ctx,
  { accountId, phoneHash, idNumberHash }: UniqueColumns,
  exceptId = '',
): Op<Duplicate | undefined> {
  const { resumes, accounts } = ctx.db.s
  const values = [
    accountId ? eq(resumes.accountId, accountId) : undefined,
    phoneHash ? eq(resumes.phoneHash, phoneHash) : undefined,
    idNumberHash ? eq(resumes.idNumberHash, idNumberHash) : undefined,
  ].filter((condition) => condition !== undefined)
  if (values.length === 0) return undefined
  // Three resumes can have one value each; the account is the most telling one, then the phone.
  const found = yield* ask(
    t
      .select({ row: resumes, provedHash: accounts.phoneHash })
      .from(resumes)
      .leftJoin(accounts, eq(accounts.id, resumes.accountId))
      .where(and(or(...values), ne(resumes.id, exceptId))),
  )
  const rows = found.map(({ row }) => row)
  const own = accountId && rows.find((row) => row.accountId === accountId)
  const duplicate = (row: ResumeRow, field: Duplicate['field']) => ({
    id: row.id,
    field,
    unclaimed: row.accountId === null,
    unproved: isUnproved(row, found.find((one) => one.row === row)?.provedHash ?? null),
    name: row.name,
  })
  if (own) return duplicate(own, 'account')
  const samePhone = phoneHash && rows.find((row) => row.phoneHash === phoneHash)
  if (samePhone) return duplicate(samePhone, 'phone')
  return rows[0] && duplicate(rows[0], 'idNumber')
}

/** Other resumes that hold one of the numbers of this one, as theirs or contested. */
export function* findWithSameNumber(t: Q, ctx: Ctx, row: ResumeRow, most: number): Op<SameNumber[]> {
  const { resumes } = ctx.db.s
  const phone = row.phoneHash ?? row.contestedPhoneHash
  const idNumber = row.idNumberHash ?? row.contestedIdNumberHash
  const holds = {
    phone: phone ? or(eq(resumes.phoneHash, phone), eq(resumes.contestedPhoneHash, phone)) : undefined,
    idNumber: idNumber
      ? or(eq(resumes.idNumberHash, idNumber), eq(resumes.contestedIdNumberHash, idNumber))
      : undefined,
  }
  const either = or(holds.phone, holds.idNumber)
  if (!either) return []
  const { id, name, phoneHash, contestedPhoneHash } = resumes
  const found = yield* ask(
    t
      .select({ id, name, phoneHash, contestedPhoneHash })
      .from(resumes)
      .where(and(either, ne(resumes.id, row.id)))
      .orderBy(resumes.id)
      .limit(most),
  )
  return found.map((one) => {
    const isPhone = phone !== null && [one.phoneHash, one.contestedPhoneHash].includes(phone)
    return { id: one.id, name: one.name, field: isPhone ? 'phone' : 'idNumber' }
  })
}

/** A resume that has a number of another one. */
export interface SameNumber {
  id: string
  name: string
  field: 'phone' | 'idNumber'
}

export function* findResume(t: Q, ctx: Ctx, by: { id: string } | { accountId: string }): Op<ResumeRow | undefined> {
  const { resumes } = ctx.db.s
  const condition = 'id' in by ? eq(resumes.id, by.id) : eq(resumes.accountId, by.accountId)
  const [row] = yield* ask(t.select().from(resumes).where(condition))
  return row
}

export function* findResumes(t: Q, { db }: Pick<Ctx, 'db'>, ids: readonly string[]): Op<ResumeRow[]> {
  if (ids.length === 0) return []
  const { resumes } = db.s
  return yield* ask(
    t
      .select()
      .from(resumes)
      .where(inArray(resumes.id, [...ids])),
  )
}

/** Names of those who work on a resume. */
export interface Names {
  createdByName: string | null
  lastUpdatedByName: string | null
}

export function* namesOf(t: Q, ctx: Ctx, row: ResumeRow): Op<Names> {
  const { accounts } = ctx.db.s
  const ids = [row.createdBy, row.lastUpdatedBy].filter((id) => id !== null)
  const found =
    ids.length > 0
      ? yield* ask(t.select({ id: accounts.id, name: accounts.name }).from(accounts).where(inArray(accounts.id, ids)))
      : []
  const accountName = (id: string | null) => found.find((account) => account.id === id)?.name ?? null
  // The account may bear a name that staff does not know her by.
  const nameOf = (id: string | null) => (id !== null && id === row.accountId ? `${row.name}（本人）` : accountName(id))
  return { createdByName: nameOf(row.createdBy), lastUpdatedByName: nameOf(row.lastUpdatedBy) }
}
