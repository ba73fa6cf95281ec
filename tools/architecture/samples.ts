/** Files by path. */
export type Files = Readonly<Record<string, string>>

/** For each rule: sets of files that break it, and a set that comes close and does not. */
export interface Sample {
  bad: readonly Files[]
  good: Files
}

const CUSTOMERS = 'apps/bff/src/features/customers'
const TABLES: Files = {
  [`${CUSTOMERS}/customers.table.ts`]: "export const customerTables = (k) => ({ customers: k.table('customers', {}) })",
  'apps/bff/src/features/auth/auth.table.ts':
    "export const authTables = (k) => ({ accounts: k.table('accounts', {}) })",
  'apps/bff/src/jobs/jobs.table.ts': "export const jobTables = (k) => ({ jobs: k.table('jobs', {}) })",
}

export const SAMPLES: Readonly<Record<string, Sample>> = {
  'a feature file is called <topic>.<layer>': {
    bad: [
      { [`${CUSTOMERS}/scope.ts`]: '' },
      { [`${CUSTOMERS}/customers.list.repo.ts`]: '' },
      { [`${CUSTOMERS}/list/rows.repo.ts`]: '' },
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
  'assembly takes .table, .service, .job and .routes by file': {
    bad: [
      { 'apps/bff/src/app.ts': "import { customerHandlers } from './features/customers/index.ts'" },
      { 'apps/bff/src/demo/seed.ts': "import { insertCustomer } from '../features/customers/customers.repo.ts'" },
    ],
    good: { 'apps/bff/src/app.ts': "import { customerHandlers } from './features/customers/customers.routes.ts'" },
  },
  'a repo uses only repos of its own folder': {
    bad: [{ [`${CUSTOMERS}/customers.repo.ts`]: "import { appendRow } from '../../audit/audit.repo.ts'" }],
    good: {
      [`${CUSTOMERS}/customers.repo.ts`]:
        "import { visible } from './scope.repo.ts'\nimport type { Row } from '../../audit/audit.repo.ts'",
    },
  },
  'a route is one line': {
    bad: [{ 'apps/bff/src/features/auth/auth.routes.ts': 'login: (ctx, { body }) => { if (body.x) return 1 }' }],
    good: { 'apps/bff/src/features/auth/auth.routes.ts': 'const h = { login: (ctx, { body }) => login(ctx, body) }' },
  },
  'imports of the BFF go down only': {
    bad: [
      { 'apps/bff/src/http/mount.ts': "import type { Deps } from '../deps.ts'" },
      { 'apps/bff/src/db/db.ts': "import type { Ctx } from '../context.ts'" },
      { 'apps/bff/src/audit/audit.service.ts': "import { enqueue } from '../jobs/index.ts'" },
      { 'apps/bff/src/crypto/links.ts': "import type { Clock } from '../ports/clock.port.ts'" },
      { 'apps/bff/src/elsewhere/links.ts': "import { sign } from '../crypto/sign.ts'" },
    ],
    good: {
      'apps/bff/src/jobs/jobs.service.ts': "import { record } from '../audit/index.ts'",
      'apps/bff/src/schema/schema.ts': "import { authTables } from '../features/auth/auth.table.ts'",
      'apps/bff/src/features/auth/auth.table.ts': "import type { Kit } from '../../db/kit.ts'",
      'apps/bff/src/crypto/random.test.ts': "import { testApp } from '../app.ts'",
    },
  },
  'imports of the app go down only': {
    bad: [
      { 'apps/miniprogram/src/ui/screen.tsx': "import { useOnline } from '@/app/online'" },
      { 'apps/miniprogram/src/app/session.ts': "import type { Me } from '@/features/auth'" },
      { 'apps/miniprogram/src/features/auth/api.ts': "import { Home } from '../../pages/home/greeting'" },
    ],
    good: {
      'apps/miniprogram/src/app/shell/screen.tsx': "import { Button } from '@/ui/button'",
      'apps/miniprogram/src/app.tsx': "import { Shell } from './app/shell/shell'",
    },
  },
  'imports of the contract go down only': {
    bad: [
      { 'packages/contract/src/auth/auth.errors.ts': "import type { ErrorCode } from '../errors.ts'" },
      { 'packages/contract/src/core/define.ts': "import type { Account } from '../auth/auth.fields.ts'" },
    ],
    good: { 'packages/contract/src/errors.ts': "import { authErrors } from './auth/auth.errors.ts'" },
  },
  'no file imports a page': {
    bad: [
      { 'apps/miniprogram/src/pages/home/mine.tsx': "import type { Props } from './index.tsx'" },
      {
        'apps/miniprogram/src/features/auth/login/form.tsx': "import { title } from '.'",
        'apps/miniprogram/src/features/auth/login/index.tsx': '',
      },
    ],
    good: {
      'apps/miniprogram/src/pages/home/index.tsx': "import { useMe } from '@/features/auth'",
      'apps/miniprogram/src/features/auth/index.ts': '',
    },
  },
  'product code imports no test code': {
    bad: [
      { 'apps/bff/src/demo/seed.ts': "import { aCustomer } from '@qingpin/testing/people'" },
      { 'apps/bff/src/demo/seed.ts': "import { start } from '../../test/harness.ts'" },
    ],
    good: { 'apps/bff/src/demo/seed.test.ts': "import { aCustomer } from '@qingpin/testing/people'" },
  },
  'the BFF and the app meet in the contract only': {
    bad: [{ 'apps/miniprogram/src/app/api.ts': "import type { Ctx } from '@qingpin/bff/context'" }],
    good: { 'apps/miniprogram/src/app/api.ts': "import type { ContractMap } from '@qingpin/contract/contract'" },
  },
  'SQL stands in .repo.ts': {
    bad: [
      { [`${CUSTOMERS}/customers.service.ts`]: "import { eq } from 'drizzle-orm'" },
      { [`${CUSTOMERS}/customers.service.ts`]: 'const list = (db) => db.q.select().from(rows)' },
      { [`${CUSTOMERS}/customers.service.ts`]: 'function* add(t) { yield* ask(rows(t)) }' },
      { [`${CUSTOMERS}/customers.service.ts`]: 'const old = ({ db: { s } }) => s.customers' },
      { 'apps/bff/src/http/limiter.ts': 'const more = sql`hits + 1`' },
      { 'apps/bff/src/demo/seed.ts': 'const add = (t, { db }) => t.insert(db.s.customers).values({})' },
    ],
    good: {
      [`${CUSTOMERS}/customers.repo.ts`]:
        "import { eq } from 'drizzle-orm'\nconst list = (db) => db.q.select().from(db.s.customers)",
      [`${CUSTOMERS}/customers.table.ts`]: "import { sql } from 'drizzle-orm'\nconst live = sql`deleted_at is null`",
      [`${CUSTOMERS}/customers.service.ts`]:
        "import type { SQL } from 'drizzle-orm'\nconst hash = createHash('sha256').update(text).digest('hex')\nseen.delete(id)",
      'apps/bff/src/db/sqlite.ts': "import { sql } from 'drizzle-orm'",
    },
  },
  'a .table.ts is a leaf': {
    bad: [
      { [`${CUSTOMERS}/customers.table.ts`]: "import type { Block } from './article-blocks.view.ts'" },
      { [`${CUSTOMERS}/customers.table.ts`]: "import { authTables } from '../auth/auth.table.ts'" },
    ],
    good: {
      [`${CUSTOMERS}/customers.table.ts`]:
        "import { sql } from 'drizzle-orm'\nimport type { Kit } from '../../db/kit.ts'\nimport type { Block } from '@qingpin/contract/content/content.enums'",
    },
  },
  'a repo writes only its own tables': {
    bad: [
      { ...TABLES, [`${CUSTOMERS}/customers.repo.ts`]: 'const end = (t, { db }) => t.update(db.s.accounts).set({})' },
      {
        ...TABLES,
        [`${CUSTOMERS}/customers.repo.ts`]:
          'const end = (t, ctx) => { const { jobs: rows } = ctx.db.s; return t.delete(rows).where(x) }',
      },
    ],
    good: {
      ...TABLES,
      [`${CUSTOMERS}/customers.repo.ts`]:
        'const add = (t, { db: { s } }) => t.insert(s.customers).select(t.select().from(s.accounts))',
    },
  },
  'features form no cycle': {
    bad: [
      {
        'apps/bff/src/features/a/a.service.ts': "import { b } from '../b/index.ts'",
        'apps/bff/src/features/b/b.service.ts': "import type { C } from '../c/index.ts'",
        'apps/bff/src/features/c/c.service.ts': "import { a } from '../a/index.ts'",
      },
    ],
    good: {
      'apps/bff/src/features/a/a.service.ts': "import { b } from '../b/index.ts'\nimport { c } from '../c/index.ts'",
      'apps/bff/src/features/b/b.service.ts': "import { c } from '../c/index.ts'",
      'apps/bff/src/features/c/c.test.ts': "import { a } from '../a/index.ts'",
    },
  },
  'a repo joins only tables of features that its feature may import': {
    bad: [
      {
        ...TABLES,
        'apps/bff/src/features/auth/accounts.repo.ts': 'const own = (t, { db }) => t.select().from(db.s.customers)',
        [`${CUSTOMERS}/customers.service.ts`]: "import { endSessions } from '../auth/index.ts'",
      },
      {
        ...TABLES,
        'apps/bff/src/moderation/moderation.repo.ts': 'const of = (t, { db }) => t.select().from(db.s.accounts)',
      },
      { ...TABLES, 'apps/bff/src/audit/audit.repo.ts': 'const of = (t, { db }) => t.select().from(db.s.jobs)' },
    ],
    good: {
      ...TABLES,
      [`${CUSTOMERS}/customers.repo.ts`]:
        'const own = (t, { db }) => t.select().from(db.s.accounts).leftJoin(db.s.jobs)',
      [`${CUSTOMERS}/customers.service.ts`]: "import { endSessions } from '../auth/index.ts'",
    },
  },
  'imports form no cycle, types included': {
    bad: [
      {
        'apps/bff/src/a.ts': "import { b } from './b.ts'",
        'apps/bff/src/b.ts': "import type { A } from './a.ts'",
      },
      {
        'apps/miniprogram/src/app/a.ts': "import { b } from '@/platform/b'",
        'apps/miniprogram/src/platform/b.h5.ts': "export type A = import('../app/a').A",
      },
    ],
    good: {
      'apps/bff/src/a.ts': "import { b } from './b.ts'\n// import type { A } from './b.ts'",
      'apps/bff/src/b.ts': "import { c } from './c.ts'",
    },
  },
  'contract folders form no cycle': {
    bad: [
      {
        'packages/contract/src/auth/auth.rules.ts': "import type { A } from '../staff/staff.enums.ts'",
        'packages/contract/src/auth/auth.enums.ts': '',
        'packages/contract/src/staff/staff.enums.ts': '',
        'packages/contract/src/staff/staff.rules.ts': "import { B } from '../auth/auth.enums.ts'",
      },
    ],
    good: {
      'packages/contract/src/auth/auth.rules.ts': "import type { A } from '../staff/staff.enums.ts'",
      'packages/contract/src/staff/staff.enums.ts': '',
    },
  },
  'only config/ reads the environment': {
    bad: [
      { 'apps/bff/src/app.ts': 'const port = process.env.PORT' },
      { 'apps/bff/src/config.ts': 'const port = process.env.PORT' },
    ],
    good: { 'apps/bff/src/config/config.ts': 'const port = process.env.PORT', 'apps/bff/src/app.ts': '// process.env' },
  },
  'only platform/ names what a phone or a browser can do': {
    bad: [
      { 'apps/miniprogram/src/features/auth/login/index.tsx': "Taro.request({ url: '/' })" },
      { 'apps/miniprogram/src/app/api.ts': 'wx.login()' },
      { 'apps/miniprogram/src/app/api.ts': "const weapp = process.env.TARO_ENV === 'weapp'" },
      { 'apps/miniprogram/src/ui/sheet.tsx': 'const width = window.innerWidth' },
    ],
    good: { 'apps/miniprogram/src/features/auth/login/index.tsx': 'Taro.useDidShow(() => load())' },
  },
  'vendor words stop at the adapter': {
    bad: [{ 'apps/bff/src/features/auth/accounts.repo.ts': 'const openid = row.id' }],
    good: { 'apps/bff/src/adapters/wechat/wechat.adapter.ts': 'const openid = answer.openid' },
  },
  'a vendor is called through vendor-calls.ts': {
    bad: [
      { 'apps/bff/src/adapters/deepseek/deepseek.adapter.ts': "const load = () => import('openai')" },
      { 'apps/bff/src/features/ocr/read.service.ts': "const answer = fetch('https://example.com')" },
    ],
    good: {
      'apps/bff/src/adapters/deepseek/deepseek.adapter.ts':
        "import { type VendorCalls } from '../vendor-calls.ts'\nconst load = () => import('openai')",
    },
  },
  'product and sandbox share no code': {
    bad: [
      { 'packages/sandbox/src/wechat/wechat.ts': "import { maskPhone } from '@qingpin/contract/core/masking'" },
      { 'apps/bff/src/deps.ts': "import { startSandbox } from '@qingpin/sandbox/server'" },
    ],
    good: { 'packages/testing/src/harness.ts': "import { startSandbox } from '@qingpin/sandbox/server'" },
  },
  'the app imports routes and zod as types only': {
    bad: [
      { 'apps/miniprogram/src/app/api.ts': "import { contract } from '@qingpin/contract/contract'" },
      { 'apps/miniprogram/src/app/api.ts': "import { Account } from '@qingpin/contract/auth/auth.fields'" },
    ],
    good: { 'apps/miniprogram/src/app/api.ts': "import type { ContractMap } from '@qingpin/contract/contract'" },
  },
  'the contract keeps zod out of what the phone loads': {
    bad: [{ 'packages/contract/src/auth/auth.rules.ts': "import { z } from 'zod'" }],
    good: { 'packages/contract/src/auth/auth.routes.ts': "import { z } from 'zod'" },
  },
  'the app loads nothing that loads zod': {
    bad: [
      {
        'apps/miniprogram/src/app/api.ts': "import { days } from '@qingpin/contract/core/days'",
        'packages/contract/src/core/days.ts': "import { Day } from './fields.ts'",
        'packages/contract/src/core/fields.ts': "import { z } from 'zod'",
      },
    ],
    good: {
      'apps/miniprogram/src/app/api.ts': "import { days } from '@qingpin/contract/core/days'",
      'packages/contract/src/core/days.ts': "import type { Day } from './fields.ts'",
      'packages/contract/src/core/fields.ts': "import { z } from 'zod'",
    },
  },
  'a contract file is called <topic>.<kind>': {
    bad: [{ 'packages/contract/src/resumes/card.ts': '' }, { 'packages/contract/src/resumes/resumes.card.ts': '' }],
    good: { 'packages/contract/src/resumes/card.rules.ts': '', 'packages/contract/src/core/days.ts': '' },
  },
  'the CV domain is pure': {
    bad: [{ 'packages/cv/src/document.ts': "import { readFileSync } from 'node:fs'" }],
    good: { 'packages/cv/src/document.ts': "import { merge } from './merge.ts'" },
  },
  'a number that one may want to change stands in .rules or config/': {
    bad: [
      { [`${CUSTOMERS}/customers.service.ts`]: 'const DRAWS = 5' },
      { [`${CUSTOMERS}/customers.repo.ts`]: 'export const WINDOW = { hits: 5, ms: MINUTE_MS }' },
      { [`${CUSTOMERS}/customers.job.ts`]: 'const DAYS_MS = 3 * DAY_MS' },
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
}
