import { describe, expect, it } from 'vitest'
import { isWanted, NOTHING, queryOf, toggled, withTrade, wordsOf } from './filter'

describe('what a family looks for', () => {
  it('asks for nothing that does not matter', () => {
    expect(queryOf(NOTHING, '')).toEqual({})
    expect(isWanted(NOTHING)).toBe(false)
  })

  it('asks for what was chosen, in the names of the API', () => {
    const wanted = toggled(toggled(withTrade(NOTHING, 'yuesao'), 'maxAge', '50'), 'place', '河南')
    expect(queryOf(wanted, '月子餐')).toEqual({
      keyword: '月子餐',
      jobType: 'yuesao',
      maxAge: '50',
      nativePlace: '河南',
    })
    expect(wordsOf(wanted)).toEqual(['50岁以内', '河南'])
  })

  it('takes a choice back at the second tap', () => {
    const once = toggled(NOTHING, 'orderStatus', 'accepting')
    expect(wordsOf(once)).toEqual(['想接单'])
    expect(toggled(once, 'orderStatus', 'accepting')).toEqual(NOTHING)
    expect(withTrade(withTrade(NOTHING, 'baojie'), 'baojie')).toEqual(NOTHING)
  })
})
