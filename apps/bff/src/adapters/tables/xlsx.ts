import readWorkbook from 'read-excel-file/node'
import { partsOf } from './archive.ts'
import type { Grid, Merge } from './grid.ts'
import { Refused } from './job.ts'

type Cell = string | number | boolean | Date | null
export interface Sheet {
  readonly name: string
  readonly grid: Grid
}

/** Digits that a number in a cell has for sure; what is longer was rounded by the program that wrote it. */
const SURE_DIGITS = 15

/** A number as a person would write it. One that lost digits keeps its scientific form, which no field accepts. */
function plainNumber(raw: string): string {
  const value = Number(raw)
  if (!Number.isFinite(value)) return raw
  if (!Number.isInteger(value)) return String(Number(value.toPrecision(SURE_DIGITS)))
  return Math.abs(value) < 10 ** SURE_DIGITS ? value.toFixed(0) : value.toExponential()
}

const two = (n: number) => String(n).padStart(2, '0')
function momentText(date: Date): string {
  // Serials are fractions of a day: half a second is lost in them.
  const at = new Date(Math.round(date.getTime() / 1000) * 1000)
  const day = `${String(at.getUTCFullYear()).padStart(4, '0')}-${two(at.getUTCMonth() + 1)}-${two(at.getUTCDate())}`
  const [hours, minutes] = [at.getUTCHours(), at.getUTCMinutes()]
  return hours + minutes === 0 ? day : `${day} ${two(hours)}:${two(minutes)}`
}

function textOf(cell: Cell): string {
  if (cell === null) return ''
  if (cell instanceof Date) return momentText(cell)
  if (typeof cell === 'boolean') return cell ? '是' : '否'
  return String(cell)
}

const attribute = (tag: string, name: string): string | undefined =>
  new RegExp(`\\s(?:\\w+:)?${name}="([^"]*)"`).exec(tag)?.[1]

/** `BC12` as row and column from 0. */
function placeOf(address: string): { row: number; column: number } | undefined {
  const [, letters = '', digits = ''] = /^([A-Z]{1,3})(\d{1,7})$/.exec(address) ?? []
  if (digits === '') return undefined
  const column = [...letters].reduce((sum, letter) => sum * 26 + letter.charCodeAt(0) - 64, 0)
  return { row: Number(digits) - 1, column: column - 1 }
}

function mergesIn(xml: string): Merge[] {
  return [...xml.matchAll(/<(?:\w+:)?mergeCell\s[^>]*>/g)].flatMap(([tag]): Merge[] => {
    const [from, to] = (attribute(tag, 'ref') ?? '').split(':').map(placeOf)
    return from && to ? [{ top: from.row, bottom: to.row, left: from.column, right: to.column }] : []
  })
}

const hiddenIn = (xml: string): Set<number> =>
  new Set(
    [...xml.matchAll(/<(?:\w+:)?row\s[^>]*>/g)]
      .filter(([tag]) => /^(?:1|true)$/.test(attribute(tag, 'hidden') ?? ''))
      .map(([tag]) => Number(attribute(tag, 'r'))),
  )

/** The path of the part that holds a sheet, by the sheet's place in the workbook. */
function sheetPaths(parts: ReadonlyMap<string, string>): string[] {
  const relations = new Map(
    [...(parts.get('xl/_rels/workbook.xml.rels') ?? '').matchAll(/<(?:\w+:)?Relationship\s[^>]*>/g)].map(([tag]) => [
      attribute(tag, 'Id'),
      attribute(tag, 'Target') ?? '',
    ]),
  )
  return [...(parts.get('xl/workbook.xml') ?? '').matchAll(/<(?:\w+:)?sheet\s[^>]*>/g)].map(([tag]) => {
    const target = relations.get(/\s\w+:id="([^"]*)"/.exec(tag)?.[1]) ?? ''
    return target.startsWith('/') ? target.slice(1) : `xl/${target}`
  })
}

/** The sheets of a workbook. What the library gives no word of, merged cells and hidden rows, is read beside it. */
export async function readXlsx(bytes: Buffer): Promise<Sheet[]> {
  const read = await readWorkbook(bytes, { parseNumber: plainNumber as never, trim: false }).catch((cause: unknown) => {
    throw new Refused('unreadable', { cause })
  })
  const named = partsOf(bytes, (name) => /^xl\/(?:_rels\/)?workbook\.xml(?:\.rels)?$/.test(name))
  const paths = sheetPaths(named)
  const sheets = partsOf(bytes, (name) => paths.includes(name))
  return read.map(({ sheet, data }, i) => {
    const xml = sheets.get(paths[i] ?? '') ?? ''
    const rows = (data as unknown as Cell[][]).map((cells, row) => ({ line: row + 1, cells: cells.map(textOf) }))
    if (rows.length === 0 && /<(?:\w+:)?v>/.test(xml)) throw new Refused('unreadable')
    return { name: sheet, grid: { rows, merges: mergesIn(xml), hidden: hiddenIn(xml) } }
  })
}
