/** A table as it stands in a file: texts by row, under one row of headings. */
export interface ReadTable {
  readonly format: 'csv' | 'xlsx'
  readonly headings: readonly string[]
  readonly rows: readonly TableRow[]
  /** The sheets that have rows, in their order; a CSV has none. */
  readonly sheets: readonly string[]
  /** Which of them was read. */
  readonly sheet: string | null
  /** How many of the rows a spreadsheet program would not show. */
  readonly hidden: number
  /** What the file is although its name says something else. */
  readonly misnamed: boolean
}
export interface TableRow {
  /** The line on which a person finds it in the file, from 1. */
  readonly line: number
  /** A day as `2026-11-28`, a number in plain digits; '' for nothing. */
  readonly cells: readonly string[]
}

/** Why a file gives no table. `busy` and `broken` may succeed when tried again. */
export const TABLE_PROBLEMS = [
  'busy',
  'broken',
  'empty',
  'old-format',
  'password',
  'no-table',
  'unreadable',
  'too-big',
  'too-long',
  'no-such-sheet',
] as const
export type TableProblem = (typeof TABLE_PROBLEMS)[number]

export class TableFailure extends Error {
  readonly why: TableProblem

  constructor(why: TableProblem, options?: ErrorOptions) {
    super(`a table could not be read: ${why}`, options)
    this.name = 'TableFailure'
    this.why = why
  }
}

export interface TableWishes {
  /** As the sender calls the file. */
  readonly name: string
  /** The first one with rows where it is not said. */
  readonly sheet?: string | undefined
  /** Headings that are known: the row that holds most of them is the row of headings. */
  readonly known: readonly string[]
  readonly maxRows: number
}

/** Reads tables out of files of strangers. Rejects with a TableFailure. */
export interface TablePort {
  read(bytes: Uint8Array, wishes: TableWishes): Promise<ReadTable>
  stop(): Promise<void>
}
