import type { Samples } from '../sample.ts'

const CUSTOMERS = 'apps/bff/src/features/customers'

export const fileSamples: Samples = {
  'a number that one may want to change stands in .rules or config/': {
    bad: [
      { [`${CUSTOMERS}/customers.service.ts`]: 'const DRAWS = 5' },
      { [`${CUSTOMERS}/customers.repo.ts`]: 'export const WINDOW = { hits: 5, ms: MINUTE_MS }' },
      { [`${CUSTOMERS}/customers.job.ts`]: 'const DAYS_MS = 3 * DAY_MS' },
      { 'apps/bff/src/http/limiter.ts': 'const REMEMBERED = 20_000' },
      { 'apps/bff/src/deps.ts': 'const deps = () => make({ timeout: 10_000 })' },
    ],
    good: {
      [`${CUSTOMERS}/pool.rules.ts`]: 'export const DRAWS = 5',
      [`${CUSTOMERS}/customers.service.ts`]: "const NAMES = ['a']\nconst next = (n) => n + 1\nconst limit = LIMIT",
    },
  },
  'a time or size that is passed on is a named number': {
    bad: [
      { [`${CUSTOMERS}/customers.service.ts`]: "throw new AppError('BUSY', { retryAfterSeconds: 3 })" },
      { [`${CUSTOMERS}/customers.service.ts`]: 'const wait = () => run({ forMs: 2 * 60_000 })' },
      { 'apps/bff/src/http/once.ts': 'const read = () => take({ maxBytes: 1 << 20 })' },
      { 'apps/bff/src/adapters/cos/cos.adapter.ts': 'const put = () => send({ timeoutMs: 500 })' },
    ],
    good: {
      [`${CUSTOMERS}/pool.rules.ts`]: 'export const pool = { leaseMs: 60_000 }',
      [`${CUSTOMERS}/customers.service.ts`]:
        'const a = { thoughtMs: 0, retryAfterSeconds: RETRY_SECONDS, until: (ends - now) / 1000, tries: 3 }',
      'apps/bff/src/adapters/cos/cos.adapter.ts': 'const LIMITS: Limits = { timeoutMs: 500 }',
    },
  },
  'units of time come from core/days': {
    bad: [
      { [`${CUSTOMERS}/pool.rules.ts`]: 'const HOUR_MS = 3_600_000' },
      { [`${CUSTOMERS}/customers.test.ts`]: 'const DAY = 86_400_000' },
      { 'apps/miniprogram/src/app/api.ts': 'const MINUTE = 60_000' },
    ],
    good: {
      'packages/contract/src/core/days.ts': 'export const HOUR_MS = 3_600_000',
      'apps/bff/src/crypto/signed-links.ts': 'const MINUTE_SECONDS = 60',
    },
  },
  'a file is named after what is in it': {
    bad: [{ 'apps/bff/src/utils.ts': '' }, { 'tools/helpers/start.ts': '' }, { 'apps/bff/src/http/http-utils.ts': '' }],
    good: { 'apps/bff/src/db/ids.ts': '', 'apps/miniprogram/src/app/manage.ts': '' },
  },
  'a file has at most 400 lines': {
    bad: [{ 'apps/bff/src/long.ts': 'x\n'.repeat(401) }],
    good: { 'apps/bff/src/long.ts': 'x\n'.repeat(400) },
  },
}
