import { describe, expect, it } from 'vitest'
import { selectTests } from './changed-tests.ts'

const CREDITS = 'apps/bff/src/features/credits'
const ORDERS = 'apps/bff/src/features/orders'

const sources = Object.entries({
  [`${CREDITS}/index.ts`]: "export { capture } from './credits.service.ts'",
  [`${CREDITS}/credits.service.ts`]: '',
  [`${CREDITS}/credits.test.ts`]: "import { capture } from './index.ts'",
  [`${CREDITS}/ledger.test.ts`]: '',
  [`${ORDERS}/orders.service.ts`]: "import { capture } from '../credits/index.ts'",
  [`${ORDERS}/orders.test.ts`]: '',
  'apps/bff/src/features/staff/staff.service.ts': "import type { Entry } from '../credits/index.ts'",
  'apps/bff/src/features/staff/staff.test.ts': "import { capture } from '../credits/index.ts'",
  'apps/bff/src/http/limits.ts': '',
  'apps/bff/src/http/limits.test.ts': '',
  'apps/bff/src/adapters/cos/cos.test.ts': '',
  'apps/bff/src/adapters/oss/oss.test.ts': '',
  'packages/testing/src/workers.ts': '',
  'apps/bff/test/replicas.test.ts': "import { aWorker } from '@qingpin/testing/workers'",
  'apps/bff/test/floods.test.ts': '',
  'apps/miniprogram/src/features/credits/api.test.ts': '',
  'apps/miniprogram/src/features/staff/list.test.tsx': '',
  'apps/miniprogram/src/ui/list-end.test.tsx': '',
  'packages/contract/src/credits/credits.rules.test.ts': '',
  'packages/contract/src/core/policy.test.ts': '',
  'packages/cv/src/merge.test.ts': '',
  'tools/journeys/credits.test.ts': '',
}).map(([path, text]) => ({ path, text }))

const selected = (...changed: string[]) => selectTests(changed, sources).tests

describe('the tests that a change calls for', () => {
  it('are those of its feature, of the features that import its index, and of the app’s feature of that name', () => {
    expect(selected(`${CREDITS}/credits.service.ts`)).toEqual([
      `${CREDITS}/credits.test.ts`,
      `${CREDITS}/ledger.test.ts`,
      `${ORDERS}/orders.test.ts`,
      'apps/miniprogram/src/features/credits/api.test.ts',
    ])
  })

  it('do not grow by a feature that takes types only, or imports its index in a test only', () => {
    expect(selected(`${CREDITS}/index.ts`)).not.toContain('apps/bff/src/features/staff/staff.test.ts')
  })

  it('do not go up: the features that a feature uses are left alone', () => {
    expect(selected(`${ORDERS}/orders.service.ts`)).toEqual([`${ORDERS}/orders.test.ts`])
  })

  it('are found by folder, also where the changed file is gone', () => {
    expect(selected(`${ORDERS}/deleted.service.ts`)).toEqual([`${ORDERS}/orders.test.ts`])
  })

  it('are those of the whole package and of the features of that name when the contract changes', () => {
    expect(selected('packages/contract/src/credits/credits.routes.ts')).toEqual([
      `${CREDITS}/credits.test.ts`,
      `${CREDITS}/ledger.test.ts`,
      'apps/miniprogram/src/features/credits/api.test.ts',
      'packages/contract/src/credits/credits.rules.test.ts',
      'packages/contract/src/core/policy.test.ts',
    ])
    expect(selected('packages/cv/src/merge.ts')).toEqual(['packages/cv/src/merge.test.ts'])
  })

  it('are those of one vendor when its adapter changes', () => {
    expect(selected('apps/bff/src/adapters/cos/cos.adapter.ts')).toEqual(['apps/bff/src/adapters/cos/cos.test.ts'])
  })

  it('are its own for a folder that everything builds on, which is named', () => {
    const { tests, wide } = selectTests(['apps/bff/src/http/limits.ts', `${ORDERS}/orders.service.ts`], sources)
    expect(tests).toEqual([`${ORDERS}/orders.test.ts`, 'apps/bff/src/http/limits.test.ts'])
    expect(wide).toEqual(['apps/bff/src/http/'])
  })

  it('are a changed test itself, and the tests that import a changed builder', () => {
    expect(selected('packages/testing/src/workers.ts')).toEqual(['apps/bff/test/replicas.test.ts'])
    expect(selected('apps/bff/test/floods.test.ts', 'tools/journeys/credits.test.ts')).toEqual([
      'apps/bff/test/floods.test.ts',
      'tools/journeys/credits.test.ts',
    ])
  })

  it('are none for what is no code', () => {
    expect(selectTests(['README.md', 'docs/adr/0001-contract-first.md'], sources)).toEqual({ tests: [], wide: [] })
  })
})
