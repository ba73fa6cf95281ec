import path from 'node:path'
import { defineConfig } from 'vitest/config'

const here = (file: string) => path.resolve(import.meta.dirname, file)

export default defineConfig({
  resolve: {
    alias: [
      { find: '@tarojs/components', replacement: here('test/taro-components.tsx') },
      { find: /^@tarojs\/taro$/, replacement: here('test/taro.ts') },
      { find: /^@\//, replacement: `${here('src')}/` },
    ],
    extensions: ['.h5.tsx', '.h5.ts', '.tsx', '.ts', '.mjs', '.js', '.json'],
  },
  define: { 'process.env.TARO_ENV': '"h5"' },
  test: {
    name: 'miniprogram',
    environment: 'happy-dom',
    // The real server runs in here, too, and has its vendors elsewhere.
    environmentOptions: { happyDOM: { settings: { fetch: { disableSameOriginPolicy: true } } } },
    include: ['src/**/*.test.{ts,tsx}'],
    setupFiles: [here('test/setup.ts')],
    restoreMocks: true,
    // The first picture of a file waits for the process that draws it.
    testTimeout: 120_000,
    hookTimeout: 120_000,
    expect: { poll: { timeout: 30_000 } },
  },
})
