import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { pageName } from './page-name'

it('has a Chinese name for every page of the app', () => {
  const source = readFileSync(join(import.meta.dirname, '../../../app/pages.ts'), 'utf8')
  const paths = [...source.matchAll(/'\/((?:pages|features)\/[^']+)\/index'/g)].map(([, path = '']) => path)
  expect(paths.length).toBeGreaterThan(0)
  expect(paths.filter((path) => pageName(path) === path)).toEqual([])
})
