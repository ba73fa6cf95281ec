import { describe, expect, it } from 'vitest'
import { piecesOf, readBlocks, readSpans, type Block } from './markdown'

const ANSWER = `可以分三段说，每段20秒左右：

1. **背景**　我在青禾智能做高级产品运营。
2. **成果**　上线8个月，付费会员到4.2万人；
   用13次对照实验。

## 开场
> 您好，我姓沈。
> 做了6年👩‍🍼运营。

- 用 \`SQL\` 取数
- 见 [示例](https://example.com/a)

---

\`\`\`
a **不是粗体** b
\`\`\`
最后一句。`

const kinds = (blocks: readonly Block[]) => blocks.map(({ kind, mark }) => kind + mark)
const visible = (text: string, open = false) =>
  readBlocks(text, open)
    .filter(({ kind }) => kind !== 'code')
    .flatMap((block) => readSpans(block.text))
    .map((span) => span.text)
    .join('|')

describe('an answer', () => {
  it('is read into blocks', () => {
    expect(kinds(readBlocks(ANSWER))).toEqual([
      'text',
      'item1',
      'item2',
      'title',
      'quote',
      'item•',
      'item•',
      'rule',
      'code',
      'text',
    ])
    expect(readBlocks(ANSWER)[2]?.text).toBe('**成果**　上线8个月，付费会员到4.2万人；\n用13次对照实验。')
    expect(readBlocks(ANSWER)[8]?.text).toBe('a **不是粗体** b')
  })

  it('has bold and code in it, and links that are words', () => {
    expect(readSpans('**背景**　我在`SQL`里')).toEqual([
      { kind: 'bold', text: '背景' },
      { kind: 'plain', text: '　我在' },
      { kind: 'code', text: 'SQL' },
      { kind: 'plain', text: '里' },
    ])
    expect(
      readSpans('见 [示例](javascript:alert(1))')
        .map(({ text }) => text)
        .join(''),
    ).toContain('示例')
    expect(readSpans('见 [示例](https://example.com)')).toEqual([{ kind: 'plain', text: '见 示例' }])
  })

  it('is text where it means nothing: a lonely star, markup, a price', () => {
    expect(visible('3*4=12，<b>不是标签</b>，-5度')).toBe('3*4=12，<b>不是标签</b>，-5度')
    expect(readBlocks('-5度')[0]?.kind).toBe('text')
    expect(readBlocks('2026年12月')[0]?.kind).toBe('text')
  })

  it('is valid when cut at any place, and shows no sign of Markdown that is about to close', () => {
    for (let end = 0; end <= ANSWER.length; end++) {
      const shown = visible(ANSWER.slice(0, end), true)
      expect(shown).not.toMatch(/\*|```|(^|\|)#|(^|\|)> /)
    }
  })

  it.each([
    ['成果是**', '成果是'],
    ['成果是*', '成果是'],
    ['成果是**涨了一倍', '成果是|涨了一倍'],
    ['成果是**涨了一倍*', '成果是|涨了一倍'],
    ['用**SQL*', '用|SQL'],
    ['- **', ''],
    ['- **SQL**：取数\n- *', 'SQL|：取数'],
    ['第一段\n\n**', '第一段'],
    ['***', ''],
    ['面积是3*', '面积是3*'],
    ['面积是3*4', '面积是3*4'],
    ['2*x*', '2*x*'],
    ['先写 `a *', '先写 `a *'],
    ['带*的必填，**地址', '带*的必填，|地址'],
  ])('that stops at %j shows no half sign, and every star that is meant', (text, shown) => {
    expect(visible(text, true)).toBe(shown)
  })

  it('that has come to its end keeps a star there, and so does code that is cut', () => {
    expect(visible('带星的要付钱*')).toBe('带星的要付钱*')
    expect(readBlocks('```\nint *', true)[0]?.text).toBe('int *')
  })

  it('keeps every block but the last as it grows, so that only the last one is sent to the screen', () => {
    const whole = readBlocks(ANSWER)
    for (let end = 1; end <= ANSWER.length; end++) {
      const cut = readBlocks(ANSWER.slice(0, end), true)
      expect(cut.slice(0, -1)).toEqual(whole.slice(0, Math.max(0, cut.length - 1)))
    }
  })
})

describe('pieces of a text', () => {
  it('are the whole text and change only at the end when it grows', () => {
    const text = '她带过早产儿👶🏻和双胞胎。'.repeat(30)
    expect(piecesOf(text).join('')).toBe(text)
    for (let end = 1; end < text.length; end += 7) {
      const [before, after] = [piecesOf(text.slice(0, end)), piecesOf(text.slice(0, end + 7))]
      expect(after.slice(0, before.length - 1)).toEqual(before.slice(0, -1))
    }
  })

  it('are cut between letters', () => {
    for (const piece of piecesOf('👶'.repeat(100))) expect([...piece].join('')).toMatch(/^(?:👶)+$/u)
  })
})
