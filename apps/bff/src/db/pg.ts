import { AsyncLocalStorage } from 'node:async_hooks'
import { COMPARED } from '@qingpin/contract/core/text'
import { type Column, type SQL, sql } from 'drizzle-orm'
import { drizzle, type NodePgDatabase } from 'drizzle-orm/node-postgres'
import { migrate } from 'drizzle-orm/node-postgres/migrator'
import pg from 'pg'
import {
  ABORTED,
  Bound,
  checkYield,
  containing,
  type Db,
  isRetryable,
  literally,
  mapError,
  NESTED,
  type Op,
  type Q,
  type Run,
  withRetry,
} from './db.ts'
import { CHANNEL, listenTo } from './pg-listen.ts'
import { pgKit } from './kit.ts'
import { withMapper } from './prepared.ts'
import { makeSchema } from '../schema/schema.ts'

const literal = (text: string) => sql.raw(`'${text.replaceAll("'", "''")}'`)
/** A text as `comparableText` has it, but for letters whose case the database's locale does not know. */
const compared = (column: Column | SQL): SQL =>
  sql`translate(regexp_replace(lower(${column}), ${literal(`[${COMPARED.without}]+`)}, '', 'g'), ${literal(COMPARED.wide)}, ${literal(COMPARED.narrow)})`

export const PG_MIGRATIONS = `${import.meta.dirname}/migrations/pg`
/** Any constant will do: it is the name of the lock under which replicas migrate one after another. */
const MIGRATION_LOCK = 727_001
const UNHURRIED = sql`set local synchronous_commit = off`

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

interface Preparable {
  _prepare(name?: string): { execute(values: unknown): Promise<unknown>; client: unknown }
}
const clientOf = (at: Q): unknown => (at as unknown as { session: { client: unknown } }).session.client

/** Runs what a query was built into on the connection of a handle: in a transaction on the transaction's own. */
function preparePg<A, T>(query: PromiseLike<T>, name?: string): Run<A, T> {
  const prepared = withMapper((query as unknown as Preparable)._prepare(name))
  return (at, values) =>
    new Bound(at, () => {
      const here = Object.create(prepared) as typeof prepared
      here.client = clientOf(at)
      return here.execute(values) as Promise<T>
    })
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
    tx: async (body, durability = 'lasting') => {
      if (inside.getStore()) throw new Error(NESTED)
      const run = async (t: Parameters<Parameters<typeof q.transaction>[0]>[0]) => {
        if (durability === 'may be lost') await t.execute(UNHURRIED)
        return drive(body(t as unknown as Q), t)
      }
      return withRetry(() => inside.run(true, () => q.transaction(run)))
    },
    // Waiting for a commit blocks no other transaction here, so commits before a flush wait by themselves.
    flush: async () => undefined,
    prepare: preparePg,
    contains: (column, needle) =>
      sql`(${compared(column)} like ${containing(needle)} or ${column} ilike ${literally(needle)})`,
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

/** On a connection of its own, without a statement timeout: a migration, or the wait for another replica's, may be long. */
async function migrateAlone(url: string, connectMs: number): Promise<void> {
  const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: connectMs })
  client.on('error', () => undefined)
  await client.connect()
  try {
    await client.query('set statement_timeout = 0')
    await client.query('select pg_advisory_lock($1)', [MIGRATION_LOCK])
    await migrate(drizzle({ client }), { migrationsFolder: PG_MIGRATIONS })
  } finally {
    // The lock ends with the connection.
    await client.end()
  }
}

/**
 * Connects to PostgreSQL and migrates; several replicas may start at once.
 * @param connectMs how long a caller waits for one of `max` connections before it is refused
 * @param statementMs how long one statement may take, waiting for locks included
 */
export async function openPg(url: string, { max = 10, connectMs = 3000, statementMs = 15_000 } = {}): Promise<Db> {
  await migrateAlone(url, connectMs)
  const pool = new pg.Pool({
    connectionString: url,
    max,
    connectionTimeoutMillis: connectMs,
    statement_timeout: statementMs,
  })
  // An idle connection that the server closes is replaced by the pool; without a listener it would end the process.
  pool.on('error', () => undefined)
  return pgDb(drizzle({ client: pool }), listenTo(url), () => pool.end())
}
