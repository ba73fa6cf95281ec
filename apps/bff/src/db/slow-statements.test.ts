import { eq, sql } from 'drizzle-orm'
import { describe, expect, it } from 'vitest'
import { ENGINES, useApp } from '@qingpin/testing/harness'
import { memoryLog } from '@qingpin/testing/memory-log'
import { ask } from './db.ts'
import { shapeOf } from './slow-statements.ts'

const SECRET = '13912345678'

describe.each(ENGINES)('a statement that takes long, on %s', (engine) => {
  const { log, lines } = memoryLog()
  const app = useApp(engine, { SLOW_QUERY_MS: '40' }, log)
  const word = engine === 'pg' ? 'pg_sleep' : 'recursive'
  const logged = () => lines.filter((line) => line.includes('slow statement') && line.includes(word))
  /** A condition that keeps the engine busy or waiting for a tenth of a second. */
  const slow = () =>
    engine === 'pg'
      ? sql`pg_sleep(0.1) is not null`
      : sql`(with recursive n(i) as (select 1 union all select i + 1 from n where i < 900000) select count(*) from n) > 0`

  it('is logged by its shape, without a value, and counted, in a transaction and outside of one', async () => {
    const { accounts } = app.db.s
    await app.aPerson()
    const query = (t: typeof app.db.q) =>
      t
        .select({ id: accounts.id, slowly: slow() })
        .from(accounts)
        .where(sql`${eq(accounts.phoneHash, SECRET)} or ${slow()}`)
    await query(app.db.q)
    await app.db.tx((t) => ask(query(t as typeof app.db.q)))
    expect(logged()).toHaveLength(2)
    const [line = '{}'] = logged()
    expect(JSON.parse(line)).toMatchObject({ ms: expect.any(Number), shape: expect.stringContaining('phone_hash') })
    expect(lines.join('')).not.toContain(SECRET)
    const text = await app.deps.metrics.text()
    expect(Number(/qingpin_db_slow_statement_seconds_count (\d+)/.exec(text)?.[1])).toBeGreaterThanOrEqual(2)
  })

  it('leaves errors as they are', async () => {
    const { accounts } = app.db.s
    const wrong = app.db.q.select({ x: sql`no_such_column` }).from(accounts)
    await expect((async () => await wrong)()).rejects.toThrow()
    expect(await app.db.q.select({ id: accounts.id }).from(accounts).limit(1)).toHaveLength(1)
  })
})

describe.each(ENGINES)('a statement that takes no longer than is allowed, on %s', (engine) => {
  const { log, lines } = memoryLog()
  const app = useApp(engine, { SLOW_QUERY_MS: '600000' }, log)

  it('is not mentioned', async () => {
    await app.db.q.select().from(app.db.s.loginFailures)
    expect(lines.join('')).not.toContain('slow statement')
  })
})

describe('the shape of a statement', () => {
  it.each([
    ['select  *\n from "a" where "b" = $1', 'select * from "a" where "b" = $1'],
    ["select * from a where b = '139''1234' and c = 'x'", "select * from a where b = '…' and c = '…'"],
    ['select * from a where b in (?, ?, ?) and c in ($1, $2)', 'select * from a where b in (…) and c in (…)'],
    ['insert into a values (?)', 'insert into a values (?)'],
  ])('of %j is %j', (text, shape) => {
    expect(shapeOf(text)).toBe(shape)
  })
})
