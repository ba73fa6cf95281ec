import { defineConfig } from 'vitest/config'

export default defineConfig({
  test: {
    projects: [
      { test: { name: 'contract', root: 'packages/contract', include: ['src/**/*.test.ts'] } },
      { test: { name: 'cv', root: 'packages/cv', include: ['src/**/*.test.ts'] } },
      { test: { name: 'sandbox', root: 'packages/sandbox', include: ['src/**/*.test.ts'] } },
      {
        test: {
          name: 'bff',
          root: 'apps/bff',
          include: ['src/**/*.test.ts', 'test/**/*.test.ts'],
          globalSetup: 'test/global-setup.ts',
          // PGlite compiles its engine in each file that uses it.
          testTimeout: 30_000,
          hookTimeout: 60_000,
        },
      },
      { test: { name: 'tools', root: 'tools', include: ['*.test.ts'], testTimeout: 30_000 } },
      'apps/miniprogram/vitest.config.mts',
      // These two need a build, and each of their files owns a server: `tools/test.ts` runs them after it.
      // What they poll for is drawn by a browser, which shares two cores with all that it waits for.
      {
        test: {
          name: 'weapp',
          root: 'tools/weapp-host',
          include: ['**/*.test.ts'],
          testTimeout: 60_000,
          hookTimeout: 60_000,
          fileParallelism: false,
          expect: { poll: { timeout: 10_000 } },
        },
      },
      {
        test: {
          name: 'journeys',
          root: 'tools/journeys',
          include: ['**/*.test.ts'],
          testTimeout: 120_000,
          hookTimeout: 120_000,
          fileParallelism: false,
          expect: { poll: { timeout: 10_000 } },
        },
      },
    ],
  },
})
