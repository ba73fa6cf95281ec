import { CreateCustomer } from '@qingpin/contract/customers/customers.fields'
import { describe, expect, it } from 'vitest'
import { anIdNumber } from '@qingpin/testing/workers'
import { makeFieldCipher } from '../../crypto/field-cipher.ts'
import { type CustomerInput, STORED_FIELDS, type StoredFields, toColumns } from './customers.repo.ts'

// @ts-expect-error -- a field of the contract without a stored form must not compile
const FORGOTTEN: StoredFields<CustomerInput & { pets: string | null }> = STORED_FIELDS
// @ts-expect-error -- nor may a field be stored in a column of its name that the table lacks
const WITHOUT_COLUMN: StoredFields<{ pets: string | null }> = { pets: 'same' }

const cipher = makeFieldCipher(new Map([['k1', Buffer.alloc(32, 1)]]), Buffer.alloc(32, 2))

const BASE = { name: '陈女士', leadSource: '其他', contractStatus: '待定', leadLevel: 'C类' }
const SAMPLES: Record<string, unknown> = {
  name: '李女士',
  phone: '13812345678',
  idCardNumber: anIdNumber(),
  leadSource: '美团',
  contractStatus: '匹配中',
  leadLevel: 'A类',
  serviceCategory: '月嫂',
  serviceType: '月嫂',
  expectedStartDate: '2026-12-01',
  expectedDeliveryDate: '2026-12-08',
  restSchedule: '无休',
  stayIn: '住家',
  educationRequirement: '高中',
}
const NUMBERS = ['salaryBudget', 'salaryBudgetMin', 'homeArea', 'familySize', 'serviceDays', 'dealAmount']
const columnsOf = (body: object) => toColumns(cipher, CreateCustomer.parse({ ...BASE, ...body }))

/** Fields that steer the service and are no columns. */
const STEERING = ['assignedTo', 'allowDuplicateWechat', 'clientId']
const STORED = Object.keys(CreateCustomer.shape).filter((field) => !STEERING.includes(field))

describe('the fields of a customer', () => {
  it.each(STORED)('stores %s', (field) => {
    const value = SAMPLES[field] ?? (NUMBERS.includes(field) ? 12 : '文字')
    expect(columnsOf({ [field]: value })).not.toEqual(columnsOf({}))
  })

  it('leaves the owner to the service, which checks that the caller may assign', () => {
    expect(columnsOf({ assignedTo: 'f'.repeat(24) })).toEqual(columnsOf({}))
    expect([FORGOTTEN, WITHOUT_COLUMN]).toHaveLength(2)
  })
})
