import { expect, it } from 'vitest'
import { progressWords, storedProgress, storeProgress } from './stored-progress'

it('remembers how far each of the last articles was read, and never less', () => {
  for (let n = 0; n < 60; n++) storeProgress(`article-${n}`, 40)
  expect([storedProgress('article-0'), storedProgress('article-59')]).toEqual([0, 40])
  storeProgress('article-59', 20)
  expect(progressWords('article-59')).toBe('看到40%')
  storeProgress('article-59', 97)
  expect(progressWords('article-59')).toBe('看完了')
  storeProgress('article-58', 5)
  expect(progressWords('unread')).toBe('')
})
