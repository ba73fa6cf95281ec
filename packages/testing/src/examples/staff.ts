import type { Example, ExamplesOf } from './example.ts'

const aColleague: Example['given'] = async (app) => ({ ID: (await app.aStaff('employee')).id })

const twoColleagues: Example['given'] = async (app) => ({
  ID: (await app.aStaff('employee')).id,
  HEIR: (await app.aStaff('employee')).id,
})

export const staffExamples: ExamplesOf<'staff'> = {
  'GET /api/audit-log': { as: 'manager', query: { kind: 'changed', startDate: '2026-11-01', limit: '20' } },
  'GET /api/audit-log/export': { as: 'admin', query: { kind: 'revealed' } },
  'GET /api/users': { as: 'admin', query: { search: '林', page: '1', pageSize: '20' } },
  'POST /api/users': {
    as: 'admin',
    given: async () => ({ USERNAME: `lin.${Math.random().toString(36).slice(2, 10)}` }),
    headers: { 'idempotency-key': '$KEY' },
    body: { username: '$USERNAME', password: 'a-long-password-7', name: '林晓', role: 'employee' },
  },
  'GET /api/users/{id}': { as: 'admin', given: aColleague, params: { id: '$ID' }, rows: 'shared' },
  'PATCH /api/users/{id}': {
    as: 'admin',
    given: aColleague,
    params: { id: '$ID' },
    body: { name: '林晓', role: 'dispatch', department: '派单组' },
    rows: 'shared',
  },
  'GET /api/users/{id}/handover': { as: 'manager', given: aColleague, params: { id: '$ID' }, rows: 'shared' },
  'POST /api/users/{id}/handover/dry-run': {
    as: 'manager',
    given: twoColleagues,
    params: { id: '$ID' },
    rows: 'shared',
    body: { way: 'heirs', heirs: [{ id: '$HEIR', share: 1 }] },
  },
  'POST /api/users/{id}/handover': {
    as: 'manager',
    given: twoColleagues,
    params: { id: '$ID' },
    rows: 'shared',
    headers: { 'idempotency-key': '$KEY' },
    body: { way: 'heirs', heirs: [{ id: '$HEIR', share: 1 }], reason: '离职' },
  },
  'GET /api/users/{id}/handover/results': { as: 'manager', given: aColleague, params: { id: '$ID' }, rows: 'shared' },
  'POST /api/users/{id}/one-time-password': { as: 'admin', given: aColleague, params: { id: '$ID' }, rows: 'shared' },
}
