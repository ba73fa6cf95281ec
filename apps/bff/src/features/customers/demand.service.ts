import type { Ctx } from '../../context.ts'
import type { Op, Q } from '../../db/db.ts'
import { AppError } from '../../errors.ts'
import * as repo from './customers.repo.ts'
import type { CustomerRow } from './customers.repo.ts'
import { stampRecycling } from './recycling.service.ts'
import { visible } from './scope.repo.ts'

/** A customer whose list is open: what is looked for, and who takes care of it. */
export interface Served {
  customer: CustomerRow
  owner: repo.Owner | null
}

/** For the page of a link that was made for this customer; the link shows no other. Undefined for one that was removed. */
export function* findServed(t: Q, ctx: Ctx, customerId: string): Op<Served | undefined> {
  const customer = yield* repo.findPresent(t, ctx, customerId, { lock: false })
  if (!customer) return undefined
  const people = yield* repo.findPeople(t, ctx, [customer.assignedTo])
  return { customer, owner: people[0] ?? null }
}

/** The same; NOT_FOUND for one that was removed. */
export function* requireServed(t: Q, ctx: Ctx, customerId: string): Op<Served> {
  const served = yield* findServed(t, ctx, customerId)
  if (!served) throw new AppError('NOT_FOUND')
  return served
}

/** The condition of the customers that the caller may see, for lists of what belongs to them. */
export const ofVisible = (ctx: Ctx) => visible(ctx)

/** The demand of a customer as its routes give it. */
export const demandView = (row: CustomerRow) => ({
  id: row.id,
  version: row.version,
  name: row.name,
  leadLevel: row.leadLevel,
  contractStatus: row.contractStatus,
  serviceCategory: row.serviceCategory,
  stayIn: row.stayIn,
  serviceDays: row.serviceDays,
  salaryBudget: row.salaryBudget,
  salaryBudgetMin: row.salaryBudgetMin,
  expectedStartDate: row.expectedStartDate,
  expectedDeliveryDate: row.expectedDeliveryDate,
  area: row.area,
  homeArea: row.homeArea,
  familySize: row.familySize,
  ageRequirement: row.ageRequirement,
  genderRequirement: row.genderRequirement,
  originRequirement: row.originRequirement,
  educationRequirement: row.educationRequirement,
  likes: row.likes ?? [],
})

export interface ShortlistNote {
  content: string
  /** What the family did by itself is kept in the name of the owner. */
  byCustomer: boolean
  /** Who did it; of a family, in whose name it is where there is no owner. */
  authorId: string
}

/**
 * Writes what happened on a shortlist as a follow-up that is no contact: only a customer without a plan is due today, and one
 * of the pool has none.
 */
export function* noteShortlist(t: Q, ctx: Ctx, customerId: string, note: ShortlistNote): Op<CustomerRow> {
  const { content, byCustomer, authorId } = note
  const row = yield* repo.findPresent(t, ctx, customerId, { lock: true })
  if (!row) throw new AppError('NOT_FOUND')
  const createdBy = (byCustomer ? row.assignedTo : null) ?? authorId
  const nextFollowUpAt = row.inPublicPool ? null : (row.nextFollowUpAt ?? ctx.now)
  yield* repo.insertFollowUp(t, ctx, customerId, {
    type: 'other',
    content,
    result: null,
    nextFollowUpAt: null,
    isContact: false,
    byCustomer,
    createdBy,
  })
  const newest = { nextFollowUpAt, isContact: false, lastFollowUpBy: createdBy, lastNote: content }
  yield* stampRecycling(t, ctx, yield* repo.applyFollowUp(t, ctx, row, newest))
  return row
}
