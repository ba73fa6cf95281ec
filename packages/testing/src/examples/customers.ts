import { DEFAULT_RULES } from '@qingpin/contract/customers/pool.rules'
import { aCustomer } from '../customers.ts'
import { aTableFile, sendTable } from '../tables.ts'
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
/** A customer that a colleague has released. */
const pooled: Example['given'] = async (app) => {
  const api = app.as((await app.aStaff('employee')).token)
  const body = aCustomer({ serviceCategory: '月嫂' }) as never
  const { id } = await api('POST /api/customers/miniprogram/create', { body })
  await api('POST /api/customers/miniprogram/{id}/release-to-pool', { params: { id }, body: { reason: '离得远' } })
  return { ID: id }
}
/** A colleague's customer that the caller has asked for. */
const askedFor: Example['given'] = async (app, { api }) => {
  const phone = aPhone()
  const body = aCustomer({ phone }) as never
  await app.as((await app.aStaff('employee')).token)('POST /api/customers/miniprogram/create', { body })
  const { id } = await api('POST /api/customers/transfer-requests', { body: { phone } as never })
  return { REQUEST: id }
}
/** A customer of the caller that a colleague has asked for. */
const askedOf: Example['given'] = async (app, { api }) => {
  const phone = aPhone()
  const { id } = await api('POST /api/customers/miniprogram/create', { body: aCustomer({ phone }) as never })
  const asker = app.as((await app.aStaff('employee')).token)
  const request = await asker('POST /api/customers/transfer-requests', { body: { phone } as never })
  return { ID: id, REQUEST: request.id }
}
/** Two customers of the caller that are one person. */
const twice: Example['given'] = async (_, { api }) => {
  const enter = async (name: string) =>
    (await api('POST /api/customers/miniprogram/create', { body: aCustomer({ name }) as never })).id
  return { KEPT: await enter('陈雅琴'), MERGED: await enter('陈女士') }
}
/** A customer that the caller, a manager, has deleted. */
const deleted: Example['given'] = async (_, { api }) => {
  const { id } = await api('POST /api/customers/miniprogram/create', { body: aCustomer() as never })
  await api('POST /api/customers/miniprogram/{id}/delete', { params: { id }, body: { reason: '录错了' } })
  return { ID: id }
}
/** A follow-up of the caller. */
const noted: Example['given'] = async (_, { api }) => {
  const { id } = await api('POST /api/customers/miniprogram/create', { body: aCustomer() as never })
  const body = { type: 'phone', content: '约好周六下午面试' } as never
  await api('POST /api/customers/miniprogram/{id}/follow-ups', { params: { id }, body })
  return { ID: id }
}
const RULES = DEFAULT_RULES
const own = { as: 'employee', given: theirs, params: { id: '$ID' }, rows: 'own' } as const

const TABLE = '姓名,手机号,微信号\n陈雅琴,13655550101,yaqin88\n刘先生,不知道,\n'
const PLAN = {
  columns: ['name', 'phone', 'wechatId'],
  leadSource: '其他',
  contractStatus: '待定',
  leadLevel: 'C类',
  owner: 'me',
  duplicates: 'skip',
}
/** A table that was uploaded. */
const uploaded: Example['given'] = async (app, { token }) => {
  const { json } = await sendTable(app, token, 'customers.csv', TABLE)
  return { ID: json.data.id }
}

export const customerExamples: ExamplesOf<'customers'> = {
  'GET /api/customers/enums': { as: 'guest' },
  'GET /api/customers/miniprogram/list': { as: 'employee', given: theirs, query: { leadLevel: 'A类', limit: '20' } },
  'GET /api/customers/miniprogram/statistics': { as: 'manager', given: theirs, query: { leadLevel: 'A类' } },
  'GET /api/customers/team-numbers': { as: 'manager', given: theirs, query: { period: 'week' } },
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
  'POST /api/customers/assign-many': {
    as: 'manager',
    given,
    headers: { 'idempotency-key': '$KEY' },
    body: { ids: ['$ID'], assignedTo: '$COLLEAGUE', assignmentReason: '离得近' },
    rows: 'shared',
  },
  'GET /api/customers/miniprogram/{id}/assignment-logs': own,
  'POST /api/customers/check-numbers': {
    as: 'employee',
    given: async () => ({ PHONE: aPhone() }),
    body: { phone: '$PHONE' },
  },
  'POST /api/customers/miniprogram/create': {
    as: 'employee',
    given: async () => ({ PHONE: aPhone() }),
    headers: { 'idempotency-key': '$KEY' },
    body: { name: '陈雅琴', phone: '$PHONE', leadSource: '转介绍', contractStatus: '匹配中', leadLevel: 'A类' },
  },
  'GET /api/customers/miniprogram/{id}': own,
  'GET /api/customers/miniprogram/{id}/reminders': own,
  'POST /api/customers/miniprogram/{id}/reveal': { ...own, body: { field: 'phone' } },
  'POST /api/customers/miniprogram/{id}/follow-ups': {
    ...own,
    headers: { 'idempotency-key': '$KEY' },
    body: { type: 'phone', content: '约好周六下午面试', nextFollowUpDate: '2026-11-28' },
  },
  'GET /api/customers/miniprogram/{id}/follow-ups': own,
  'GET /api/customers/miniprogram/{id}/timeline': { ...own, query: { kinds: 'follow-up,owner', limit: '20' } },
  'GET /api/customers/follow-ups': {
    as: 'manager',
    given: noted,
    query: { type: 'phone', startDate: '2026-01-01', limit: '20' },
  },
  'GET /api/customers/follow-ups/export': { as: 'manager', given: noted, query: { startDate: '2026-01-01' } },
  'GET /api/customers/pool': { as: 'employee', given: pooled, query: { serviceCategory: '月嫂' } },
  'GET /api/customers/pool/{id}': { as: 'employee', given: pooled, params: { id: '$ID' }, rows: 'shared' },
  'POST /api/customers/pool/{id}/claim': {
    as: 'employee',
    given: pooled,
    params: { id: '$ID' },
    rows: 'shared',
    headers: { 'idempotency-key': '$KEY' },
  },
  'POST /api/customers/miniprogram/{id}/release-to-pool': {
    ...own,
    headers: { 'idempotency-key': '$KEY' },
    body: { reason: '只要懂绍兴话的阿姨' },
  },
  'POST /api/customers/transfer-requests': {
    as: 'employee',
    given: async (app) => {
      const phone = aPhone()
      const body = aCustomer({ phone }) as never
      await app.as((await app.aStaff('employee')).token)('POST /api/customers/miniprogram/create', { body })
      return { PHONE: phone }
    },
    headers: { 'idempotency-key': '$KEY' },
    body: { phone: '$PHONE', message: '她昨天打到我这里了' },
  },
  'GET /api/customers/transfer-requests': { as: 'employee', given: askedOf, query: { box: 'to-answer', limit: '20' } },
  'GET /api/customers/miniprogram/{id}/transfer-requests': {
    as: 'employee',
    given: askedOf,
    params: { id: '$ID' },
    rows: 'own',
  },
  'POST /api/customers/transfer-requests/{id}/answer': {
    as: 'employee',
    given: askedOf,
    params: { id: '$REQUEST' },
    rows: 'own',
    headers: { 'idempotency-key': '$KEY' },
    body: { accept: true, sentence: '好，您接着跟' },
  },
  'POST /api/customers/transfer-requests/{id}/withdraw': {
    as: 'employee',
    given: askedFor,
    params: { id: '$REQUEST' },
    rows: 'own',
    headers: { 'idempotency-key': '$KEY' },
  },
  'POST /api/customers/merge': {
    as: 'employee',
    given: twice,
    headers: { 'idempotency-key': '$KEY' },
    body: {
      keptId: '$KEPT',
      mergedId: '$MERGED',
      keptVersion: 1,
      mergedVersion: 1,
      fields: { name: 'kept', leadSource: 'merged', remarks: 'both' },
    },
  },
  'POST /api/customers/miniprogram/{id}/delete': {
    as: 'manager',
    given: theirs,
    params: { id: '$ID' },
    rows: 'shared',
    headers: { 'idempotency-key': '$KEY' },
    body: { reason: '录错了' },
  },
  'GET /api/customers/removed': { as: 'manager', given: deleted, query: { kind: 'deleted', limit: '20' } },
  'POST /api/customers/removed/{id}/restore': {
    as: 'manager',
    given: deleted,
    params: { id: '$ID' },
    rows: 'shared',
    headers: { 'idempotency-key': '$KEY' },
  },
  'GET /api/customers/assignment-rules': { as: 'manager' },
  'POST /api/customers/assignment-rules/dry-run': { as: 'manager', body: RULES },
  'PUT /api/customers/assignment-rules': {
    as: 'manager',
    given: async (_, { api }) => ({ VERSION: String((await api('GET /api/customers/assignment-rules')).version) }),
    headers: { 'idempotency-key': '$KEY' },
    body: { ...RULES, version: '$VERSION' },
    rows: 'shared',
  },
  'GET /api/customers/export': { as: 'manager', given: theirs, query: { leadLevel: 'A类', format: 'csv' } },
  'POST /api/customers/imports': {
    as: 'operator',
    given: async () => ({ FILE: aTableFile(TABLE) }),
    form: { file: '@$FILE' },
  },
  'GET /api/customers/imports': { as: 'operator', given: uploaded },
  'GET /api/customers/imports/{id}': { as: 'operator', given: uploaded, params: { id: '$ID' }, rows: 'own' },
  'POST /api/customers/imports/{id}/preview': {
    as: 'operator',
    given: uploaded,
    params: { id: '$ID' },
    rows: 'own',
    body: PLAN,
  },
  'POST /api/customers/imports/{id}/start': {
    as: 'operator',
    given: uploaded,
    headers: { 'idempotency-key': '$KEY' },
    params: { id: '$ID' },
    rows: 'own',
    body: PLAN,
  },
  'GET /api/customers/imports/{id}/rows': {
    as: 'operator',
    given: uploaded,
    params: { id: '$ID' },
    query: { result: 'waiting' },
    rows: 'own',
  },
  'GET /api/customers/imports/{id}/file': {
    as: 'operator',
    given: uploaded,
    params: { id: '$ID' },
    query: { format: 'csv' },
    rows: 'own',
  },
}
