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
  'a file is named after what is in it': {
    bad: [{ 'apps/bff/src/utils.ts': '' }, { 'tools/helpers/start.ts': '' }, { 'apps/bff/src/http/http-utils.ts': '' }],
    good: { 'apps/bff/src/db/ids.ts': '', 'apps/miniprogram/src/app/manage.ts': '' },
  },
  'a file has at most 400 lines': {
    bad: [{ 'apps/bff/src/long.ts': 'x\n'.repeat(401) }],
    good: { 'apps/bff/src/long.ts': 'x\n'.repeat(400) },
  },
}
