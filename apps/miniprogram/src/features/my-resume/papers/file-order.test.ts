import { describe, expect, it } from 'vitest'
import { inNewOrder, moved } from './file-order'
import { dragTo, offsetOf } from './use-dragging'

const file = (id: string, fileType: string) => ({ id, fileType })

describe('the order of files', () => {
  it('changes within a kind and leaves the others where they are', () => {
    const files = [file('a', 'photo'), file('x', 'report'), file('b', 'photo'), file('c', 'photo')]
    expect(inNewOrder(files, 'photo', ['c', 'a', 'b']).map(({ id }) => id)).toEqual(['c', 'x', 'a', 'b'])
  })

  it('puts those that are not named behind', () => {
    const files = ['a', 'b', 'c'].map((id) => file(id, 'photo'))
    expect(inNewOrder(files, 'photo', ['c']).map(({ id }) => id)).toEqual(['c', 'a', 'b'])
  })

  it.each([
    [0, 2, ['b', 'c', 'a']],
    [2, 0, ['c', 'a', 'b']],
    [1, 9, ['a', 'c', 'b']],
  ])('takes one from %i to %i', (from, to, expected) => {
    expect(moved(['a', 'b', 'c'], from, to)).toEqual(expected)
  })
})

describe('a row under the finger', () => {
  const begun = { from: 1, to: 1, delta: 0, rowHeight: 72 }

  it('takes the place of a row when it has passed it by half', () => {
    expect(dragTo(begun, 35, 4).to).toBe(1)
    expect(dragTo(begun, 37, 4).to).toBe(2)
    expect(dragTo(begun, -500, 4).to).toBe(0)
    expect(dragTo(begun, 500, 4).to).toBe(3)
  })

  it('goes nowhere before it is known how high a row is', () => {
    expect(dragTo({ ...begun, rowHeight: 0 }, 500, 4).to).toBe(1)
  })

  it('lets the rows that it passed make room, and no others', () => {
    const drag = dragTo(begun, 150, 5)
    expect([0, 1, 2, 3, 4].map((row) => offsetOf(row, drag))).toEqual([0, 150, -72, -72, 0])
  })
})
