import { isDeepStrictEqual } from 'node:util'
import { CUSTOMER_MAX } from '@qingpin/contract/customers/customers.rules'
import { and, desc, eq, inArray, isNotNull, isNull, lte, max, min, sql } from 'drizzle-orm'
import { type Ctx, requirePerson } from '../../context.ts'
import type { FieldCipher } from '../../crypto/field-cipher.ts'
import { ask, type Op, type Q } from '../../db/db.ts'
import { newId } from '../../db/ids.ts'
import type { Schema } from '../../schema/schema.ts'
import { type CustomerRow, STORED_FIELDS } from './customers.repo.ts'
import type { MergeSnapshot } from './customers.table.ts'

export type MergeRow = Schema['customerMerges']['$inferSelect']
/** Whose value stays, by field. */
export type Picks = Readonly<Record<string, 'kept' | 'merged' | 'both'>>

/** Rows of another feature that belong to a customer: they go over in a merge, come back, and end with it. */
export interface CustomerRecords {
  name: string
  /** Gives the ids of the rows that went over. */
  move: (t: Q, ctx: Moving, fromId: string, toId: string) => Op<string[]>
  /** Moves those of the rows back that belong to `fromId` still. */
  moveBack: (t: Q, ctx: Moving, ids: readonly string[], fromId: string, toId: string) => Op<void>
  /** The customer is deleted, and can be brought back: what people outside reach of it ends. */
  close: (t: Q, ctx: Ctx, customerId: string) => Op<void>
  /** The customer is gone for good. */
  forget: (t: Q, ctx: Moving, customerId: string) => Op<void>
}
type Moving = Pick<Ctx, 'db' | 'now'>

/** The columns of a phone number. */
export const phoneOf = ({ phoneSealed, phoneHash, phoneLast4, phoneMasked }: CustomerRow) => ({
  phoneSealed,
  phoneHash,
  phoneLast4,
  phoneMasked,
})
export type Phone = ReturnType<typeof phoneOf>
export const NO_PHONE: Phone = { phoneSealed: null, phoneHash: null, phoneLast4: null, phoneMasked: null }

/** What of both sides fits into one text. */
const BOTH: Readonly<Record<string, number>> = { remarks: CUSTOMER_MAX.remarks }
const isNothing = (value: unknown) => value === null || value === undefined || value === ''
const joined = (...texts: unknown[]) => [...new Set(texts.filter((one) => !isNothing(one)))].join('\n')

type Problem = { field: string; message: string }
const tooLong = (field: string, max: number): Problem => ({ field, message: `两边合起来超过${max}字，留一边吧。` })

/** The columns by which the customer that stays differs after a merge, and what of the choice is not possible. */
export function mergedColumns(cipher: FieldCipher, kept: CustomerRow, merged: CustomerRow, picks: Picks) {
  const columns: Partial<CustomerRow> = {}
  const needs: Record<string, string> = { ...kept.needs }
  const problems: Problem[] = []
  for (const [field, storedAs] of Object.entries(STORED_FIELDS)) {
    if (storedAs === 'service' || storedAs === 'former name' || field === 'assignmentReason') continue
    if (storedAs === 'need') {
      const [mine, theirs] = [needs[field], (merged.needs as Record<string, string>)[field]]
      const pick = picks[field] ?? (isNothing(mine) ? 'merged' : 'kept')
      const text = pick === 'both' ? joined(mine, theirs) : pick === 'merged' ? theirs : mine
      if ((text ?? '').length > CUSTOMER_MAX.need) problems.push(tooLong(field, CUSTOMER_MAX.need))
      if (text) needs[field] = text
      else delete needs[field]
      continue
    }
    const names = storedAs === 'same' ? [field] : Object.keys(storedAs(undefined, cipher))
    const read = (row: CustomerRow) => names.map((name) => row[name as keyof CustomerRow])
    const pick = picks[field] ?? (read(kept).every(isNothing) ? 'merged' : 'kept')
    if (pick === 'kept') continue
    if (pick === 'merged') {
      const values = read(merged)
      for (const [i, name] of names.entries()) Object.assign(columns, { [name]: values[i] })
    } else if (field === 'likes') {
      columns.likes = [...new Set([...(kept.likes ?? []), ...(merged.likes ?? [])])]
      const { likes: most } = CUSTOMER_MAX
      if (columns.likes.length > most) problems.push({ field, message: `看重的最多${most}项，留一边吧。` })
    } else if (BOTH[field] !== undefined) {
      const text = joined(...read(kept), ...read(merged))
      if (text.length > BOTH[field]) problems.push(tooLong(field, BOTH[field]))
      Object.assign(columns, { [field]: text })
    } else problems.push({ field, message: '这一项只能留一边。' })
  }
  if (!isDeepStrictEqual(needs, kept.needs)) columns.needs = needs
  return { columns, problems }
}

/** Any customer by its id, deleted and merged ones too, locked. */
export function* lockAny(t: Q, ctx: Moving, id: string): Op<CustomerRow | undefined> {
  const { customers } = ctx.db.s
  const [row] = yield* ask(ctx.db.lock(t.select().from(customers).where(eq(customers.id, id))))
  return row
}

/** The customer that one was merged into; null where it was not. */
export function* mergedIntoOf(t: Q, ctx: Moving, id: string): Op<string | null> {
  const { customers } = ctx.db.s
  const [row] = yield* ask(t.select({ to: customers.mergedInto }).from(customers).where(eq(customers.id, id)))
  return row?.to ?? null
}

/** Writes columns of a locked customer as its next version. */
export function* writeColumns(t: Q, ctx: Moving, row: CustomerRow, part: Partial<CustomerRow>): Op<CustomerRow> {
  const { customers } = ctx.db.s
  const [written] = yield* ask(
    t
      .update(customers)
      .set({ ...part, version: row.version + 1, updatedAt: ctx.now, lastActivityAt: ctx.now })
      .where(eq(customers.id, row.id))
      .returning(),
  )
  return written as CustomerRow
}

/** Sets the phone of a customer; the version stays. */
export function* setPhone(t: Q, ctx: Moving, id: string, phone: Phone): Op<void> {
  const { customers } = ctx.db.s
  yield* ask(t.update(customers).set(phone).where(eq(customers.id, id)))
}

/**
 * Takes a phone off a customer that was merged, because the one that was kept gets it. Gives its id, for `setPhone`
 * with the phone that the kept one had.
 */
export function* takeMergedPhone(t: Q, ctx: Moving, phoneHash: string | null): Op<string | undefined> {
  if (!phoneHash) return undefined
  const { customers: c } = ctx.db.s
  const [row] = yield* ask(
    t
      .update(c)
      .set(NO_PHONE)
      .where(and(eq(c.phoneHash, phoneHash), isNotNull(c.mergedInto)))
      .returning(),
  )
  return row?.id
}

const plainTables = ({ db: { s } }: Moving) => ({
  followUps: s.customerFollowUps,
  edits: s.customerEdits,
  transfers: s.customerTransfers,
})

/** Gives all rows of one customer of this feature to another one. */
export function* moveRows(t: Q, ctx: Moving, fromId: string, toId: string): Op<MergeSnapshot['moved']> {
  const moved: MergeSnapshot['moved'] = {}
  for (const [name, table] of Object.entries(plainTables(ctx))) {
    const rows = yield* ask(
      t.update(table).set({ customerId: toId }).where(eq(table.customerId, fromId)).returning({ id: table.id }),
    )
    moved[name] = rows.map(({ id }) => id)
  }
  moved['reminders'] = yield* moveReminders(t, ctx, fromId, toId)
  return moved
}

/** Gives the reminders of one customer to another one, but for those that the other one has had for the same silence. */
function* moveReminders(t: Q, ctx: Moving, fromId: string, toId: string): Op<string[]> {
  const { customerReminders: r } = ctx.db.s
  const rows = yield* ask(
    t
      .select()
      .from(r)
      .where(inArray(r.customerId, [fromId, toId])),
  )
  const keyOf = ({ silentSince, step }: (typeof rows)[number]) => `${silentSince} ${step}`
  const had = new Set(rows.filter(({ customerId }) => customerId === toId).map(keyOf))
  const ids = rows.filter((row) => row.customerId === fromId && !had.has(keyOf(row))).map(({ id }) => id)
  if (ids.length > 0) yield* ask(t.update(r).set({ customerId: toId }).where(inArray(r.id, ids)))
  return ids
}

export function* moveRowsBack(
  t: Q,
  ctx: Moving,
  moved: MergeSnapshot['moved'],
  fromId: string,
  toId: string,
): Op<void> {
  const tables = { ...plainTables(ctx), reminders: ctx.db.s.customerReminders }
  for (const [name, table] of Object.entries(tables)) {
    const ids = moved[name] ?? []
    if (ids.length === 0) continue
    yield* ask(
      t
        .update(table)
        .set({ customerId: toId })
        .where(and(inArray(table.id, ids), eq(table.customerId, fromId))),
    )
  }
}

/** The serial below all others of a customer: rows of a merge stand there, so that its own count goes on. */
function* lowestSerial(t: Q, ctx: Moving, customerId: string): Op<number> {
  const { customerAssignments: logs } = ctx.db.s
  const [row] = yield* ask(
    t
      .select({ n: min(logs.serial) })
      .from(logs)
      .where(eq(logs.customerId, customerId)),
  )
  return Math.min(1, row?.n ?? 1) - 1
}

/** Gives the changes of owner of one customer to another one; by id, their serials before. */
export function* moveAssignments(t: Q, ctx: Moving, fromId: string, toId: string): Op<Record<string, number>> {
  const { customerAssignments: logs } = ctx.db.s
  const rows = yield* ask(
    t
      .select({ id: logs.id, serial: logs.serial })
      .from(logs)
      .where(eq(logs.customerId, fromId))
      .orderBy(desc(logs.serial)),
  )
  let serial = yield* lowestSerial(t, ctx, toId)
  for (const { id } of rows) {
    yield* ask(t.update(logs).set({ customerId: toId, serial: serial-- }).where(eq(logs.id, id)))
  }
  return Object.fromEntries(rows.map(({ id, serial: before }) => [id, before]))
}

export function* moveAssignmentsBack(t: Q, ctx: Moving, serials: Record<string, number>, toId: string): Op<void> {
  const { customerAssignments: logs } = ctx.db.s
  for (const [id, serial] of Object.entries(serials)) {
    yield* ask(t.update(logs).set({ customerId: toId, serial }).where(eq(logs.id, id)))
  }
}

/** Writes into the history of a customer that another one was merged into it, or taken out of it; no owner changes. */
export function* logMerge(t: Q, ctx: Ctx, row: CustomerRow, reason: string): Op<void> {
  const serial = yield* lowestSerial(t, ctx, row.id)
  const byId = requirePerson(ctx).accountId
  yield* ask(
    t.insert(ctx.db.s.customerAssignments).values({
      id: newId(ctx.now),
      customerId: row.id,
      serial,
      action: 'merge',
      fromId: row.assignedTo,
      toId: row.assignedTo,
      byId,
      reason,
      createdAt: ctx.now,
    }),
  )
}

/** Who wrote the newest follow-up of a customer and what, and when the newest contact was, as columns of the customer. */
export function* newestFollowUp(t: Q, ctx: Moving, customerId: string) {
  const { customerFollowUps: f } = ctx.db.s
  const [row] = yield* ask(
    t.select().from(f).where(eq(f.customerId, customerId)).orderBy(desc(f.createdAt), desc(f.id)).limit(1),
  )
  const [contact] = yield* ask(
    t
      .select({ at: max(f.createdAt) })
      .from(f)
      .where(and(eq(f.customerId, customerId), eq(f.isContact, true))),
  )
  return {
    lastFollowUpAt: contact?.at ?? null,
    lastFollowUpBy: row?.createdBy ?? null,
    lastNote: row?.content ?? null,
  }
}

export function* insertMerge(t: Q, ctx: Ctx, merge: Pick<MergeRow, 'survivorId' | 'mergedId' | 'snapshot'>): Op<void> {
  const byId = requirePerson(ctx).accountId
  yield* ask(t.insert(ctx.db.s.customerMerges).values({ ...merge, id: newId(ctx.now), byId, createdAt: ctx.now }))
}

/** The merge by which a customer is gone. */
export function* findMerge(t: Q, ctx: Moving, mergedId: string): Op<MergeRow | undefined> {
  const { customerMerges: m } = ctx.db.s
  const [row] = yield* ask(
    t
      .select()
      .from(m)
      .where(and(eq(m.mergedId, mergedId), isNull(m.undoneAt)))
      .orderBy(desc(m.createdAt), desc(m.id))
      .limit(1),
  )
  return row
}

export function* closeMerge(t: Q, ctx: Ctx, id: string): Op<void> {
  const { customerMerges: m } = ctx.db.s
  const undone = { undoneAt: ctx.now, undoneBy: requirePerson(ctx).accountId, snapshot: null }
  yield* ask(t.update(m).set(undone).where(eq(m.id, id)))
}

/** Drops the snapshots of merges that cannot be taken back any more. @param before epoch ms */
export function* dropSnapshots(t: Q, ctx: Moving, before: number): Op<void> {
  const { customerMerges: m } = ctx.db.s
  yield* ask(
    t
      .update(m)
      .set({ snapshot: null })
      .where(and(lte(m.createdAt, before), sql`${m.snapshot} is not null`)),
  )
}
