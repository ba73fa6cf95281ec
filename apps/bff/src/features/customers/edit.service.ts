import type { UpdateCustomer } from '@qingpin/contract/customers/customers.fields'
import type { z } from 'zod'
import * as audit from '../../audit/audit.ts'
import { type Ctx, requirePerson } from '../../context.ts'
import type { Op, Q } from '../../db/db.ts'
import { AppError } from '../../errors.ts'
import { assignTo, notifyAssigned } from './assignments.service.ts'
import * as repo from './customers.repo.ts'
import type { CustomerRow } from './customers.repo.ts'
import { customerView, peopleOf } from './customers.view.ts'
import { requireUnique, writeUnique } from './duplicates.service.ts'
import { changesOf, rangeProblems, refusalsOf, shownChanges, withoutMasks } from './edit.rules.ts'
import { phoneOf, setPhone, takeMergedPhone } from './merge.repo.ts'
import { insertEdit, isEdited } from './repeats.repo.ts'
import { readNeeds } from './needs.rules.ts'
import { endPlacementOf } from '../placements/index.ts'
import { stampRecycling } from './recycling.service.ts'
import { setContractEnd } from './signing.repo.ts'

const CONTACT = [{ field: 'phone', message: '手机号和微信号至少要填一个。' }]

function* viewOf(t: Q, ctx: Ctx, row: CustomerRow) {
  return customerView(row, yield* repo.findPeople(t, ctx, peopleOf(row)))
}

/** Refuses an edit that began from another version; the details hold the customer as it is now, numbers masked. */
export function* requireVersion(t: Q, ctx: Ctx, row: CustomerRow, version: number | undefined): Op<void> {
  if (version === undefined || version === row.version) return
  const current = yield* viewOf(t, ctx, row)
  throw new AppError('CUSTOMER_CONFLICT', { details: { sentVersion: version, currentVersion: row.version, current } })
}

/** Changes the fields that are sent. Nothing is written, and the version stays, when nothing is different. */
export async function update(ctx: Ctx, id: string, body: z.output<typeof UpdateCustomer>) {
  const actor = requirePerson(ctx)
  const { version, clientId, assignedTo, assignmentReason, placementEndReason, ...rest } = body
  const { allowDuplicateWechat = false, ...sent } = rest
  const phone = typeof sent.phone === 'string' ? sent.phone : null
  const write = function* (t: Q) {
    const row = yield* repo.findVisible(t, ctx, id, true)
    const isRepeat = yield* isEdited(t, ctx, clientId)
    if (!row) throw new AppError(isRepeat ? 'ALREADY_SENT' : 'NOT_FOUND')
    if (isRepeat) return { ...(yield* viewOf(t, ctx, row)), readFromNeeds: [] }
    yield* requireVersion(t, ctx, row, version)
    const { change, refusals: masks } = withoutMasks(row, sent)
    if (masks.length > 0) throw new AppError('VALIDATION_ERROR', { details: masks })
    const refusals = refusalsOf(actor.role, row.assignedTo === actor.accountId, row, change)
    if (refusals.length > 0) throw new AppError('FORBIDDEN', { details: refusals })

    const columns = repo.changedColumns(ctx.cipher, change, row.needs)
    const readings = readNeeds(columns.needs ?? {}, { ...row, ...columns })
    for (const { field, value } of readings) Object.assign(columns, { [field]: value })
    const next = { ...row, ...columns }
    if (!next.phoneHash && !next.wechatHash) throw new AppError('MISSING_CONTACT', { details: CONTACT })
    const changes = changesOf(row, columns)
    const details = (changes.salaryBudget ?? changes.salaryBudgetMin) ? rangeProblems(next) : []
    if (details.length > 0) throw new AppError('VALIDATION_ERROR', { details })
    if (changes.phone ?? changes.wechatId) {
      const changed = { phoneHash: changes.phone && next.phoneHash, wechatHash: changes.wechatId && next.wechatHash }
      yield* requireUnique(t, ctx, changed, { allowWechat: allowDuplicateWechat, exceptId: id })
    }
    let updated = row
    if (Object.keys(changes).length > 0) {
      // The number of a customer that was merged into this one: the two change places.
      const giver = changes.phone ? yield* takeMergedPhone(t, ctx, next.phoneHash) : undefined
      updated = yield* repo.updateCustomer(t, ctx, row, columns)
      if (giver) yield* setPhone(t, ctx, giver, phoneOf(row))
      if (row.contractStatus === '已签约' && updated.contractStatus !== '已签约') {
        const cause = updated.contractStatus.includes('退款') ? 'refund' : 'other'
        const end = yield* endPlacementOf(t, ctx, id, { cause, reason: placementEndReason })
        if (end !== undefined) updated = yield* setContractEnd(t, ctx, updated, end)
      }
      yield* stampRecycling(t, ctx, updated)
      yield* insertEdit(t, ctx, { customerId: id, changes: shownChanges(changes), clientId: clientId ?? null })
      yield* audit.record(t, ctx, { action: 'customer.update', subjectId: id, changes })
    }
    if (assignedTo) {
      updated = yield* assignTo(t, ctx, updated, { assignee: assignedTo, reason: assignmentReason ?? null })
      if (updated.assignedTo !== row.assignedTo) yield* notifyAssigned(t, ctx, assignedTo, [id])
    }
    return { ...(yield* viewOf(t, ctx, updated)), readFromNeeds: readings }
  }
  return writeUnique(ctx, phone, write, id)
}
