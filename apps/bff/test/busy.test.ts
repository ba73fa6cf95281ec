import { sql } from 'drizzle-orm'
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest'
import type { NodePgDatabase } from 'drizzle-orm/node-postgres'
import { openPg } from '../src/db/pg.ts'
import { startApp, type TestApp } from './harness.ts'
import { newDatabase } from './postgres.ts'

const base = inject('postgres')

describe.skipIf(base === undefined)('a database whose connections are all in use', () => {
  let app: TestApp
  beforeAll(async () => {
    const url = await newDatabase(base ?? '')
    app = await startApp('pg', {}, undefined, { open: () => openPg(url, { max: 1, patienceMs: 200 }) })
  })
  afterAll(() => app.stop())

  it('makes callers wait a little, then asks them to come again, and serves them afterwards', async () => {
    const { token } = await app.aStaff('employee')
    const read = () => app.raw('GET', '/api/resumes', { token })
    const long = (app.db.q as unknown as NodePgDatabase).execute(sql`select pg_sleep(1)`)
    // A query of drizzle's begins when it is waited for.
    const done = long.then(() => undefined)
    const refused = await read()
    expect([refused.status, refused.json.code, refused.headers.get('retry-after')]).toEqual([503, 'SERVICE_BUSY', '3'])
    await done
    expect((await read()).status).toBe(200)
  })
})
