import type BetterSqlite3 from 'better-sqlite3'
import type { Pool, PoolClient } from 'pg'
import type { Db } from './db.ts'

/** @param shape the statement without values, on one line */
export type TellSlow = (shape: string, ms: number) => void

const LONGEST_SHAPE = 600

/** What a statement looks like. Values travel apart from it; what stands in it as text is taken out all the same. */
export const shapeOf = (sql: string): string =>
  sql
    .replace(/'(?:[^']|'')*'/g, "'…'")
    .replace(/\((?:\s*(?:\?|\$\d+)\s*,)+\s*(?:\?|\$\d+)\s*\)/g, '(…)')
    .replace(/\s+/g, ' ')
    .trim()
    .slice(0, LONGEST_SHAPE)

/**
 * Tells of every statement of a database that takes at least so many milliseconds, by any caller. Hooked in at the
 * driver, which sees statements of transactions and of single reads alike.
 */
export function tellSlowStatements(db: Db, atLeastMs: number, tell: TellSlow): void {
  const { $client: client } = db.q as unknown as { $client?: object }
  const took = (sql: string, started: number) => {
    const ms = performance.now() - started
    if (ms >= atLeastMs) tell(shapeOf(sql), Math.round(ms))
  }
  if (client && 'prepare' in client) watchSqlite(client as BetterSqlite3.Database, took)
  else if (client && 'totalCount' in client) watchPool(client as Pool, took)
}

type Took = (sql: string, started: number) => void
type Method = (...args: unknown[]) => unknown

function watchSqlite(client: BetterSqlite3.Database, took: Took): void {
  const watched = new WeakSet<object>()
  const prepare = client.prepare.bind(client)
  client.prepare = ((source: string) => {
    const statement = prepare(source)
    if (watched.has(statement)) return statement
    watched.add(statement)
    const proto = Object.getPrototypeOf(statement) as Record<string, Method>
    for (const name of ['run', 'get', 'all']) {
      const timed = (...args: unknown[]) => {
        const started = performance.now()
        try {
          return proto[name]?.apply(statement, args)
        } finally {
          took(source, started)
        }
      }
      Object.defineProperty(statement, name, { value: timed, configurable: true })
    }
    return statement
  }) as typeof client.prepare
}

/** A pool's own query runs through one of its clients too, and hands that a callback instead of taking a promise. */
function watchPool(pool: Pool, took: Took): void {
  const watched = new WeakSet<PoolClient>()
  pool.on('acquire', (client) => {
    if (watched.has(client)) return
    watched.add(client)
    // Looked up at each call, as the statement's methods are: who counts statements in a test wraps the prototype.
    const query: Method = (...args) => (Object.getPrototypeOf(client) as { query: Method }).query.apply(client, args)
    const timed = (...args: unknown[]) => {
      const started = performance.now()
      const sql = textOf(args[0])
      const last = args.at(-1)
      if (typeof last !== 'function') {
        const answer = query(...args)
        if (answer instanceof Promise) answer.then(...bothWays(() => took(sql, started)))
        return answer
      }
      const done = (...answer: unknown[]) => {
        took(sql, started)
        ;(last as Method)(...answer)
      }
      return query(...args.slice(0, -1), done)
    }
    client.query = timed as typeof client.query
  })
}

const bothWays = (run: () => void) => [run, run] as const

const textOf = (query: unknown): string => {
  if (typeof query === 'string') return query
  return query instanceof Object && 'text' in query ? String(query.text) : 'unknown'
}
