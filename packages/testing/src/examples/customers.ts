import { aCustomer } from '../customers.ts'
import { aPhone } from '../harness.ts'
import type { Example, ExamplesOf } from './example.ts'

const theirs: Example['given'] = async (_, { api }) => {
  const { id } = await api('POST /api/customers/miniprogram/create', { body: aCustomer() as never })
  return { ID: id }
}
const given: Example['given'] = async (app, caller) => ({
  ...(await theirs?.(app, caller)),
  COLLEAGUE: (await app.aStaff('employee')).id,
})
const own = { as: 'employee', given: theirs, params: { id: '$ID' }, rows: 'own' } as const

export const customerExamples: ExamplesOf<'customers'> = {
  'GET /api/customers/enums': { as: 'guest' },
  'GET /api/customers/miniprogram/list': { as: 'employee', given: theirs, query: { leadLevel: 'A类', limit: '20' } },
  'GET /api/customers/miniprogram/statistics': { as: 'manager', given: theirs, query: { leadLevel: 'A类' } },
  'GET /api/customers/miniprogram/employees/list': { as: 'manager' },
  'PATCH /api/customers/miniprogram/{id}': {
    ...own,
    headers: { 'idempotency-key': '$KEY' },
    body: { leadLevel: 'B类', contractStatus: '已面试', salaryBudget: 13_000, version: 1 },
  },
  'PATCH /api/customers/miniprogram/{id}/assign': {
    as: 'manager',
    given,
    params: { id: '$ID' },
    rows: 'shared',
    headers: { 'idempotency-key': '$KEY' },
    body: { assignedTo: '$COLLEAGUE', assignmentReason: '离得近' },
  },
  'GET /api/customers/miniprogram/{id}/assignment-logs': own,
  'POST /api/customers/miniprogram/create': {
    as: 'employee',
    given: async () => ({ PHONE: aPhone() }),
    headers: { 'idempotency-key': '$KEY' },
    body: { name: '陈雅琴', phone: '$PHONE', leadSource: '转介绍', contractStatus: '匹配中', leadLevel: 'A类' },
  },
  'GET /api/customers/miniprogram/{id}': own,
  'POST /api/customers/miniprogram/{id}/reveal': { ...own, body: { field: 'phone' } },
  'POST /api/customers/miniprogram/{id}/follow-ups': {
    ...own,
    headers: { 'idempotency-key': '$KEY' },
    body: { type: 'phone', content: '约好周六下午面试', nextFollowUpDate: '2026-11-28' },
  },
  'GET /api/customers/miniprogram/{id}/follow-ups': own,
}
