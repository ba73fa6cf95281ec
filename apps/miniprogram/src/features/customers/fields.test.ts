import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { CreateCustomer, CustomerDetail, NEEDS, UpdateCustomer } from '@qingpin/contract/customers/customers.fields'
import { describe, expect, it } from 'vitest'
import { EMPTY } from './create/form'
import { FIELDS } from './edit/form'

/** Fields that `POST /api/customers/miniprogram` accepts and the form does not ask for. */
const NOT_IN_FORM: readonly string[] = [
  ...NEEDS,
  'idCardNumber',
  'contractStatus',
  'serviceType',
  'salaryBudgetMin',
  'stayIn',
  'likes',
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
  'allowDuplicateWechat',
  'clientId',
]

/** Fields that an edit accepts and its form does not offer: the owner has a sheet of its own. */
const NOT_EDITED: readonly string[] = [
  ...NEEDS,
  'serviceType',
  'notes',
  'assignedTo',
  'assignmentReason',
  'allowDuplicateWechat',
  'clientId',
  // Asked by the dialog of the stage, where a placement goes on.
  'placementEndReason',
  'version',
]

/** Fields of the reply that no screen shows. */
const NOT_SHOWN: readonly string[] = [
  'assignedByName',
  'assignedToUser',
  'autoTransferEnabled',
  // Today and the list of warnings say it for many at once.
  'recycleAt',
  'dealAmount',
  'lastActivityAt',
  'lastTransferredAt',
  'lastUpdatedByName',
  'needHouseArea',
  'needOrderType',
  'needWorkingHours',
  'transferCount',
  'updatedAt',
]

const sourcesIn = (...folders: readonly string[]) =>
  readdirSync(import.meta.dirname, { recursive: true, encoding: 'utf8' })
    .filter((path) => /\.tsx?$/.test(path) && !path.includes('.test.'))
    .filter((path) => folders.some((folder) => path.startsWith(folder)))
    .map((path) => readFileSync(join(import.meta.dirname, path), 'utf8'))
    .join('\n')

describe('the fields of a customer', () => {
  it('are asked for by the form, or listed as left out', () => {
    const left = Object.keys(CreateCustomer.shape).filter((field) => !(field in EMPTY))
    expect(left.toSorted()).toEqual([...NOT_IN_FORM].sort())
  })

  it('have each an input in the form', () => {
    const form = sourcesIn('create/')
    expect(Object.keys(EMPTY).filter((field) => !form.includes(`name="${field}"`))).toEqual([])
  })

  it('can be changed by the form of an edit, or are listed as left out', () => {
    const left = Object.keys(UpdateCustomer.shape).filter((field) => !(field in FIELDS))
    expect(left.toSorted()).toEqual([...NOT_EDITED].sort())
    const form = sourcesIn('edit/index.tsx')
    expect(Object.keys(FIELDS).filter((field) => !form.includes(`name="${field}"`))).toEqual([])
  })

  it('are shown by a screen, or listed as not shown', () => {
    const screens = sourcesIn('detail/', 'list/', 'follow-up/', 'format.ts', 'use-contact.ts', 'contact-button.tsx')
    const shown = (field: string) => new RegExp(`\\.${field}\\b|[{,] ${field}\\b`).test(screens)
    const hidden = Object.keys(CustomerDetail.shape).filter((field) => !shown(field))
    expect(hidden.toSorted()).toEqual([...NOT_SHOWN].sort())
  })
})
