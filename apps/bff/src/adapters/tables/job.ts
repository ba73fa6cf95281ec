import type { ReadTable, TableProblem, TableWishes } from '../../ports/table.port.ts'

/** What the parent asks of the child that reads tables, and what it answers. */
export interface Job {
  readonly bytes: Uint8Array
  readonly wishes: TableWishes
}
export type Done = { readonly table: ReadTable } | { readonly problem: TableProblem }

/** Something about a file that no second try mends. */
export class Refused extends Error {
  readonly why: TableProblem

  constructor(why: TableProblem, options?: ErrorOptions) {
    super(why, options)
    this.name = 'Refused'
    this.why = why
  }
}

/** Unpacked, a file of a spreadsheet may be so large, and have so many parts. */
export const UNPACKED = { maxBytes: 100 << 20, maxParts: 2000 } as const
export const TABLE_MOST = { columns: 200, cell: 2000 } as const
/** The row of headings is one of the first so many. */
export const HEADING_ROWS = 10
