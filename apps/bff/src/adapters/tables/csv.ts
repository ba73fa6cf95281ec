import { parse } from 'csv-parse/sync'
import { Refused } from './job.ts'
import type { Grid } from './grid.ts'

const isUtf16 = (bytes: Buffer): 'utf-16le' | 'utf-16be' | undefined => {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return 'utf-16le'
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return 'utf-16be'
  // Without a mark: commas, digits and line ends have a zero for their other byte.
  const head = bytes.subarray(0, 400)
  const zeros = (rest: number) => head.filter((byte, i) => byte === 0 && i % 2 === rest).length
  const few = head.length / 20
  if (zeros(1) > few && zeros(0) === 0) return 'utf-16le'
  return zeros(0) > few && zeros(1) === 0 ? 'utf-16be' : undefined
}

/** The text of a file that Excel, WPS or another program wrote: UTF-8, UTF-16 or GB18030. Throws Refused where it is no text. */
export function textOf(bytes: Buffer): string {
  const wide = isUtf16(bytes)
  if (wide) return new TextDecoder(wide).decode(bytes)
  if (bytes.includes(0)) throw new Refused('no-table')
  for (const encoding of ['utf-8', 'gb18030']) {
    try {
      return new TextDecoder(encoding, { fatal: true }).decode(bytes)
    } catch {
      // The next one.
    }
  }
  throw new Refused('no-table')
}

const DELIMITERS = [',', '\t', ';'] as const
/** Enough lines to see what separates them. */
const SAMPLE = 20_000

/** What separates the cells: the sign that stands most often in the first lines, outside quotes. */
function delimiterOf(text: string): string {
  const plain = text.slice(0, SAMPLE).replace(/"[^"]*"?/g, '')
  const count = (sign: string) => plain.split(sign).length
  return DELIMITERS.toSorted((a, b) => count(b) - count(a))[0] ?? ','
}

interface Line {
  info: { lines: number }
  record: string[]
}

/** The cells of a CSV, each row with the line on which it ends. */
export function readCsv(bytes: Buffer): Grid {
  const text = textOf(bytes)
  if (text.trim() === '') throw new Refused('empty')
  try {
    const lines = parse(text, {
      bom: true,
      delimiter: delimiterOf(text),
      record_delimiter: ['\r\n', '\n', '\r'],
      relax_column_count: true,
      relax_quotes: true,
      info: true,
    }) as unknown as Line[]
    return {
      rows: lines.map(({ info, record }) => ({ line: info.lines, cells: record })),
      merges: [],
      hidden: new Set(),
    }
  } catch (cause) {
    throw new Refused('unreadable', { cause })
  }
}
