import { AsyncLocalStorage } from 'node:async_hooks'
import { sql } from 'drizzle-orm'
import { drizzle, type NodePgDatabase } from 'drizzle-orm/node-postgres'
import { migrate } from 'drizzle-orm/node-postgres/migrator'
import pg from 'pg'
import {
  ABORTED,
  checkYield,
  type Db,
  escapeLike,
  isRetryable,
  mapError,
  NESTED,
  type Op,
  type Q,
  withRetry,
} from './db.ts'
import { CHANNEL, listenTo } from './pg-listen.ts'
import { pgKit } from './kit.ts'
import { makeSchema } from './schema.ts'

export const PG_MIGRATIONS = `${import.meta.dirname}/migrations/pg`
/** Any constant will do: it is the name of the lock under which replicas migrate one after another. */
const MIGRATION_LOCK = 727_001

async function drive<T>(body: Op<T>, t: unknown): Promise<T> {
  let step = body.next()
  let aborted = false
  while (!step.done) {
    if (aborted) throw new Error(ABORTED)
    let outcome: { value: unknown } | { error: unknown }
    try {
      checkYield(step.value, t)
      outcome = { value: await step.value }
    } catch (error) {
      aborted = true
      outcome = { error: isRetryable(error) ? error : mapError(error) }
    }
    step = 'value' in outcome ? body.next(outcome.value) : body.throw(outcome.error)
  }
  // PostgreSQL answers COMMIT of a lost transaction with a rollback and no error.
  if (aborted) throw new Error(ABORTED)
  return step.value
}

interface Lockable {
  for(strength: 'update', config: { skipLocked?: true }): unknown
}

/** The `Db` over any PostgreSQL-speaking drizzle handle: a pool, or PGlite in tests. */
export function pgDb(q: NodePgDatabase, onNotify: Db['onNotify'], close: () => Promise<void>): Db {
  const inside = new AsyncLocalStorage<true>()
  return {
    dialect: 'pg',
    s: makeSchema(pgKit),
    q,
    tx: async (body) => {
      if (inside.getStore()) throw new Error(NESTED)
      return withRetry(() => inside.run(true, () => q.transaction((t) => drive(body(t as unknown as Q), t))))
    },
    contains: (column, needle) => sql`${column} ilike ${`%${escapeLike(needle)}%`}`,
    lock: <B>(query: B, others: 'wait' | 'skip locked' = 'wait') =>
      (query as unknown as Lockable).for('update', others === 'wait' ? {} : { skipLocked: true }) as B,
    notify: (topic) => sql`pg_notify(${CHANNEL}, ${topic})`,
    onNotify,
    ping: async () => {
      await q.execute(sql`select 1`)
    },
    close,
  }
}

/** Connects to PostgreSQL and migrates; several replicas may start at once. */
export async function openPg(url: string, { max = 10 } = {}): Promise<Db> {
  const pool = new pg.Pool({
    connectionString: url,
    max,
    connectionTimeoutMillis: 3000,
    statement_timeout: 15_000,
  })
  // An idle connection that the server closes is replaced by the pool; without a listener it would end the process.
  pool.on('error', () => undefined)
  const client = await pool.connect()
  try {
    await client.query('select pg_advisory_lock($1)', [MIGRATION_LOCK])
    await migrate(drizzle({ client }), { migrationsFolder: PG_MIGRATIONS })
  } finally {
    await client.query('select pg_advisory_unlock($1)', [MIGRATION_LOCK])
    client.release()
  }
  return pgDb(drizzle({ client: pool }), listenTo(url), () => pool.end())
}
