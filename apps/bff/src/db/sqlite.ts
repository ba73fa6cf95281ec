import { type FileHandle, open } from 'node:fs/promises'
import { comparableText } from '@qingpin/contract/core/text'
import Database from 'better-sqlite3'
import { sql } from 'drizzle-orm'
import { drizzle } from 'drizzle-orm/better-sqlite3'
import { migrate } from 'drizzle-orm/better-sqlite3/migrator'
import { LRUCache } from 'lru-cache'
import {
  ABORTED,
  Bound,
  checkYield,
  containing,
  type Db,
  type Durability,
  isRetryable,
  mapError,
  NESTED,
  type Op,
  type Q,
  type Run,
  withRetry,
} from './db.ts'
import { BLOCKING_MS, PROBE_MS, STARTING_MS } from './db.rules.ts'
import { liteKit } from './kit.ts'
import { fillerOf, withMapper } from './prepared.ts'
import { makeSchema } from '../schema/schema.ts'

const QUOTED_OR_PLACE = /'(?:[^']|'')*'|"(?:[^"]|"")*"|\?/g

/**
 * A statement that is planned once. Built with STAT4, SQLite plans a statement anew whenever a value is bound that is
 * compared with an indexed column (sqlite.org, sqlite3_prepare_v2), which takes ten times as long as to run it; the
 * statistics that this is for are never gathered here. A plus sign changes no value and takes the place out of it.
 */
export const plannedOnce = (source: string): string =>
  /^\s*insert\b/i.test(source) ? source : source.replace(QUOTED_OR_PLACE, (found) => (found === '?' ? '+?' : found))

/** Drizzle compiles its SQL on each execution; keeping compiled statements cuts a write transaction by a third. */
function cacheStatements(client: Database.Database, max = 500): void {
  const compile = client.prepare.bind(client)
  const cache = new LRUCache<string, Database.Statement>({ max })
  client.prepare = ((source: string) => {
    const known = cache.get(source)
    if (known) {
      if (known.reader) known.raw(false)
      return known
    }
    const statement = compile(plannedOnce(source))
    cache.set(source, statement)
    return statement
  }) as typeof client.prepare
}

interface SyncQuery {
  prepare(): { execute(values?: unknown): { sync(): unknown } }
}

/** What drizzle keeps of a prepared query. */
interface Prepared extends ReturnType<SyncQuery['prepare']> {
  stmt: Database.Statement
  query: { params: readonly unknown[] }
  executeMethod: string
  customResultMapper?: (rows: unknown[][]) => unknown
}

/** Runs a prepared query without what drizzle looks at anew each time; shapes that it has to look at are left to it. */
function runOf<T>(prepared: Prepared): (values: unknown) => T {
  const { stmt, executeMethod, customResultMapper: mapped } = prepared
  const fill = fillerOf(prepared.query.params)
  if (executeMethod === 'run') return (values) => stmt.run(...fill(values as Record<string, unknown>)) as T
  if (executeMethod === 'all' && mapped) {
    // Set each time: the statement may be shared with a query that reads objects.
    return (values) => mapped(stmt.raw(true).all(...fill(values as Record<string, unknown>)) as unknown[][]) as T
  }
  return (values) => prepared.execute(values).sync() as T
}

/** The file that commits are written to first. Waiting for the disk in another thread does not block this one. */
class WriteAheadLog {
  readonly #path: string | undefined
  #file: Promise<FileHandle> | undefined

  constructor(database: string) {
    this.#path = database === ':memory:' ? undefined : `${database}-wal`
  }

  async flush(): Promise<void> {
    if (this.#path === undefined) return
    this.#file ??= open(this.#path, 'r+')
    await (await this.#file).datasync()
  }

  async close(): Promise<void> {
    await (await this.#file)?.close()
  }
}

/** Drives a transaction body to its end without leaving the event loop's turn. */
function drive<T>(body: Op<T>, t: unknown): T {
  let step = body.next()
  let aborted = false
  while (!step.done) {
    // PostgreSQL refuses to go on after a failed statement, even a caught one; SQLite is made as strict.
    if (aborted) throw new Error(ABORTED)
    let value: unknown
    try {
      checkYield(step.value, t)
      const query: unknown = step.value
      value = query instanceof Bound ? query.run() : (query as SyncQuery).prepare().execute().sync()
    } catch (error) {
      aborted = true
      step = body.throw(isRetryable(error) ? error : mapError(error))
      continue
    }
    step = body.next(value)
  }
  if (aborted) throw new Error(ABORTED)
  return step.value
}

/** Opens (and migrates) a SQLite database. `:memory:` is a database of its own. */
export function openSqlite(file: string): Db & { client: Database.Database } {
  const client = new Database(file)
  client.pragma('journal_mode = WAL')
  client.pragma('synchronous = FULL')
  client.pragma('foreign_keys = ON')
  client.pragma(`busy_timeout = ${STARTING_MS}`)
  const q = drizzle({ client })
  // A handle of its own for transactions, so that a query built from the wrong one is noticed.
  const t = drizzle({ client })
  migrate(q, { migrationsFolder: `${import.meta.dirname}/migrations/sqlite` })
  client.pragma(`busy_timeout = ${BLOCKING_MS}`)
  cacheStatements(client)
  const log = new WriteAheadLog(file)
  const listeners = new Set<(topic: string | undefined) => void>()
  let pending: string[] = []
  client.function('comparable', { deterministic: true }, (text: unknown) =>
    typeof text === 'string' ? comparableText(text) : null,
  )
  client.function('notify_topic', (topic: unknown) => {
    pending.push(String(topic))
    return null
  })
  const immediate = client.transaction((run: () => unknown) => run()).immediate
  let waiting = true
  /**
   * Whether commits wait for the disk. In WAL mode NORMAL leaves that out; the next commit under FULL brings what came
   * before along. Set where it changes: setting it takes SQLite longer than a small statement.
   */
  const waitForDisk = (wanted: boolean) => {
    if (wanted !== waiting) client.pragma(`synchronous = ${wanted ? 'FULL' : 'NORMAL'}`)
    waiting = wanted
  }
  return {
    client,
    dialect: 'sqlite',
    s: makeSchema(liteKit),
    q: q as unknown as Q,
    tx: <T>(body: (t: Q) => Op<T>, durability: Durability = 'lasting') => {
      if (client.inTransaction) return Promise.reject(new Error(NESTED))
      return withRetry(async () => {
        pending = []
        waitForDisk(durability === 'lasting')
        const result = immediate(() => drive(body(t as unknown as Q), t)) as T
        for (const topic of pending) for (const listener of listeners) listener(topic)
        return result
      })
    },
    flush: () => log.flush(),
    prepare<A, T>(query: PromiseLike<T>): Run<A, T> {
      const run = runOf<T>(withMapper((query as unknown as SyncQuery).prepare()) as Prepared)
      return (at, values) => new Bound(at, () => run(values))
    },
    notify: (topic) => sql`notify_topic(${topic})`,
    onNotify: async (listener) => {
      listeners.add(listener)
      return async () => {
        listeners.delete(listener)
      }
    },
    contains: (column, needle) => sql`comparable(${column}) like ${containing(needle)} escape '\\'`,
    lock: (query) => query,
    // A file that can be read only is no use: whether another process holds it, the write lock tells.
    ping: () => withRetry(async () => void immediate(() => undefined), PROBE_MS),
    close: async () => {
      await log.close()
      client.close()
    },
  }
}
