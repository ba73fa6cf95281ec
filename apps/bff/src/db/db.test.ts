import { desc, eq, sql } from 'drizzle-orm'
import type BetterSqlite3 from 'better-sqlite3'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { ENGINES, openEngine } from '@qingpin/testing/engines'
import { statementsOf } from '@qingpin/testing/statements'
import { ask, ConstraintError, type Db, type Op, type Q, withRetry } from './db.ts'
import { newId } from './ids.ts'
import { openSqlite, plannedOnce } from './sqlite.ts'

describe.each(ENGINES)('the database on %s', (engine) => {
  const db = {} as Db
  beforeAll(async () => {
    Object.assign(db, await openEngine(engine))
  })
  afterAll(() => db.close())

  const t0 = Date.parse('2026-11-20T00:00:00Z')
  const values = (name: string, over: object = {}) => ({
    id: newId(t0),
    name,
    avatar: '',
    status: 'active' as const,
    createdAt: t0,
    updatedAt: t0,
    ...over,
  })
  const insert = (t: Q, name: string, over?: object) => t.insert(db.s.accounts).values(values(name, over))
  const find = (q: Q, name: string) => q.select().from(db.s.accounts).where(eq(db.s.accounts.name, name))
  const errorOf = (promise: Promise<unknown>): Promise<Error> =>
    promise.then(
      () => new Error('it was accepted'),
      (error: Error) => error,
    )

  it('commits a transaction as a whole and returns its result', async () => {
    const found = await db.tx(function* (t) {
      yield* ask(insert(t, 'whole-1'))
      yield* ask(insert(t, 'whole-2'))
      return yield* ask(find(t, 'whole-1'))
    })
    expect(found).toHaveLength(1)
    expect(await find(db.q, 'whole-2')).toHaveLength(1)
  })

  it('rolls everything back when the body throws, at any step', async () => {
    const error = await errorOf(
      db.tx(function* (t) {
        yield* ask(insert(t, 'back-1'))
        yield* ask(insert(t, 'back-2'))
        throw new Error('changed my mind')
      }),
    )
    expect(error.message).toBe('changed my mind')
    expect([...(await find(db.q, 'back-1')), ...(await find(db.q, 'back-2'))]).toEqual([])
  })

  it('composes steps with yield*, so that a step commits or rolls back with its transaction', async () => {
    function* step(t: Q, name: string): Op<string> {
      const [row] = yield* ask(insert(t, name).returning())
      if (!row) throw new Error('nothing came back')
      return row.id
    }
    const ids = await db.tx(function* (t) {
      return [yield* step(t, 'step-1'), yield* step(t, 'step-2')]
    })
    expect(new Set(ids).size).toBe(2)
  })

  it('refuses a transaction inside a transaction instead of waiting for itself', async () => {
    let inner: Promise<Error> | undefined
    await db.tx(function* (t) {
      inner = errorOf(db.tx((u) => ask(insert(u, 'nested'))))
      yield* ask(insert(t, 'outer'))
    })
    expect((await inner)?.message).toContain('nested')
    expect(await find(db.q, 'nested')).toEqual([])
    expect(await find(db.q, 'outer')).toHaveLength(1)
  })

  it('refuses a promise that is no query, so that no outside call holds the lock', async () => {
    for (const foreign of [Promise.resolve(1), 5 as never, undefined as never, null as never, {} as never]) {
      const error = await errorOf(
        db.tx(function* (t) {
          yield* ask(insert(t, 'foreign'))
          yield foreign
        }),
      )
      expect(error.message).toBe('only queries may be yielded inside db.tx')
    }
    expect(await find(db.q, 'foreign')).toEqual([])
  })

  it('refuses a query that was built outside, because on PostgreSQL it would not be part of the transaction', async () => {
    const queries: Record<string, (q: Q) => PromiseLike<unknown>> = {
      select: (q) => find(q, 'x'),
      insert: (q) => insert(q, 'outside'),
      returning: (q) => insert(q, 'outside').returning(),
      update: (q) => q.update(db.s.accounts).set({ name: 'outside' }),
      delete: (q) => q.delete(db.s.accounts),
    }
    for (const [name, build] of Object.entries(queries)) {
      const error = await errorOf(
        db.tx(function* () {
          yield* ask(build(db.q))
        }),
      )
      expect([name, error.message]).toEqual([name, 'the query was not built from the transaction handle'])
    }
    expect(await find(db.q, 'outside')).toEqual([])
  })

  it('rolls the transaction back after a failed statement, even when the body catches the error', async () => {
    const username = { usernameKey: 'caught' }
    await db.tx((t) => ask(insert(t, 'caught-0', username)))
    const atTheEnd = await errorOf(
      db.tx(function* (t) {
        yield* ask(insert(t, 'caught-1'))
        try {
          yield* ask(insert(t, 'caught-2', username))
        } catch {
          return 'all is well'
        }
        return 'accepted'
      }),
    )
    const inBetween = await errorOf(
      db.tx(function* (t) {
        yield* ask(insert(t, 'caught-1'))
        try {
          yield* ask(insert(t, 'caught-2', username))
        } catch {
          yield* ask(insert(t, 'caught-3'))
        }
      }),
    )
    for (const error of [atTheEnd, inBetween]) expect(error.message).toContain('aborted')
    for (const name of ['caught-1', 'caught-2', 'caught-3']) expect(await find(db.q, name)).toEqual([])
  })

  it('throws a ConstraintError of its kind into the body, and to the caller when the body does not catch it', async () => {
    const username = { usernameKey: 'unique' }
    await db.tx((t) => ask(insert(t, 'unique', username)))
    let seen: unknown
    const error = await errorOf(
      db.tx(function* (t) {
        try {
          yield* ask(insert(t, 'rival', username))
        } catch (caught) {
          seen = caught
          throw caught
        }
      }),
    )
    for (const conflict of [seen, error]) {
      expect(conflict).toBeInstanceOf(ConstraintError)
      expect((conflict as ConstraintError).kind).toBe('unique')
    }
    const [row] = await find(db.q, 'unique')
    expect(await errorOf(db.tx((t) => ask(insert(t, 'same id', { id: row?.id }))))).toMatchObject({ kind: 'unique' })
  })

  it('distinguishes a check, a foreign key and a unique index', async () => {
    const run = (statement: string) => {
      const q = db.q as unknown as Record<'run' | 'execute', ((s: unknown) => PromiseLike<unknown>) | undefined>
      return q.run?.(sql.raw(statement)) ?? q.execute?.(sql.raw(statement))
    }
    await run('create table probe_parent (id text primary key)')
    await run('create table probe (n integer check (n > 0), parent text references probe_parent (id))')
    const fails = (statement: string) => errorOf(withRetry(async () => run(statement)))
    expect(await fails('insert into probe (n) values (-1)')).toMatchObject({ kind: 'check' })
    expect(await fails("insert into probe (n, parent) values (1, 'nobody')")).toMatchObject({ kind: 'foreign-key' })
    expect(await fails('insert into nowhere values (1)')).not.toBeInstanceOf(ConstraintError)
  })

  it('runs the body again after a transient failure, and commits one result', async () => {
    for (const code of ['40001', '40P01', 'SQLITE_BUSY', 'SQLITE_BUSY_SNAPSHOT']) {
      let runs = 0
      const result = await db.tx(function* (t) {
        runs++
        yield* ask(insert(t, `retry-${code}`))
        if (runs < 3) throw Object.assign(new Error('wrapped'), { cause: Object.assign(new Error('busy'), { code }) })
        return runs
      })
      expect([result, (await find(db.q, `retry-${code}`)).length]).toEqual([3, 1])
    }
  })

  it('fails after five tries, and does not repeat after a permanent failure', async () => {
    const count = async (code: string) => {
      let runs = 0
      await errorOf(
        // oxlint-disable-next-line require-yield -- it fails before its first query
        db.tx(function* () {
          runs++
          throw Object.assign(new Error('no'), { code })
        }),
      )
      return runs
    }
    expect([await count('40001'), await count('23505'), await count('XX000')]).toEqual([5, 1, 1])
  })

  it('finds a part of a text in any letter case, and treats wildcards literally', async () => {
    const texts = ['Apple 100%', 'a_b', 'axb', 'back\\slash', "o'hara", '住家育儿', '%', 'x🌸y', 'ÄÖ']
    await db.tx(function* (t) {
      for (const text of texts) yield* ask(insert(t, text, { department: 'contains' }))
    })
    const found = async (needle: string) => {
      const { accounts } = db.s
      const rows = await db.q.select().from(accounts).where(db.contains(accounts.name, needle))
      return rows.filter((row) => row.department === 'contains').map((row) => row.name)
    }
    expect(await found('aPPLE')).toEqual(['Apple 100%'])
    expect((await found('%')).toSorted()).toEqual(['%', 'Apple 100%'])
    expect(await found('a_b')).toEqual(['a_b'])
    expect(await found('\\')).toEqual(['back\\slash'])
    expect(await found('k\\s')).toEqual(['back\\slash'])
    expect(await found("'")).toEqual(["o'hara"])
    expect(await found('育儿')).toEqual(['住家育儿'])
    expect(await found('🌸')).toEqual(['x🌸y'])
    expect(await found('ÄÖ')).toEqual(['ÄÖ'])
    expect(await found('100%_')).toEqual([])
    expect(await found('')).toHaveLength(texts.length)
  })

  it('locks the row that a transaction is about to change', async () => {
    await db.tx((t) => ask(insert(t, 'locked')))
    const query = db.lock(find(db.q, 'locked')) as unknown as { toSQL(): { sql: string } }
    expect(query.toSQL().sql.endsWith(' for update')).toBe(engine === 'pg')
    const rows = await db.tx(function* (t) {
      return yield* ask(db.lock(find(t, 'locked')))
    })
    expect(rows).toHaveLength(1)
  })

  it('loses no update of many that read, check and write at once', async () => {
    await db.tx((t) => ask(insert(t, 'counter')))
    await Promise.all(
      Array.from({ length: 30 }, () =>
        db.tx(function* (t) {
          const [row] = yield* ask(db.lock(find(t, 'counter')))
          const createdAt = (row?.createdAt ?? 0) + 1
          yield* ask(t.update(db.s.accounts).set({ createdAt }).where(eq(db.s.accounts.name, 'counter')))
        }),
      ),
    )
    expect((await find(db.q, 'counter'))[0]?.createdAt).toBe(t0 + 30)
  })

  it('pages by a row value without missing or repeating a row of equal times', async () => {
    const { accounts } = db.s
    const at = (i: number) => ({ createdAt: t0 + Math.floor(i / 3), department: 'keyset' })
    await db.tx(function* (t) {
      for (let i = 0; i < 10; i++) yield* ask(insert(t, `row-${i}`, at(i)))
    })
    const seen: string[] = []
    let last: { createdAt: number; id: string } = { createdAt: Number.MAX_SAFE_INTEGER, id: '' }
    for (;;) {
      const rows = await db.q
        .select()
        .from(accounts)
        .where(
          sql`${accounts.department} = 'keyset' and (${accounts.createdAt}, ${accounts.id}) < (${last.createdAt}, ${last.id})`,
        )
        .orderBy(desc(accounts.createdAt), desc(accounts.id))
        .limit(4)
      seen.push(...rows.map((row) => row.name))
      const end = rows.at(-1)
      if (!end) break
      last = end
    }
    expect([seen.length, new Set(seen).size]).toEqual([10, 10])
  })

  it('returns lists, booleans, times and nulls as they were stored', async () => {
    const { resumeEvaluations: e } = db.s
    const evaluation = {
      id: newId(t0),
      resumeId: newId(t0),
      overallRating: 5,
      comment: '🌸 "引号" \\ \n',
      evaluatorId: null,
      evaluationDate: '2026-11-20',
      evaluationType: 'daily' as const,
      tags: ['细心', '"', '\\'],
      strengths: null,
      improvements: '',
      published: false,
      createdAt: 8_640_000_000_000_000,
    }
    await db.tx((t) => ask(t.insert(e).values(evaluation)))
    expect(await db.q.select().from(e).where(eq(e.id, evaluation.id))).toEqual([evaluation])
  })

  it('answers a ping, and counts statements', async () => {
    await db.ping()
    expect(await statementsOf(db, async () => void (await find(db.q, 'x')))).toBe(1)
  })
})

describe('on SQLite only, the database', () => {
  it('compiles a statement once for all of its runs', async () => {
    const db = openSqlite(':memory:')
    const select = 'select 1 as one, 2 as two'
    const first = db.client.prepare(select)
    expect(first.raw().all()).toEqual([[1, 2]])
    const again = db.client.prepare(select)
    expect(again).toBe(first)
    expect((again as BetterSqlite3.Statement).all()).toEqual([{ one: 1, two: 2 }])
    for (let i = 0; i < 600; i++) db.client.prepare(`select ${i}`)
    expect(db.client.prepare(select)).not.toBe(first)
    await db.close()
  })

  it('plans a statement once, and returns every value unchanged', async () => {
    expect(plannedOnce(`select "a?" from t where b = ? and c in (?, ?) and d = 'why?' limit ?`)).toBe(
      `select "a?" from t where b = +? and c in (+?, +?) and d = 'why?' limit +?`,
    )
    expect(plannedOnce('insert into t values (?)')).toBe('insert into t values (?)')
    const { client, close } = openSqlite(':memory:')
    const values = [null, 1, 1.5, '', '1', Buffer.from([0, 1])]
    const select = client.prepare(`select ${values.map(() => '?, typeof(?)').join(', ')}`).raw()
    const given = select.get(...values.flatMap((value) => [value, value])) as unknown[]
    expect(given.filter((_, i) => i % 2 === 0)).toEqual(values)
    expect(given.filter((_, i) => i % 2 === 1)).toEqual(['null', 'real', 'real', 'text', 'text', 'blob'])
    await close()
  })

  it('retains acknowledged writes and does not block while others write', () => {
    const { client } = openSqlite(':memory:')
    expect(client.pragma('synchronous', { simple: true })).toBe(2)
    expect(client.pragma('foreign_keys', { simple: true })).toBe(1)
    // SQLite would block the process while it waits; transactions wait by themselves.
    expect(client.pragma('busy_timeout', { simple: true })).toBe(10)
    client.close()
  })
})

describe('a row id', () => {
  it('is 24 lower-case hex digits, different each time, and sorts by its second', () => {
    const ids = Array.from({ length: 1000 }, () => newId(1_795_138_200_000))
    expect(new Set(ids).size).toBe(1000)
    for (const id of ids) expect(id).toMatch(/^6affa298[0-9a-f]{16}$/)
    const times = [0, 999, 1000, 1_795_138_200_000, 4_294_967_295_000]
    const sorted = times.map((time) => newId(time).slice(0, 8))
    expect(sorted).toEqual(['00000000', '00000000', '00000001', '6affa298', 'ffffffff'])
  })
})
