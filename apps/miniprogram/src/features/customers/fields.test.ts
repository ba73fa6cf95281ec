import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { CreateCustomer, CustomerDetail, NEEDS } from '@qingpin/contract/customers/customers.fields'
import { describe, expect, it } from 'vitest'
import { EMPTY } from './create/form'

/** Fields that `POST /api/customers/miniprogram` accepts and the form does not ask for. */
const NOT_IN_FORM: readonly string[] = [
  ...NEEDS,
  'idCardNumber',
  'contractStatus',
  'serviceType',
  'expectedStartDate',
  'expectedDeliveryDate',
  'homeArea',
  'familySize',
  'serviceDays',
  'dealAmount',
  'restSchedule',
  'address',
  'ageRequirement',
  'genderRequirement',
  'originRequirement',
  'educationRequirement',
  'notes',
  'assignedTo',
  'assignmentReason',
]

/** Fields of the reply that no screen shows. */
const NOT_SHOWN: readonly string[] = [
  '_id',
  'assignedByName',
  'assignedToUser',
  'assignmentReason',
  'autoTransferEnabled',
  'dealAmount',
  'lastFollowUpAt',
  'lastTransferredAt',
  'needHouseArea',
  'needOrderType',
  'needWorkingHours',
  'transferCount',
  'updatedAt',
  'version',
]

const sources = readdirSync(import.meta.dirname, { recursive: true, encoding: 'utf8' })
  .filter((path) => /\.tsx?$/.test(path) && !path.includes('.test.'))
  .map((path) => readFileSync(join(import.meta.dirname, path), 'utf8'))
  .join('\n')

describe('the fields of a customer', () => {
  it('are asked for by the form, or listed as left out', () => {
    const left = Object.keys(CreateCustomer.shape).filter((field) => !(field in EMPTY))
    expect(left.toSorted()).toEqual([...NOT_IN_FORM].sort())
  })

  it('are shown by a screen, or listed as not shown', () => {
    const shown = (field: string) => new RegExp(`\\b${field}\\b`).test(sources)
    const hidden = Object.keys(CustomerDetail.shape).filter((field) => !shown(field))
    expect(hidden.toSorted()).toEqual([...NOT_SHOWN].sort())
  })
})
