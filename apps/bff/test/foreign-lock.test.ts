import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import Database from 'better-sqlite3'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { startApp, type TestApp } from '@qingpin/testing/harness'
import { openSqlite } from '../src/db/sqlite.ts'

describe('a file of SQLite that another process holds', () => {
  let app: TestApp
  let folder: string
  let rival: Database.Database
  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), 'qingpin-lock-'))
    const file = join(folder, 'qingpin.db')
    app = await startApp('sqlite', {}, undefined, { open: async () => openSqlite(file) })
    rival = new Database(file)
  })
  afterAll(async () => {
    rival.close()
    await app.stop()
    rmSync(folder, { recursive: true, force: true })
  })
  const ready = async () => (await app.raw('GET', '/api/ready')).status
  const took = async (work: () => Promise<unknown>) => {
    const began = performance.now()
    await work()
    return performance.now() - began
  }

  it('does not block the health check, fails the readiness check at once, and waiting requests go on afterwards', async () => {
    const person = await app.aPerson()
    const rename = () => app.raw('PATCH', '/api/auth/me', { token: person.token, body: { name: '新名' } })
    expect(await ready()).toBe(200)

    rival.exec('begin exclusive')
    const waiting = Promise.all([rename(), rename(), rename()])
    const health: number[] = []
    for (let i = 0; i < 20; i++)
      health.push(await took(async () => expect((await app.raw('GET', '/api/health')).status).toBe(200)))
    expect(Math.max(...health)).toBeLessThan(500)
    expect(await took(async () => expect(await ready()).toBe(503))).toBeLessThan(2500)

    rival.exec('rollback')
    expect((await waiting).map(({ status }) => status)).toEqual([200, 200, 200])
    expect(await ready()).toBe(200)
  })

  it('answers with Retry-After when it is locked for long', async () => {
    const person = await app.aPerson()
    rival.exec('begin immediate')
    const refused = await app.raw('PATCH', '/api/auth/me', { token: person.token, body: { name: '又一个' } })
    expect([refused.status, refused.json.code, refused.headers.get('retry-after')]).toEqual([503, 'SERVICE_BUSY', '3'])
    rival.exec('rollback')
  }, 20_000)
})
