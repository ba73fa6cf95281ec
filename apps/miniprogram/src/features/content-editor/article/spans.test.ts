import { describe, expect, it } from 'vitest'
import { marked, newBlock, paragraphs, toBlocks, toEdit, withText, wordsOf } from './spans'

const part = (text: string, ...words: string[]) =>
  words.reduce((one, word) => marked(one, word) ?? one, newBlock('text', text))
const markedWords = (one: ReturnType<typeof part>) => one.marks.map((mark) => wordsOf(one, mark))

describe('a mark', () => {
  it.each([
    ['stays on its words when something is typed before them', '先看健康证', '请先看健康证', ['健康证']],
    ['stays on its words when something is typed behind them', '先看健康证', '先看健康证和体检', ['健康证']],
    ['grows with what is typed inside', '先看健康证', '先看健康合格证', ['健康合格证']],
    ['shrinks with what is deleted inside', '先看健康证', '先看健证', ['健证']],
    ['shrinks when its beginning is deleted with what stands before', '先看健康证', '先康证', ['康证']],
    ['goes with its words', '先看健康证', '先看', []],
    ['goes when all is written anew', '先看健康证', '重写', []],
  ])('%s', (_, before, after, words) => {
    expect(markedWords(withText(part(before, '健康证'), after))).toEqual(words)
  })

  it('is set on the next place of the same words, and nowhere when there is none left', () => {
    const once = part('好好说', '好')
    const twice = marked(once, '好')
    expect(twice?.marks).toEqual([
      { from: 0, to: 1 },
      { from: 1, to: 2 },
    ])
    expect(twice && marked(twice, '好')).toBeUndefined()
    expect(marked(once, '')).toBeUndefined()
    expect(marked(once, '没有')).toBeUndefined()
  })
})

describe('an article in the editor', () => {
  const blocks = [
    { kind: 'heading' as const, spans: [{ text: '准备' }] },
    { kind: 'text' as const, spans: [{ text: '先看' }, { text: '健康证', strong: true }, { text: '，再看' }] },
    { kind: 'item' as const, spans: [{ text: '一' }, { text: '二', href: 'https://a.example' }] },
    { kind: 'item' as const, spans: [{ text: '三', strong: true }] },
    { kind: 'image' as const, url: '/media/content/aunt.svg', spans: [{ text: '她的一天' }] },
  ]

  it('goes back as it came, with its items as one list', () => {
    const parts = toEdit(blocks)
    expect(parts.map(({ kind, text }) => [kind, text])).toEqual([
      ['heading', '准备'],
      ['text', '先看健康证，再看'],
      ['item', '一二\n三'],
      ['image', '她的一天'],
    ])
    expect(toBlocks(parts)).toEqual(blocks)
  })

  it('leaves out parts without words and pictures without an address', () => {
    expect(toBlocks([newBlock('text', ' \n'), newBlock('item', '\n'), newBlock('image', '没有图')])).toEqual([])
  })

  it('cuts what was pasted at its empty lines, and keeps marks and single breaks', () => {
    const pieces = paragraphs(part('第一段\n还是第一段\n\n \n第二段要紧', '要紧'))
    expect(pieces.map(({ text }) => text)).toEqual(['第一段\n还是第一段', '第二段要紧'])
    expect(pieces.map(markedWords)).toEqual([[], ['要紧']])
    expect(paragraphs(part('一段'))).toHaveLength(1)
  })
})
