import { mkdir, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, afterEach, beforeAll, describe, expect, inject, it, vi } from 'vitest'
import { type Engine, ENGINES, startApp, type TestApp } from '@qingpin/testing/harness'
import { newDatabase } from '@qingpin/testing/postgres'
import { aNewPicture, aResumeBy, sendTo } from '@qingpin/testing/uploads'
import type { Db } from '../../db/db.ts'
import { openPg } from '../../db/pg.ts'
import { openSqlite } from '../../db/sqlite.ts'

const base = inject('postgres')
const folder = join(tmpdir(), `qingpin-twice-${process.pid}`)

/** A way to open one database more than once, as replicas do. */
async function sharedDatabase(engine: Engine): Promise<() => Promise<Db>> {
  if (engine === 'sqlite') return async () => openSqlite(join(folder, 'shared.db'))
  const url = await newDatabase(base ?? '')
  return () => openPg(url, { max: 6 })
}

describe.each(ENGINES)('an upload that is confirmed at two replicas, on %s', (engine) => {
  const replicas: TestApp[] = []
  const skipped = engine === 'pg' && base === undefined
  beforeAll(async () => {
    if (skipped) return
    const env = { DATA_DIR: folder }
    await mkdir(folder, { recursive: true })
    const open = await sharedDatabase(engine)
    for (let i = 0; i < 2; i++) replicas.push(await startApp(engine, env, undefined, { open }))
  })
  afterAll(async () => {
    for (const replica of replicas) await replica.stop()
    await rm(folder, { recursive: true, force: true })
  })

  afterEach(() => vi.restoreAllMocks())

  const sent = async () => {
    const [one, other] = replicas as [TestApp, TestApp]
    const { token } = await one.aStaff('employee')
    const id = await aResumeBy(one, token)
    const photo = await aNewPicture()
    const body = { fileType: 'personalPhoto', filename: 'a.jpg', size: photo.length, mimetype: 'image/jpeg' } as const
    const permit = await one.as(token)('POST /api/resumes/{id}/files/uploads', { params: { id }, body })
    await sendTo(one, permit.url, { method: 'PUT', headers: permit.headers, body: new Uint8Array(photo) })
    const path = `/api/resumes/${id}/files/uploads/${permit.uploadId}/confirm`
    const reads = [one, other].map((replica) => vi.spyOn(replica.deps.stores.private, 'read'))
    return { one, other, reads, confirm: (replica: TestApp) => replica.raw('POST', path, { token }) }
  }
  const countOf = (reads: { mock: { calls: unknown[] } }[]) =>
    reads.reduce((total, { mock }) => total + mock.calls.length, 0)

  it.skipIf(skipped)(
    'is read by one of them, and the other answers that it is in progress until it is done',
    async () => {
      const { one, other, reads, confirm } = await sent()
      let goOn = () => {}
      const held = new Promise<void>((resolve) => (goOn = resolve))
      const { read } = one.deps.stores.private
      reads[0]?.mockImplementationOnce(async (key) => {
        await held
        return read(key)
      })
      const first = confirm(one)
      await vi.waitFor(() => expect(reads[0]?.mock.calls).toHaveLength(1))
      const meanwhile = await confirm(other)
      expect([meanwhile.status, meanwhile.json.code, meanwhile.headers.get('retry-after')]).toEqual([
        409,
        'UPLOAD_IN_PROGRESS',
        '2',
      ])
      expect(reads[1]?.mock.calls).toEqual([])
      goOn()
      const { status, json } = await first
      expect(status).toBe(201)
      const after = await confirm(other)
      expect([after.status, after.json.data]).toEqual([200, { ...json.data, repeated: true }])
      expect(reads[1]?.mock.calls).toEqual([])
    },
  )

  it.skipIf(skipped)('is read once when each gets five requests in one moment', async () => {
    const { one, other, reads, confirm } = await sent()
    const replies = await Promise.all(Array.from({ length: 10 }, (_, i) => confirm(i % 2 === 0 ? one : other)))
    const ids = replies.flatMap(({ status, json }) => (status < 300 ? [json.data.file.id] : []))
    expect(new Set(ids).size).toBe(1)
    expect(replies.filter(({ status }) => status >= 300).every(({ json }) => json.code === 'UPLOAD_IN_PROGRESS')).toBe(
      true,
    )
    expect(countOf(reads)).toBe(1)
  })

  it.skipIf(skipped)('is inspected by the other once the first has died, or could not reach the store', async () => {
    const { one, other, reads, confirm } = await sent()
    reads[0]?.mockRejectedValueOnce(new Error('the store is away'))
    expect((await confirm(one)).status).toBe(500)
    reads[0]?.mockImplementationOnce(() => new Promise(() => undefined))
    void confirm(one)
    await vi.waitFor(() => expect(reads[0]?.mock.calls).toHaveLength(2))
    expect((await confirm(other)).json.code).toBe('UPLOAD_IN_PROGRESS')
    other.advance(120_000)
    expect((await confirm(other)).status).toBe(201)
  })
})
