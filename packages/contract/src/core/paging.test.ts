import { describe, expect, it } from 'vitest'
import { z } from 'zod'
import { listOf, PageQuery, pageSizeOf } from './paging.ts'
import { Id } from './fields.ts'

describe('a page', () => {
  it.each([
    [{}, 1, 10],
    [{ page: '3', pageSize: '20' }, 3, 20],
    [{ page: 3, limit: 20 }, 3, 20],
    [{ pageSize: '20', limit: '30' }, 1, 20],
    [{ page: '0', pageSize: '0' }, 1, 1],
    [{ page: '-7', pageSize: '1000' }, 1, 100],
    [{ page: 'x', pageSize: 'x' }, 1, 10],
    [{ page: ['1', '2'], pageSize: ['5', '6'] }, 1, 10],
    [{ page: '1e400', pageSize: 'Infinity' }, 1, 10],
    [{ page: ' 2 ', pageSize: '5.5' }, 2, 10],
  ])('%j is page %i of %i', (query, page, size) => {
    const parsed = PageQuery.parse(query)
    expect([parsed.page, pageSizeOf(parsed)]).toEqual([page, size])
  })
})

describe('an id', () => {
  it.each(['', 'x', '0'.repeat(23), '0'.repeat(25), 'A'.repeat(24), `${'0'.repeat(24)}\n`, 'g'.repeat(24)])(
    'is not "%s"',
    (id) => {
      expect(Id.safeParse(id).success).toBe(false)
    },
  )
})

describe('several values of one key', () => {
  const Colours = listOf(z.enum(['red', 'blue']))

  it.each([
    [undefined, undefined],
    ['red', ['red']],
    ['red,blue', ['red', 'blue']],
    [
      ['red', 'blue'],
      ['red', 'blue'],
    ],
    ['red,,', ['red']],
    ['', []],
    [`red${',blue'.repeat(3000)}`, ['red', 'blue']],
  ])('%j are %j', (input, output) => {
    expect(Colours.parse(input)).toEqual(output)
  })

  it('count once where two words mean the same', () => {
    const Same = listOf(z.enum(['blue', 'azure']).transform(() => 'blue'))
    expect(Same.parse('blue,azure')).toEqual(['blue'])
  })

  it('are refused once for all when there are too many', () => {
    const issues = (count: number) =>
      listOf(z.string()).safeParse(Array.from({ length: count }, (_, i) => `${i}`)).error?.issues
    expect([issues(50), issues(5000)?.map(({ code }) => code)]).toEqual([undefined, ['too_big']])
  })

  it('are refused when one of them is none', () => {
    for (const input of ['green', 'red,green', ['red', 'green']]) expect(Colours.safeParse(input).success).toBe(false)
  })
})
