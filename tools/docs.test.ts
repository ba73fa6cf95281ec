import { describe, expect, it } from 'vitest'
import { stale } from './docs.ts'

describe('generated documents', () => {
  it('say what the code says; `npm run docs` writes them anew', () => {
    expect(stale()).toEqual([])
  })
})
