import type { Files, Samples } from '../sample.ts'

const CUSTOMERS = 'apps/bff/src/features/customers'
const TABLES: Files = {
  [`${CUSTOMERS}/customers.table.ts`]: "export const customerTables = (k) => ({ customers: k.table('customers', {}) })",
  'apps/bff/src/features/auth/auth.table.ts':
    "export const authTables = (k) => ({ accounts: k.table('accounts', {}) })",
  'apps/bff/src/jobs/jobs.table.ts': "export const jobTables = (k) => ({ jobs: k.table('jobs', {}) })",
}

export const sqlSamples: Samples = {
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
}
