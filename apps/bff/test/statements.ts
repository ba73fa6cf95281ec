import type { PGlite } from '@electric-sql/pglite'
import type BetterSqlite3 from 'better-sqlite3'
import type { Db } from '../src/db/db.ts'

type Client = BetterSqlite3.Database | PGlite

/** How many statements the database was given while something ran; prepared ones that run again are counted too. */
export async function statementsOf(db: Db, run: () => Promise<unknown>): Promise<number> {
  const client = (db.q as unknown as { $client: Client }).$client
  let count = 0
  const undo = 'query' in client ? countPglite(client, () => count++) : countSqlite(client, () => count++)
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
