import type { Samples } from '../sample.ts'

const CUSTOMERS = 'apps/bff/src/features/customers'

export const layerSamples: Samples = {
  'a feature file is called <topic>.<layer>': {
    bad: [
      { [`${CUSTOMERS}/scope.ts`]: '' },
      { [`${CUSTOMERS}/customers.list.repo.ts`]: '' },
      { [`${CUSTOMERS}/list/rows.repo.ts`]: '' },
      { [`${CUSTOMERS}/customers-list.repo.ts`]: '' },
    ],
    good: { [`${CUSTOMERS}/follow-ups.repo.ts`]: '', [`${CUSTOMERS}/index.ts`]: '', [`${CUSTOMERS}/list.test.ts`]: '' },
  },
  'a layer takes values only from its own or an earlier one': {
    bad: [
      { [`${CUSTOMERS}/customers.repo.ts`]: "import { assign } from './assign.service.ts'" },
      { [`${CUSTOMERS}/customers.service.ts`]: "import { assign } from './index.ts'" },
      { [`${CUSTOMERS}/pool.rules.ts`]: "import { isAvailable } from '../staff/index.ts'" },
      {
        [`${CUSTOMERS}/customers.repo.ts`]: "import { isAvailable } from '../staff/index.ts'",
        'apps/bff/src/features/staff/index.ts': "export { isAvailable } from './staff.service.ts'",
      },
    ],
    good: {
      [`${CUSTOMERS}/customers.repo.ts`]: "import type { Assigned } from './assign.service.ts'",
      [`${CUSTOMERS}/customers.view.ts`]:
        "import { find } from './customers.repo.ts'\nimport { nameOf } from '../staff/index.ts'",
      'apps/bff/src/features/staff/index.ts': "export { nameOf } from './staff.view.ts'",
    },
  },
  '.rules are pure': {
    bad: [
      { [`${CUSTOMERS}/pool.rules.ts`]: 'export const isOld = (row) => row.at < Date.now()' },
      { [`${CUSTOMERS}/pool.rules.ts`]: "import { readFileSync } from 'node:fs'" },
      { [`${CUSTOMERS}/pool.rules.ts`]: "import { eq } from 'drizzle-orm'" },
    ],
    good: {
      [`${CUSTOMERS}/pool.rules.ts`]:
        "import type { Ctx } from '../../context.ts'\n// Date.now is for services.\nexport const isOld = (row, now) => new Date(now) > row.at",
    },
  },
  'a door exports verbs and view types, twelve at most': {
    bad: [
      { [`${CUSTOMERS}/index.ts`]: "export { findCustomer } from './customers.repo.ts'" },
      { [`${CUSTOMERS}/index.ts`]: "export { customerTables } from './customers.table.ts'" },
      { [`${CUSTOMERS}/index.ts`]: "export { customerHandlers } from './customers.routes.ts'" },
      { [`${CUSTOMERS}/index.ts`]: "export * from './customers.service.ts'" },
      { [`${CUSTOMERS}/index.ts`]: 'export const assign = () => 1' },
      { [`${CUSTOMERS}/index.ts`]: `export { ${'abcdefghijklm'.split('').join(', ')} } from './customers.service.ts'` },
    ],
    good: {
      [`${CUSTOMERS}/index.ts`]:
        "export { assign } from './assign.service.ts'\nexport type { CustomerRow } from './customers.repo.ts'",
    },
  },
  'a feature uses another one only through its door': {
    bad: [
      { 'apps/bff/src/features/staff/staff.service.ts': "import { findAccount } from '../auth/accounts.repo.ts'" },
      { 'apps/bff/src/features/staff/staff.service.ts': "import type { Account } from '../auth/accounts.repo.ts'" },
      { 'apps/miniprogram/src/features/staff/list/index.tsx': "import { useMe } from '@/features/auth/api'" },
    ],
    good: {
      'apps/bff/src/features/staff/staff.service.ts': "import { createAccount } from '../auth/index.ts'",
      'apps/bff/src/features/staff/staff.test.ts': "import { findAccount } from '../auth/accounts.repo.ts'",
      'apps/miniprogram/src/features/staff/list/index.tsx': "import { useMe } from '@/features/auth'",
    },
  },
  'assembly imports layers of features by file': {
    bad: [
      { 'apps/bff/src/app.ts': "import { customerHandlers } from './features/customers/index.ts'" },
      { 'apps/bff/src/demo/seed.ts': "import { insertCustomer } from '../features/customers/customers.repo.ts'" },
    ],
    good: {
      'apps/bff/src/app.ts':
        "import { customerHandlers } from './features/customers/customers.routes.ts'\nimport { guardRun } from './features/assistant/run.guard.ts'",
    },
  },
  'a repo uses only repos of its own folder': {
    bad: [{ [`${CUSTOMERS}/customers.repo.ts`]: "import { appendRow } from '../../audit/audit.repo.ts'" }],
    good: {
      [`${CUSTOMERS}/customers.repo.ts`]:
        "import { visible } from './scope.repo.ts'\nimport type { Row } from '../../audit/audit.repo.ts'",
    },
  },
  'a route is one line': {
    bad: [
      { 'apps/bff/src/features/auth/auth.routes.ts': 'const h = { login: (ctx) => { log(ctx); return login(ctx) } }' },
      { 'apps/bff/src/features/auth/auth.routes.ts': 'login: (ctx, { body }) => { if (body.x) return 1 }' },
    ],
    good: { 'apps/bff/src/features/auth/auth.routes.ts': 'const h = { login: (ctx, { body }) => login(ctx, body) }' },
  },
}
