import type { ExamplesOf } from './example.ts'

export const staffExamples: ExamplesOf<'staff'> = {
  'GET /api/users': { as: 'admin', query: { search: '林', page: '1', pageSize: '20' } },
  'POST /api/users': {
    as: 'admin',
    given: async () => ({ USERNAME: `lin.${Math.random().toString(36).slice(2, 10)}` }),
    headers: { 'idempotency-key': '$KEY' },
    body: { username: '$USERNAME', password: 'a-long-password-7', name: '林晓', role: 'employee' },
  },
}
