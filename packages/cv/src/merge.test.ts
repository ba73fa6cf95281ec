import { describe, expect, it } from 'vitest'
import { aDocument } from './a-document.ts'
import { blankEntry, type CvDocument } from './document.ts'
import { merge } from './merge.ts'
import { addBullet, addEntry, moveEntry, removeBullet, removeEntry, withText } from './operations.ts'

const base = aDocument()
const ids = (list: readonly { id: string }[]) => list.map(({ id }) => id).join(' ')
type Change = (document: CvDocument) => CvDocument
const text =
  (path: Parameters<typeof withText>[1], words: string): Change =>
  (document) =>
    withText(document, path, words)
const both = (mine: Change, theirs: Change) => merge(base, mine(base), theirs(base))

describe('two changes of one CV', () => {
  it('of different texts are both there, from either side', () => {
    const [name, city] = [text('basics.name', '欧阳'), text('work.w1.bullets.b1', '改')]
    for (const merged of [both(name, city), both(city, name)]) {
      expect(merged.conflicts).toEqual([])
      expect(merged.document).toEqual(city(name(base)))
    }
  })

  it('that are the same are no conflict', () => {
    const same = text('selfEvaluation', '一样')
    expect(both(same, same)).toEqual({ document: same(base), conflicts: [] })
  })

  it('of one text conflict: mine stays until one is chosen', () => {
    const { document, conflicts } = both(text('basics.name', '甲'), text('basics.name', '乙'))
    expect(document.basics.name).toBe('甲')
    expect(conflicts).toEqual([{ path: 'basics.name', mine: '甲', theirs: '乙' }])
  })

  it('that add entries keep both, and a new first one stays in front', () => {
    const [mine, theirs] = [blankEntry('work', 'm'), blankEntry('work', 't')]
    const { document, conflicts } = both(
      (d) => addEntry(d, 'work', mine),
      (d) => addEntry(d, 'work', theirs),
    )
    expect(ids(document.work).split(' ').toSorted()).toEqual(['m', 't', 'w1', 'w2'])
    expect(document.work.at(-1)?.id).toBe('w2')
    expect(conflicts).toEqual([])
  })

  it('of which one removes an entry and the other leaves it alone: it is gone', () => {
    const remove: Change = (d) => removeEntry(d, 'work', 'w2')
    expect(ids(both(remove, text('basics.name', '甲')).document.work)).toBe('w1')
    expect(ids(both(text('basics.name', '甲'), remove).document.work)).toBe('w1')
  })

  it('of which one removes an entry and the other writes in it: what was written stays', () => {
    const [remove, write]: Change[] = [(d) => removeEntry(d, 'work', 'w2'), text('work.w2.company', '新')]
    if (!remove || !write) throw new Error('two changes')
    for (const { document } of [both(remove, write), both(write, remove)]) {
      expect(document.work.find(({ id }) => id === 'w2')?.company).toBe('新')
    }
  })

  it('of bullets are put together inside their entry', () => {
    const { document, conflicts } = both(
      (d) => removeBullet(d, 'work', 'w1', 'b1'),
      (d) => addBullet(d, 'work', 'w1', { id: 'b3', text: '三' }),
    )
    expect(ids(document.work[0]?.bullets ?? [])).toBe('b2 b3')
    expect(conflicts).toEqual([])
  })

  it('of order and of words are both there', () => {
    const { document } = both((d) => moveEntry(d, 'work', 'w1', 1), text('work.w1.company', '新'))
    expect(ids(document.work)).toBe('w2 w1')
    expect(document.work[1]?.company).toBe('新')
  })

  it('of which one side made none give the other side', () => {
    const changed = [text('basics.city', '杭州'), (d: CvDocument) => removeEntry(d, 'skills', 's1')].reduce(
      (d, change) => change(d),
      base,
    )
    expect(merge(base, changed, base)).toEqual({ document: changed, conflicts: [] })
    expect(merge(base, base, changed)).toEqual({ document: changed, conflicts: [] })
  })
})
