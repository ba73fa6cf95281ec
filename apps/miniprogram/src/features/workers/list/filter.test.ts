import { describe, expect, it } from 'vitest'
import { AGE_BANDS, PAY_BANDS, formatBands } from './bands'
import { queryOf, resumeFilter } from './filter'

const {
  none: NO_FILTER,
  toggled,
  withLine: withTrade,
  lineOnly: withoutExtras,
  words: appliedWords,
  isFiltered,
} = resumeFilter

describe('tapping a chip', () => {
  it('adds and takes back where several may be chosen', () => {
    const one = toggled(NO_FILTER, 'jobType', 'yuesao')
    const two = toggled(one, 'jobType', 'baojie')
    expect(two.jobType).toEqual(['yuesao', 'baojie'])
    expect(toggled(two, 'jobType', 'yuesao').jobType).toEqual(['baojie'])
  })

  it('keeps one where only one makes sense', () => {
    const three = toggled(NO_FILTER, 'experience', 'from3')
    expect(toggled(three, 'experience', 'from5').experience).toEqual(['from5'])
    expect(toggled(three, 'experience', 'from3').experience).toEqual([])
  })

  it('fills the gap between two bands of a scale, because the API knows only from and to', () => {
    const young = toggled(NO_FILTER, 'age', 'to35')
    expect(toggled(young, 'age', 'to50').age).toEqual(['to35', 'to45', 'to50'])
  })

  it('shortens a scale at its ends and narrows it to the band tapped inside', () => {
    const wide = { ...NO_FILTER, age: ['to35', 'to45', 'to50'] }
    expect(toggled(wide, 'age', 'to35').age).toEqual(['to45', 'to50'])
    expect(toggled(wide, 'age', 'to45').age).toEqual(['to45'])
    expect(toggled({ ...NO_FILTER, age: ['to45'] }, 'age', 'to45').age).toEqual([])
  })
})

describe('the line of trades', () => {
  it('shows one trade at a time, and all after a second tap', () => {
    const several = { ...NO_FILTER, jobType: ['yuesao', 'baojie'] }
    expect(withTrade(several, 'yuesao').jobType).toEqual(['yuesao'])
    expect(withTrade(withTrade(several, 'yuesao'), 'yuesao').jobType).toEqual([])
    expect(withTrade(several, '').jobType).toEqual([])
  })

  it('stays when the rest is cleared', () => {
    const filter = { ...NO_FILTER, jobType: ['yuesao'], status: ['draft'] }
    expect(withoutExtras(filter)).toEqual({ ...NO_FILTER, jobType: ['yuesao'] })
  })
})

describe('what the API is asked', () => {
  it('is only what was chosen', () => {
    expect(queryOf(NO_FILTER, '  ', 'newest')).toEqual({ sortBy: 'createdAt', sortOrder: 'desc' })
  })

  it('joins several values and turns bands into bounds', () => {
    const filter = {
      ...NO_FILTER,
      jobType: ['yuesao', 'baojie'],
      age: ['to45', 'to50'],
      pay: ['to6000'],
      experience: ['from3'],
    }
    expect(queryOf(filter, ' 信阳 ', 'pay')).toEqual({
      search: '信阳',
      jobType: 'yuesao,baojie',
      minAge: 36,
      maxAge: 50,
      minSalary: 1,
      maxSalary: 6000,
      minExperience: 3,
      sortBy: 'expectedSalary',
      sortOrder: 'asc',
    })
  })

  it('leaves the open end of a scale open', () => {
    const query = queryOf({ ...NO_FILTER, age: ['from51'] }, '', 'age')
    expect(query).toMatchObject({ minAge: 51 })
    expect(query).not.toHaveProperty('maxAge')
  })
})

describe('the words of what is applied', () => {
  it('leave out the trade and join neighbouring bands', () => {
    const filter = { ...NO_FILTER, jobType: ['yuesao'], age: ['to45', 'to50'], skills: ['cuiru'] }
    expect(appliedWords(filter)).toEqual(['36–50岁', '高级催乳师'])
    expect(isFiltered(filter)).toBe(true)
    expect(isFiltered(NO_FILTER)).toBe(false)
  })

  it.each([
    [['to35', 'to45'], '45岁以下'],
    [['to50', 'from51'], '46岁以上'],
    [['to35', 'to45', 'to50', 'from51'], '不限年龄'],
    [[], ''],
  ])('say %j as one span', (chosen, words) => {
    expect(formatBands(AGE_BANDS, chosen)).toBe(words)
  })

  it('say pay in yuan', () => {
    expect(formatBands(PAY_BANDS, ['to8000', 'to10000'])).toBe('6000–10000元')
  })
})
