import { beforeAll, describe, expect, it } from 'vitest'
import { type ObjectStore, RangeUnsatisfiable, StoreFailure } from '../src/ports/object-store.port.ts'
import { START, type TestApp, useApp } from '@qingpin/testing/harness'
import { bytes, listed, signWithKey, textOf } from '@qingpin/testing/stores'

const STORES = {
  disk: {},
  cos: { STORE_PRIVATE: 'cos', STORE_ASSETS: 'cos' },
  'cos by path': { STORE_PRIVATE: 'cos', STORE_ASSETS: 'cos', COS_PATH_STYLE: '1' },
  'oss v4': { STORE_PRIVATE: 'oss', STORE_ASSETS: 'oss' },
  'oss v1': { STORE_PRIVATE: 'oss', STORE_ASSETS: 'oss', OSS_SIGNATURE: 'v1' },
}
type Kind = keyof typeof STORES

const MINUTE_SECONDS = 60
const photo = { type: 'image/jpeg', size: 9 }
const picture = bytes('a picture')
const upload = (key: string) => ({ key, ...photo, seconds: MINUTE_SECONDS })

/** Sends like a browser: to the vendor, or, for files of this machine, to the app. */
const sender =
  (app: TestApp) =>
  async (url: string, init: RequestInit & { duplex?: 'half' } = {}) =>
    url.startsWith('http://test.local/') ? app.fetch(new Request(url, init)) : fetch(url, init)

/** Both clocks that matter an hour on, for the time of one act. */
async function later(app: TestApp, act: () => Promise<void>): Promise<void> {
  const { cos, oss, clock } = app.sandbox.sandbox
  app.advance(3600_000)
  clock.setOffset(3600_000)
  cos.settings({ signatureTime: 'clock' })
  oss.settings({ signatureTime: 'clock' })
  await act()
  cos.settings({ signatureTime: 'machine' })
  oss.settings({ signatureTime: 'machine' })
  clock.fix(START)
  app.advance(-3600_000)
}

const troubleOf = async (call: Promise<unknown>) => {
  const error: unknown = await call.then(
    () => undefined,
    (reason: unknown) => reason,
  )
  return error instanceof StoreFailure ? error.reason : error
}

describe.each(Object.keys(STORES) as Kind[])('an object store (%s)', (kind) => {
  const app = useApp('sqlite', STORES[kind])
  const send = sender(app)
  let store: ObjectStore
  beforeAll(() => {
    store = app.deps.stores.private
    app.sandbox.sandbox.cos.settings({ pathStyle: kind === 'cos by path' })
  })
  const content = async (key: string) => {
    const found = await store.read(key)
    return found && textOf(found.body)
  }

  it('keeps what was put until it is removed, and takes the last of two', async () => {
    const key = 'papers/first/1.jpg'
    expect([await store.head(key), await store.read(key)]).toEqual([undefined, undefined])
    await store.put(key, photo, picture)
    expect(await store.head(key)).toMatchObject(photo)
    await store.put(key, { type: 'image/png', size: 3 }, ReadableStream.from([bytes('a'), bytes('bc')]))
    const found = await store.read(key)
    expect(found).toMatchObject({ type: 'image/png', size: 3, length: 3 })
    expect(found?.writtenAt).toBeGreaterThan(START - 86_400_000)
    expect(await content(key)).toBe('abc')
    await store.remove(key)
    await store.remove(key)
    expect(await store.head(key)).toBeUndefined()
  })

  it('reads ranges, and says when one begins after the end', async () => {
    await store.put('ranges.jpg', photo, picture)
    const part = async (range: { from: number; to?: number }) => {
      const found = await store.read('ranges.jpg', range)
      return [found?.length, found?.size, found && (await textOf(found.body))]
    }
    expect(await part({ from: 2, to: 4 })).toEqual([3, 9, 'pic'])
    expect(await part({ from: 2 })).toEqual([7, 9, 'picture'])
    expect(await part({ from: 2, to: 90 })).toEqual([7, 9, 'picture'])
    await expect(store.read('ranges.jpg', { from: 9 })).rejects.toBeInstanceOf(RangeUnsatisfiable)
  })

  it('lists what begins with a prefix, page after page, in order', async () => {
    const keys = Array.from({ length: 5 }, (_, at) => `sweep/${at}/file.jpg`)
    for (const key of [...keys, 'sweeper.jpg']) await store.put(key, photo, picture)
    const found = await listed(store, 'sweep/')
    expect(found.map(({ key, size }) => [key, size])).toEqual(keys.map((key) => [key, 9]))
    expect((await listed(store, 'sweep')).map(({ key }) => key)).toContain('sweeper.jpg')
    expect(await listed(store, 'nothing/')).toEqual([])
  })

  it('lists more than one answer of the store holds', async () => {
    const written = { body: picture, type: 'image/jpeg', disposition: undefined, cacheControl: undefined }
    const { cos, oss } = app.sandbox.sandbox
    const keys = Array.from(
      { length: kind === 'disk' ? 20 : 2100 },
      (_, at) => `many/${String(at).padStart(4, '0')}.jpg`,
    )
    for (const key of keys) {
      if (kind === 'disk') await store.put(key, photo, picture)
      else if (kind.startsWith('cos')) cos.put('private-1250000000', key, written)
      else oss.put('qingpin-private', key, written)
    }
    expect((await listed(store, 'many/')).map(({ key }) => key)).toEqual(keys)
  })

  it('gives addresses that read one object without any login, also in part and under a name', async () => {
    await store.put('a/b/read.jpg', photo, picture)
    const url = await store.readUrl('a/b/read.jpg', { seconds: MINUTE_SECONDS })
    const whole = await send(url)
    expect([whole.status, whole.headers.get('content-type'), await whole.text()]).toEqual([
      200,
      'image/jpeg',
      'a picture',
    ])
    const part = await send(url, { headers: { range: 'bytes=-7' } })
    expect([part.status, part.headers.get('content-range'), await part.text()]).toEqual([206, 'bytes 2-8/9', 'picture'])
    expect((await send(url, { headers: { range: 'bytes=9-' } })).status).toBe(416)
    const unkept = await send(await store.readUrl('a/b/read.jpg', { seconds: MINUTE_SECONDS, unkept: true }))
    expect([unkept.status, unkept.headers.get('cache-control')]).toEqual([200, expect.stringContaining('no-store')])
    const named = await send(
      await store.readUrl('a/b/read.jpg', { seconds: MINUTE_SECONDS, downloadName: '王女士 (1).jpg' }),
    )
    expect(named.headers.get('content-disposition')).toBe(
      `attachment; filename="_____1_.jpg"; filename*=UTF-8''${encodeURIComponent('王女士 ')}%281%29.jpg`,
    )
    await named.text()
  })

  it('refuses an address that was changed, borrowed, or is over', async () => {
    await store.put('secret/1.jpg', photo, picture)
    await store.put('secret/2.jpg', photo, picture)
    const url = await store.readUrl('secret/1.jpg', { seconds: MINUTE_SECONDS })
    const [address = '', query = ''] = url.split('?')
    const forged = [
      url.replace('secret/1.jpg', 'secret/2.jpg'),
      address,
      `${address}?${query.replace(/([Ss]ignature=)(.)/, (_, name, first) => name + (first === 'a' ? 'b' : 'a'))}`,
      `${address}?${query.replace(/(sign-time=\d+%3B|[Ee]xpires=|until=)(\d)/g, (_, name, first) => name + String(Number(first) + 1))}`,
      url
        .replace('/private-', '/assets-')
        .replace('-private/', '-assets/')
        .replace('/store/private/', '/store/assets/'),
    ]
    for (const one of forged) {
      expect(one).not.toBe(url)
      const refused = await send(one)
      expect([403, 404]).toContain(refused.status)
      expect(await refused.text()).not.toContain('a picture')
    }
    for (const method of ['PUT', 'DELETE'] as const)
      expect((await send(url, { method, ...(method === 'PUT' ? { body: 'x' } : {}) })).status).toBeGreaterThanOrEqual(
        400,
      )
    await later(app, async () => {
      expect([403, 404]).toContain((await send(url)).status)
    })
    expect(await content('secret/1.jpg')).toBe('a picture')
  })

  it('lets a browser PUT one object, of one type and exactly one size, for a while', async () => {
    const ticket = await store.uploadByPut(upload('in/put.jpg'))
    if (kind === 'oss v1') return expect(ticket).toBeUndefined()
    if (!ticket) throw new Error('no ticket')
    const put = (body: string, { url = ticket.url, type = 'image/jpeg' } = {}) =>
      send(url, { method: 'PUT', body, headers: { ...ticket.headers, 'Content-Type': type } })
    expect((await put('a picture!')).status).toBeGreaterThanOrEqual(400)
    expect((await put('a pictur')).status).toBeGreaterThanOrEqual(400)
    expect((await put('a picture', { type: 'text/html' })).status).toBeGreaterThanOrEqual(400)
    expect((await put('a picture', { url: ticket.url.replace('put.jpg', 'out.jpg') })).status).toBeGreaterThanOrEqual(
      400,
    )
    await later(app, async () => expect((await put('a picture')).status).toBeGreaterThanOrEqual(400))
    expect(await listed(store, 'in/put')).toEqual([])
    expect((await put('a picture')).status).toBe(200)
    expect(await store.head('in/put.jpg')).toMatchObject(photo)
    expect(await store.head('in/out.jpg')).toBeUndefined()
  })

  it('takes a form as a phone sends it, with the same bounds', async () => {
    const { url, fields } = await store.uploadByForm(upload('in/form.jpg'))
    const post = (body: string, changes: Record<string, string> = {}, to = url) => {
      const form = new FormData()
      for (const [name, value] of Object.entries({ ...fields, ...changes })) form.append(name, value)
      form.append('file', new Blob([body], { type: 'application/octet-stream' }), 'wx-file.jpg')
      return send(to, { method: 'POST', body: form })
    }
    const statuses = [
      (await post('a picture!')).status,
      (await post('a pictur')).status,
      (await post('a picture', kind === 'disk' ? { type: 'text/html' } : { 'Content-Type': 'text/html' })).status,
      (
        await (kind === 'disk'
          ? post('a picture', {}, url.replace('form', 'out'))
          : post('a picture', { key: 'in/out.jpg' }))
      ).status,
      (await post('a picture', kind === 'disk' ? { size: '10' } : { policy: Buffer.from('{}').toString('base64') }))
        .status,
    ]
    await later(app, async () => {
      statuses.push((await post('a picture')).status)
    })
    for (const status of statuses) expect(status).toBeGreaterThanOrEqual(400)
    for (const status of statuses) expect(status).toBeLessThan(500)
    expect(await listed(store, 'in/form')).toEqual([])
    expect((await post('a picture')).status).toBe(200)
    expect(await store.head('in/form.jpg')).toMatchObject(photo)
    expect(await content('in/form.jpg')).toBe('a picture')
    expect(await store.head('in/out.jpg')).toBeUndefined()
  })

  it('gives a temporary key for one PUT where it can, which opens nothing else', async () => {
    const ticket = await store.uploadByKey(upload('in/key.jpg'))
    if (!kind.startsWith('cos')) return expect(ticket).toBeUndefined()
    if (!ticket) throw new Error('no key')
    const call = async (
      method: string,
      { url = ticket.url, body = 'a picture', type = 'image/jpeg', token = ticket.token } = {},
    ) => {
      const headers = { 'Content-Type': type }
      const authorization = await signWithKey({ ...ticket, url }, method, headers)
      const withBody = method === 'PUT' ? { body } : {}
      return (
        await send(url, { method, headers: { ...headers, authorization, 'x-cos-security-token': token }, ...withBody })
      ).status
    }
    expect(await call('PUT', { url: ticket.url.replace('key.jpg', 'other.jpg') })).toBe(403)
    expect(await call('PUT', { type: 'text/html' })).toBe(403)
    expect(await call('PUT', { body: 'a picture!' })).toBe(403)
    expect(await call('PUT', { token: 'x' })).toBe(403)
    expect(await call('PUT')).toBe(200)
    expect([await call('GET'), await call('DELETE'), await call('HEAD')]).toEqual([403, 403, 403])
    expect(await store.head('in/key.jpg')).toMatchObject(photo)
    const [asked] = app.sandbox.sandbox.sts.issued()
    expect(JSON.parse(asked?.policyText ?? '{}')).toMatchObject({
      statement: [
        { action: ['name/cos:PutObject'], resource: [expect.stringMatching(/private-1250000000\/in\/key\.jpg$/)] },
      ],
    })
  })

  it('keeps nothing of a body that breaks off, is too short or too long, and calls that the fault of the sender', async () => {
    async function* broken() {
      yield bytes('a pic')
      throw new Error('the client is gone')
    }
    const bodies = [
      ReadableStream.from(broken()),
      ReadableStream.from([bytes('a')]),
      ReadableStream.from([bytes('a picture!')]),
    ]
    for (const [at, body] of bodies.entries())
      expect(await troubleOf(store.put(`broken/${at}.jpg`, photo, body))).toBe('broken')
    await expect.poll(() => listed(store, 'broken/')).toEqual([])
    await store.put('broken/well.jpg', photo, picture)
    expect(await content('broken/well.jpg')).toBe('a picture')
  })

  it('knows no keys but ours', async () => {
    for (const key of ['../etc/passwd', '/a', 'a//b', 'a/../b', 'a b', '身份证.jpg', ''])
      await expect(store.put(key, photo, picture)).rejects.toThrow()
  })
})
