import { foldedText } from '@qingpin/contract/core/text'
import { maskWechat, maskIdNumber, maskPhone } from '@qingpin/contract/core/masking'
import { type CreateCustomer, type Need, NEEDS } from '@qingpin/contract/customers/customers.fields'
import { and, desc, eq, gte, inArray, sql } from 'drizzle-orm'
import type { z } from 'zod'
import { type Ctx, requirePerson } from '../../context.ts'
import type { FieldCipher } from '../../crypto/field-cipher.ts'
import type { TimeId } from '../../db/cursor.ts'
import { ask, type Op, type Q } from '../../db/db.ts'
import { newId } from '../../db/ids.ts'
import type { Schema } from '../../schema/schema.ts'
import { customerNoOf, NUMBER_DRAWS } from './customers.rules.ts'
import { present, visible } from './scope.repo.ts'

export type CustomerRow = Schema['customers']['$inferSelect']
export type FollowUpRow = Schema['customerFollowUps']['$inferSelect']

/** The account that a customer is assigned to. */
export interface Owner {
  id: string
  name: string
  username: string | null
}

export type CustomerInput = z.output<typeof CreateCustomer>

/** The columns of one field; `undefined` is a field that was left out. */
type ToColumns<Value> = (value: Value | undefined, cipher: FieldCipher) => Partial<CustomerRow>
/** How one field is stored: in the column of its name, in the `needs` column, by a function, or by the service. */
type StoredAs<Field, Value> =
  | ToColumns<Value>
  | (Field extends keyof CustomerRow ? (NonNullable<Value> extends CustomerRow[Field] ? 'same' : never) : never)
  | (Field extends Need ? 'need' : never)
  | (Field extends keyof typeof FORMER_NAMES ? 'former name' : never)
  | (Field extends 'assignedTo' | 'allowDuplicateWechat' | 'clientId' ? 'service' : never)
/** Names every field of an input, so that one without a column is a type error. */
export type StoredFields<Input> = { readonly [Field in keyof Input]-?: StoredAs<Field, Input[Field]> }

/** How each field of the contract is stored. Personal numbers are stored encrypted, hashed and masked. */
export const STORED_FIELDS = {
  clientId: 'service',
  name: 'same',
  phone: (phone, cipher) => ({
    phoneSealed: phone ? cipher.seal('phone', phone) : null,
    phoneHash: phone ? cipher.hash('phone', phone) : null,
    phoneLast4: phone ? phone.slice(-4) : null,
    phoneMasked: phone ? maskPhone(phone) : null,
  }),
  wechatId: (id, cipher) => ({
    wechatSealed: id ? cipher.seal('wechatId', id) : null,
    wechatHash: id ? cipher.hash('wechatId', foldedText(id)) : null,
    wechatMasked: id ? maskWechat(id) : null,
  }),
  idCardNumber: (number, cipher) => ({
    idNumberSealed: number ? cipher.seal('idNumber', number) : null,
    idNumberHash: number ? cipher.hash('idNumber', number) : null,
    idNumberMasked: number ? maskIdNumber(number) : null,
  }),
  leadSource: 'same',
  contractStatus: 'same',
  leadLevel: 'same',
  serviceType: 'former name',
  serviceCategory: 'same',
  salaryBudget: 'same',
  salaryBudgetMin: 'same',
  stayIn: 'same',
  likes: (likes) => ({ likes: likes && likes.length > 0 ? likes : null }),
  expectedStartDate: 'same',
  expectedDeliveryDate: 'same',
  homeArea: 'same',
  familySize: 'same',
  serviceDays: 'same',
  dealAmount: (yuan) => ({ dealAmountFen: typeof yuan === 'number' ? Math.round(yuan * 100) : null }),
  restSchedule: 'same',
  address: 'same',
  area: 'same',
  ageRequirement: 'same',
  genderRequirement: 'same',
  originRequirement: 'same',
  educationRequirement: 'same',
  notes: 'former name',
  remarks: 'same',
  ...(Object.fromEntries(NEEDS.map((name) => [name, 'need'])) as Record<Need, 'need'>),
  assignedTo: 'service',
  assignmentReason: 'same',
  allowDuplicateWechat: 'service',
} as const satisfies StoredFields<CustomerInput>

/** Former names of fields; the present name wins where both are sent. */
const FORMER_NAMES = { serviceType: 'serviceCategory', notes: 'remarks' } as const

export type CustomerColumns = Pick<CustomerRow, 'name' | 'leadSource' | 'contractStatus' | 'leadLevel' | 'needs'> &
  Partial<CustomerRow>

function withoutFormerNames(input: Partial<CustomerInput>): Partial<CustomerInput> {
  const renamed: Record<string, unknown> = { ...input }
  for (const [former, present] of Object.entries(FORMER_NAMES)) {
    if (renamed[former] !== undefined) renamed[present] ??= renamed[former]
  }
  return renamed
}

/** The columns of the fields that are sent; null clears one. @param needs the stored texts of the demand */
export function changedColumns(
  cipher: FieldCipher,
  input: Partial<CustomerInput>,
  needs: CustomerRow['needs'],
): Partial<CustomerRow> {
  const sent = withoutFormerNames(input)
  const columns: Partial<CustomerRow> = {}
  const texts: Record<string, unknown> = { ...needs }
  for (const [field, storedAs] of Object.entries(STORED_FIELDS)) {
    const value = sent[field as keyof CustomerInput]
    if (value === undefined) continue
    if (storedAs === 'same') Object.assign(columns, { [field]: value })
    else if (storedAs === 'need') texts[field] = value ?? undefined
    else if (typeof storedAs === 'function')
      Object.assign(columns, (storedAs as ToColumns<typeof value>)(value, cipher))
  }
  const filled = Object.fromEntries(Object.entries(texts).filter(([, value]) => value !== undefined))
  return { ...columns, needs: filled as CustomerRow['needs'] }
}

/** The columns of a new customer. */
export function toColumns(cipher: FieldCipher, input: CustomerInput): CustomerColumns {
  const { name, leadSource, contractStatus, leadLevel } = input
  return { needs: {}, ...changedColumns(cipher, input, {}), name, leadSource, contractStatus, leadLevel }
}

/** Writes changed columns as the next version. */
export function* updateCustomer(t: Q, ctx: Ctx, row: CustomerRow, columns: Partial<CustomerRow>): Op<CustomerRow> {
  const { customers } = ctx.db.s
  const { now } = ctx
  const [updated] = yield* ask(
    t
      .update(customers)
      .set({
        ...columns,
        version: row.version + 1,
        updatedAt: now,
        lastActivityAt: now,
        lastUpdatedBy: requirePerson(ctx).accountId,
      })
      .where(eq(customers.id, row.id))
      .returning(),
  )
  return updated as CustomerRow
}

export type NewCustomer = CustomerColumns & Pick<CustomerRow, 'createdBy' | 'assignedTo' | 'assignedBy' | 'clientId'>

/**
 * Inserts a customer; undefined when another one has its phone.
 * @param draw gives the next id
 */
export function* insertCustomer(
  t: Q,
  ctx: Ctx,
  customer: NewCustomer,
  draw: () => string = () => newId(ctx.now),
): Op<CustomerRow | undefined> {
  for (let draws = 1; ; draws++) {
    const id = draw()
    const row = yield* insertAs(t, ctx, id, customer)
    if (row || draws === NUMBER_DRAWS || !(yield* isNumberTaken(t, ctx, customerNoOf(id)))) return row
  }
}

function* isNumberTaken(t: Q, { db: { s } }: Ctx, customerNo: string): Op<boolean> {
  const taken = yield* ask(
    t.select({ id: s.customers.id }).from(s.customers).where(eq(s.customers.customerNo, customerNo)),
  )
  return taken.length > 0
}

/** A whole row of a new customer. */
export const newRow = ({ now }: Pick<Ctx, 'now'>, id: string, customer: NewCustomer) => ({
  ...customer,
  id,
  customerNo: customerNoOf(id),
  version: 1,
  transferCount: 0,
  autoTransferEnabled: true,
  inPublicPool: false,
  createdAt: now,
  updatedAt: now,
  assignedAt: now,
  lastActivityAt: now,
})

function* insertAs(t: Q, ctx: Ctx, id: string, customer: NewCustomer): Op<CustomerRow | undefined> {
  const row = newRow(ctx, id, customer)
  const [inserted] = yield* ask(t.insert(ctx.db.s.customers).values(row).onConflictDoNothing().returning())
  return inserted
}

/** The customer, if the caller may see it; locked where it will be changed. */
export function* findVisible(t: Q, ctx: Ctx, id: string, lock = false): Op<CustomerRow | undefined> {
  const { customers } = ctx.db.s
  const query = t
    .select()
    .from(customers)
    .where(and(eq(customers.id, id), visible(ctx)))
  const [row] = yield* ask(lock ? ctx.db.lock(query) : query)
  return row
}

/** Those of these customers that the caller may see, by id. */
export function* visibleNames(
  t: Q,
  ctx: Ctx,
  ids: readonly string[],
): Op<Map<string, Pick<CustomerRow, 'id' | 'name' | 'assignedTo'>>> {
  if (ids.length === 0) return new Map()
  const { customers: c } = ctx.db.s
  const rows = yield* ask(
    t
      .select({ id: c.id, name: c.name, assignedTo: c.assignedTo })
      .from(c)
      .where(and(inArray(c.id, [...ids]), visible(ctx))),
  )
  return new Map(rows.map((row) => [row.id, row]))
}

/** The owners of customers that are present, by customer. */
export function* ownersOf(t: Q, ctx: Pick<Ctx, 'db'>, ids: readonly string[]): Op<Map<string, string>> {
  if (ids.length === 0) return new Map()
  const { customers: c } = ctx.db.s
  const rows = yield* ask(
    t
      .select({ id: c.id, owner: c.assignedTo })
      .from(c)
      .where(and(inArray(c.id, [...ids]), present(ctx))),
  )
  return new Map(rows.flatMap(({ id, owner }) => (owner === null ? [] : [[id, owner] as const])))
}

/** The customer, if it was neither deleted nor merged; without a check of who may see it. @param lock locks the row for a change */
export function* findPresent(
  t: Q,
  ctx: Pick<Ctx, 'db'>,
  id: string,
  { lock }: { lock: boolean },
): Op<CustomerRow | undefined> {
  const { customers } = ctx.db.s
  const query = t
    .select()
    .from(customers)
    .where(and(eq(customers.id, id), present(ctx)))
  const [row] = yield* ask(lock ? ctx.db.lock(query) : query)
  return row
}

export function* findPeople(t: Q, ctx: Ctx, ids: readonly (string | null)[]): Op<Owner[]> {
  const { accounts } = ctx.db.s
  const known = new Set(ids.filter((id) => id !== null))
  return yield* ask(
    t
      .select({ id: accounts.id, name: accounts.name, username: accounts.username })
      .from(accounts)
      .where(inArray(accounts.id, [...known])),
  )
}

export type NewFollowUp = Pick<FollowUpRow, 'type' | 'content' | 'result' | 'nextFollowUpAt' | 'createdBy'> &
  Partial<Pick<FollowUpRow, 'clientId' | 'writtenAt' | 'isContact' | 'byCustomer'>>

/** Inserts a follow-up; undefined where its author has sent it before. */
export function* insertFollowUp(
  t: Q,
  ctx: Ctx,
  customerId: string,
  followUp: NewFollowUp,
): Op<FollowUpRow | undefined> {
  const [row] = yield* ask(
    t
      .insert(ctx.db.s.customerFollowUps)
      .values({ ...followUp, id: newId(ctx.now), customerId, createdAt: ctx.now })
      .onConflictDoNothing()
      .returning(),
  )
  return row
}

/** Writes what a follow-up changes of its customer. Only with a contact a silence ends, for reminders and recycling alike. */
export function* applyFollowUp(
  t: Q,
  ctx: Ctx,
  row: CustomerRow,
  {
    isContact,
    ...part
  }: Pick<CustomerRow, 'nextFollowUpAt'> &
    Pick<FollowUpRow, 'isContact'> &
    Partial<Pick<CustomerRow, 'lastFollowUpBy' | 'lastNote'>>,
): Op<CustomerRow> {
  const { customers } = ctx.db.s
  const { now } = ctx
  const columns = { ...part, lastActivityAt: now, ...(isContact ? { lastFollowUpAt: now } : {}) }
  yield* ask(t.update(customers).set(columns).where(eq(customers.id, row.id)))
  return { ...row, ...columns }
}

/** The newest follow-ups of a customer; those that are older than the one at `before`. */
export function* listFollowUps(t: Q, ctx: Ctx, customerId: string, limit: number, before?: TimeId) {
  const { customerFollowUps: f, accounts } = ctx.db.s
  const older = before && sql`(${f.createdAt}, ${f.id}) < (${before.at}, ${before.id})`
  return yield* ask(
    t
      .select({ followUp: f, author: { id: accounts.id, name: accounts.name, username: accounts.username } })
      .from(f)
      .leftJoin(accounts, eq(accounts.id, f.createdBy))
      .where(and(eq(f.customerId, customerId), older))
      .orderBy(desc(f.createdAt), desc(f.id))
      .limit(limit),
  )
}

/** How many follow-ups an account has written since a moment (epoch ms). */
export async function countFollowUps({ db }: Ctx, accountId: string, since: number): Promise<number> {
  const { customerFollowUps: f } = db.s
  const [row] = await db.q
    .select({ n: sql<number>`count(*)` })
    .from(f)
    .where(and(eq(f.createdBy, accountId), gte(f.createdAt, since)))
  return Number(row?.n ?? 0)
}
