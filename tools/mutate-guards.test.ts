import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { GUARDS } from './mutate/guards.ts'

const BFF = join(import.meta.dirname, '../apps/bff')

it.each(GUARDS)('the guard of $name stands once in $file, and its tests exist', ({ file, guard, tests }) => {
  expect(readFileSync(join(BFF, 'src', file), 'utf8').split(guard)).toHaveLength(2)
  expect(tests.filter((path) => !existsSync(join(BFF, path)))).toEqual([])
})
