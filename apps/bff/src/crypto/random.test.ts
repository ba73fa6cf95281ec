import { expect, it } from 'vitest'
import { fewRandomBytes } from './random.ts'

it('returns fresh bytes of the requested length that no other caller can change', () => {
  const given = Array.from({ length: 3000 }, (_, i) => fewRandomBytes(8 + (i % 5)))
  expect(given.every((bytes, i) => bytes.length === 8 + (i % 5))).toBe(true)
  const first = given[0]?.toString('hex')
  fewRandomBytes(8).fill(0)
  expect(given[0]?.toString('hex')).toBe(first)
  expect(new Set(given.map((bytes) => bytes.subarray(0, 8).toString('hex'))).size).toBe(3000)
})
