import { describe, expect, it } from 'vitest'
import { aDocument } from './a-document.ts'
import { emptyDocument } from './document.ts'
import { DOCUMENT_MAX_BYTES, excessOf, utf8Length } from './limits.ts'
import { cleanLine, cleanText, fingerprint, normalised, sameDocument } from './normalise.ts'
import { outlineOf } from './outline.ts'
import { isBlank, summaryOf, titleOf } from './summary.ts'

describe('a stored text', () => {
  it.each([
    ['controls', 'a\u0000\u0007\u007fb', 'ab'],
    ['zero-width marks', 'a\u200b\ufeff\u2060b', 'ab'],
    ['marks that turn the line around', 'a\u202eb\u2066c', 'abc'],
    ['half a surrogate pair', 'a\ud83db\udc00c', 'abc'],
    ['a tab', 'a\tb', 'a b'],
    ['line ends of all systems', 'a\r\nb\rc\u2028d', 'a\nb\nc\nd'],
  ])('has lost %s', (_, typed, kept) => {
    expect(cleanText(typed)).toBe(kept)
  })

  it.each(['𠮷野家', '㛃䶮〇', '👩‍💻 和 e\u0301', '“引号”—— 10–20K'])('still has %s', (words) => {
    expect(cleanText(words)).toBe(words)
  })

  it('of one line has blanks for line ends', () => {
    expect(cleanLine('a\nb')).toBe('a b')
  })
})

describe('a document', () => {
  it('that was put in order once stays as it is', () => {
    const once = normalised(aDocument({ selfEvaluation: 'a\u200b\r\n' }))
    expect(normalised(once)).toEqual(once)
  })

  it('is the same for any order of the keys, and differs when a word differs', () => {
    const { selfEvaluation, ...rest } = aDocument()
    expect(sameDocument({ selfEvaluation, ...rest }, aDocument())).toBe(true)
    expect(fingerprint({ selfEvaluation, ...rest })).toBe(fingerprint(aDocument()))
    expect(sameDocument(aDocument({ selfEvaluation: 'x' }), aDocument())).toBe(false)
    expect(fingerprint(aDocument({ selfEvaluation: 'x' }))).not.toBe(fingerprint(aDocument()))
  })

  it('is measured as it travels', () => {
    for (const text of ['a', 'é', '字', '𠮷', 'a字é𠮷'])
      expect(utf8Length(text)).toBe(encodeURIComponent(text).replace(/%../g, 'x').length)
    expect(excessOf(aDocument())).toBeUndefined()
    expect(excessOf(aDocument({ selfEvaluation: '字'.repeat(DOCUMENT_MAX_BYTES / 3) }))).toContain('太长')
  })
})

describe('what is said of a CV', () => {
  it('names the person, the role and the newest employer', () => {
    expect(summaryOf(aDocument())).toEqual({
      name: '方舟',
      role: '产品运营',
      latest: '青禾 运营',
      filled: ['basics', 'intention', 'work', 'skills'],
    })
    expect([isBlank(aDocument()), isBlank(emptyDocument())]).toEqual([false, true])
  })

  it.each([
    ['my own name for it', '给青禾的', '运营', '给青禾的'],
    ['the role', '', '运营', '运营简历'],
    ['that it has no name', '', '', '没起名的简历'],
  ])('is called by %s', (_, title, role, called) => {
    expect(titleOf(title, role)).toBe(called)
  })

  it('is outlined without what is empty, months in words', () => {
    const { sections, contacts } = outlineOf(aDocument())
    expect(contacts).toEqual(['13800000001'])
    expect(sections.map(({ title }) => title)).toEqual(['工作经历', '技能'])
    expect(sections[0]?.entries).toEqual([
      { head: '青禾', note: '运营', period: '2022.03 – 至今', lines: ['一', '二'] },
      { head: '方塘', note: '', period: '2018.07 – 2022.02', lines: [] },
    ])
    expect(outlineOf(emptyDocument()).sections).toEqual([])
  })
})
