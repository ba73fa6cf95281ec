import { expect, it } from 'vitest'
import { yuan } from './orders.rules.ts'

it.each([
  [2800, '¥28', '¥28.00'],
  [1, '¥0.01', '¥0.01'],
  [2850, '¥28.50', '¥28.50'],
  [100_000_000, '¥1000000', '¥1000000.00'],
])('%i fen are %s, with cents %s', (fen, short, long) => {
  expect([yuan(fen), yuan(fen, { cents: true })]).toEqual([short, long])
})
