import { expect, it } from 'vitest'
import { defineFilter, joined, type FilterGroup } from './filter'

const trade: FilterGroup<'trade'> = {
  name: 'trade',
  title: '工种',
  options: [
    { value: 'a', label: '月嫂' },
    { value: 'b', label: '保洁' },
  ],
  pick: 'many',
}
const place: FilterGroup<'place'> = {
  name: 'place',
  title: '老家',
  options: [{ value: 'henan', label: '河南' }],
  pick: 'one',
}
const inSheet = defineFilter<'trade' | 'place'>([trade, place], trade)
const inLineOnly = defineFilter<'trade' | 'place'>([place], trade)
const chosen = { trade: ['a'], place: ['henan'] }

it('clears in the sheet what the sheet shows, and nothing else', () => {
  expect(inSheet.sheetCleared(chosen)).toEqual({ trade: [], place: [] })
  expect(inLineOnly.sheetCleared(chosen)).toEqual({ trade: ['a'], place: [] })
})

it('leaves the line as it is when the rest is cleared above the list', () => {
  expect(inSheet.lineOnly(chosen)).toEqual({ trade: ['a'], place: [] })
  expect(defineFilter([place]).lineOnly({ place: ['henan'] })).toEqual({ place: [] })
})

it('says what is chosen but for the line, which shows it itself', () => {
  expect(inSheet.words(chosen)).toEqual(['河南'])
  expect(defineFilter<'trade' | 'place'>([trade, place]).words(chosen)).toEqual(['月嫂', '河南'])
})

it('counts the line as filtered, too', () => {
  expect(inLineOnly.isFiltered({ trade: ['a'], place: [] })).toBe(true)
  expect(inLineOnly.isFiltered(inLineOnly.none)).toBe(false)
})

it('sends nothing of a group in which nothing is chosen', () => {
  expect(joined({ trade: ['a', 'b'], place: [] }, ['trade', 'place'])).toEqual({ trade: 'a,b' })
})
