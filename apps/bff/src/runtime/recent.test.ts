import { expect, it } from 'vitest'
import { Recent } from './recent.ts'

it('keeps what was asked for last, and nothing beyond its number', () => {
  const recent = new Recent<string, number>(2)
  recent.set('a', 1)
  recent.set('b', 2)
  expect(recent.get('a')).toBe(1)
  recent.set('c', 3)
  expect([recent.get('a'), recent.get('b'), recent.get('c')]).toEqual([1, undefined, 3])
  recent.set('a', 4)
  recent.delete('c')
  expect([recent.get('a'), recent.get('c')]).toEqual([4, undefined])
})
