import type { Samples } from '../sample.ts'

const CUSTOMERS = 'apps/bff/src/features/customers'

export const wordSamples: Samples = {
  'one thing, one word': {
    bad: [
      { 'apps/bff/src/features/interviews/seats.repo.ts': '' },
      { 'apps/miniprogram/src/ui/time.ts': 'export const sayDay = (at) => at' },
      { 'apps/bff/src/features/resumes/record.service.ts': 'export function takeOver() {}' },
      { 'apps/bff/src/db/db.ts': 'export class Conflict extends Error {}' },
      { 'apps/bff/src/features/interviews/participants.service.ts': 'export const MOST_SEATS = 6' },
    ],
    good: {
      'apps/bff/src/features/interviews/heartbeat.service.ts': 'export const heartbeats = 1',
      'apps/bff/src/features/customers/follow-ups.repo.ts': 'export const addFollowUp = (seat) => seat',
      'apps/miniprogram/src/features/credits/api.ts': 'export const placeOrder = (say) => say',
      'apps/miniprogram/src/ui/input.tsx': 'export const placeholderOf = (x) => x',
    },
  },
  'tables, columns, queues, routes and events use the same words': {
    bad: [
      { [`${CUSTOMERS}/customers.table.ts`]: "const customers = k.table('customers', { kept: k.ms('kept_until') })" },
      { [`${CUSTOMERS}/customers.job.ts`]: "const ends = { name: 'sweep-customers' }" },
      { 'packages/contract/src/interviews/interviews.routes.ts': "const r = { path: '/api/rooms/{id}/seat' }" },
      { 'packages/contract/src/assistant/assistant.events.ts': 'export interface RunEvents { said: string }' },
    ],
    good: {
      [`${CUSTOMERS}/customers.table.ts`]: "const customers = k.table('customers', { cached: k.ms('cached_until') })",
      'packages/contract/src/interviews/interviews.routes.ts': "const r = { path: '/api/rooms/{seat}/snapshot' }",
    },
  },
  'the title of a test is a plain sentence': {
    bad: [
      { [`${CUSTOMERS}/pool.test.ts`]: "it('finds a door that lets only so many in', () => {})" },
      { [`${CUSTOMERS}/pool.test.ts`]: "it.each([1])('is told of %s', () => {})" },
      { [`${CUSTOMERS}/pool.test.ts`]: "describe.skipIf(true)('whoever asks', () => {})" },
      { 'apps/miniprogram/src/app/api.test.tsx': 'it(\n  `loses patience with ${vendor}`, () => {})' },
    ],
    good: {
      [`${CUSTOMERS}/pool.test.ts`]: "it('limits concurrent calls', () => expect(text('told somebody')).toBe('door'))",
      [`${CUSTOMERS}/pool.service.ts`]: "describe('the door')",
    },
  },
}
