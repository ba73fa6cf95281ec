import { and, asc, desc, eq, gte, inArray, isNull, lt, ne, or, type SQL, sql } from 'drizzle-orm'
import { phoneQuery } from '@qingpin/contract/core/identity.rules'
import { foldedText, wordsOf } from '@qingpin/contract/core/text'
import { CONTRACT_STATUSES, type ContractStatus, DUES, LOST } from '@qingpin/contract/customers/customers.enums'
import { customerScope } from '@qingpin/contract/customers/customers.policy'
import { isClosed, NO_FOLLOW_UP } from '@qingpin/contract/customers/customers.rules'
import type { CustomerQuery } from '@qingpin/contract/customers/customers.routes'
import { DAY_MS, midnightOf, startOfDay } from '@qingpin/contract/core/days'
import { pageSizeOf } from '@qingpin/contract/core/paging'
import type { z } from 'zod'
import { type Ctx, requirePerson } from '../../context.ts'
import { pageOf, sortCursor } from '../../db/cursor.ts'
import { TimedCache } from '../../runtime/timed-cache.ts'
import { LARGE_COUNTS, LARGE_FROM } from './customers.rules.ts'
import { dueCondition, followUpStatusCondition, reachCondition, visible } from './scope.repo.ts'

export type CustomerFilter = z.output<typeof CustomerQuery>

/** A number in full, its last four digits or its masked form; undefined when the text is none of them. */
function matchesPhone({ db, cipher }: Ctx, text: string): SQL | undefined {
  const { phoneHash, phoneLast4, phoneMasked } = db.s.customers
  const phone = phoneQuery(text)
  if (phone?.by === 'full') return eq(phoneHash, cipher.hash('phone', phone.value))
  return phone && eq(phone.by === 'last4' ? phoneLast4 : phoneMasked, phone.value)
}

/** As it is stored: any text may be a WeChat id. */
const wechatHash = ({ cipher }: Pick<Ctx, 'cipher'>, text: string) => cipher.hash('wechatId', foldedText(text))
/** A whole WeChat id; it is stored encrypted, so a part of one cannot be found. */
const matchesWechat = (ctx: Ctx, text: string): SQL => eq(ctx.db.s.customers.wechatHash, wechatHash(ctx, text))

const matchesWord = (ctx: Ctx, word: string): SQL | undefined =>
  or(
    ctx.db.contains(ctx.db.s.customers.name, word),
    matchesPhone(ctx, word),
    matchesWechat(ctx, word),
    /^cus\d+$/i.test(word) ? eq(ctx.db.s.customers.customerNo, word.toUpperCase()) : undefined,
  )

const wordsIn = (text: string): string[] => [text, ...wordsOf(text)]

/** What a search would find by a whole number: hashes of its phone numbers, and those that a WeChat id could have. */
export const numbersIn = ({ cipher }: Pick<Ctx, 'cipher'>, text: string) => ({
  phoneHashes: wordsIn(text).flatMap((word) => {
    const phone = phoneQuery(word)
    return phone?.by === 'full' ? [cipher.hash('phone', phone.value)] : []
  }),
  wechatHashes: wordsIn(text).map((word) => wechatHash({ cipher }, word)),
})

/** Words that must all be there; a number or an id that is written with blanks or dots is one. */
export function matchesText(ctx: Ctx, text: string): SQL | undefined {
  const words = wordsOf(text)
  return or(matchesWord(ctx, text), words.length > 1 ? and(...words.map((word) => matchesWord(ctx, word))) : undefined)
}

const oneOf = (column: Parameters<typeof inArray>[0], values: readonly string[] | undefined) =>
  values && values.length > 0 ? inArray(column, values as string[]) : undefined

/** The conditions that stay when another chip is tapped: all but assignee, due and status. */
function groundOf(ctx: Ctx, filter: CustomerFilter): SQL | undefined {
  const { customers } = ctx.db.s
  const from = (column: typeof customers.createdAt, day: string | undefined) =>
    day === undefined ? undefined : gte(column, midnightOf(day))
  const until = (column: typeof customers.createdAt, day: string | undefined) =>
    day === undefined ? undefined : lt(column, midnightOf(day) + DAY_MS)
  return and(
    visible(ctx),
    filter.search ? matchesText(ctx, filter.search) : undefined,
    filter.name ? ctx.db.contains(customers.name, filter.name) : undefined,
    filter.phone ? (matchesPhone(ctx, filter.phone) ?? sql`1 = 0`) : undefined,
    oneOf(customers.leadSource, filter.leadSource),
    oneOf(customers.serviceCategory, filter.serviceCategory),
    oneOf(customers.leadLevel, filter.leadLevel),
    filter.leadStatus === '已流转' ? sql`${customers.transferCount} > 0` : undefined,
    filter.leadStatus === '未流转' ? eq(customers.transferCount, 0) : undefined,
    filter.followUpStatus ? followUpStatusCondition(ctx, filter.followUpStatus) : undefined,
    filter.reached ? reachCondition(ctx, filter.reached) : undefined,
    from(customers.createdAt, filter.createdStartDate),
    until(customers.createdAt, filter.createdEndDate),
    from(customers.assignedAt, filter.assignedStartDate),
    until(customers.assignedAt, filter.assignedEndDate),
  )
}

type Chips = Pick<CustomerFilter, 'assignedTo' | 'due' | 'contractStatus'>

/** The conditions of the chips. Lost customers appear only where their status or a search asks for them. */
function chipsOf(ctx: Ctx, filter: CustomerFilter, { assignedTo, due, contractStatus }: Chips): SQL | undefined {
  const { customers } = ctx.db.s
  const byStatus = contractStatus && contractStatus.length > 0
  const bySearch = Boolean(filter.search || filter.name || filter.phone || filter.reached)
  return and(
    assignedTo ? eq(customers.assignedTo, assignedTo) : undefined,
    due ? dueCondition(ctx, due) : undefined,
    byStatus ? inArray(customers.contractStatus, contractStatus) : undefined,
    byStatus || bySearch ? undefined : ne(customers.contractStatus, LOST),
  )
}

type Sort = Pick<CustomerFilter, 'sortBy' | 'sortOrder'>

/** The sort value of rows without a next date: they come last in either order. */
const never = ({ sortOrder }: Sort) => (sortOrder === 'asc' ? NO_FOLLOW_UP : 0)

function sortColumn({ db }: Ctx, sort: Sort): SQL {
  const { customers } = db.s
  if (sort.sortBy === 'phone') return sql`coalesce(${customers.phoneLast4}, '')`
  if (sort.sortBy === 'nextFollowUpAt' || sort.sortBy === 'recycleAt')
    return sql`coalesce(${customers[sort.sortBy]}, ${sql.raw(String(never(sort)))})`
  return sql`${customers[sort.sortBy]}`
}

const isText = (sortBy: CustomerFilter['sortBy']) => sortBy === 'name' || sortBy === 'phone'
const cursorFor = ({ sortBy, sortOrder }: Sort) => sortCursor(`${sortBy} ${sortOrder}`, isText(sortBy) ? 'text' : 'ms')

/** Cache key of the customers that a caller can see: callers with the same customers share it. */
function scopeKey(ctx: Ctx, due: CustomerFilter['due']): string {
  const { role, accountId } = requirePerson(ctx)
  return customerScope(role) === 'all' && due !== 'assigned' ? 'all' : `${role} ${accountId}`
}

interface Group {
  contractStatus: ContractStatus
  leadSource: string
  serviceCategory: string | null
  n: number
}
const manyGroups = new TimedCache<Group[]>(LARGE_COUNTS)

/** How many of the customers that a list would hold there are of each status, source and service; the status filter aside. */
export async function groupedCounts(ctx: Ctx, filter: CustomerFilter): Promise<readonly Group[]> {
  const { customers } = ctx.db.s
  const { contractStatus, leadSource, serviceCategory } = customers
  const chips = and(
    filter.assignedTo ? eq(customers.assignedTo, filter.assignedTo) : undefined,
    filter.due ? dueCondition(ctx, filter.due) : undefined,
  )
  const { contractStatus: _, ...narrowing } = filter
  const key = JSON.stringify([scopeKey(ctx, filter.due), startOfDay(ctx.now), narrowing])
  const known = manyGroups.get(ctx.db, key, ctx.now)
  if (known) return known
  const rows = await ctx.db.q
    .select({ contractStatus, leadSource, serviceCategory, n: sql<number>`count(*)` })
    .from(customers)
    .where(and(groundOf(ctx, filter), chips))
    .groupBy(contractStatus, leadSource, serviceCategory)
  const groups = rows.map((row) => ({ ...row, n: Number(row.n) }))
  if (groups.reduce((sum, { n }) => sum + n, 0) > LARGE_FROM) manyGroups.set(ctx.db, key, ctx.now, groups)
  return groups
}

/** Whether a list with this filter holds lost customers: only where their status or a search asks for them. */
export const includesLost = ({ contractStatus, search, name, phone, reached }: CustomerFilter): boolean =>
  contractStatus && contractStatus.length > 0
    ? contractStatus.includes(LOST)
    : Boolean(search || name || phone || reached)

const NOT_LOST = CONTRACT_STATUSES.map(({ value }) => value).filter((value) => value !== LOST)
const PAGING = new Set(['cursor', 'limit', 'pageSize', 'page', 'sortBy', 'sortOrder'])
const CHIPS = new Set(['assignedTo', 'due', 'contractStatus'])
const OPEN = CONTRACT_STATUSES.map(({ value }) => value).filter((value) => !isClosed(value))
type Numbers = Readonly<Record<string, number>>
/** Whether nothing but the chips narrows the list: each number is then counted in an index, else all rows are read once. */
const isPlain = (filter: CustomerFilter) =>
  Object.entries(filter).every(([name, value]) => value === undefined || PAGING.has(name) || CHIPS.has(name))

/** Numbers in the thousands, which are shown on for some seconds: counting them takes longer than all else. */
const manyOfChips = new TimedCache<Numbers>(LARGE_COUNTS)

/** The numbers of the chips, each counted by itself. */
async function countPlain(ctx: Ctx, { assignedTo, due, contractStatus }: Chips): Promise<Numbers> {
  const { customers } = ctx.db.s
  const { accountId: me } = requirePerson(ctx)
  const chosen = contractStatus && contractStatus.length > 0 ? contractStatus : undefined
  // Statuses are named, and not what they are not: so they are found in an index.
  const count = (owner: string | undefined, condition: SQL | undefined, statuses: readonly ContractStatus[]) =>
    sql<number>`(select count(*) from ${customers} where ${and(
      visible(ctx),
      owner ? eq(customers.assignedTo, owner) : undefined,
      condition,
      inArray(customers.contractStatus, [...statuses]),
    )})`
  const ofDue = (value: (typeof DUES)[number]['value']) =>
    value === 'unplanned'
      ? count(assignedTo, isNull(customers.nextFollowUpAt), OPEN)
      : count(assignedTo, dueCondition(ctx, value), NOT_LOST)
  const isNarrowed = due !== undefined || chosen !== undefined
  const byDue = due && dueCondition(ctx, due)
  const numbers: Record<string, SQL<number>> = {
    mine: count(me, byDue, chosen ?? NOT_LOST),
    ...(isNarrowed ? { total: count(assignedTo, byDue, chosen ?? NOT_LOST) } : {}),
    ...(assignedTo ? { all: count(undefined, byDue, chosen ?? NOT_LOST) } : {}),
    ...Object.fromEntries(DUES.map(({ value }) => [value, ofDue(value)])),
    ...Object.fromEntries(CONTRACT_STATUSES.map(({ value }) => [value, count(assignedTo, undefined, [value])])),
  }
  const key = JSON.stringify([scopeKey(ctx, due), assignedTo, due, chosen, startOfDay(ctx.now)])
  const known = manyOfChips.get(ctx.db, key, ctx.now)
  const rest = Object.entries(numbers).filter(([name]) => name === 'mine' || known?.[name] === undefined)
  const [row = {}] = await ctx.db.q.select(Object.fromEntries(rest)).from(sql`(select 1) as one`)
  const counted = Object.fromEntries(Object.entries(row).map(([name, n]) => [name, Number(n)]))
  const many = Object.entries(counted).filter(([name, n]) => name !== 'mine' && n > LARGE_FROM)
  if (!known && many.length > 0) manyOfChips.set(ctx.db, key, ctx.now, Object.fromEntries(many))

  const found: Record<string, number> = { ...known, ...counted }
  const total = isNarrowed ? found['total'] : NOT_LOST.reduce((sum, status) => sum + (found[status] ?? 0), 0)
  return { ...found, total: total ?? 0, all: found['all'] ?? total ?? 0 }
}

const countIf = (condition: SQL | undefined) =>
  sql<number>`coalesce(sum(case when ${condition ?? sql`1 = 1`} then 1 else 0 end), 0)`

/** The same among the rows of any filter, which are gone through once. */
async function countFiltered(ctx: Ctx, filter: CustomerFilter): Promise<Numbers> {
  const me = requirePerson(ctx).accountId
  const { assignedTo, due, contractStatus } = filter
  const chips = (part: Chips) => countIf(chipsOf(ctx, filter, part))
  const [row] = await ctx.db.q
    .select({
      total: chips({ assignedTo, due, contractStatus }),
      all: chips({ due, contractStatus }),
      mine: chips({ assignedTo: me, due, contractStatus }),
      ...Object.fromEntries(DUES.map(({ value }) => [value, chips({ assignedTo, due: value })])),
      ...Object.fromEntries(
        CONTRACT_STATUSES.map(({ value }) => [value, chips({ assignedTo, contractStatus: [value] })]),
      ),
    })
    .from(ctx.db.s.customers)
    .where(groundOf(ctx, filter))
  return (row ?? {}) as Numbers
}

/** How long the list would be under each chip, in one statement. */
export async function countCustomers(ctx: Ctx, filter: CustomerFilter) {
  const numbers = await (isPlain(filter) ? countPlain(ctx, filter) : countFiltered(ctx, filter))
  const number = (name: string) => Number(numbers[name] ?? 0)
  return {
    total: number('total'),
    counts: {
      all: number('all'),
      mine: number('mine'),
      overdue: number('overdue'),
      today: number('today'),
      fresh: number('fresh'),
      unplanned: number('unplanned'),
      byContractStatus: Object.fromEntries(CONTRACT_STATUSES.map(({ value }) => [value, number(value)])),
    },
  }
}

/** The condition of the list with this filter. */
export const listCondition = (ctx: Ctx, filter: CustomerFilter): SQL | undefined =>
  and(groundOf(ctx, filter), chipsOf(ctx, filter, filter))

/** How long the list with this filter is. */
export async function countList(ctx: Ctx, filter: CustomerFilter): Promise<number> {
  const [row] = await ctx.db.q
    .select({ n: sql<number>`count(*)` })
    .from(ctx.db.s.customers)
    .where(listCondition(ctx, filter))
  return Number(row?.n ?? 0)
}

/** One page of rows, each with its owner, in one statement. */
export async function pageOfCustomers(ctx: Ctx, filter: CustomerFilter) {
  const { customers, accounts } = ctx.db.s
  const pageSize = pageSizeOf(filter)
  const column = sortColumn(ctx, filter)
  const direction = filter.sortOrder === 'asc' ? asc : desc
  const cursors = cursorFor(filter)
  const cursor = cursors.read(filter.cursor)
  const after =
    cursor &&
    sql`(${column}, ${customers.id}) ${sql.raw(filter.sortOrder === 'asc' ? '>' : '<')} (${cursor.value}, ${cursor.id})`
  const rows = await ctx.db.q
    .select({ customer: customers, owner: { id: accounts.id, name: accounts.name, username: accounts.username } })
    .from(customers)
    .leftJoin(accounts, eq(accounts.id, customers.assignedTo))
    .where(and(groundOf(ctx, filter), chipsOf(ctx, filter, filter), after))
    .orderBy(direction(column), direction(customers.id))
    .limit(pageSize + 1)
    .offset(cursor ? 0 : (filter.page - 1) * pageSize)
  const value = (row: typeof customers.$inferSelect): number | string => {
    if (filter.sortBy === 'phone') return row.phoneLast4 ?? ''
    return row[filter.sortBy] ?? never(filter)
  }
  return pageOf(rows, pageSize, ({ customer }) => cursors.write({ value: value(customer), id: customer.id }))
}

/** The customers to contact first: overdue, then due today, then never contacted. */
export async function firstCustomers(ctx: Ctx, limit: number) {
  const { customers, accounts } = ctx.db.s
  const waiting = or(dueCondition(ctx, 'overdue'), dueCondition(ctx, 'today'), dueCondition(ctx, 'fresh'))
  return ctx.db.q
    .select({ customer: customers, owner: { id: accounts.id, name: accounts.name, username: accounts.username } })
    .from(customers)
    .leftJoin(accounts, eq(accounts.id, customers.assignedTo))
    .where(and(visible(ctx), ne(customers.contractStatus, LOST), waiting))
    .orderBy(
      asc(sortColumn(ctx, { sortBy: 'nextFollowUpAt', sortOrder: 'asc' })),
      desc(customers.assignedAt),
      desc(customers.id),
    )
    .limit(limit)
}

/** The ids of all rows that a list would hold, in its order. */
export async function allIds(ctx: Ctx, filter: CustomerFilter): Promise<string[]> {
  const { customers } = ctx.db.s
  const direction = filter.sortOrder === 'asc' ? asc : desc
  const rows = await ctx.db.q
    .select({ id: customers.id })
    .from(customers)
    .where(and(groundOf(ctx, filter), chipsOf(ctx, filter, filter)))
    .orderBy(direction(sortColumn(ctx, filter)), direction(customers.id))
  return rows.map(({ id }) => id)
}

/** Customers by their ids, as far as the caller still sees them, each with its owner. */
export async function customersOf(ctx: Ctx, ids: readonly string[]) {
  const { customers, accounts } = ctx.db.s
  return ctx.db.q
    .select({ customer: customers, owner: { id: accounts.id, name: accounts.name, username: accounts.username } })
    .from(customers)
    .leftJoin(accounts, eq(accounts.id, customers.assignedTo))
    .where(and(inArray(customers.id, [...ids]), visible(ctx)))
}
