import { eq, inArray, sql } from 'drizzle-orm'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { ENGINES, openEngine } from '@qingpin/testing/engines'
import { statementsOf } from '@qingpin/testing/statements'
import { ask, type Db, type Durability, type Q } from './db.ts'
import { newId } from './ids.ts'
import { type At, prepared, preparedInsert, preparedShapes, Values } from './prepared.ts'
import { openSqlite } from './sqlite.ts'

const NOW = Date.parse('2026-11-20T00:00:00Z')
const aTopic = (topic: string, lastSeq = 1) => ({ topic, lastSeq, touchedAt: NOW })

const insertTopic = preparedInsert('topics')
const insertEvent = preparedInsert('events')
const topicNamed = prepared('test_topic', ({ q, s: { topics } }, at: At<{ topic: string }>) =>
  q
    .select()
    .from(topics)
    .where(eq(topics.topic, at('topic'))),
)
const raise = prepared('test_raise', ({ q, s: { topics } }, at: At<{ topic: string; by: number }>) =>
  q
    .update(topics)
    .set({ lastSeq: sql`${topics.lastSeq} + ${at('by')}` })
    .where(eq(topics.topic, at('topic')))
    .returning({ seq: topics.lastSeq }),
)

describe.each(ENGINES)('a prepared query on %s', (engine) => {
  const db = {} as Db
  beforeAll(async () => {
    Object.assign(db, await openEngine(engine))
  })
  afterAll(() => db.close())
  const add = (topic: string) => db.tx((t) => ask(insertTopic(db, t, aTopic(topic))))

  it('runs outside a transaction and inside, once for each time it is awaited', async () => {
    await add('a')
    expect(await topicNamed(db, db.q, { topic: 'a' })).toEqual([aTopic('a')])
    const inside = await db.tx(function* (t) {
      yield* ask(raise(db, t, { topic: 'a', by: 2 }))
      return yield* ask(topicNamed(db, t, { topic: 'a' }))
    })
    expect(inside).toEqual([aTopic('a', 3)])
    expect(await statementsOf(db, async () => void (await topicNamed(db, db.q, { topic: 'a' })))).toBe(1)
    expect(await statementsOf(db, async () => void topicNamed(db, db.q, { topic: 'a' }))).toBe(0)
  })

  it('is part of its transaction: rolled back with it, and invisible to others until it commits', async () => {
    const failed = db.tx(function* (t) {
      yield* ask(insertTopic(db, t, aTopic('undone')))
      expect(yield* ask(topicNamed(db, t, { topic: 'undone' }))).toHaveLength(1)
      throw new Error('changed my mind')
    })
    await expect(failed).rejects.toThrow('changed my mind')
    expect(await topicNamed(db, db.q, { topic: 'undone' })).toEqual([])
  })

  it('is refused in a transaction when it was bound to the handle outside', async () => {
    const strange = db.tx(() => ask(insertTopic(db, db.q, aTopic('outside'))))
    await expect(strange).rejects.toThrow('not built from the transaction handle')
    expect(await topicNamed(db, db.q, { topic: 'outside' })).toEqual([])
  })

  it('fails like any other: it throws the constraint, rolls its transaction back, and works in the next one', async () => {
    await add('twice')
    await expect(add('twice')).rejects.toMatchObject({ name: 'ConstraintError', kind: 'unique' })
    expect(await topicNamed(db, db.q, { topic: 'twice' })).toHaveLength(1)
  })

  it('loses no update when many transactions run it at once, each on its own connection', async () => {
    await add('many')
    await Promise.all(Array.from({ length: 30 }, () => db.tx((t) => ask(raise(db, t, { topic: 'many', by: 1 })))))
    expect(await topicNamed(db, db.q, { topic: 'many' })).toEqual([aTopic('many', 31)])
  })

  it('returns what drizzle returns, for all column types and nulls', async () => {
    const event = {
      topic: 'kinds',
      seq: 1,
      type: 't',
      data: { list: ['一', null], deep: { x: 1 } },
      closes: true,
      at: NOW,
    }
    const rows = [event, { ...event, seq: 2, data: [], closes: false }, { ...event, seq: 3, data: '"' }]
    await db.tx(function* (t) {
      for (const row of rows) yield* ask(insertEvent(db, t, row))
    })
    const build = (q: Q) => q.select().from(db.s.events).where(eq(db.s.events.topic, 'kinds')).orderBy(db.s.events.seq)
    const all = prepared<object, unknown[]>('test_kinds', ({ q }) => build(q))
    expect(await all(db, db.q, {})).toEqual(await build(db.q))
    expect(await build(db.q)).toEqual(rows)
    const joined = (q: Q) =>
      q
        .select({ topic: db.s.topics, n: sql<number>`count(*)`.mapWith(Number), none: sql<null>`null` })
        .from(db.s.events)
        .leftJoin(db.s.topics, eq(db.s.topics.topic, db.s.events.topic))
        .groupBy(db.s.topics.topic)
    const nested = prepared<object, unknown[]>('test_nested', ({ q }) => joined(q))
    expect(await nested(db, db.q, {})).toEqual(await joined(db.q))
  })

  it('is built once, or once for each of the last hundred shapes', async () => {
    for (const topic of ['s1', 's2', 's3']) await add(topic)
    const find = preparedShapes<{ topic: string }[]>()
    let built = 0
    const named = async (...names: string[]) => {
      const values = new Values()
      const places = names.map((name, i) => values.put(`name${i}`, name))
      const rows = await find(db, values.shape, values, (q) => {
        built++
        return q.select({ topic: db.s.topics.topic }).from(db.s.topics).where(inArray(db.s.topics.topic, places))
      })
      return rows.map(({ topic }) => topic).toSorted()
    }
    expect(await named('s1', 's2')).toEqual(['s1', 's2'])
    expect(await named('s3', 'nobody')).toEqual(['s3'])
    expect(built).toBe(1)
    for (let i = 3; i < 103; i++) await named(...Array.from({ length: i }, () => 's1'))
    expect(built).toBe(101)
    expect(await named('s2', 's3')).toEqual(['s2', 's3'])
    expect(built).toBe(102)
  })

  it('stays within a long transaction', async () => {
    for (const durability of ['lasting', 'flush follows', 'may be lost'] satisfies Durability[]) {
      const topic = newId(NOW)
      const lost = db.tx(function* (t) {
        yield* ask(insertTopic(db, t, aTopic(topic)))
        throw new Error('undone')
      }, durability)
      await expect(lost).rejects.toThrow('undone')
      await db.tx((t) => ask(insertTopic(db, t, aTopic(topic))), durability)
      await db.flush()
      expect(await topicNamed(db, db.q, { topic })).toHaveLength(1)
    }
  })
})

describe('SQLite on a disk', () => {
  it('flushes each durable commit to it', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'qingpin-db-'))
    const db = openSqlite(join(folder, 'a.db'))
    const NORMAL = 1
    const FULL = 2
    const levels: unknown[] = []
    const write = (topic: string, durability?: Durability) =>
      db.tx(function* (t) {
        levels.push(db.client.pragma('synchronous', { simple: true }))
        yield* ask(insertTopic(db, t, aTopic(topic)))
      }, durability)
    await write('x', 'may be lost')
    await write('y')
    await expect(write('x', 'flush follows')).rejects.toThrow('unique')
    await write('z')
    await write('w', 'lasting')
    await db.flush()
    expect(levels).toEqual([NORMAL, FULL, NORMAL, FULL, FULL])
    await db.close()
    rmSync(folder, { recursive: true, force: true })
  })
})
