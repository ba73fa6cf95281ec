import { describe, expect, it } from 'vitest'
import { pureTests } from './pure-tests.ts'

const sources = Object.entries({
  'apps/bff/test/harness.ts': "import { createApp } from '../src/app.ts'",
  'apps/bff/test/workers.ts': "import { startApp } from './harness.ts'",
  'apps/bff/test/odd-files.ts': '',
  'apps/bff/src/app.ts': '',
  'apps/bff/src/db/sqlite.ts': '',
  'apps/bff/src/deps.ts': "import { openSqlite } from './db/sqlite.ts'",
  'apps/bff/src/storage/pure.test.ts':
    "import type { Deps } from '../deps.ts'\nimport { odd } from '../../test/odd-files.ts'",
  'apps/bff/src/storage/product.test.ts': "import { makeDeps } from '../deps.ts'",
  'apps/bff/src/storage/app.test.ts': "import { aWorker } from '../../test/workers.ts'",
  'apps/bff/src/db/db.test.ts': "import { openSqlite } from './sqlite.ts'",
  'apps/miniprogram/src/app/server.test.ts': "import { startApp } from '../../../bff/test/harness'",
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
