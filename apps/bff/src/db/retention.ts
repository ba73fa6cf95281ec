import { and, inArray, type SQL } from 'drizzle-orm'
import type { PgColumn, PgTable } from 'drizzle-orm/pg-core'
import type { Schema } from '../schema/schema.ts'
import { ask, type Db, type Op, type Q } from './db.ts'

/** Rows that one transaction removes at most, so that none is long. */
export const BATCH_ROWS = 2000

/** Removes one batch of a kind of rows that are expired, and gives the number of rows removed. */
export type Retention = (t: Q, ctx: { db: Db; now: number }) => Op<number>

/** Rows of a table that are expired; the condition should be answered by an index. */
export interface Expired {
  table: PgTable
  key: PgColumn
  condition: SQL | undefined
}

/** Removes one batch and gives its keys. On PostgreSQL a row that changed since it was found is judged anew. */
export function* removeBatch(t: Q, { table, key, condition }: Expired): Op<unknown[]> {
  const some = t.select({ key }).from(table).where(condition).limit(BATCH_ROWS)
  // The condition is repeated in the delete itself for that reason.
  const where = and(inArray(key, some), condition)
  const gone = yield* ask(t.delete(table).where(where).returning({ key }))
  return gone.map((row) => row.key)
}

/** The retention of one table: `expiredRows((s, now) => ({ table: s.smsCodes, key: …, condition: lte(…) }))`. */
export const expiredRows = (expired: (s: Schema, now: number) => Expired): Retention =>
  function* (t, { db, now }) {
    return (yield* removeBatch(t, expired(db.s, now))).length
  }
