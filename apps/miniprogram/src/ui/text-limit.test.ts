import { expect, it } from 'vitest'
import { overLimit } from './text-limit'

it.each([
  ['', 3, undefined],
  ['三个字', 3, undefined],
  [' 三个字 \n', 3, undefined],
  ['四个字了', 3, '最多3个字，多了1个。'],
  ['很'.repeat(520), 500, '最多500个字，多了20个。'],
])('of %j within %i says %s', (text, max, sentence) => {
  expect(overLimit(text, max)).toBe(sentence)
})
