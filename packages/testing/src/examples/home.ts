import { raise } from '@qingpin/bff/alerts/alerts'
import type { ExamplesOf } from './example.ts'

export const homeExamples: ExamplesOf<'home' | 'ops'> = {
  'POST /api/client-errors': {
    as: 'guest',
    body: {
      kind: 'render',
      platform: 'h5',
      page: 'features/customers/detail/index',
      message: "Cannot read properties of null (reading 'map')",
    },
  },
  'GET /api/health': { as: 'guest' },
  'GET /api/ready': { as: 'guest' },
  'GET /api/client-config': { as: 'guest' },
  'GET /api/home': { as: 'guest' },
  'GET /api/today': { as: 'employee' },
  'POST /api/alerts/{id}/close': {
    as: 'manager',
    given: async (app) => {
      const cause = { kind: 'vendor', subject: 'sms SendSms', reason: 'no-balance' } as const
      await app.db.tx((t) => raise(t, app.ctx(), cause))
      const [row] = await app.db.q.select().from(app.db.s.alerts)
      return { ID: row?.id ?? '' }
    },
    params: { id: '$ID' },
    rows: 'shared',
  },
}
