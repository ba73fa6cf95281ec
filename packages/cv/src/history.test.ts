import { describe, expect, it } from 'vitest'
import { aDocument } from './a-document.ts'
import type { CvDocument } from './document.ts'
import { emptyHistory, noted, redone, undone, type History } from './history.ts'
import { withText } from './operations.ts'

/** Types into fields at given moments. */
function typed(steps: readonly [what: 'basics.name' | 'basics.city', text: string, at: number][]) {
  let [document, history]: [CvDocument, History] = [aDocument(), emptyHistory]
  for (const [what, text, at] of steps) {
    history = noted(history, document, what, at)
    document = withText(document, what, text)
  }
  return { document, history }
}

describe('undo', () => {
  it('takes back what was typed in one go as one step', () => {
    const { document, history } = typed([
      ['basics.name', '欧', 0],
      ['basics.name', '欧阳', 400],
      ['basics.name', '欧阳修', 800],
    ])
    expect(undone(history, document)?.document.basics.name).toBe('方舟')
  })

  it('stops at a pause or at another field', () => {
    const { document, history } = typed([
      ['basics.name', '欧', 0],
      ['basics.name', '欧阳', 5000],
      ['basics.city', '杭州', 5100],
    ])
    const one = undone(history, document)
    expect(one?.document.basics).toMatchObject({ name: '欧阳', city: '' })
    const two = one && undone(one.history, one.document)
    expect(two?.document.basics.name).toBe('欧')
  })

  it('can be redone until something else is written', () => {
    const { document, history } = typed([['basics.name', '欧', 0]])
    const back = undone(history, document)
    const again = back && redone(back.history, back.document)
    expect(again?.document.basics.name).toBe('欧')
    expect(back && redone(noted(back.history, back.document, 'basics.city', 9), back.document)).toBeUndefined()
  })

  it('has nothing to take back at the beginning, and never empties a CV', () => {
    expect(undone(emptyHistory, aDocument())).toBeUndefined()
    let { document, history } = typed([['basics.name', '欧', 0]])
    for (let turned = undone(history, document); turned; turned = undone(history, document))
      ({ document, history } = turned)
    expect(document).toEqual(aDocument())
  })

  it('remembers a hundred steps and forgets the older ones', () => {
    const { history } = typed(
      Array.from({ length: 150 }, (_, i) => ['basics.name', `${i}`, i * 10_000] as const).map(([what, text, at]) => [
        what,
        text,
        at,
      ]),
    )
    expect(history.past).toHaveLength(100)
  })
})
