import * as pg from 'drizzle-orm/pg-core'
import * as lite from 'drizzle-orm/sqlite-core'

/**
 * The column types that both engines share. PostgreSQL's is the static type; SQLite's kit is cast to it once, here,
 * which holds as long as only these factories are used (the conformance suite runs on both).
 */
export const pgKit = {
  dialect: 'pg' as 'pg' | 'sqlite',
  table: pg.pgTable,
  text: (name: string) => pg.text(name),
  int: (name: string) => pg.integer(name),
  /** Epoch milliseconds, or an amount in its smallest unit. */
  ms: (name: string) => pg.bigint(name, { mode: 'number' }),
  bool: (name: string) => pg.boolean(name),
  json: <T>(name: string) => pg.jsonb(name).$type<T>(),
  index: pg.index,
  unique: pg.uniqueIndex,
  check: pg.check,
  primaryKey: pg.primaryKey,
}
export type Kit = typeof pgKit

export const liteKit = {
  dialect: 'sqlite',
  table: lite.sqliteTable,
  text: (name: string) => lite.text(name),
  int: (name: string) => lite.integer(name),
  ms: (name: string) => lite.integer(name, { mode: 'number' }),
  bool: (name: string) => lite.integer(name, { mode: 'boolean' }),
  json: (name: string) => lite.text(name, { mode: 'json' }),
  index: lite.index,
  unique: lite.uniqueIndex,
  check: lite.check,
  primaryKey: lite.primaryKey,
} as unknown as Kit
