import { describe, expect, it } from 'vitest'
import { queryOf, workerFilter } from './filter'

const { none: NO_FILTER, toggled, withLine: withTrade, words: wordsOf, isFiltered } = workerFilter

describe('the filter of the public list', () => {
  it('leaves out what is not chosen', () => {
    expect(queryOf(NO_FILTER, '')).toEqual({})
    expect(isFiltered(NO_FILTER)).toBe(false)
  })

  it('asks for what was chosen, in the names of the API', () => {
    const filter = toggled(toggled(withTrade(NO_FILTER, 'yuesao'), 'maxAge', '50'), 'place', '河南')
    expect(queryOf(filter, '月子餐')).toEqual({
      keyword: '月子餐',
      jobType: 'yuesao',
      maxAge: '50',
      nativePlace: '河南',
    })
    expect(wordsOf(filter)).toEqual(['50岁以内', '河南'])
  })

  it('takes a choice back at the second tap', () => {
    const once = toggled(NO_FILTER, 'orderStatus', 'accepting')
    expect(wordsOf(once)).toEqual(['想接单'])
    expect(toggled(once, 'orderStatus', 'accepting')).toEqual(NO_FILTER)
    expect(withTrade(withTrade(NO_FILTER, 'baojie'), 'baojie')).toEqual(NO_FILTER)
  })
})
