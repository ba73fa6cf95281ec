import { createHash } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import { startSandbox } from '../server.ts'
import { aSandbox, secrets } from '../test-sandbox.ts'
import { callCos, cosForm, errorOf, postForm, seconds } from '../test-stores.ts'

const bucket = 'private-1250000000'
const path = `/cos/${bucket}/papers/%E8%BA%AB%E4%BB%BD%E8%AF%81.jpg`
const photo = { method: 'PUT', path, body: 'a picture', headers: { 'content-type': 'image/jpeg' } }

describe('an object in COS', () => {
  it('is read, checked, listed and deleted', async () => {
    const sandbox = aSandbox()
    const put = await callCos(sandbox, photo)
    const md5 = createHash('md5').update('a picture').digest('hex')
    expect([put.status, put.headers.get('etag')]).toEqual([200, `"${md5}"`])
    const got = await callCos(sandbox, { method: 'GET', path })
    expect([got.status, got.headers.get('content-type'), await got.text()]).toEqual([200, 'image/jpeg', 'a picture'])
    const head = await callCos(sandbox, { method: 'HEAD', path })
    expect([head.status, head.headers.get('content-length'), await head.text()]).toEqual([200, '9', ''])
    const list = await (await callCos(sandbox, { method: 'GET', path: `/cos/${bucket}/` })).text()
    expect(list).toContain('<Key>papers/身份证.jpg</Key>')
    expect(list).toContain('<Size>9</Size>')
    expect(sandbox.control.cos.objects()).toMatchObject([{ bucket, key: 'papers/身份证.jpg', type: 'image/jpeg' }])
    expect((await callCos(sandbox, { method: 'DELETE', path })).status).toBe(204)
    expect(await errorOf(await callCos(sandbox, { method: 'GET', path }))).toMatchObject({
      status: 404,
      code: 'NoSuchKey',
    })
    expect((await callCos(sandbox, { method: 'DELETE', path })).status).toBe(204)
  })

  it('is served in ranges of all forms, and refused past its end', async () => {
    const sandbox = aSandbox()
    await callCos(sandbox, photo)
    const range = (value: string) => callCos(sandbox, { method: 'GET', path, headers: { range: value } })
    const first = await range('bytes=0-3')
    expect([first.status, first.headers.get('content-range'), await first.text()]).toEqual([206, 'bytes 0-3/9', 'a pi'])
    expect(await (await range('bytes=2-')).text()).toBe('picture')
    expect(await (await range('bytes=-4')).text()).toBe('ture')
    expect(await errorOf(await range('bytes=9-'))).toMatchObject({ status: 416, code: 'InvalidRange' })
  })
})

describe('what COS has and the sandbox does not play', () => {
  it.each([
    ['GET', '?acl', {}],
    ['PUT', '?acl', {}],
    ['GET', '?tagging', {}],
    ['PUT', '?tagging', {}],
    ['POST', '?uploads', {}],
    ['GET', '?versionId=1', {}],
    ['PUT', '', { 'x-cos-copy-source': 'other-1250000000.cos.ap-guangzhou.myqcloud.com/a.jpg' }],
    ['PUT', '', { 'x-cos-acl': 'public-read' }],
    ['PUT', '', { 'if-none-match': '*' }],
    ['PUT', '', { 'if-match': '"etag"' }],
    ['GET', '', { 'if-modified-since': 'Fri, 20 Nov 2026 00:00:00 GMT' }],
    ['DELETE', '', { 'if-unmodified-since': 'Fri, 20 Nov 2026 00:00:00 GMT' }],
  ])('is answered with 501: %s %s %j', async (method, query, headers) => {
    const sandbox = aSandbox()
    await callCos(sandbox, photo)
    const before = [...sandbox.control.cos.objects()]
    expect(before).toHaveLength(1)
    const body = method === 'PUT' ? { body: 'x' } : {}
    const answer = await callCos(sandbox, { method, path: `${path}${query}`, headers: headers as never, ...body })
    expect(await errorOf(answer)).toMatchObject({ status: 501, code: 'NotImplemented' })
    expect(sandbox.control.cos.objects()).toEqual(before)
  })
})

describe('an address of COS', () => {
  it('names the bucket in its host, and the default domain makes a browser save', async () => {
    const sandbox = aSandbox()
    const host = `${bucket}.cos.ap-guangzhou.myqcloud.com`
    const put = await callCos(sandbox, { ...photo, host, path: '/a/b.jpg' })
    expect(put.status).toBe(200)
    const got = await callCos(sandbox, { method: 'GET', host, path: '/a/b.jpg' })
    expect([got.headers.get('content-disposition'), await got.text()]).toEqual(['attachment', 'a picture'])
    const elsewhere = await callCos(sandbox, {
      method: 'GET',
      host: host.replace('guangzhou', 'beijing'),
      path: '/a/b.jpg',
    })
    expect(await errorOf(elsewhere)).toMatchObject({ status: 404, code: 'NoSuchBucket' })
  })

  it('with the bucket in its path is refused until that is allowed', async () => {
    const sandbox = aSandbox()
    const old = { ...photo, host: 'cos.ap-guangzhou.myqcloud.com', path: `/${bucket}/a.jpg` }
    const onLoopback = { ...photo, path: `/cos/${bucket}/a.jpg`, signedPath: `/${bucket}/a.jpg` }
    for (const call of [old, onLoopback])
      expect(await errorOf(await callCos(sandbox, call))).toMatchObject({
        status: 403,
        code: 'PathStyleDomainForbidden',
      })
    sandbox.control.cos.settings({ pathStyle: true })
    for (const call of [old, onLoopback]) expect((await callCos(sandbox, call)).status).toBe(200)
  })
})

const conditions = [
  { bucket },
  { key: 'in/1.jpg' },
  ['eq', '$Content-Type', 'image/jpeg'],
  ['content-length-range', 1, 9],
]
const file = new Blob(['a picture'])
const fields = { key: 'in/1.jpg', 'Content-Type': 'image/jpeg' }

describe('a request to COS', () => {
  it.each([
    ['nothing', { headers: { authorization: '' } }, 'AccessDenied'],
    ['a foreign key', { key: { secretId: 'AKIDother', secretKey: 'x' } }, 'InvalidAccessKeyId'],
    ['a guessed secret', { key: { ...secrets.cos, secretKey: 'guess' } }, 'SignatureDoesNotMatch'],
    ['a signature for another object', { signedPath: '/other.jpg' }, 'SignatureDoesNotMatch'],
    ['a signature that is over', { time: `${seconds() - 120};${seconds() - 60}` }, 'AccessDenied'],
    ['a signature of tomorrow', { time: `${seconds() + 86_400};${seconds() + 90_000}` }, 'RequestTimeTooSkewed'],
  ])('is refused with %s', async (_, changes, code) => {
    const sandbox = aSandbox()
    const refused = await callCos(sandbox, { method: 'PUT', path, body: 'x', ...changes })
    expect(await errorOf(refused)).toMatchObject({ status: 403, code })
    expect(sandbox.control.cos.objects()).toEqual([])
  })

  it('is refused with a wrong digest or an unknown bucket', async () => {
    const sandbox = aSandbox()
    const md5 = { ...photo.headers, 'content-md5': 'mQ/fVh815F3k6TAUm8m0eg==' }
    expect(await errorOf(await callCos(sandbox, { ...photo, headers: md5 }))).toMatchObject({
      status: 400,
      code: 'BadDigest',
    })
    const other = await callCos(sandbox, { ...photo, path: '/cos/other-1250000000/a.jpg' })
    expect(await errorOf(other)).toMatchObject({ status: 404, code: 'NoSuchBucket' })
  })

  it("can be checked against the sandbox's clock", async () => {
    const sandbox = aSandbox()
    sandbox.control.cos.settings({ signatureTime: 'clock' })
    sandbox.control.clock.setOffset(0)
    expect((await callCos(sandbox, photo)).status).toBe(200)
    sandbox.control.clock.setOffset(61_000)
    expect(await errorOf(await callCos(sandbox, { ...photo, time: `${seconds()};${seconds() + 60}` }))).toMatchObject({
      code: 'AccessDenied',
      text: expect.stringContaining('expired'),
    })
  })
})

describe('an upload form for COS', () => {
  it('is accepted as its policy allows', async () => {
    const sandbox = aSandbox()
    const sent = await postForm(sandbox, `/cos/${bucket}/`, { ...fields, ...cosForm(conditions) }, file)
    expect([sent.status, await sent.text()]).toEqual([204, ''])
    expect(sandbox.control.cos.objects()).toMatchObject([{ bucket, key: 'in/1.jpg', type: 'image/jpeg' }])
  })

  it.each([
    ['another key', { key: 'in/2.jpg' }, {}, file, 403, 'AccessDenied'],
    ['another type', { 'Content-Type': 'text/html' }, {}, file, 403, 'AccessDenied'],
    ['a file that is too large', {}, {}, new Blob(['a picture!']), 400, 'EntityTooLarge'],
    ['no content', {}, {}, new Blob([]), 400, 'EntityTooSmall'],
    ['a policy that is over', {}, { endsInSeconds: -1 }, file, 403, 'AccessDenied'],
    ['a foreign key pair', {}, { key: { ...secrets.cos, secretKey: 'guess' } }, file, 403, 'SignatureDoesNotMatch'],
    ['a key time that is over', {}, { keyTime: `${seconds() - 60};${seconds() - 1}` }, file, 403, 'AccessDenied'],
  ] as const)('is refused with %s', async (_, changes, signing, content, status, code) => {
    const sandbox = aSandbox()
    const form = { ...fields, ...cosForm(conditions, signing), ...changes }
    expect(await errorOf(await postForm(sandbox, `/cos/${bucket}/`, form, content))).toMatchObject({ status, code })
    expect(sandbox.control.cos.objects()).toEqual([])
  })

  it('is refused when its policy was changed or does not bind its key', async () => {
    const sandbox = aSandbox()
    const form = cosForm(conditions)
    const policy = Buffer.from(form['policy'] ?? '', 'base64')
      .toString()
      .replace(',1,9]', ',1,900]')
    const forged = { ...fields, ...form, policy: Buffer.from(policy).toString('base64') }
    expect(await errorOf(await postForm(sandbox, `/cos/${bucket}/`, forged, file))).toMatchObject({
      code: 'SignatureDoesNotMatch',
    })
    const lent = { ...fields, ...form, 'q-key-time': `${seconds()};${seconds() + 9000}` }
    expect((await postForm(sandbox, `/cos/${bucket}/`, lent, file)).status).toBe(403)
  })
})

describe('COS in a browser', () => {
  it('is open to pages of the application only', async () => {
    const sandbox = aSandbox({ appOrigin: 'http://127.0.0.1:8787' })
    function ask(origin: string) {
      return sandbox.app.request(path, {
        method: 'OPTIONS',
        headers: { origin, 'access-control-request-method': 'PUT', 'access-control-request-headers': 'content-type' },
      })
    }
    const allowed = await ask('http://127.0.0.1:8787')
    expect(allowed.headers.get('access-control-allow-origin')).toBe('http://127.0.0.1:8787')
    expect(allowed.headers.get('access-control-allow-methods')).toContain('PUT')
    expect((await ask('http://evil.example')).headers.get('access-control-allow-origin')).toBeNull()
  })
})

describe('a fault of COS', () => {
  it('applies to a verb by its name', async () => {
    const sandbox = aSandbox()
    sandbox.control.faults.plan({ service: 'cos', route: 'PutObject', times: 1, status: 503 })
    expect((await callCos(sandbox, photo)).status).toBe(503)
    expect((await callCos(sandbox, photo)).status).toBe(200)
    expect(sandbox.control.requests.list('cos').map(({ route, status }) => [route, status])).toEqual([
      ['PutObject', 503],
      ['PutObject', 200],
    ])
  })

  it('can cut an object, which then is not a whole answer of a wrong length', async () => {
    const { url, sandbox, close } = await startSandbox({ port: 0, acceptUnknownCodes: false, secrets })
    const body = new Uint8Array(Buffer.from('a picture'))
    sandbox.cos.put(bucket, 'a', { body, type: 'image/png', disposition: undefined, cacheControl: undefined })
    sandbox.faults.plan({ service: 'cos', route: 'GetObject', times: 1, cut: 4 })
    const host = url.replace('http://', '')
    const app = { request: (address: string, init: RequestInit) => fetch(address, init) }
    const answer = await callCos({ app }, { method: 'GET', path: `/cos/${bucket}/a`, host })
    const seen: string[] = []
    async function read() {
      for await (const piece of answer.body ?? []) seen.push(Buffer.from(piece).toString())
    }
    await expect(read()).rejects.toThrow('terminated')
    expect(seen.join('')).toBe('a pi')
    await close()
  })
})
