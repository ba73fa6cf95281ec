import type { AddFollowUp } from '@qingpin/contract/customers/customers.fields'
import { DAY_MS, startOfDay } from '@qingpin/contract/core/days'
import { pageSizeOf } from '@qingpin/contract/core/paging'
import type { z } from 'zod'
import * as audit from '../../audit/audit.ts'
import { type Ctx, requirePerson } from '../../context.ts'
import type { FieldKind } from '../../crypto/field-cipher.ts'
import type { Q } from '../../db/db.ts'
import { AppError } from '../../errors.ts'
import { once } from '../../http/once.ts'
import { lockAccount, withinRevealLimit } from '../auth/index.ts'
import { notifyAssigned, ownerFor } from './assignments.service.ts'
import { requireVisible } from './customers.guard.ts'
import * as repo from './customers.repo.ts'
import { type CustomerInput, type CustomerRow, type FollowUpRow, toColumns } from './customers.repo.ts'
import { FIRST_CUSTOMERS } from './customers.rules.ts'
import { customerCard, customerView, followUpView, peopleOf } from './customers.view.ts'
import { countSearch, duplicateRefusal, requireUnique, writeUnique } from './duplicates.service.ts'
import { rangeProblems, refusalsOf } from './edit.rules.ts'
import { findEntered, findWritten, hasLaterFollowUp } from './repeats.repo.ts'
import { readNeeds } from './needs.rules.ts'
import { stampRecycling } from './recycling.service.ts'
import { countCustomers, countList, type CustomerFilter, firstCustomers, pageOfCustomers } from './list.repo.ts'

export async function list(ctx: Ctx, filter: CustomerFilter) {
  for (const text of [filter.search, filter.phone]) await countSearch(ctx, text)
  const { rows, nextCursor } = await pageOfCustomers(ctx, filter)
  const { total, counts } = await countCustomers(ctx, filter)
  const limit = pageSizeOf(filter)
  return {
    customers: rows.map(({ customer, owner }) => customerCard(customer, owner)),
    total,
    page: filter.page,
    limit,
    totalPages: Math.ceil(total / limit),
    hasMore: nextCursor !== null,
    nextCursor,
    counts,
  }
}

/** The caller's numbers of the day and the first customers to contact. Each number is the length of the list with the same `due`. */
export async function dayOf(ctx: Ctx) {
  const { counts } = await countCustomers(ctx, { page: 1, sortBy: 'nextFollowUpAt', sortOrder: 'asc' })
  const first = await firstCustomers(ctx, FIRST_CUSTOMERS)
  const { overdue, today, fresh, all } = counts
  return {
    overdue,
    today,
    fresh,
    assigned: await countList(ctx, { page: 1, sortBy: 'createdAt', sortOrder: 'desc', due: 'assigned' }),
    all,
    first: first.map(({ customer, owner }) => customerCard(customer, owner)),
    notedToday: await repo.countFollowUps(ctx, requirePerson(ctx).accountId, startOfDay(ctx.now)),
  }
}

function* viewOf(t: Q, ctx: Ctx, row: CustomerRow) {
  return customerView(row, yield* repo.findPeople(t, ctx, peopleOf(row)))
}

export const detail = (ctx: Ctx, id: string) =>
  ctx.db.tx(function* (t) {
    return yield* viewOf(t, ctx, yield* requireVisible(t, ctx, id))
  })

export async function create(ctx: Ctx, input: CustomerInput) {
  const actor = requirePerson(ctx)
  if (!input.phone && !input.wechatId) {
    throw new AppError('MISSING_CONTACT', { details: [{ field: 'phone', message: '手机号和微信号至少要填一个。' }] })
  }
  const columns = toColumns(ctx.cipher, input)
  const readings = readNeeds(columns.needs, columns)
  for (const { field, value } of readings) Object.assign(columns, { [field]: value })
  const details = rangeProblems(columns)
  if (details.length > 0) throw new AppError('VALIDATION_ERROR', { details })
  const { clientId } = input
  return writeUnique(ctx, input.phone, function* (t) {
    // Sent twice at once, the second one waits here and finds the first.
    yield* lockAccount(t, ctx, actor.accountId)
    const entered = yield* findEntered(t, ctx, clientId)
    if (entered) return yield* enteredView(t, ctx, entered)
    const assignedTo = yield* ownerFor(t, ctx, actor, input.assignedTo)
    const refusals = refusalsOf(actor.role, assignedTo === actor.accountId, undefined, input)
    if (refusals.length > 0) throw new AppError('FORBIDDEN', { details: refusals })
    yield* requireUnique(t, ctx, columns, { allowWechat: input.allowDuplicateWechat ?? false })
    const row = yield* repo.insertCustomer(t, ctx, {
      ...columns,
      createdBy: actor.accountId,
      assignedTo,
      assignedBy: actor.accountId,
      clientId: clientId ?? null,
    })
    const meanwhile = row ? undefined : yield* findEntered(t, ctx, clientId)
    if (meanwhile) return yield* enteredView(t, ctx, meanwhile)
    if (!row) throw yield* duplicateRefusal(t, ctx, columns)
    yield* stampRecycling(t, ctx, row)
    yield* audit.record(t, ctx, {
      action: 'customer.create',
      subjectId: row.id,
      changes: { leadSource: [null, row.leadSource], assignedTo: [null, assignedTo] },
    })
    if (assignedTo !== null) yield* notifyAssigned(t, ctx, assignedTo, [row.id])
    return { ...(yield* createdView(t, ctx, row)), readFromNeeds: readings }
  })
}

function* createdView(t: Q, ctx: Ctx, row: CustomerRow) {
  const { id, customerNo: customerId } = row
  const createdAt = new Date(row.createdAt).toISOString()
  return { id, customerId, createdAt, action: 'CREATED' as const, customer: yield* viewOf(t, ctx, row) }
}

/** The answer to a customer that was sent before: as it is now, if the caller may still see it. */
function* enteredView(t: Q, ctx: Ctx, { id }: CustomerRow) {
  const row = yield* repo.findVisible(t, ctx, id)
  if (!row) throw new AppError('ALREADY_SENT')
  return { ...(yield* createdView(t, ctx, row)), readFromNeeds: [] }
}

const SEALED = {
  phone: { kind: 'phone', column: 'phoneSealed' },
  wechatId: { kind: 'wechatId', column: 'wechatSealed' },
  idCardNumber: { kind: 'idNumber', column: 'idNumberSealed' },
} as const satisfies Record<string, { kind: FieldKind; column: keyof CustomerRow }>

export const reveal = (ctx: Ctx, id: string, { field }: { field: keyof typeof SEALED }) =>
  withinRevealLimit(ctx, function* (t) {
    const row = yield* requireVisible(t, ctx, id)
    yield* audit.record(t, ctx, { action: 'customer.reveal', subjectId: id, changes: { field: [null, field] } })
    const { kind, column } = SEALED[field]
    const sealed = row[column]
    return { field, value: sealed === null ? null : ctx.cipher.open(kind, sealed) }
  })

/** The next date after a follow-up: the given one, else a plan for a later day stays and a due one is done. */
function nextFrom(ctx: Ctx, row: CustomerRow, planned: number | null | undefined): number | null {
  if (planned !== undefined) return planned
  const tomorrow = startOfDay(ctx.now) + DAY_MS
  return row.nextFollowUpAt !== null && row.nextFollowUpAt >= tomorrow ? row.nextFollowUpAt : null
}

export async function addFollowUp(ctx: Ctx, id: string, input: z.output<typeof AddFollowUp>) {
  const { accountId } = requirePerson(ctx)
  const { type, content, clientId, nextFollowUpDate: planned } = input
  const writtenAt = input.writtenAt === undefined ? undefined : Math.min(input.writtenAt, ctx.now)
  // What was planned for yesterday the day before, without network, is overdue, not wrong.
  if (typeof planned === 'number' && planned < startOfDay(writtenAt ?? ctx.now)) {
    const message = '下次跟进要在今天或以后。'
    throw new AppError('VALIDATION_ERROR', { details: [{ field: 'nextFollowUpDate', message }] })
  }
  return once(ctx, function* (t) {
    const before = yield* findWritten(t, ctx, clientId)
    if (before) return yield* writtenView(t, ctx, before)
    const row = yield* requireVisible(t, ctx, id, true)
    const isLate = writtenAt !== undefined && (yield* hasLaterFollowUp(t, ctx, id, writtenAt))
    const isContact = !input.keepsPlan
    const followUp = yield* repo.insertFollowUp(t, ctx, id, {
      type,
      content,
      result: input.result ?? null,
      nextFollowUpAt: planned ?? null,
      isContact,
      createdBy: accountId,
      clientId: clientId ?? null,
      writtenAt: writtenAt ?? null,
    })
    // Sent twice at once: the other one has written it meanwhile.
    const meanwhile = followUp ? undefined : yield* findWritten(t, ctx, clientId)
    if (meanwhile) return yield* writtenView(t, ctx, meanwhile)
    if (!followUp) throw new AppError('NOT_FOUND')
    // A note or plan that was written since stays the newest.
    const next = isLate || input.keepsPlan ? row.nextFollowUpAt : nextFrom(ctx, row, planned)
    const newest = isLate ? {} : { lastFollowUpBy: accountId, lastNote: content }
    const noted = yield* repo.applyFollowUp(t, ctx, row, { nextFollowUpAt: next, isContact, ...newest })
    yield* stampRecycling(t, ctx, noted)
    yield* audit.record(t, ctx, { action: 'customer.follow-up', subjectId: id, changes: { type: [null, type] } })
    return yield* writtenView(t, ctx, followUp)
  })
}

function* writtenView(t: Q, ctx: Ctx, followUp: FollowUpRow) {
  const [author] = yield* repo.findPeople(t, ctx, [followUp.createdBy])
  return followUpView(followUp, author ?? null)
}
