import Taro from '@tarojs/taro'
import { beforeEach, describe, expect, it, vi } from 'vitest'
import { storedKeys } from '@/platform/storage'
import { forgetKept, keepAnswer, keepFor, keptAnswer } from './kept'

const answer = (text: string) => ({ data: text, at: 1000 })
const sized = (characters: number) => answer('字'.repeat(characters))

beforeEach(() => {
  keepFor('anna:employee')
  forgetKept()
})

describe('kept answers', () => {
  it('are given back with their time', () => {
    keepAnswer('today', answer('三件事'))
    expect(keptAnswer('today')).toEqual({ data: '三件事', at: 1000 })
    expect(keptAnswer('other')).toBeUndefined()
  })

  it('are thrown away when another account, or another role of the same one, takes over', () => {
    keepAnswer('today', answer('三件事'))
    keepFor('anna:admin')
    expect(keptAnswer('today')).toBeUndefined()
    keepFor('anna:employee')
    expect(keptAnswer('today')).toBeUndefined()
    expect(storedKeys('kept:')).toEqual([])
  })

  it('leave room for what people write: the ones kept longest ago go first', () => {
    for (let n = 1; n <= 8; n++) keepAnswer(`list-${n}`, sized(150_000))
    expect(keptAnswer('list-1')).toBeUndefined()
    expect(keptAnswer('list-2')).toBeUndefined()
    expect(keptAnswer('list-3')).toBeDefined()
    expect(keptAnswer('list-8')).toBeDefined()
  })

  it('count their newest use, not their first', () => {
    keepAnswer('home', answer('首页'))
    for (let n = 1; n <= 39; n++) keepAnswer(`article-${n}`, answer('文章'))
    keepAnswer('home', answer('新的首页'))
    keepAnswer('article-40', answer('文章'))
    expect(keptAnswer('home')?.data).toBe('新的首页')
    expect(keptAnswer('article-1')).toBeUndefined()
  })

  it('that are too large are not kept, and what they were before is not shown as the last', () => {
    keepAnswer('list', answer('短'))
    keepAnswer('list', sized(250_000))
    expect(keptAnswer('list')).toBeUndefined()
  })

  it('give way when the storage is full', () => {
    keepAnswer('home', answer('首页'))
    vi.spyOn(Taro, 'setStorageSync').mockImplementation((key: string) => {
      if (key.startsWith('kept:')) throw new Error('exceed storage max size')
    })
    keepAnswer('today', answer('三件事'))
    expect(storedKeys('kept')).toEqual([])
  })
})
