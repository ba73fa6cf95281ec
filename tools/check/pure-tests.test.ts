import { describe, expect, it } from 'vitest'
import { pureTests } from './pure-tests.ts'

const sources = Object.entries({
  'packages/testing/src/harness.ts': "import { createApp } from '@qingpin/bff/app'",
  'packages/testing/src/workers.ts': "import { startApp } from './harness.ts'",
  'packages/testing/src/odd-files.ts': '',
  'apps/bff/src/app.ts': '',
  'apps/bff/src/db/sqlite.ts': '',
  'apps/bff/src/deps.ts': "import { openSqlite } from './db/sqlite.ts'",
  'apps/bff/src/storage/pure.test.ts':
    "import type { Deps } from '../deps.ts'\nimport { odd } from '@qingpin/testing/odd-files'",
  'apps/bff/src/storage/product.test.ts': "import { makeDeps } from '../deps.ts'",
  'apps/bff/src/storage/app.test.ts': "import { aWorker } from '@qingpin/testing/workers'",
  'apps/bff/src/db/db.test.ts': "import { openSqlite } from './sqlite.ts'",
  'apps/miniprogram/src/app/server.test.ts': "import { startApp } from '@qingpin/testing/harness'",
  'packages/sandbox/src/server.ts': '',
  'packages/sandbox/src/adapter.test.ts': "import { startSandbox } from './server.ts'",
  'packages/cv/src/merge.test.ts': '',
  'tools/check/steps.test.ts': '',
  'tools/journeys/chat.test.ts': '',
}).map(([path, text]) => ({ path, text }))

describe('pure tests', () => {
  it('start no application, no server and no database, themselves or through what they import from other tests', () => {
    expect(pureTests(sources)).toEqual([
      'apps/bff/src/storage/pure.test.ts',
      'apps/bff/src/storage/product.test.ts',
      'packages/cv/src/merge.test.ts',
      'tools/check/steps.test.ts',
    ])
  })
})
