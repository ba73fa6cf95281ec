import { describe, expect, it } from 'vitest'
import { ENGINES, refusal, type TestApp, useApp } from '@qingpin/testing/harness'
import { idCardFront } from '@qingpin/testing/id-cards'
import { machineForward } from '@qingpin/testing/machine-clock'
import { anMp4, SCRIPT_SVG } from '@qingpin/testing/odd-files'
import { countRows } from '@qingpin/testing/rows'
import { signWithKey } from '@qingpin/testing/stores'
import { aNewPicture, aResumeBy, openAddress, sendFile, sendTo, stored, removeUnused } from '@qingpin/testing/uploads'

type Way = 'put' | 'form' | 'key'
const uploadsOf = (app: TestApp) => {
  const ask = async (token: string, id: string, bytes: Uint8Array, over: object = {}) =>
    app.as(token)('POST /api/resumes/{id}/files/uploads', {
      params: { id },
      body: { fileType: 'personalPhoto', filename: 'a.jpg', size: bytes.length, mimetype: 'image/jpeg', ...over },
    })
  type Permit = Awaited<ReturnType<typeof ask>>
  return {
    ask,
    async send({ way, url, headers, fields, key }: Permit, bytes: Uint8Array, type = 'image/jpeg'): Promise<number> {
      const body = new Uint8Array(bytes)
      if (way === 'form') {
        const form = new FormData()
        for (const [name, value] of Object.entries(fields)) form.append(name, value)
        form.append('file', new File([body], 'wx-file'))
        return (await sendTo(app, url, { method: 'POST', body: form })).status
      }
      const signed: Record<string, string> = {}
      if (key) {
        const own = { 'content-type': type, 'content-length': String(body.length) }
        const ticket = { url, ...key, expiresAt: Date.parse(key.expiresAt) }
        Object.assign(signed, own, {
          authorization: await signWithKey(ticket, 'PUT', own),
          'x-cos-security-token': key.token,
        })
      }
      return (await sendTo(app, url, { method: 'PUT', headers: { ...headers, ...signed }, body })).status
    },
    confirm: (token: string, id: string, uploadId: string) =>
      app.raw('POST', `/api/resumes/${id}/files/uploads/${uploadId}/confirm`, { token }),
  }
}

describe.each([
  ['disk', 'put', 'put'],
  ['disk', 'form', 'form'],
  ['disk', 'key', 'put'],
  ['cos', 'put', 'put'],
  ['cos', 'form', 'form'],
  ['cos', 'key', 'key'],
  ['oss', 'put', 'put'],
  ['oss', 'form', 'form'],
  ['oss', 'key', 'put'],
] as [string, Way, Way][])('a file that goes straight to %s, requested as %s', (provider, way, used) => {
  const app = useApp('sqlite', { STORE_PRIVATE: provider })
  const { ask, send, confirm } = uploadsOf(app)

  it('arrives, is redrawn under another key, and can be opened', async () => {
    const { token } = await app.aStaff('employee')
    const id = await aResumeBy(app, token)
    const photo = await aNewPicture()
    const permit = await ask(token, id, photo, { way })
    expect(permit.way).toBe(used)
    expect([200, 204]).toContain(await send(permit, photo))
    const { status, json } = await confirm(token, id, permit.uploadId)
    expect([status, json.data.repeated, json.data.fileName]).toEqual([201, false, 'a.jpg'])
    const seen = await openAddress(app, json.data.fileUrl)
    expect([seen.status, Number(seen.headers.get('content-length'))]).toEqual([200, json.data.fileSize])
    const part = await openAddress(app, json.data.fileUrl, { range: 'bytes=3-12' })
    expect([part.status, (await part.arrayBuffer()).byteLength]).toEqual([206, 10])
    const keys = await stored(app)
    expect([keys.length, keys.some((key) => key.includes('/incoming/'))]).toEqual([2, false])
    const again = await confirm(token, id, permit.uploadId)
    expect([again.status, again.json.data]).toEqual([200, { ...json.data, repeated: true }])
  })
})

describe('a video, with every store', () => {
  const providers = ['disk', 'cos', 'oss'] as const
  const apps = providers.map((provider) => [provider, useApp('sqlite', { STORE_PRIVATE: provider })] as const)

  it.each(apps)('is stored byte for byte by %s, however it was sent', async (_, app) => {
    const { token } = await app.aStaff('employee')
    const id = await aResumeBy(app, token)
    const film = anMp4(3 << 20)
    const through = await sendFile(app, token, id, ['selfIntroductionVideo', film, 'me.mp4'])
    expect([through.status, through.json.data.fileSize]).toEqual([201, film.length])
    const seen = await openAddress(app, through.json.data.fileUrl)
    expect(Buffer.from(await seen.arrayBuffer()).equals(film)).toBe(true)
    const { ask, send, confirm } = uploadsOf(app)
    const permit = await ask(token, id, film, {
      fileType: 'selfIntroductionVideo',
      mimetype: 'video/mp4',
      filename: 'me.mp4',
    })
    await send(permit, film, 'video/mp4')
    expect((await confirm(token, id, permit.uploadId)).json.data).toMatchObject({
      repeated: true,
      fileSize: film.length,
    })
    app.advance(2 * 3_600_000)
    await removeUnused(app)
    expect(await stored(app)).toHaveLength(1)
  })
})

describe.each(ENGINES)('permission to send a file, on %s', (engine) => {
  const app = useApp(engine, { STORE_PRIVATE: 'cos' })
  const { ask, send, confirm } = uploadsOf(app)
  const staff = async () => {
    const { token } = await app.aStaff('employee')
    return { token, id: await aResumeBy(app, token) }
  }
  const codeOf = async (call: Promise<unknown>) => (await refusal(call)).code

  it('is not given for a file that would be refused', async () => {
    const { token, id } = await staff()
    const cases: [string, object][] = [
      ['FILE_EMPTY', { size: 0 }],
      ['FILE_TOO_LARGE', { size: (20 << 20) + 1 }],
      ['FILE_TYPE_NOT_ALLOWED', { mimetype: 'image/svg+xml' }],
      ['FILE_TYPE_NOT_ALLOWED', { mimetype: 'video/mp4' }],
      ['FILE_TYPE_NOT_ALLOWED', { mimetype: 'constructor' }],
      ['HEIC_NOT_SUPPORTED', { mimetype: 'image/heic' }],
      ['VALIDATION_ERROR', { fileType: 'selfie' }],
    ]
    for (const [code, over] of cases)
      expect([over, await codeOf(ask(token, id, Buffer.alloc(9), over))]).toEqual([over, code])
    const stranger = await app.aPerson()
    expect(await codeOf(ask(stranger.token, id, Buffer.alloc(9)))).toBe('NOT_FOUND')
  })

  it('is useless where nothing or another thing arrived, and for another person', async () => {
    const { token, id } = await staff()
    const photo = await aNewPicture()
    const permit = await ask(token, id, photo)
    expect((await confirm(token, id, permit.uploadId)).json.code).toBe('UPLOAD_NOT_ARRIVED')
    expect(await send(permit, SCRIPT_SVG)).toBe(403)
    await send(permit, photo)
    const { token: other, id: theirs } = await staff()
    expect((await confirm(other, theirs, permit.uploadId)).json.code).toBe('NOT_FOUND')
    expect((await confirm(token, id, permit.uploadId)).status).toBe(201)
    await app.as(token)('POST /api/resumes/{id}/files/delete', {
      params: { id },
      body: { fileUrl: (await app.as(token)('GET /api/resumes/{id}/files', { params: { id } })).files[0]?.url },
    })
    expect((await confirm(token, id, permit.uploadId)).json.code).toBe('NOT_FOUND')
  })

  it('does not spare the inspection: a drawing that is called a photo is refused and removed', async () => {
    const { token, id } = await staff()
    const permit = await ask(token, id, SCRIPT_SVG)
    await send(permit, SCRIPT_SVG)
    expect((await confirm(token, id, permit.uploadId)).json.code).toBe('FILE_TYPE_NOT_ALLOWED')
    expect((await stored(app)).filter((key) => key.includes(permit.uploadId))).toEqual([])
    expect((await confirm(token, id, permit.uploadId)).json.code).toBe('NOT_FOUND')
  })

  it('confirmed five times at once makes one file', async () => {
    const { token, id } = await staff()
    const photo = await aNewPicture()
    const permit = await ask(token, id, photo)
    await send(permit, photo)
    const replies = await Promise.all(Array.from({ length: 5 }, () => confirm(token, id, permit.uploadId)))
    const ids = replies.filter(({ status }) => status < 300).map(({ json }) => json.data.file.id)
    expect([ids.length, new Set(ids).size]).toEqual([5, 1])
    const { files } = await app.as(token)('GET /api/resumes/{id}/files', { params: { id } })
    expect(files.map((one) => one.id)).toEqual([ids[0]])
    app.advance(2 * 3_600_000)
    await removeUnused(app)
    expect(await countRows(app, 'fileUploads')).toBe(0)
    const used = new Set((await app.db.q.select().from(app.db.s.files)).flatMap((one) => [one.key, one.smallKey]))
    expect((await stored(app)).filter((key) => !used.has(key))).toEqual([])
  })

  it('that cannot be given or used now can be requested and used later', async () => {
    const { token, id } = await staff()
    const photo = await aNewPicture()
    const { faults } = app.sandbox.sandbox
    faults.plan({ service: 'sts', route: 'GetFederationToken', times: 9, status: 503 })
    expect(await codeOf(ask(token, id, photo, { way: 'key' }))).toBe('FILES_UNAVAILABLE')
    faults.clear()
    const permit = await ask(token, id, photo)
    await send(permit, photo)
    faults.plan({ service: 'cos', times: 50, status: 503 })
    const down = await confirm(token, id, permit.uploadId)
    expect([down.status, down.json.code, Number(down.headers.get('retry-after')) > 0]).toEqual([
      503,
      'FILES_UNAVAILABLE',
      true,
    ])
    faults.clear()
    machineForward(20)
    expect((await confirm(token, id, permit.uploadId)).status).toBe(201)
  })

  it('for a paper of a listed worker, requested before there was one, does not replace it', async () => {
    const { token } = await app.aStaff('employee')
    const id = await aResumeBy(app, token, 'pending')
    const card = idCardFront()
    const permit = await ask(token, id, card, { fileType: 'idCardFront', mimetype: 'image/png', filename: 'a.png' })
    await send(permit, card)
    await sendFile(app, token, id, ['idCardFront', await aNewPicture()])
    expect((await confirm(token, id, permit.uploadId)).json.code).toBe('PAPERS_PROTECTED')
  })

  it('is limited in number and size at one time, until one is confirmed or expires', async () => {
    const { token, id } = await staff()
    const photo = await aNewPicture()
    const film = { fileType: 'selfIntroductionVideo', mimetype: 'video/mp4', size: 50 << 20 }
    for (let i = 0; i < 6; i++) await ask(token, id, photo, film)
    const body = { fileType: 'personalPhoto', filename: 'a.jpg', size: photo.length, mimetype: 'image/jpeg' }
    const full = await app.raw('POST', `/api/resumes/${id}/files/uploads`, { token, body })
    expect([full.status, full.json.code, full.headers.get('retry-after')]).toEqual([429, 'UPLOADS_WAITING', '600'])
    expect((await staff().then((other) => ask(other.token, other.id, photo))).uploadId).toHaveLength(24)
    app.advance(600_000)
    const permits = []
    for (let i = 0; i < 30; i++) permits.push(await ask(token, id, photo))
    expect(await codeOf(ask(token, id, photo))).toBe('UPLOADS_WAITING')
    const [first] = permits
    if (!first) throw new Error('there is no permit')
    await send(first, photo)
    expect((await confirm(token, id, first.uploadId)).status).toBe(201)
    const replies = await Promise.all(Array.from({ length: 5 }, () => ask(token, id, photo).then(() => 'ok', String)))
    expect(replies.filter((reply) => reply === 'ok')).toHaveLength(1)
  })

  it('that could not be given does not count', async () => {
    const { token, id } = await staff()
    app.sandbox.sandbox.faults.plan({ service: 'sts', route: 'GetFederationToken', times: 99, status: 503 })
    for (let i = 0; i < 3; i++)
      expect(await codeOf(ask(token, id, Buffer.alloc(9), { way: 'key' }))).toBe('FILES_UNAVAILABLE')
    app.sandbox.sandbox.faults.clear()
    expect((await app.db.q.select().from(app.db.s.fileUploads)).filter((row) => row.resumeId === id)).toEqual([])
  })
})
