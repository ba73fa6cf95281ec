import { aCustomer } from '../customers.ts'
import type { TestApp } from '../harness.ts'
import type { Caller, ExamplesOf } from './example.ts'

/** A customer that a manager has given to the caller, who is notified of it. */
const assigned = async (app: TestApp, caller: Caller) => {
  const manager = app.as((await app.aStaff('manager')).token)
  const { id } = await manager('POST /api/customers/miniprogram/create', { body: aCustomer() as never })
  await manager('PATCH /api/customers/miniprogram/{id}/assign', {
    params: { id },
    body: { assignedTo: caller.id, assignmentReason: '离得近' },
  })
  const [first] = (await caller.api('GET /api/notifications')).items
  return { ID: first?.id ?? '' }
}

const PREFERENCES = { quiet: { on: true, from: 1290, to: 480 }, wechatOff: ['resume'], smsOn: ['interview'] }

export const notificationExamples: ExamplesOf<'notifications'> = {
  'GET /api/notifications': { as: 'employee', given: assigned, query: { group: 'customer' } },
  'GET /api/notifications/counts': { as: 'employee', given: assigned },
  'POST /api/notifications/{id}/read': { as: 'employee', given: assigned, params: { id: '$ID' }, rows: 'own' },
  'POST /api/notifications/read': { as: 'employee', given: assigned, body: { upTo: '$ID' } },
  'GET /api/notifications/preferences': { as: 'person' },
  'PUT /api/notifications/preferences': { as: 'person', body: PREFERENCES },
  'POST /api/notifications/subscriptions': {
    as: 'person',
    headers: { 'idempotency-key': '$KEY' },
    body: { answers: [{ template: 'interview', accepted: true }] },
  },
  'GET /api/notifications/deliveries': { as: 'manager' },
}
