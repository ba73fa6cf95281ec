/**
 * The part of Markdown that answers use. Unknown syntax stays text, and a text that is cut
 * anywhere is valid: open marks count as closed at its end.
 */
type BlockKind = 'text' | 'title' | 'item' | 'quote' | 'code' | 'rule'

export interface Block {
  readonly kind: BlockKind
  readonly text: string
  /** Before a list item: a number or a dot. */
  readonly mark: string
}

export interface Span {
  readonly kind: 'plain' | 'bold' | 'code'
  readonly text: string
}

const FENCE = /^\s*```/
const RULE = /^\s*(?:-{3,}|\*{3,})\s*$/
const TITLE = /^#{1,6}\s+(.*)$/
const ITEM = /^\s*(?:[-*+]|(\d{1,3})[.)、])\s+(.*)$/
const QUOTE = /^>\s?(.*)$/
/** Incomplete syntax at the end of a text that is still being written. */
const OPEN_TAIL = /(?:^|\n)\s*(?:[-*+>#`]+|\d{1,3}[.)、]?|\d{1,3}[.)、] )\s*$|`{2,}$/

interface Line {
  kind: BlockKind
  text: string
  mark: string
}

function readLine(line: string): Line | undefined {
  if (line.trim() === '') return undefined
  if (RULE.test(line)) return { kind: 'rule', text: '', mark: '' }
  const title = TITLE.exec(line)
  if (title) return { kind: 'title', text: title[1] ?? '', mark: '' }
  const item = ITEM.exec(line)
  if (item) return { kind: 'item', text: item[2] ?? '', mark: item[1] ?? '•' }
  const quote = QUOTE.exec(line)
  if (quote) return { kind: 'quote', text: quote[1] ?? '', mark: '' }
  return { kind: 'text', text: line.trim(), mark: '' }
}

/** Lines of one paragraph, quotation or list item stay together. */
const joins = (last: Line | undefined, next: Line): last is Line =>
  last !== undefined &&
  ((last.kind === next.kind && (next.kind === 'text' || next.kind === 'quote')) ||
    (last.kind === 'item' && next.kind === 'text'))

const isOdd = (text: string, sign: RegExp): boolean => (text.match(sign) ?? []).length % 2 === 1

/** Stars at the end may open or close bold text. A star after a digit or letter may be text, as any in code. */
function withoutHalfSign(text: string): string {
  if (isOdd(text, /`/g)) return text
  const meant = /[A-Za-z\d]\*$/.test(text) && !isOdd(text, /\*\*/g)
  return meant ? text : text.replace(/\*+$/, '')
}

/** @param open the text stops, for now or for good, before its end */
export function readBlocks(text: string, open = false): readonly Block[] {
  const blocks: Line[] = []
  let code: Line | undefined
  let apart = true
  const shown = open ? text.replace(OPEN_TAIL, '') : text
  for (const line of shown.split('\n')) {
    if (FENCE.test(line)) {
      code = code ? undefined : { kind: 'code', text: '', mark: '' }
      if (code) blocks.push(code)
      apart = true
      continue
    }
    if (code) {
      code.text += code.text === '' ? line : `\n${line}`
      continue
    }
    const read = readLine(line)
    const last = apart ? undefined : blocks.at(-1)
    if (read && joins(last, read)) last.text += `\n${read.text}`
    else if (read) blocks.push(read)
    apart = read === undefined
  }
  const end = blocks.at(-1)
  if (open && end && end.kind !== 'code') end.text = withoutHalfSign(end.text)
  return blocks
}

/** Bold text, code and links of a block. Only the text of a link is shown, because addresses in answers are not trusted. */
export function readSpans(text: string): readonly Span[] {
  const spans: Span[] = []
  const put = (kind: Span['kind'], part: string) => {
    if (part !== '') spans.push({ kind, text: part })
  }
  const plain = text.replace(/\[([^\]\n]+)\]\((?:[^()\s]+)\)/g, '$1')
  let bold = false
  // Splits at the marks, which stay in the list at the odd indexes.
  const parts = plain.split(/(\*\*|`[^`\n]+`)/)
  parts.forEach((part, index) => {
    if (index % 2 === 0) put(bold ? 'bold' : 'plain', part)
    else if (part === '**') bold = !bold
    else put('code', part.slice(1, -1))
  })
  return spans
}

const PIECE = 60

/** Cuts a text at fixed positions, so that a growing text changes only its last piece; never inside a character. */
export function piecesOf(text: string): readonly string[] {
  const pieces: string[] = []
  for (let from = 0; from < text.length;) {
    const to = from + PIECE
    const inside = to < text.length && /[\uD800-\uDBFF]/.test(text.charAt(to - 1))
    pieces.push(text.slice(from, inside ? to + 1 : to))
    from = inside ? to + 1 : to
  }
  return pieces
}
