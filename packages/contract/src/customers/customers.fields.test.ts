import { expect, it } from 'vitest'
import { CreateCustomer, CustomerDetail } from './customers.fields.ts'

/** Former names of a field, which replies give under its present name, and what steers the call. */
const NOT_RETURNED = ['serviceType', 'notes', 'allowDuplicateWechat', 'clientId']

it('every field of a customer that is accepted is returned by the detail', () => {
  const returned = Object.keys(CustomerDetail.shape)
  const missing = Object.keys(CreateCustomer.shape).filter((field) => !returned.includes(field))
  expect(missing.toSorted()).toEqual(NOT_RETURNED.toSorted())
})
