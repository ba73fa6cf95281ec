import { describe, expect, it } from 'vitest'
import { aDocument } from './a-document.ts'
import { blankEntry } from './document.ts'
import {
  addBullet,
  addEntry,
  moveBullet,
  moveEntry,
  removeBullet,
  removeEntry,
  textAt,
  withText,
  type TextPath,
} from './operations.ts'
import { textPathsOf } from './merge.ts'

const document = aDocument()
const ids = (list: readonly { id: string }[]) => list.map(({ id }) => id).join(' ')

describe('a text of a CV', () => {
  it('is written and read at every path there is, and nothing else changes', () => {
    for (const path of textPathsOf(document)) {
      const changed = withText(document, path, '新')
      expect([path, textAt(changed, path)]).toEqual([path, '新'])
      for (const other of textPathsOf(document)) {
        if (other !== path) expect([path, textAt(changed, other)]).toEqual([path, textAt(document, other)])
      }
    }
  })

  it('shares with the document before all that is as it was', () => {
    const changed = withText(document, 'work.w1.company', '新')
    expect(changed.basics).toBe(document.basics)
    expect(changed.work[1]).toBe(document.work[1])
    expect(changed.work[0]?.bullets).toBe(document.work[0]?.bullets)
  })

  it.each<[string, TextPath]>([
    ['an entry', 'work.gone.company'],
    ['a bullet', 'work.w1.bullets.gone'],
  ])('of %s that is gone is empty, and writing there changes nothing', (_, path) => {
    expect(textAt(document, path)).toBe('')
    expect(withText(document, path, '新')).toEqual(document)
  })

  it('that is the same leaves the same document', () => {
    expect(withText(document, 'basics.name', '方舟')).toBe(document)
  })
})

describe('entries', () => {
  it('are added first, moved by one, and removed by their id', () => {
    const added = addEntry(document, 'work', blankEntry('work', 'w0'))
    expect(ids(added.work)).toBe('w0 w1 w2')
    expect(ids(moveEntry(added, 'work', 'w0', 1).work)).toBe('w1 w0 w2')
    expect(ids(removeEntry(added, 'work', 'w1').work)).toBe('w0 w2')
  })

  it('stay where they are at either end, and when they are not there', () => {
    expect(moveEntry(document, 'work', 'w1', -1)).toBe(document)
    expect(moveEntry(document, 'work', 'w2', 1)).toBe(document)
    expect(moveEntry(document, 'work', 'gone', 1)).toBe(document)
    expect(removeEntry(document, 'work', 'gone')).toBe(document)
  })
})

describe('bullets', () => {
  const bulletsOf = (changed: typeof document) => ids(changed.work[0]?.bullets ?? [])

  it('are added last, moved by one, and removed by their id', () => {
    const added = addBullet(document, 'work', 'w1', { id: 'b3', text: '' })
    expect(bulletsOf(added)).toBe('b1 b2 b3')
    expect(bulletsOf(moveBullet(added, 'work', 'w1', 'b3', -1))).toBe('b1 b3 b2')
    expect(bulletsOf(removeBullet(added, 'work', 'w1', 'b1'))).toBe('b2 b3')
    expect(bulletsOf(addBullet(document, 'work', 'w1', { id: 'b0', text: '' }, 0))).toBe('b0 b1 b2')
  })
})
