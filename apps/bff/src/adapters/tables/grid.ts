import { comparableText } from '@qingpin/contract/core/text'
import type { ReadTable, TableRow, TableWishes } from '../../ports/table.port.ts'
import { HEADING_ROWS, Refused, TABLE_MOST } from './job.ts'

/** Cells that are one, by index from 0. */
export interface Merge {
  readonly top: number
  readonly bottom: number
  readonly left: number
  readonly right: number
}
/** What a file holds before anybody knows which row is that of the headings. */
export interface Grid {
  readonly rows: readonly TableRow[]
  readonly merges: readonly Merge[]
  /** Lines that a spreadsheet program does not show. */
  readonly hidden: ReadonlySet<number>
}

const isBlank = (cells: readonly string[]) => cells.every((cell) => cell.trim() === '')

export const hasRows = ({ rows }: Grid): boolean => rows.some(({ cells }) => !isBlank(cells))

interface Headings {
  /** The first row under them, by index. */
  readonly next: number
  readonly texts: readonly string[]
  readonly score: number
}

/** The first rows with merged cells filled in, by index of the row. */
function filled({ rows, merges }: Grid): string[][] {
  const first = rows.slice(0, HEADING_ROWS + 1).map(({ cells }) => [...cells])
  const indexOf = new Map(rows.slice(0, HEADING_ROWS + 1).map(({ line }, i) => [line - 1, i]))
  for (const { top, bottom, left, right } of merges) {
    const origin = first[indexOf.get(top) ?? -1]?.[left] ?? ''
    for (let row = top; row <= bottom; row++) {
      const cells = first[indexOf.get(row) ?? -1]
      if (!cells) continue
      for (let column = left; column <= right; column++) cells[column] = origin
    }
  }
  return first
}

/** Whether the two rows that begin here are one heading: cells are merged over both, or side by side in the upper one. */
const isOverTwo = ({ rows, merges }: Grid, i: number): boolean => {
  const line = (rows[i]?.line ?? 0) - 1
  return merges.some(
    ({ top, bottom, left, right }) => top === line && (bottom === line + 1 || (bottom === line && right > left)),
  )
}

/** The row of headings: of the first ones that with most known headings, else the first with two cells. */
function headingsOf(grid: Grid, known: ReadonlySet<string>): Headings {
  const first = filled(grid)
  const score = (texts: readonly string[]) => new Set(texts.map(comparableText).filter((text) => known.has(text))).size
  const candidates = grid.rows.slice(0, HEADING_ROWS).flatMap((_, i): Headings[] => {
    const [upper = [], lower = []] = [first[i], first[i + 1]]
    const one = { next: i + 1, texts: upper, score: score(upper) }
    if (!isOverTwo(grid, i)) return [one]
    const width = Math.max(upper.length, lower.length)
    const texts = Array.from({ length: width }, (__, c) => lower[c]?.trim() || upper[c] || '')
    return [one, { next: i + 2, texts, score: score(texts) }]
  })
  const best = candidates.toSorted((a, b) => b.score - a.score)[0]
  if (best && best.score > 0) return best
  const usual = candidates.find(({ texts }) => texts.filter((text) => text.trim() !== '').length > 1)
  const fallback = usual ?? candidates.find(({ texts }) => !isBlank(texts))
  if (!fallback) throw new Refused('empty')
  return fallback
}

/** An apostrophe that we, or Excel, put before a formula to make it a text. */
const bare = (cell: string): string => cell.replace(/^'(?=[=+\-@\t\r＝＋－＠])/, '')

/** The table in a grid: its headings, and the rows below that are not blank. Throws Refused where there is none. */
export function tableOf(grid: Grid, { known, maxRows }: TableWishes): Pick<ReadTable, 'headings' | 'rows' | 'hidden'> {
  const { next, texts } = headingsOf(grid, new Set(known.map(comparableText)))
  const below = grid.rows.slice(next).filter(({ cells }) => !isBlank(cells))
  if (below.length === 0) throw new Refused('empty')
  if (below.length > maxRows) throw new Refused('too-long')
  const width = below.reduce((most, { cells }) => Math.max(most, lastFilled(cells)), lastFilled(texts))
  if (width > TABLE_MOST.columns) throw new Refused('too-big')
  const cut = (cells: readonly string[]) =>
    Array.from({ length: width }, (_, i) => bare(cells[i] ?? '').slice(0, TABLE_MOST.cell))
  return {
    headings: cut(texts).map((text) => text.replace(/\s+/g, ' ').trim()),
    rows: below.map(({ line, cells }) => ({ line, cells: cut(cells) })),
    hidden: below.filter(({ line }) => grid.hidden.has(line)).length,
  }
}

const lastFilled = (cells: readonly string[]): number => cells.findLastIndex((cell) => cell.trim() !== '') + 1
