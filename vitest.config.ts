import { existsSync } from 'node:fs'
import { defineConfig } from 'vitest/config'

export default defineConfig({
  test: {
    projects: [
      { test: { name: 'contract', root: 'packages/contract', include: ['src/**/*.test.ts'] } },
      { test: { name: 'sandbox', root: 'packages/sandbox', include: ['src/**/*.test.ts'] } },
      {
        test: {
          name: 'bff',
          root: 'apps/bff',
          include: ['src/**/*.test.ts', 'test/**/*.test.ts'],
          // PGlite compiles its engine in each file that uses it.
          testTimeout: 30_000,
          hookTimeout: 60_000,
        },
      },
      { test: { name: 'tools', root: 'tools', include: ['**/*.test.ts'], testTimeout: 30_000 } },
      ...(existsSync(`${import.meta.dirname}/apps/miniprogram/vitest.config.ts`) ? ['apps/miniprogram/vitest.config.ts'] : []),
    ],
  },
})
