import type { ManagedArticle } from '../api'

type Block = ManagedArticle['blocks'][number]
type Span = Block['spans'][number]

/** Words of a text that are bold or lead somewhere. */
export interface Mark {
  readonly from: number
  readonly to: number
  readonly href?: string | undefined
}

/** A part of an article as it is edited. A list is one part, with an item on each line. */
export interface EditBlock {
  readonly key: string
  readonly kind: Block['kind']
  readonly text: string
  readonly marks: readonly Mark[]
  readonly url: string
}

let serial = 0
export const newBlock = (kind: Block['kind'], text = ''): EditBlock => ({
  key: `b${Date.now().toString(36)}${serial++}`,
  kind,
  text,
  marks: [],
  url: '',
})

function textOf(spans: readonly Span[]): Pick<EditBlock, 'text' | 'marks'> {
  let text = ''
  const marks: Mark[] = []
  for (const span of spans) {
    const from = text.length
    text += span.text
    if (span.href) marks.push({ from, to: text.length, href: span.href })
    else if (span.strong) marks.push({ from, to: text.length })
  }
  return { text, marks }
}

/** The parts of an article for its editor; items that follow one another are one list. */
export function toEdit(blocks: readonly Block[]): readonly EditBlock[] {
  const parts: EditBlock[] = []
  for (const { kind, spans, url = '' } of blocks) {
    const part = { ...newBlock(kind), ...textOf(spans), url }
    const last = parts.at(-1)
    if (kind !== 'item' || last?.kind !== 'item') {
      parts.push(part)
      continue
    }
    const shift = last.text.length + 1
    const marks = part.marks.map((mark) => ({ ...mark, from: mark.from + shift, to: mark.to + shift }))
    parts[parts.length - 1] = { ...last, text: `${last.text}\n${part.text}`, marks: [...last.marks, ...marks] }
  }
  return parts
}

/** The words of a stretch of a text, cut where marks begin and end. */
function spansIn({ text, marks }: Pick<EditBlock, 'text' | 'marks'>, from: number, to: number): Span[] {
  const inside = marks.filter((mark) => mark.to > from && mark.from < to)
  const edges = inside.flatMap((mark) => [Math.max(mark.from, from), Math.min(mark.to, to)])
  const cuts = [...new Set([from, ...edges, to])].sort((a, b) => a - b)
  return cuts.slice(1).flatMap((end, i) => {
    const start = cuts[i] ?? from
    const mark = inside.find((one) => one.from <= start && one.to >= end)
    const look = mark === undefined ? {} : mark.href ? { href: mark.href } : { strong: true }
    return end > start ? [{ text: text.slice(start, end), ...look }] : []
  })
}

/** The parts as the API takes them; empty ones are left out. */
export function toBlocks(parts: readonly EditBlock[]): Block[] {
  return parts.flatMap((part): Block[] => {
    const { kind, text, url } = part
    if (kind === 'image') return url ? [{ kind, url, spans: spansIn(part, 0, text.length) }] : []
    if (kind !== 'item') return text.trim() ? [{ kind, spans: spansIn(part, 0, text.length) }] : []
    let at = 0
    return text.split('\n').flatMap((line) => {
      const from = at
      at += line.length + 1
      return line.trim() ? [{ kind, spans: spansIn(part, from, from + line.length) }] : []
    })
  })
}

/** A part after typing: marks behind the change move with their words, marks that were typed over shrink or go. */
export function withText(part: EditBlock, text: string): EditBlock {
  const before = part.text
  const most = Math.min(before.length, text.length)
  let same = 0
  while (same < most && before[same] === text[same]) same++
  let tail = 0
  while (tail < most - same && before[before.length - 1 - tail] === text[text.length - 1 - tail]) tail++
  const [end, shift] = [before.length - tail, text.length - before.length]
  const fromOf = (at: number) => (at >= end ? at + shift : at <= same ? at : end + shift)
  const toOf = (at: number) => (at <= same ? at : at >= end ? at + shift : same)
  const marks = part.marks
    .map((mark) => ({ ...mark, from: fromOf(mark.from), to: toOf(mark.to) }))
    .filter(({ from, to }) => to > from)
  return { ...part, text, marks }
}

/** Marks the first place of some words that bears no mark yet; undefined where there is none. */
export function marked(part: EditBlock, words: string, href?: string): EditBlock | undefined {
  if (words === '') return undefined
  for (let from = part.text.indexOf(words); from >= 0; from = part.text.indexOf(words, from + 1)) {
    const to = from + words.length
    if (part.marks.some((mark) => mark.from < to && mark.to > from)) continue
    const marks = [...part.marks, { from, to, ...(href && { href }) }]
    return { ...part, marks: marks.sort((a, b) => a.from - b.from) }
  }
  return undefined
}

export const wordsOf = ({ text }: EditBlock, { from, to }: Mark): string => text.slice(from, to)

/** What is pasted as one text and has empty lines between its paragraphs becomes as many parts. */
export function paragraphs(part: EditBlock): readonly EditBlock[] {
  if (part.kind !== 'text' || !/\n\s*\n/.test(part.text.trim())) return [part]
  const pieces: { text: string; from: number }[] = []
  let [at, open] = [0, false]
  for (const line of part.text.split('\n')) {
    const last = pieces.at(-1)
    if (line.trim() === '') open = false
    else if (open && last) last.text += `\n${line}`
    else {
      pieces.push({ text: line, from: at })
      open = true
    }
    at += line.length + 1
  }
  return pieces.map(({ text, from }, i) => {
    const marks = part.marks
      .filter((mark) => mark.from >= from && mark.to <= from + text.length)
      .map((mark) => ({ ...mark, from: mark.from - from, to: mark.to - from }))
    return { ...(i === 0 ? part : newBlock('text')), text, marks }
  })
}
