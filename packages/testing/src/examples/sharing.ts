import type { TestApp } from '../harness.ts'
import { aListedWorker } from '../listed.ts'
import { aWorker } from '../workers.ts'
import type { Example, ExamplesOf } from './example.ts'

/** A public worker. */
const aListed: NonNullable<Example['given']> = async (app) => {
  const { id } = await aListedWorker(app)
  return { ID: id }
}

const aShare: NonNullable<Example['given']> = async (app, caller) => {
  const { ID: id = '' } = await aListed(app, caller)
  const { token } = await app.aStaff('employee')
  const share = await app.as(token)('POST /api/resumes/{id}/share', { params: { id }, body: {} })
  return { TICKET: share.token }
}

const myShare: NonNullable<Example['given']> = async (app, caller) => {
  const { ID: id = '' } = await aListed(app, caller)
  const share = await caller.api('POST /api/resumes/{id}/share', { params: { id }, body: {} })
  return { ID: share.id }
}

const myResume = async (_: TestApp, { api }: { api: ReturnType<TestApp['as']> }) => {
  await api('POST /api/resumes/miniprogram/self-register', { body: aWorker() as never })
  return {}
}

export const sharingExamples: ExamplesOf<'sharing'> = {
  'GET /api/resumes/public/list': { as: 'guest', query: { jobType: 'yuesao', maxAge: '50', pageSize: '20' } },
  'GET /api/resumes/public/{id}': { as: 'guest', given: aListed, params: { id: '$ID' }, rows: 'shared' },
  'GET /api/resumes/search-workers': { as: 'guest', query: { name: '钱小', limit: '10' } },
  'POST /api/resumes/{id}/share': {
    as: 'employee',
    given: aListed,
    params: { id: '$ID' },
    headers: { 'idempotency-key': '$KEY' },
    body: { expiresInHours: 72 },
    rows: 'shared',
  },
  'GET /api/resumes/shared/{token}': { as: 'guest', given: aShare, params: { token: '$TICKET' }, rows: 'shared' },
  'GET /api/resumes/shared/{token}/code': { as: 'guest', given: aShare, params: { token: '$TICKET' }, rows: 'shared' },
  'GET /api/resumes/shared/{token}/poster': {
    as: 'guest',
    given: aShare,
    params: { token: '$TICKET' },
    rows: 'shared',
  },
  'GET /api/resumes/shares': { as: 'employee', given: myShare, query: { limit: '20' } },
  'POST /api/resumes/shares/{id}/revoke': { as: 'employee', given: myShare, params: { id: '$ID' }, rows: 'own' },
  'GET /api/resumes/mine/visibility': { as: 'person', given: myResume },
  'PATCH /api/resumes/mine/visibility': {
    as: 'person',
    given: myResume,
    body: { hidden: true, consents: { phone: false } },
  },
  'GET /api/resumes/miniprogram/{id}/visibility': {
    as: 'employee',
    given: aListed,
    params: { id: '$ID' },
    rows: 'shared',
  },
  'PATCH /api/resumes/miniprogram/{id}/visibility': {
    as: 'employee',
    given: aListed,
    params: { id: '$ID' },
    body: { listed: true, consents: { name: true }, note: '当面同意' },
    rows: 'shared',
  },
}
