import { sql } from 'drizzle-orm'
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest'
import type { NodePgDatabase } from 'drizzle-orm/node-postgres'
import { openPg } from '../src/db/pg.ts'
import { startApp, type TestApp } from '@qingpin/testing/harness'
import { newDatabase, rivalOn } from '@qingpin/testing/postgres'

const base = inject('postgres')

describe.skipIf(base === undefined)('a database whose connections are all in use', () => {
  let app: TestApp
  let url: string
  beforeAll(async () => {
    url = await newDatabase(base ?? '')
    app = await startApp('pg', {}, undefined, { open: () => openPg(url, { max: 1, connectMs: 200 }) })
  })
  afterAll(() => app.stop())

  it('lets callers wait a little, then answers with Retry-After, and serves them afterwards', async () => {
    const { token } = await app.aStaff('employee')
    const read = () => app.raw('GET', '/api/resumes', { token })
    const rival = await rivalOn(url)
    await rival.run('select pg_advisory_lock(1)')
    const long = (app.db.q as unknown as NodePgDatabase).execute(sql`select pg_advisory_xact_lock(1)`)
    // A query of drizzle's begins when it is waited for.
    const done = long.then(() => undefined)
    await rival.untilWaiting(1, done)
    const refused = await read()
    expect([refused.status, refused.json.code, refused.headers.get('retry-after')]).toEqual([503, 'SERVICE_BUSY', '3'])
    await rival.run('select pg_advisory_unlock(1)')
    await done
    expect((await read()).status).toBe(200)
    await rival.end()
  })
})

describe.skipIf(base === undefined)('a statement that takes too long', () => {
  const MIGRATIONS = 'pg_advisory_lock(727001)'

  it('answers with Retry-After, independent of the kind of wait', async () => {
    const url = await newDatabase(base ?? '')
    const app = await startApp('pg', {}, undefined, { open: () => openPg(url, { statementMs: 200 }) })
    const rival = await rivalOn(url)
    const person = await app.aPerson()
    const rename = () => app.raw('PATCH', '/api/auth/me', { token: person.token, body: { name: '新名' } })
    await rival.run('begin')
    await rival.run('select 1 from accounts where id = $1 for update', [person.id])
    const refused = await rename()
    expect([refused.status, refused.json.code, refused.headers.get('retry-after')]).toEqual([503, 'SERVICE_BUSY', '3'])
    await rival.run('rollback')
    expect((await rename()).status).toBe(200)
    await rival.end()
    await app.stop()
  })

  it('does not stop a replica that waits while another one migrates', async () => {
    const url = await newDatabase(base ?? '')
    const rival = await rivalOn(url)
    await rival.run(`select ${MIGRATIONS}`)
    const opening = openPg(url, { statementMs: 50 })
    await rival.untilWaiting(1, opening)
    const longest = `select coalesce(max(extract(epoch from now() - query_start)), 0) as s from pg_stat_activity
      where datname = current_database() and wait_event_type = 'Lock'`
    await expect.poll(async () => Number((await rival.run(longest)).rows[0].s)).toBeGreaterThan(0.2)
    await rival.run(`select ${MIGRATIONS.replace('lock', 'unlock')}`)
    const db = await opening
    await db.ping()
    await db.close()
    await rival.end()
  })
})
