import Taro from '@tarojs/taro'
import { beforeEach, describe, expect, it, vi } from 'vitest'
import { getStored, setStored, storedKeys } from '@/platform/storage'
import { forgetPersistedAnswers, persistAnswer, persistFor, persistedAnswer } from './persisted-answers'

const answer = (text: string) => ({ data: text, at: 1000 })
const sized = (characters: number) => answer('字'.repeat(characters))

beforeEach(() => {
  persistFor('anna:employee')
  forgetPersistedAnswers()
})

describe('stored answers', () => {
  it('are given back with their time', () => {
    persistAnswer('today', answer('三件事'))
    expect(persistedAnswer('today')).toEqual({ data: '三件事', at: 1000 })
    expect(persistedAnswer('other')).toBeUndefined()
  })

  it('are removed when another account, or another role of the same account, logs in', () => {
    persistAnswer('today', answer('三件事'))
    persistFor('anna:admin')
    expect(persistedAnswer('today')).toBeUndefined()
    persistFor('anna:employee')
    expect(persistedAnswer('today')).toBeUndefined()
    expect(storedKeys('answer:')).toEqual([])
  })

  it('leave room for drafts: the oldest are removed first', () => {
    for (let n = 1; n <= 8; n++) persistAnswer(`list-${n}`, sized(150_000))
    expect(persistedAnswer('list-1')).toBeUndefined()
    expect(persistedAnswer('list-2')).toBeUndefined()
    expect(persistedAnswer('list-3')).toBeDefined()
    expect(persistedAnswer('list-8')).toBeDefined()
  })

  it('count their newest use, not their first', () => {
    persistAnswer('home', answer('首页'))
    for (let n = 1; n <= 39; n++) persistAnswer(`article-${n}`, answer('文章'))
    persistAnswer('home', answer('新的首页'))
    persistAnswer('article-40', answer('文章'))
    expect(persistedAnswer('home')?.data).toBe('新的首页')
    expect(persistedAnswer('article-1')).toBeUndefined()
  })

  it('that are too large are not stored, and an older answer is not shown in their place', () => {
    persistAnswer('list', answer('短'))
    persistAnswer('list', sized(250_000))
    expect(persistedAnswer('list')).toBeUndefined()
  })

  it('that were damaged, or stored by a release with another form, are none', () => {
    const data = { list: [{ name: '陈女士', skills: ['做饭'] }], total: 1 }
    persistAnswer('customers', { data, at: 1000 })
    const key = 'answer:anna:employee:customers'
    const whole = getStored(key) as { data: object; at: number; form: string; sum: number }
    const damages: unknown[] = [
      null,
      7,
      [],
      'text',
      { ...whole, form: 'of-another-release' },
      { ...whole, sum: 0 },
      { ...whole, at: '1000' },
      { ...whole, data: null },
      { ...whole, data: { ...data, list: null } },
      { ...whole, data: { ...data, list: {} } },
      { ...whole, data: { ...data, list: [null] } },
      { ...whole, data: { ...data, list: [{ name: 7, skills: ['做饭'] }] } },
      { ...whole, data: { ...data, list: [{ name: '陈女士', skills: {} }] } },
      { data: whole.data, at: whole.at },
    ]
    for (const damaged of damages) {
      setStored(key, damaged)
      expect([damaged, persistedAnswer('customers')]).toEqual([damaged, undefined])
    }
    setStored(key, whole)
    expect(persistedAnswer('customers')).toEqual({ data, at: 1000 })
  })

  it.each([[null], [7], ['text'], [{}], [[null, 7, { key: 5, size: 1 }, { key: 'answer:x', size: '1' }, []]]])(
    'are stored and read with a broken list: %j',
    (list) => {
      setStored('answer-list', list)
      persistFor('anna:employee')
      persistAnswer('today', answer('三件事'))
      expect(persistedAnswer('today')?.data).toBe('三件事')
      forgetPersistedAnswers()
    },
  )

  it('give way when the storage is full', () => {
    persistAnswer('home', answer('首页'))
    vi.spyOn(Taro, 'setStorageSync').mockImplementation((key: string) => {
      if (key.startsWith('answer:')) throw new Error('exceed storage max size')
    })
    persistAnswer('today', answer('三件事'))
    expect(storedKeys('answer')).toEqual([])
  })

  it('of an earlier version are migrated once, for their owner only', () => {
    setStored('kept:anna:employee:today', answer('三件事'))
    setStored('kept:berta:employee:today', answer('别人的'))
    setStored('kept-list', [
      { key: 'kept:anna:employee:today', size: 30 },
      { key: 'kept:berta:employee:today', size: 30 },
    ])
    persistFor('anna:employee')
    // They have no version, so that only who checks them by himself reads them.
    expect(persistedAnswer('today')).toBeUndefined()
    expect(persistedAnswer('today', true)).toEqual({ data: '三件事', at: 1000 })
    expect(storedKeys('kept')).toEqual([])
    expect(storedKeys('answer:')).toEqual(['answer:anna:employee:today'])
    for (let n = 1; n <= 40; n++) persistAnswer(`article-${n}`, answer('文章'))
    expect(persistedAnswer('today')).toBeUndefined()
  })
})
