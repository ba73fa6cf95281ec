import type { PGlite } from '@electric-sql/pglite'
import type BetterSqlite3 from 'better-sqlite3'
import pg from 'pg'
import type { Db } from '@qingpin/bff/db/db'

type Client = BetterSqlite3.Database | PGlite | pg.Pool

/** How many statements the database was given while something ran; prepared ones that run again are counted too. */
export async function statementsOf(db: Db, run: () => Promise<unknown>): Promise<number> {
  const client = (db.q as unknown as { $client: Client }).$client
  let count = 0
  const tick = () => count++
  const undo =
    client instanceof pg.Pool
      ? countPg(tick)
      : 'query' in client
        ? countPglite(client, tick)
        : countSqlite(client, tick)
  try {
    await run()
  } finally {
    undo()
  }
  return count
}

function countPglite(client: PGlite, tick: () => void): () => void {
  const { query } = client
  client.query = ((...args: Parameters<typeof query>) => {
    tick()
    return query.apply(client, args)
  }) as typeof query
  return () => {
    client.query = query
  }
}

/** A pool's own query runs through one of its clients, so each statement passes here once. */
function countPg(tick: () => void): () => void {
  const { query } = pg.Client.prototype
  pg.Client.prototype.query = function counted(this: pg.Client, ...args: unknown[]) {
    tick()
    return (query as (...args: unknown[]) => unknown).apply(this, args)
  } as typeof query
  return () => {
    pg.Client.prototype.query = query
  }
}

/** Every way of running a statement passes through one of these methods. */
function countSqlite(client: BetterSqlite3.Database, tick: () => void): () => void {
  const statement = Object.getPrototypeOf(client.prepare('select 1')) as Record<string, (...args: never[]) => unknown>
  const kept = new Map(['run', 'get', 'all', 'iterate'].map((name) => [name, statement[name]] as const))
  for (const [name, original] of kept) {
    statement[name] = function counted(this: unknown, ...args: never[]) {
      tick()
      return original?.apply(this, args)
    }
  }
  return () => {
    for (const [name, original] of kept) if (original) statement[name] = original
  }
}
