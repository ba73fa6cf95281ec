import { aCustomer } from '../customers.ts'
import type { TestApp } from '../harness.ts'
import { aWorker } from '../workers.ts'
import type { Caller, Example, ExamplesOf } from './example.ts'

const resumeOf = async ({ api }: Caller) =>
  (await api('POST /api/resumes/miniprogram/create', { body: aWorker() as never })).id
const customerOf = async ({ api }: Caller) =>
  (await api('POST /api/customers/miniprogram/create', { body: aCustomer() as never })).id

/** A customer of the caller and a worker, not placed yet. */
const both: Example['given'] = async (_, caller) => ({ ID: await customerOf(caller), WORKER: await resumeOf(caller) })

const TERMS = {
  startsOn: '2026-12-18',
  endsOn: '2027-01-13',
  trialUntil: '2026-12-20',
  pay: 12_800,
  payPer: '26天',
} as const

/** A placement of the caller's customer. */
const placed = async (_: TestApp, caller: Caller) => {
  const [customerId, resumeId] = [await customerOf(caller), await resumeOf(caller)]
  const { id } = await caller.api('POST /api/placements', { body: { customerId, resumeId, ...TERMS } })
  return { ID: id, CUSTOMER: customerId, WORKER: resumeId, NEXT: await resumeOf(caller) }
}
const own = { as: 'employee', given: placed, params: { id: '$ID' }, rows: 'own' } as const
const keyed = { ...own, headers: { 'idempotency-key': '$KEY' } } as const

export const placementExamples: ExamplesOf<'placements'> = {
  'GET /api/placements': { as: 'employee', given: placed, query: { due: 'trial' } },
  'GET /api/placements/of-customer/{id}': { ...own, params: { id: '$CUSTOMER' } },
  'GET /api/placements/of-worker/{id}': { ...own, params: { id: '$WORKER' }, rows: 'shared' },
  'POST /api/placements': {
    as: 'employee',
    given: both,
    headers: { 'idempotency-key': '$KEY' },
    body: { customerId: '$ID', resumeId: '$WORKER', ...TERMS },
  },
  'PATCH /api/placements/{id}': { ...keyed, body: { version: 1, endsOn: '2027-01-20', pay: 13_200 } },
  'POST /api/placements/{id}/replace': {
    ...keyed,
    body: { version: 1, resumeId: '$NEXT', reason: '老家有事', startsOn: '2026-12-22', payPer: '26天', pay: 12_800 },
  },
  'POST /api/placements/{id}/end': { ...keyed, body: { version: 1, cause: 'worker', reason: '老家有事，要回去' } },
}
