import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import type { Product } from './product.ts'

/** Writes to the database of a running product: it goes by the clock of the machine, so time passes by what rows say. */
export function write({ dataDir }: Product, sql: string, ...values: (string | number)[]): void {
  const db = new DatabaseSync(join(dataDir, 'qingpin.db'), { timeout: 10_000 })
  db.prepare(sql).run(...values)
  db.close()
}

/** The number that a statement gives as `n`. */
export function countRows({ dataDir }: Product, sql: string, ...values: (string | number)[]): number {
  const db = new DatabaseSync(join(dataDir, 'qingpin.db'), { timeout: 10_000, readOnly: true })
  const row = db.prepare(sql).get(...values)
  db.close()
  return Number(row?.['n'])
}
