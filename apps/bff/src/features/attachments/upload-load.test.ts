import { type AddressInfo, connect } from 'node:net'
import { serve } from '@hono/node-server'
import { desc, eq } from 'drizzle-orm'
import { describe, expect, it } from 'vitest'
import { HOUR_MS } from '@qingpin/contract/core/days'
import { ENGINES, refusal, useApp } from '@qingpin/testing/harness'
import { machineForward } from '@qingpin/testing/machine-clock'
import { aJpegWithComment, anHeic, anMp4, aPicture, aPngBomb, aZipBomb, SCRIPT_SVG } from '@qingpin/testing/odd-files'
import { countRows } from '@qingpin/testing/rows'
import { bytes } from '@qingpin/testing/stores'
import {
  aNewPicture,
  aResumeBy,
  openAddress,
  type Part,
  removeDue,
  sendFile,
  sendFiles,
  stored,
  removeUnused,
} from '@qingpin/testing/uploads'
import { ask } from '../../db/db.ts'
import { prefixesOf } from '../../storage/index.ts'

const cat = (...parts: Uint8Array[]) => Buffer.concat(parts)
/** The rest of a vendor that failed is over. */
const rested = () => machineForward(20)

describe.each(ENGINES)('many writers at one resume, on %s', (engine) => {
  const app = useApp(engine)

  it('lose, double or bring back no file: thirty pictures of two clients, while a third deletes and a fourth edits', async () => {
    const { token } = await app.aStaff('manager')
    const api = app.as(token)
    const id = await aResumeBy(app, token, 'pending')
    const params = { id }
    const old: string[] = []
    for (let i = 0; i < 6; i++)
      old.push((await sendFile(app, token, id, ['personalPhoto', await aNewPicture()])).json.data.file.id)
    const edited = await api('GET /api/resumes/miniprogram/{id}', { params })
    const pictures = await Promise.all(Array.from({ length: 30 }, aNewPicture))
    const uploads = pictures.map((picture) => sendFile(app, token, id, ['personalPhoto', picture]))
    const deletes = old
      .slice(0, 3)
      .map((fileId) => api('POST /api/resumes/{id}/files/delete', { params, body: { fileId } }))
    // The editor shows all six; the fourth is removed and the rest reversed.
    const kept = edited.photoUrls.filter((_, i) => i !== 3).toReversed()
    const edit = api('PATCH /api/resumes/miniprogram/{id}', {
      params,
      body: { version: edited.version, photoUrls: kept, nativePlace: '安徽' },
    })
    const replies = await Promise.all(uploads)
    await Promise.all([...deletes, edit])
    expect(replies.map(({ status }) => status)).toEqual(replies.map(() => 201))
    const { files } = await api('GET /api/resumes/{id}/files', { params })
    const now = files.map((one) => one.id)
    const expected = [old[5], old[4], ...replies.map(({ json }) => json.data.file.id)]
    expect(now.toSorted()).toEqual(expected.toSorted())
    expect(now.indexOf(old[5] ?? '')).toBeLessThan(now.indexOf(old[4] ?? ''))
    const detail = await api('GET /api/resumes/miniprogram/{id}', { params })
    expect([detail.photoUrls.length, detail.personalPhoto.map((one) => one.id), detail.nativePlace]).toEqual([
      32,
      now,
      '安徽',
    ])
    await removeDue(app)
    app.advance(2 * HOUR_MS)
    await removeUnused(app)
    expect(await stored(app)).toHaveLength(64)
    const [last] = (await app.as((await app.aStaff('manager')).token)('GET /api/resumes/{id}/files', { params })).files
    expect((await openAddress(app, last?.url ?? '')).status).toBe(200)
  })

  it('are refused when a kind is full, and nothing of the refused files stays', async () => {
    const { token } = await app.aStaff('employee')
    const id = await aResumeBy(app, token)
    const photoUrls = Array.from({ length: 59 }, (_, i) => `https://old.example/${i}.jpg`)
    await app.as(token)('PATCH /api/resumes/miniprogram/{id}', { params: { id }, body: { photoUrls } })
    const before = await stored(app)
    const two: Part[] = [
      ['personalPhoto', await aNewPicture()],
      ['personalPhoto', await aNewPicture()],
    ]
    expect((await sendFiles(app, token, id, two)).json.code).toBe('FILES_FULL')
    const photo = await aNewPicture()
    const body = { fileType: 'personalPhoto', size: photo.length, mimetype: 'image/jpeg' } as const
    const asked = { params: { id }, body }
    const permit = await app.as(token)('POST /api/resumes/{id}/files/uploads', asked)
    await app.fetch(new Request(permit.url, { method: 'PUT', headers: permit.headers, body: new Uint8Array(photo) }))
    expect((await sendFile(app, token, id, ['personalPhoto', await aNewPicture()])).status).toBe(201)
    expect((await sendFile(app, token, id, ['personalPhoto', await aNewPicture()])).json.code).toBe('FILES_FULL')
    expect((await refusal(app.as(token)('POST /api/resumes/{id}/files/uploads', asked))).code).toBe('FILES_FULL')
    const late = await app.raw('POST', `/api/resumes/${id}/files/uploads/${permit.uploadId}/confirm`, { token })
    expect(late.json.code).toBe('FILES_FULL')
    app.advance(2 * HOUR_MS)
    await removeUnused(app)
    expect(await stored(app)).toHaveLength(before.length + 2)
  })

  it('leave nothing behind when the connection breaks in the middle of the second of two files', async () => {
    const { token } = await app.aStaff('employee')
    const id = await aResumeBy(app, token)
    const [tables, before] = [await countRows(app, 'resumeFiles'), await stored(app)]
    const server = serve({ fetch: (request, env) => app.fetch(request, env), port: 0, hostname: '127.0.0.1' })
    await new Promise((resolve) => server.once('listening', resolve))
    const line = connect((server.address() as AddressInfo).port, '127.0.0.1')
    const head = [
      `POST /api/resumes/miniprogram/${id}/upload-files HTTP/1.1`,
      'Host: test.local',
      `Authorization: Bearer ${token}`,
      'Content-Type: multipart/form-data; boundary=x',
      'Content-Length: 9000000',
    ]
    const part = (type: string) =>
      `--x\r\nContent-Disposition: form-data; name="files"; filename="a.jpg"\r\nContent-Type: ${type}\r\n\r\n`
    line.write(
      `${head.join('\r\n')}\r\n\r\n--x\r\nContent-Disposition: form-data; name="types"\r\n\r\n["cookingPhoto","cookingPhoto"]\r\n`,
    )
    line.write(cat(Buffer.from(part('image/jpeg')), await aNewPicture(), Buffer.from('\r\n')))
    line.write(cat(Buffer.from(part('image/jpeg')), (await aNewPicture()).subarray(0, 2000)))
    await expect.poll(async () => (await stored(app)).length, { timeout: 5000 }).toBe(before.length + 2)
    line.destroy()
    await expect.poll(() => app.deps.memoryBudget.held).toBe(0)
    await expect.poll(() => jobsOf()).toBeGreaterThan(0)
    app.advance(2 * HOUR_MS)
    await removeUnused(app)
    expect([await countRows(app, 'resumeFiles'), await stored(app)]).toEqual([tables, before])
    server.close()
  })
  const jobsOf = async () =>
    (await app.db.q.select().from(app.db.s.jobs).where(eq(app.db.s.jobs.queue, 'file-removal'))).length
})

describe.each(ENGINES)('a store that is down, on %s', (engine) => {
  const app = useApp(engine, { STORE_PRIVATE: 'oss' })

  it('is reported, stores nothing, and accepts the same files later', async () => {
    const { token } = await app.aStaff('employee')
    const id = await aResumeBy(app, token)
    const { faults } = app.sandbox.sandbox
    const photo = await aNewPicture()
    faults.plan({ service: 'oss', times: 100, status: 503 })
    const film: Part = ['selfIntroductionVideo', anMp4(900_000), 'me.mp4']
    for (const down of [
      await sendFile(app, token, id, ['personalPhoto', photo]),
      await sendFile(app, token, id, film),
      await sendFiles(app, token, id, [['personalPhoto', photo], film]),
    ]) {
      expect([down.status, down.json.code]).toEqual([503, 'FILES_UNAVAILABLE'])
      expect(Number(down.headers.get('retry-after'))).toBeGreaterThan(0)
      rested()
    }
    // Jobs that cannot remove anything now do so later.
    await removeDue(app)
    faults.clear()
    rested()
    const later = await sendFiles(app, token, id, [['personalPhoto', photo], film])
    expect([later.status, later.json.data.totalCount]).toEqual([201, 2])
    app.advance(2 * HOUR_MS)
    await removeUnused(app)
    expect(await stored(app)).toHaveLength(3)
    expect(await countRows(app, 'files')).toBe(2)
  })

  it('has nothing of two files of which the second is refused', async () => {
    const { token } = await app.aStaff('employee')
    const id = await aResumeBy(app, token)
    const before = await stored(app)
    const two: Part[] = [
      ['personalPhoto', await aNewPicture()],
      ['personalPhoto', anHeic(), 'IMG_1.HEIC'],
    ]
    expect((await sendFiles(app, token, id, two)).json.code).toBe('HEIC_NOT_SUPPORTED')
    const { files } = await app.as(token)('GET /api/resumes/{id}/files', { params: { id } })
    expect(files).toEqual([])
    app.advance(2 * HOUR_MS)
    await removeUnused(app)
    expect(await stored(app)).toEqual(before)
  })
})

describe.each(ENGINES)('the removal of unused files, on %s', (engine) => {
  const app = useApp(engine)

  it('removes objects without a row, unconfirmed uploads and old rows, and nothing that is in use', async () => {
    const { token } = await app.aStaff('employee')
    const id = await aResumeBy(app, token)
    const [kept, gone] = [
      await sendFile(app, token, id, ['personalPhoto', await aNewPicture()]),
      await sendFile(app, token, id, ['personalPhoto', await aNewPicture()]),
    ]
    await app.as(token)('POST /api/resumes/{id}/files/delete', {
      params: { id },
      body: { fileId: gone.json.data.file.id },
    })
    const asked = await app.as(token)('POST /api/resumes/{id}/files/uploads', {
      params: { id },
      body: { fileType: 'personalPhoto', size: 9, mimetype: 'image/jpeg' },
    })
    await app.fetch(new Request(asked.url, { method: 'PUT', headers: asked.headers, body: bytes('a picture') }))
    const { private: store } = app.deps.stores
    const { stored: place, incoming } = prefixesOf(app.deps)
    for (const key of [`${place}${'a'.repeat(24)}.jpg`, `${incoming}${'b'.repeat(24)}`])
      await store.put(key, { type: 'image/jpeg', size: 9 }, bytes('a picture'))
    expect(await stored(app)).toHaveLength(2 + 2 + 1 + 2)
    // Files on disk have the machine's time, and strays stay for a day.
    app.advance(Math.max(0, Date.now() - app.ctx().now) + 48 * HOUR_MS)
    while (new Date(app.ctx().now).getUTCHours() !== 4) app.advance(HOUR_MS)
    await removeUnused(app)
    const left = await stored(app)
    expect(left).toHaveLength(2)
    expect(await countRows(app, 'fileUploads')).toBe(0)
    expect(await countRows(app, 'resumeFiles')).toBe(2)
    app.advance(40 * 24 * HOUR_MS)
    await removeUnused(app)
    expect([await countRows(app, 'resumeFiles'), await stored(app)]).toEqual([1, left])
    const api = app.as((await app.aStaff('employee')).token)
    const { files } = await api('GET /api/resumes/{id}/files', { params: { id } })
    expect(files.map((one) => one.id)).toEqual([kept.json.data.file.id])
  })

  it('does not touch other objects of the same bucket, nor files under former keys', async () => {
    const { private: store } = app.deps.stores
    const others = ['elsewhere/files/', 'elsewhere/incoming/', 'files/', 'incoming/'].map((at) => at + 'e'.repeat(24))
    for (const key of others) await store.put(key, { type: 'image/jpeg', size: 9 }, bytes('a picture'))
    app.advance(Math.max(0, Date.now() - app.ctx().now) + 48 * HOUR_MS)
    while (new Date(app.ctx().now).getUTCHours() !== 4) app.advance(HOUR_MS)
    await removeUnused(app)
    for (const key of others) expect([key, (await store.head(key))?.size]).toEqual([key, 9])
  })

  it('removes files under former keys, which are read as before, when they are removed from the resume', async () => {
    const { token } = await app.aStaff('employee')
    const id = await aResumeBy(app, token)
    const { json } = await sendFile(app, token, id, ['personalPhoto', await aNewPicture()])
    const { private: store } = app.deps.stores
    const { files } = app.db.s
    const [row] = await app.db.q.select().from(files).orderBy(desc(files.createdAt), desc(files.id)).limit(1)
    if (!row?.smallKey) throw new Error('there is no file')
    const old = { key: `files/${row.id}.jpg`, smallKey: `files/${row.id}.small.jpg` }
    for (const [from, to] of [
      [row.key, old.key],
      [row.smallKey, old.smallKey],
    ] as const) {
      const object = await store.read(from)
      if (object) await store.put(to, { type: object.type, size: object.size }, object.body)
      await store.remove(from)
    }
    await app.db.tx((t) => ask(t.update(files).set(old).where(eq(files.id, row.id))))
    expect((await openAddress(app, json.data.fileUrl)).status).toBe(200)
    await app.as(token)('POST /api/resumes/{id}/files/delete', { params: { id }, body: { fileId: json.data.file.id } })
    app.advance(2 * HOUR_MS)
    await removeDue(app)
    expect([await store.head(old.key), await store.head(old.smallKey)]).toEqual([undefined, undefined])
  })

  it('removes nothing from a store most of whose objects this database does not know', async () => {
    const { private: store } = app.deps.stores
    const before = await stored(app)
    const foreign = Array.from(
      { length: 201 },
      (_, i) => `${prefixesOf(app.deps).stored}${i.toString(16).padStart(24, 'd')}.jpg`,
    )
    for (const key of foreign) await store.put(key, { type: 'image/jpeg', size: 9 }, bytes('a picture'))
    app.advance(Math.max(0, Date.now() - app.ctx().now) + 48 * HOUR_MS)
    while (new Date(app.ctx().now).getUTCHours() !== 4) app.advance(HOUR_MS)
    await removeUnused(app)
    expect((await stored(app)).length).toBeGreaterThanOrEqual(201)
    for (const key of foreign) await store.remove(key)
    expect((await stored(app)).length).toBeLessThanOrEqual(before.length)
  })

  it('removes the files of a process that died between the store and the resume', async () => {
    const { files } = app.db.s
    const row = {
      state: 'pending',
      store: 'private',
      smallKey: null,
      sha256: 'x',
      drawn: 0,
      size: 9,
      mimetype: 'a/b',
    } as const
    const id = 'c'.repeat(24)
    const key = `${prefixesOf(app.deps).stored}${id}.jpg`
    const times = { createdAt: app.ctx().now, reservedUntil: app.ctx().now + HOUR_MS }
    await app.deps.stores.private.put(key, { type: 'image/jpeg', size: 9 }, bytes('a picture'))
    await app.db.tx((t) => ask(t.insert(files).values({ ...row, ...times, id, key })))
    await removeUnused(app)
    expect(await stored(app)).toContain(key)
    app.advance(2 * HOUR_MS)
    await removeUnused(app)
    expect(await stored(app)).not.toContain(key)
    expect(await app.db.q.select().from(files).where(eq(files.id, id))).toEqual([])
  })
})

describe('a file that is not allowed', () => {
  const app = useApp()

  it.each<[string, string, number, () => Promise<Uint8Array> | Uint8Array, string?]>([
    ['nothing at all', 'FILE_EMPTY', 400, () => Buffer.alloc(0)],
    ['a picture of one pixel', 'PICTURE_TOO_SMALL', 422, () => aPngBomb(1, 1)],
    ['200 megapixels in 30 kB', 'PICTURE_TOO_BIG', 413, () => aPngBomb(20_000, 10_000)],
    ['a drawing with a script', 'FILE_TYPE_NOT_ALLOWED', 415, () => SCRIPT_SVG],
    ['an archive that unpacks to 200 MB', 'FILE_TYPE_NOT_ALLOWED', 415, () => aZipBomb(200), 'photo.jpg'],
    ['a picture of an iPhone', 'HEIC_NOT_SUPPORTED', 415, anHeic, 'IMG_1.HEIC'],
    ['a picture and an archive in one', 'FILE_NOT_SAFE', 415, async () => cat(await aPicture(), aZipBomb(1))],
    ['a picture and a page in one', 'FILE_NOT_SAFE', 415, async () => aJpegWithComment(await aPicture(), '<script>')],
    ['half a picture', 'FILE_UNREADABLE', 422, async () => (await aPicture('png', 900, 900)).subarray(0, 900)],
    ['21 MB', 'FILE_TOO_LARGE', 413, async () => cat(await aPicture(), Buffer.alloc(21 << 20))],
    ['51 MB', 'FILE_TOO_LARGE', 413, async () => cat(await aPicture(), Buffer.alloc(51 << 20))],
  ])('(%s) is refused with %s, and nothing of it stays', async (_, code, status, make, name = 'photo.jpg') => {
    const { token } = await app.aStaff('employee')
    const id = await aResumeBy(app, token)
    const before = await stored(app)
    const reply = await sendFile(app, token, id, ['personalPhoto', await make(), name])
    expect([reply.status, reply.json.code]).toEqual([status, code])
    expect([await stored(app), app.deps.memoryBudget.held]).toEqual([before, 0])
    expect(await countRows(app, 'resumeFiles')).toBe(0)
  })

  it('as a video of 51 MB is refused, and the part that arrived is removed', async () => {
    const { token } = await app.aStaff('employee')
    const id = await aResumeBy(app, token)
    const film: Part = ['selfIntroductionVideo', anMp4(51 << 20), 'me.mp4']
    expect((await sendFile(app, token, id, film)).json.code).toBe('FILE_TOO_LARGE')
    await removeDue(app)
    expect([await stored(app), await countRows(app, 'files')]).toEqual([[], 0])
  })
})
