import type { ReadTable, TableWishes } from '../../ports/table.port.ts'
import { checkArchive } from './archive.ts'
import { readCsv } from './csv.ts'
import { hasRows, tableOf } from './grid.ts'
import { Refused } from './job.ts'
import { readXlsx } from './xlsx.ts'

const ZIP = Buffer.from('PK\u0003\u0004', 'latin1')
const EMPTY_ZIP = Buffer.from('PK\u0005\u0006', 'latin1')
/** The container of `.xls` and `.doc`, and of a workbook that has a password. */
const OLE = Buffer.from('d0cf11e0a1b11ae1', 'hex')
const LOCKED = Buffer.from('EncryptedPackage', 'utf16le')
/** The first record of the oldest `.xls`, which had no container. */
const OLDEST = /^09(?:00|02|04|08)(?:04|06)00/

const startsWith = (bytes: Buffer, head: Buffer) => bytes.subarray(0, head.length).equals(head)
/** What many programs call `.xls`: a page, or a workbook of 2003 in XML. */
const isMarkup = (bytes: Buffer) =>
  /^\s*(?:<\?xml|<!doctype html|<html|<table|<meta|mime-version:)/i.test(
    bytes
      .subarray(0, 200)
      .toString('utf8')
      .replace(/^\ufeff/, ''),
  )

/** Reads the table of a file by its content; the name does not count. Throws Refused. */
export async function readTable(bytes: Buffer, wishes: TableWishes): Promise<ReadTable> {
  if (bytes.length === 0) throw new Refused('empty')
  if (startsWith(bytes, OLE)) throw new Refused(bytes.includes(LOCKED) ? 'password' : 'old-format')
  if (isMarkup(bytes) || OLDEST.test(bytes.subarray(0, 4).toString('hex'))) throw new Refused('old-format')
  if (startsWith(bytes, EMPTY_ZIP)) throw new Refused('empty')
  if (startsWith(bytes, ZIP)) return workbookOf(bytes, wishes)
  const grid = readCsv(bytes)
  if (!hasRows(grid)) throw new Refused('empty')
  const misnamed = /\.xlsx?$/i.test(wishes.name)
  return { format: 'csv', ...tableOf(grid, wishes), sheets: [], sheet: null, misnamed }
}

async function workbookOf(bytes: Buffer, wishes: TableWishes): Promise<ReadTable> {
  checkArchive(bytes)
  const sheets = (await readXlsx(bytes)).filter(({ grid }) => hasRows(grid))
  if (sheets.length === 0) throw new Refused('empty')
  const chosen = wishes.sheet === undefined ? sheets[0] : sheets.find(({ name }) => name === wishes.sheet)
  if (!chosen) throw new Refused('no-such-sheet')
  const misnamed = /\.csv$/i.test(wishes.name)
  return {
    format: 'xlsx',
    ...tableOf(chosen.grid, wishes),
    sheets: sheets.map(({ name }) => name),
    sheet: chosen.name,
    misnamed,
  }
}
