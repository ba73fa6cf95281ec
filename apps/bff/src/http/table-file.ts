import { Readable } from 'node:stream'
import { Zip, ZipDeflate, ZipPassThrough } from 'fflate'
import { COLUMN_WIDTH } from './http.rules.ts'

/** A table that is sent while it is read: never whole in memory. */
export interface TableFile {
  /** Without an ending. */
  name: string
  format: 'csv' | 'xlsx'
  headings: readonly string[]
  batches: AsyncIterable<readonly (readonly string[])[]>
}

const TYPES = {
  csv: 'text/csv; charset=utf-8',
  xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
} as const

/** What spreadsheet programs take for the beginning of a formula, in half and full width. */
const FORMULA = /^[=+\-@\t\r＝＋－＠]/

/** A reply that carries the table as a file. Formulas in it are texts. */
export function tableFile({ name, format, headings, batches }: TableFile): Response {
  const bytes = format === 'csv' ? csv(headings, batches) : xlsx(headings, batches)
  const body = Readable.toWeb(Readable.from(bytes)) as unknown as ReadableStream<Uint8Array>
  return new Response(body, {
    headers: { 'content-type': TYPES[format], 'content-disposition': dispositionOf(`${name}.${format}`, format) },
  })
}

/** The file name in both forms of RFC 6266: plain for old programs, and UTF-8 by RFC 5987. */
function dispositionOf(name: string, format: string): string {
  const hex = (sign: string) => `%${sign.charCodeAt(0).toString(16).toUpperCase()}`
  const safe = name.replace(/[\\/:*?"<>|\p{Cc}]/gu, ' ').trim()
  return `attachment; filename="table.${format}"; filename*=UTF-8''${encodeURIComponent(safe).replace(/['()*]/g, hex)}`
}

/** Blanks before a formula do not keep a program from reading it as one. */
const isFormula = (cell: string): boolean => FORMULA.test(cell) || FORMULA.test(cell.trimStart())

/** One cell of a CSV file: what would be a formula gets an apostrophe, so that a program only shows it. */
export const csvCell = (cell: string): string => {
  const inert = isFormula(cell) ? `'${cell}` : cell
  return /[",;\t\r\n]/.test(inert) ? `"${inert.replaceAll('"', '""')}"` : inert
}
const csvRow = (cells: readonly string[]): string => `${cells.map(csvCell).join(',')}\r\n`

async function* csv(headings: readonly string[], batches: TableFile['batches']): AsyncGenerator<Buffer> {
  // With this mark Excel reads UTF-8.
  yield Buffer.from(`\ufeff${csvRow(headings)}`)
  for await (const rows of batches) yield Buffer.from(rows.map(csvRow).join(''))
}

const XML = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
const MAIN = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main'
const RELATIONS = 'http://schemas.openxmlformats.org/package/2006/relationships'
const OFFICE = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships'
const CONTENT = 'application/vnd.openxmlformats-officedocument.spreadsheetml'

/** Style 0 is a text, 1 the same with an apostrophe that only the program sees, 2 a heading. */
const PARTS: Readonly<Record<string, string>> = {
  '[Content_Types].xml': `<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Override PartName="/xl/workbook.xml" ContentType="${CONTENT}.sheet.main+xml"/><Override PartName="/xl/styles.xml" ContentType="${CONTENT}.styles+xml"/><Override PartName="/xl/worksheets/sheet1.xml" ContentType="${CONTENT}.worksheet+xml"/></Types>`,
  '_rels/.rels': `<Relationships xmlns="${RELATIONS}"><Relationship Id="rId1" Type="${OFFICE}/officeDocument" Target="xl/workbook.xml"/></Relationships>`,
  'xl/workbook.xml': `<workbook xmlns="${MAIN}" xmlns:r="${OFFICE}"><sheets><sheet name="客户" sheetId="1" r:id="rId1"/></sheets></workbook>`,
  'xl/_rels/workbook.xml.rels': `<Relationships xmlns="${RELATIONS}"><Relationship Id="rId1" Type="${OFFICE}/worksheet" Target="worksheets/sheet1.xml"/><Relationship Id="rId2" Type="${OFFICE}/styles" Target="styles.xml"/></Relationships>`,
  'xl/styles.xml': `<styleSheet xmlns="${MAIN}"><fonts count="2"><font><sz val="11"/></font><font><b/><sz val="11"/></font></fonts><fills count="2"><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill></fills><borders count="1"><border/></borders><cellStyleXfs count="1"><xf/></cellStyleXfs><cellXfs count="3"><xf numFmtId="49" applyNumberFormat="1"/><xf numFmtId="49" quotePrefix="1" applyNumberFormat="1"/><xf numFmtId="49" fontId="1" applyFont="1" applyNumberFormat="1"/></cellXfs></styleSheet>`,
}

const SIGNS: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;' }
/** What no XML may hold. */
const NO_XML = /(?![\t\n\r])\p{Cc}|\p{Cs}|[\ufffe\uffff]/gu
const escaped = (text: string): string =>
  text
    .replace(NO_XML, '')
    .replace(/_(?=x[0-9a-f]{4}_)/gi, '_x005F_')
    .replace(/\r/g, '_x000D_')
    .replace(/[&<>]/g, (sign) => SIGNS[sign] ?? sign)

function columnName(index: number): string {
  const letter = String.fromCharCode(65 + (index % 26))
  return index < 26 ? letter : columnName(Math.floor(index / 26) - 1) + letter
}

function sheetRow(cells: readonly string[], line: number, style?: number): string {
  const xml = cells.map((cell, i) => {
    if (cell === '') return ''
    const s = style ?? (isFormula(cell) ? 1 : 0)
    return `<c r="${columnName(i)}${line}" s="${s}" t="inlineStr"><is><t xml:space="preserve">${escaped(cell)}</t></is></c>`
  })
  return `<row r="${line}">${xml.join('')}</row>`
}

async function* xlsx(headings: readonly string[], batches: TableFile['batches']): AsyncGenerator<Buffer> {
  let ready: Uint8Array[] = []
  let failure: Error | null = null
  const archive = new Zip((error, piece) => {
    failure ??= error
    ready.push(piece)
  })
  const taken = () => {
    if (failure) throw failure
    const pieces = Buffer.concat(ready)
    ready = []
    return pieces
  }
  for (const [path, xml] of Object.entries(PARTS)) {
    const part = new ZipPassThrough(path)
    archive.add(part)
    part.push(Buffer.from(XML + xml), true)
  }
  const sheet = new ZipDeflate('xl/worksheets/sheet1.xml', { level: 3 })
  archive.add(sheet)
  const cols = `<cols><col min="1" max="${headings.length}" width="${COLUMN_WIDTH}" style="0" customWidth="1"/></cols>`
  const frozen =
    '<sheetViews><sheetView workbookViewId="0"><pane ySplit="1" topLeftCell="A2" activePane="bottomLeft" state="frozen"/></sheetView></sheetViews>'
  let line = 1
  sheet.push(Buffer.from(`${XML}<worksheet xmlns="${MAIN}">${frozen}${cols}<sheetData>${sheetRow(headings, line, 2)}`))
  for await (const rows of batches) {
    sheet.push(Buffer.from(rows.map((cells) => sheetRow(cells, ++line)).join('')))
    const pieces = taken()
    if (pieces.length > 0) yield pieces
  }
  sheet.push(Buffer.from('</sheetData></worksheet>'), true)
  archive.end()
  yield taken()
}
