import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { ROOT } from './build/stale.ts'

it('every question of docs/where-is.md is answered by a file that exists', () => {
  const text = readFileSync(join(ROOT, 'docs/where-is.md'), 'utf8')
  const files = [...text.matchAll(/\]\(\.\.\/([^)]+)\)/g)].map(([, path = '']) => path)
  expect(files).toHaveLength([...text.matchAll(/^\d+\. /gm)].length)
  expect(files.filter((path) => !existsSync(join(ROOT, path)))).toEqual([])
})
