import { describe, expect, it } from 'vitest'
import { ANSWER_PRICE, costOf, titleOf } from './assistant.rules.ts'

describe('what an answer costs', () => {
  it.each([
    ['done', 1, 2],
    ['done', 300, 2],
    ['done', 301, 3],
    ['done', 5000, 4],
    ['stopped', 0, 0],
    ['stopped', 1, 1],
    ['stopped', 150, 1],
    ['stopped', 151, 2],
    ['stopped', 5000, 4],
    ['failed', 5000, 0],
  ] as const)('%s after %i letters: %i', (state, letters, cost) => {
    expect(costOf(state, '字'.repeat(letters))).toBe(cost)
  })

  it('counts letters as people do, and blanks at the ends not at all', () => {
    expect(costOf('stopped', `  ${'👍'.repeat(150)}\n`)).toBe(1)
    expect(costOf('done', ' \n ')).toBe(0)
  })

  it('never exceeds the held credits', () => {
    for (let n = 0; n < 2000; n += 37) expect(costOf('done', '字'.repeat(n))).toBeLessThanOrEqual(ANSWER_PRICE.most)
  })
})

it('a conversation is called after its first question, cut between letters', () => {
  expect(titleOf(' 你好\n世界 ')).toBe('你好 世界')
  expect(titleOf('👍'.repeat(30))).toBe(`${'👍'.repeat(20)}…`)
})
