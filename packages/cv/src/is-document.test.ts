import { expect, it } from 'vitest'
import { aDocument } from './a-document.ts'
import { emptyDocument } from './document.ts'
import { isCvDocument } from './is-document.ts'

/** A copy with another value in the place of each value, one at a time. */
function* damaged(value: unknown): Generator<[path: string, value: unknown]> {
  const wrong = Array.isArray(value)
    ? [null, {}, [null], ['x']]
    : typeof value === 'string'
      ? [7, null, {}]
      : [null, [], 'x']
  for (const other of wrong) yield ['', other]
  if (typeof value !== 'object' || value === null) return
  for (const [key, inner] of Object.entries(value))
    for (const [path, other] of damaged(inner)) {
      const copy = Array.isArray(value) ? [...value] : { ...value }
      Reflect.set(copy, key, other)
      yield [`${key}.${path}`, copy]
    }
}

it('knows a document', () => {
  expect(isCvDocument(emptyDocument())).toBe(true)
  expect(isCvDocument(JSON.parse(JSON.stringify(aDocument())))).toBe(true)
})

it('knows one of which any part is damaged', () => {
  const all = [...damaged(aDocument())]
  expect(all.length).toBeGreaterThan(150)
  expect(all.filter(([, value]) => isCvDocument(value)).map(([path]) => path)).toEqual([])
})
