import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { ROOT } from './build/stale.ts'
import { GUARDS } from './mutate/guards.ts'

it.each(GUARDS)('the guard of $name stands once in $file, and its tests exist', ({ file, guard, tests }) => {
  expect(readFileSync(join(ROOT, file), 'utf8').split(guard)).toHaveLength(2)
  expect(tests.filter((path) => !existsSync(join(ROOT, path)))).toEqual([])
})
