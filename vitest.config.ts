import { defineConfig } from 'vitest/config'
import LongestFirst from './tools/check/sequencer.ts'

export default defineConfig({
  test: {
    sequence: { sequencer: LongestFirst },
    projects: [
      { test: { name: 'contract', root: 'packages/contract', include: ['src/**/*.test.ts'] } },
      { test: { name: 'cv', root: 'packages/cv', include: ['src/**/*.test.ts'] } },
      {
        test: {
          name: 'sandbox',
          root: 'packages/sandbox',
          include: ['src/**/*.test.ts'],
          testTimeout: 30_000,
          expect: { poll: { timeout: 30_000 } },
        },
      },
      {
        test: {
          name: 'bff',
          root: 'apps/bff',
          include: ['src/**/*.test.ts', 'test/**/*.test.ts'],
          globalSetup: 'test/global-setup.ts',
          // PGlite compiles its engine in each file that uses it.
          testTimeout: 120_000,
          hookTimeout: 120_000,
          expect: { poll: { timeout: 30_000 } },
        },
      },
      { test: { name: 'tools', root: 'tools', include: ['*.test.ts', 'check/*.test.ts'], testTimeout: 30_000 } },
      'apps/miniprogram/vitest.config.mts',
      // These two need a build, which `tools/test.ts` makes first. Each of their files owns a server and a browser, so
      // files can run beside each other. A timeout says that something never came, not that the machine was busy.
      {
        test: {
          name: 'weapp',
          root: 'tools/weapp-host',
          include: ['**/*.test.ts'],
          globalSetup: '../journeys/global-setup.ts',
          testTimeout: 300_000,
          hookTimeout: 300_000,
          expect: { poll: { timeout: 60_000 } },
        },
      },
      {
        test: {
          name: 'journeys',
          root: 'tools/journeys',
          include: ['**/*.test.ts'],
          globalSetup: 'global-setup.ts',
          testTimeout: 300_000,
          hookTimeout: 300_000,
          // Pages of the screen matrix beside each other, for each of the files that run beside each other.
          maxConcurrency: 2,
          expect: { poll: { timeout: 60_000 } },
        },
      },
    ],
  },
})
