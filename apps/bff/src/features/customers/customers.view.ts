import type { FollowUpStatus } from '@qingpin/contract/customers/customers.enums'
import { isClosed } from '@qingpin/contract/customers/customers.rules'
import { NEEDS, type Need } from '@qingpin/contract/customers/customers.fields'
import type { AssignmentRow } from './assignments.repo.ts'
import type { CustomerRow, FollowUpRow, Owner } from './customers.repo.ts'
import { remindedStep } from './reminders.rules.ts'

const iso = (ms: number) => new Date(ms).toISOString()
const isoOrNull = (ms: number | null) => (ms === null ? null : iso(ms))

const named = (people: readonly Owner[], id: string | null): Owner | null => people.find((one) => one.id === id) ?? null
const withoutId = (owner: Owner | null) => owner && { name: owner.name, username: owner.username ?? '' }
const person = (owner: Owner | null) => owner && { _id: owner.id, name: owner.name, username: owner.username ?? '' }

function followUpStatus(row: CustomerRow): FollowUpStatus | null {
  if (isClosed(row.contractStatus) || row.leadLevel === 'O类') return null
  if (row.lastFollowUpAt !== null && row.lastFollowUpAt >= row.assignedAt) return '已跟进'
  return row.transferCount > 0 ? '流转未跟进' : '新客未跟进'
}

/** A row of a list; decrypts nothing. */
export const customerCard = (row: CustomerRow, owner: Owner | null) => ({
  _id: row.id,
  id: row.id,
  customerId: row.customerNo,
  name: row.name,
  phone: row.phoneMasked,
  wechatId: row.wechatMasked,
  contractStatus: row.contractStatus,
  leadLevel: row.leadLevel,
  leadSource: row.leadSource,
  serviceCategory: row.serviceCategory,
  salaryBudget: row.salaryBudget,
  expectedStartDate: row.expectedStartDate,
  expectedDeliveryDate: row.expectedDeliveryDate,
  area: row.area,
  serviceDays: row.serviceDays,
  followUpStatus: followUpStatus(row),
  nextFollowUpAt: isoOrNull(row.nextFollowUpAt),
  lastFollowUpAt: isoOrNull(row.lastFollowUpAt),
  lastNote: row.lastNote,
  reminded: remindedStep(row),
  recycleAt: isoOrNull(row.recycleAt),
  assignedTo: person(owner),
  assignedToUser: withoutId(owner),
  assignedAt: iso(row.assignedAt),
  transferCount: row.transferCount,
  lastTransferredAt: isoOrNull(row.lastTransferredAt),
  autoTransferEnabled: row.autoTransferEnabled,
  lastActivityAt: iso(row.lastActivityAt),
  version: row.version,
  createdAt: iso(row.createdAt),
  updatedAt: iso(row.updatedAt),
})

/** The accounts that a whole customer names. */
export const peopleOf = (row: CustomerRow) => [row.createdBy, row.assignedTo, row.assignedBy, row.lastUpdatedBy]

/** A whole customer; `people` are the accounts that the row names. */
export function customerView(row: CustomerRow, people: readonly Owner[]) {
  const needs = Object.fromEntries(NEEDS.map((name) => [name, row.needs[name] ?? null])) as Record<Need, string | null>
  return {
    ...customerCard(row, named(people, row.assignedTo)),
    idCardNumber: row.idNumberMasked,
    address: row.address,
    salaryBudgetMin: row.salaryBudgetMin,
    stayIn: row.stayIn,
    likes: row.likes ?? [],
    homeArea: row.homeArea,
    familySize: row.familySize,
    restSchedule: row.restSchedule,
    dealAmount: row.dealAmountFen === null ? null : row.dealAmountFen / 100,
    ageRequirement: row.ageRequirement,
    genderRequirement: row.genderRequirement,
    originRequirement: row.originRequirement,
    educationRequirement: row.educationRequirement,
    remarks: row.remarks,
    ...needs,
    assignmentReason: row.assignmentReason,
    createdByName: named(people, row.createdBy)?.name ?? '未知',
    assignedToName: named(people, row.assignedTo)?.name ?? '未分配',
    assignedByName: named(people, row.assignedBy)?.name ?? '未知',
    lastUpdatedByName: named(people, row.lastUpdatedBy)?.name ?? null,
  }
}

export function assignmentView(row: AssignmentRow, people: readonly Owner[]) {
  const [from, to, by] = [named(people, row.fromId), named(people, row.toId), named(people, row.byId)]
  return {
    _id: row.id,
    id: row.id,
    customerId: row.customerId,
    action: row.action,
    oldAssignedTo: person(from),
    newAssignedTo: person(to),
    assignedBy: person(by),
    oldAssignedToUser: withoutId(from),
    newAssignedToUser: withoutId(to),
    assignedByUser: withoutId(by),
    assignedAt: iso(row.createdAt),
    reason: row.reason,
  }
}

/** A colleague who may be assigned customers, without phone and mail. */
export const employeeView = (row: {
  id: string
  name: string
  role: string | null
  department: string | null
  status: string
  customers: number
}) => ({
  _id: row.id,
  name: row.name,
  role: row.role ?? '',
  department: row.department ?? '未分配',
  status: row.status,
  customers: Number(row.customers),
})

export const followUpView = (row: FollowUpRow, author: Owner | null) => ({
  _id: row.id,
  id: row.id,
  customerId: row.customerId,
  type: row.type,
  content: row.content,
  result: row.result,
  nextFollowUpDate: isoOrNull(row.nextFollowUpAt),
  createdBy: row.byCustomer ? null : person(author),
  byCustomer: row.byCustomer,
  writtenAt: isoOrNull(row.writtenAt),
  createdAt: iso(row.createdAt),
})
