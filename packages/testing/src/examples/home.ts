import type { ExamplesOf } from './example.ts'

export const homeExamples: ExamplesOf<'home' | 'ops'> = {
  'GET /api/health': { as: 'guest' },
  'GET /api/ready': { as: 'guest' },
  'GET /api/client-config': { as: 'guest' },
  'GET /api/home': { as: 'guest' },
  'GET /api/today': { as: 'employee' },
}
