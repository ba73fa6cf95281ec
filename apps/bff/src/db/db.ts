import { comparableText } from '@qingpin/contract/core/text'
import { type Column, DrizzleQueryError, type Placeholder, type SQL } from 'drizzle-orm'
import type { NodePgDatabase } from 'drizzle-orm/node-postgres'
import type { Schema } from '../schema/schema.ts'
import { LOCKED_MS } from './db.rules.ts'

/** What builds queries: the same on both engines. Statements that only one engine has are left out on purpose. */
export type Q = Omit<NodePgDatabase, 'transaction' | '$client' | 'execute'>

/**
 * The body of a transaction: a generator that yields queries. `await` is a syntax error inside it, so no outside call
 * can hold the database's lock.
 */
// oxlint-disable-next-line typescript/no-explicit-any -- what a yield receives is typed by `ask`, query by query
export type Op<T> = Generator<PromiseLike<unknown>, T, any>

/** Runs one query of a transaction: `const [row] = yield* ask(t.select()…)`. */
export function* ask<T>(query: PromiseLike<T>): Op<T> {
  return (yield query) as T
}

/** Runs a prepared query through a handle: `db.q` outside a transaction, `t` inside. Nothing happens until it is awaited. */
export type Run<A, T> = (at: Q, values: A) => PromiseLike<T>

/**
 * One run of a prepared query. It may be awaited, or yielded in a transaction like any other query; `session` tells
 * which handle it belongs to.
 */
export class Bound<T> implements PromiseLike<T> {
  readonly session: unknown
  readonly run: () => T | PromiseLike<T>

  constructor(at: Q, run: () => T | PromiseLike<T>) {
    this.session = (at as unknown as { session: unknown }).session
    this.run = run
  }

  // oxlint-disable-next-line unicorn/no-thenable -- it stands where drizzle's queries stand, which are thenables
  then<A = T, B = never>(
    done?: ((value: T) => A | PromiseLike<A>) | null,
    failed?: ((reason: unknown) => B | PromiseLike<B>) | null,
  ): Promise<A | B> {
    return new Promise<T>((resolve) => resolve(this.run())).then(done, failed)
  }
}

/** A constraint refused the statement; the transaction is lost. */
export class ConstraintError extends Error {
  readonly kind: 'unique' | 'check' | 'foreign-key'

  constructor(kind: ConstraintError['kind'], options?: ErrorOptions) {
    super(`constraint: ${kind}`, options)
    this.name = 'ConstraintError'
    this.kind = kind
  }
}

/**
 * When a transaction survives a loss of power; the death of the process takes none back.
 * `lasting`: once its promise has resolved. `flush follows`: once `flush` has, which comes before the reply.
 * `may be lost`: with the next one that lasts. Only for what was never acknowledged: counts of limits, pieces of an
 * answer under way (ADR 9).
 */
export type Durability = 'lasting' | 'flush follows' | 'may be lost'

export interface Db {
  readonly dialect: 'sqlite' | 'pg'
  readonly s: Schema
  /** For reads outside a transaction. All writes go through `tx`. */
  readonly q: Q
  /** Runs the body atomically; it may run again after a serialization failure, so it must have no side effect of its own. */
  tx<T>(body: (t: Q) => Op<T>, durability?: Durability): Promise<T>
  /** Resolves when all that was committed lasts. */
  flush(): Promise<void>
  /** Builds a query for good; `prepared` and `preparedShapes` are the ways to it. @param name under which PostgreSQL keeps it */
  prepare<A, T>(query: PromiseLike<T>, name?: string): Run<A, T>
  /** A condition: the column contains the text, both as `comparableText` has them. It reads all rows. */
  contains(column: Column | SQL, needle: string): SQL
  /**
   * Adds a row lock to a select. SQLite has one writer at a time and needs none. `skip locked` leaves out rows that
   * another transaction holds, where it would otherwise wait for them.
   */
  lock<B>(query: B, others?: 'wait' | 'skip locked'): B
  /** An expression for a RETURNING clause: tells `onNotify` of every replica about the topic once the transaction commits. */
  notify(topic: string | Placeholder): SQL
  /** Calls the listener with each topic notified; with undefined when some may have been missed. Gives the way to stop. */
  onNotify(listener: (topic: string | undefined) => void): Promise<() => Promise<void>>
  /** Fails when the database does not answer. */
  ping(): Promise<void>
  close(): Promise<void>
}

const UNIQUE = ['23505', 'SQLITE_CONSTRAINT_UNIQUE', 'SQLITE_CONSTRAINT_PRIMARYKEY']
const CHECK = ['23514', 'SQLITE_CONSTRAINT_CHECK']
const FOREIGN_KEY = ['23503', 'SQLITE_CONSTRAINT_FOREIGNKEY']
/** Of SQLite: another process holds the file. */
const LOCKED = ['SQLITE_BUSY', 'SQLITE_BUSY_SNAPSHOT', 'SQLITE_BUSY_RECOVERY']
const RETRYABLE = ['40001', '40P01', ...LOCKED]
/** Of the socket, and of PostgreSQL (appendix A): shutting down, crashed, starting up, too many connections. */
const NO_CONNECTION = 'ECONNREFUSED ECONNRESET ETIMEDOUT ENOTFOUND EPIPE 57P01 57P02 57P03 53300'.split(' ')
/** Of PostgreSQL: a statement took longer than it may, or did not get its lock. Not tried again: it took long enough. */
const TOO_LONG = ['57014', '55P03']
/** What pg and pg-pool say without a code. */
const NO_CONNECTION_SAYS = /^(?:timeout exceeded when trying to connect|timeout expired|Connection terminated)/

/** The engine's own code: drizzle wraps the driver's error, so causes are walked. */
function codesOf(error: unknown): string[] {
  const codes: string[] = []
  for (let e = error; e instanceof Error; e = e.cause) {
    if ('code' in e) codes.push(String(e.code))
  }
  return codes
}
export const isRetryable = (error: unknown): boolean => codesOf(error).some((code) => RETRYABLE.includes(code))

/**
 * The database was out of reach, or busy through every retry: trying again later can help. Only what the drivers threw
 * counts, bare or wrapped by drizzle; vendors' lost connections have the same codes.
 */
export function isUnavailable(error: unknown): boolean {
  const thrown = error instanceof DrizzleQueryError ? error.cause : error
  if (!(thrown instanceof Error)) return false
  const code = 'code' in thrown ? String(thrown.code) : ''
  return (
    [...RETRYABLE, ...NO_CONNECTION, ...TOO_LONG].includes(code) ||
    code.startsWith('08') ||
    NO_CONNECTION_SAYS.test(thrown.message)
  )
}

/** A constraint violation as `ConstraintError`; anything else as it came. */
export function mapError(error: unknown): unknown {
  const codes = codesOf(error)
  if (codes.some((code) => UNIQUE.includes(code))) return new ConstraintError('unique', { cause: error })
  if (codes.some((code) => CHECK.includes(code))) return new ConstraintError('check', { cause: error })
  if (codes.some((code) => FOREIGN_KEY.includes(code))) return new ConstraintError('foreign-key', { cause: error })
  return error
}

/**
 * Runs again after a serialization failure, four times, and while another process holds the file, for so long; in the
 * pauses, which grow and are jittered, the event loop is free.
 */
export async function withRetry<T>(run: () => Promise<T>, lockedMs = LOCKED_MS): Promise<T> {
  const until = performance.now() + lockedMs
  for (let attempt = 0; ; attempt++) {
    try {
      return await run()
    } catch (error) {
      const isLocked = codesOf(error).some((code) => LOCKED.includes(code))
      const mayEnd = isLocked ? performance.now() < until : attempt < 4
      if (!mayEnd || !isRetryable(error)) throw mapError(error)
      await new Promise((resolve) => setTimeout(resolve, (5 << Math.min(attempt, 4)) * (0.5 + Math.random())))
    }
  }
}

/** The pattern of a text that stands within another, wildcards taken literally. */
export const literally = (text: string): string => `%${text.replace(/[\\%_]/g, '\\$&')}%`
/** The same for texts as they are compared. */
export const containing = (text: string): string => literally(comparableText(text))

/**
 * Refuses what a transaction must not yield: anything that is no drizzle query, and a query built from another handle
 * (on SQLite it would pass unnoticed, on PostgreSQL it would run outside the transaction).
 */
export function checkYield(value: unknown, t: unknown): void {
  const query = value as { prepare?: unknown; _prepare?: unknown; session?: unknown } | undefined
  const known = [query?.prepare, query?._prepare].some((way) => typeof way === 'function') || value instanceof Bound
  if (!query || !known) {
    throw new Error('only queries may be yielded inside db.tx')
  }
  if (query.session !== undefined && query.session !== (t as { session?: unknown }).session) {
    throw new Error('the query was not built from the transaction handle')
  }
}
/** After a failed statement a transaction is lost: going on, or ending as if nothing had happened, is refused. */
export const ABORTED = 'current transaction is aborted'
export const NESTED = 'nested db.tx: compose steps with yield* instead'
