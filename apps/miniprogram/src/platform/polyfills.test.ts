import { readFileSync } from 'node:fs'
import { stripTypeScriptTypes } from 'node:module'
import { join } from 'node:path'
import { createContext, runInContext } from 'node:vm'
import { expect, it } from 'vitest'

/** What an engine of iOS 12 lacks. */
const MISSING = [
  'Array.prototype.at',
  'String.prototype.at',
  'Array.prototype.flat',
  'Array.prototype.flatMap',
  'Object.fromEntries',
  'Object.hasOwn',
  'String.prototype.replaceAll',
  'Promise.prototype.finally',
]

const CASES = `JSON.stringify([
  [1, 2, 3].at(-1),
  [1, 2, 3].at(5) === undefined,
  [1, 2, 3].at(NaN),
  '轻聘'.at(-1),
  [1, [2, [3, [4]]]].flat(),
  [1, [2, [3, [4]]]].flat(2),
  [1, 2].flatMap((n) => [n, [n]]),
  Object.fromEntries(new Map([['a', 1]])),
  [Object.hasOwn({ a: 1 }, 'a'), Object.hasOwn({ a: 1 }, 'toString')],
  'a.b.c'.replaceAll('.', '-'),
  'a.b.c'.replaceAll(/[.]/g, '-'),
  Object.keys([]).length,
])`

it('give an old engine what the app uses', async () => {
  const expected: string = runInContext(CASES, createContext({}))
  const old = createContext({})
  runInContext(MISSING.map((name) => `delete ${name}`).join('\n'), old)
  expect(() => runInContext(CASES, old)).toThrow('is not a function')
  const source = readFileSync(join(import.meta.dirname, 'polyfills.ts'), 'utf8')
  runInContext(stripTypeScriptTypes(source), old)
  expect(runInContext(CASES, old)).toBe(expected)
  const seen = await runInContext(
    `(async () => {
      const seen = []
      await Promise.resolve('x').finally(() => seen.push('done'))
      await Promise.reject(new Error('no')).finally(() => seen.push('done')).catch((error) => seen.push(error.message))
      return seen.join()
    })()`,
    old,
  )
  expect(seen).toBe('done,done,no')
})
