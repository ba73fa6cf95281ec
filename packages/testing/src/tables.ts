import { writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Worker } from '@qingpin/bff/jobs/index'
import { customerImport } from '@qingpin/bff/features/customers/import.job'
import { strToU8, zipSync } from 'fflate'
import type { TestApp } from './harness.ts'

const MAIN = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main'
const OFFICE = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships'
const PACKAGE = 'http://schemas.openxmlformats.org/package/2006/relationships'

/** A cell of a sheet: a text, a number, or the XML of it. */
export type SheetCell = string | number | { xml: string }
export interface SheetParts {
  name?: string
  rows: readonly (readonly SheetCell[])[]
  /** As `A1:A2`. */
  merges?: readonly string[]
  /** Lines, from 1. */
  hidden?: readonly number[]
  /** The whole part in place of all that. */
  xml?: string
}

const letter = (i: number) => String.fromCharCode(65 + i)
const escape = (text: string) => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;')
const cellXml = (cell: SheetCell, at: string) => {
  if (typeof cell === 'number') return `<c r="${at}"><v>${cell}</v></c>`
  if (typeof cell === 'object') return cell.xml.replace('<c', `<c r="${at}"`)
  return cell === '' ? '' : `<c r="${at}" t="inlineStr"><is><t>${escape(cell)}</t></is></c>`
}

function sheetXml({ rows, merges = [], hidden = [], xml }: SheetParts): string {
  if (xml !== undefined) return xml
  const lines = rows.map((cells, i) => {
    const shown = hidden.includes(i + 1) ? ' hidden="1"' : ''
    return `<row r="${i + 1}"${shown}>${cells.map((cell, c) => cellXml(cell, `${letter(c)}${i + 1}`)).join('')}</row>`
  })
  const merged =
    merges.length > 0 ? `<mergeCells>${merges.map((ref) => `<mergeCell ref="${ref}"/>`).join('')}</mergeCells>` : ''
  return `<worksheet xmlns="${MAIN}"><sheetData>${lines.join('')}</sheetData>${merged}</worksheet>`
}

/** A workbook. Style 1 is a date. */
export function aWorkbook(sheets: readonly SheetParts[], { date1904 = false } = {}): Uint8Array {
  const names = sheets.map(({ name }, i) => name ?? `Sheet${i + 1}`)
  const parts: Record<string, string> = {
    '[Content_Types].xml': '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"/>',
    '_rels/.rels': `<Relationships xmlns="${PACKAGE}"><Relationship Id="rId1" Type="${OFFICE}/officeDocument" Target="xl/workbook.xml"/></Relationships>`,
    'xl/workbook.xml': `<workbook xmlns="${MAIN}" xmlns:r="${OFFICE}"><workbookPr${date1904 ? ' date1904="1"' : ''}/><sheets>${names.map((name, i) => `<sheet name="${name}" sheetId="${i + 1}" r:id="rId${i + 1}"/>`).join('')}</sheets></workbook>`,
    'xl/_rels/workbook.xml.rels': `<Relationships xmlns="${PACKAGE}">${names.map((_, i) => `<Relationship Id="rId${i + 1}" Type="${OFFICE}/worksheet" Target="worksheets/sheet${i + 1}.xml"/>`).join('')}<Relationship Id="rId99" Type="${OFFICE}/styles" Target="styles.xml"/></Relationships>`,
    'xl/styles.xml': `<styleSheet xmlns="${MAIN}"><cellXfs count="2"><xf numFmtId="0"/><xf numFmtId="14"/></cellXfs></styleSheet>`,
  }
  sheets.forEach((sheet, i) => (parts[`xl/worksheets/sheet${i + 1}.xml`] = sheetXml(sheet)))
  return zipSync(Object.fromEntries(Object.entries(parts).map(([path, xml]) => [path, strToU8(xml)])))
}

/** A small file that unpacks to so many bytes. */
export const aBomb = (bytes: number): Uint8Array =>
  zipSync({ 'xl/worksheets/sheet1.xml': new Uint8Array(bytes).fill(32) }, { level: 9 })

/** Uploads a table as the page does. */
export function sendTable(app: TestApp, token: string, name: string, bytes: Uint8Array | string, sheet?: string) {
  const form = new FormData()
  form.append('file', new File([typeof bytes === 'string' ? bytes : new Uint8Array(bytes)], name))
  const query = sheet === undefined ? '' : `?sheet=${encodeURIComponent(sheet)}`
  return app.raw('POST', `/api/customers/imports${query}`, { token, form })
}

/** Runs the imports that were started to their end. */
export const runImports = (app: TestApp): Promise<void> => new Worker(app.deps, [customerImport]).runDue()

let serial = 0
/** A file on the disk, for the examples. */
export function aTableFile(text: string): string {
  const path = join(tmpdir(), `customers-${process.pid}-${serial++}.csv`)
  writeFileSync(path, text)
  return path
}
