import { createHash, createHmac } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import type { Sandbox } from '../app.ts'
import { aSandbox, secrets } from '../test-sandbox.ts'
import { errorOf, postForm } from '../test-stores.ts'

const { accessKeyId, accessKeySecret } = secrets.oss
const compact = (at: number) => new Date(at).toISOString().replace(/[-:]|\.\d{3}/g, '')
const hmac = (key: string | Buffer, text: string) => createHmac('sha256', key).update(text).digest()
function keyOf(secret: string, date: string, region: string) {
  return ['aliyun_v4_request'].reduce(hmac, hmac(hmac(hmac(`aliyun_v4${secret}`, date), region), 'oss'))
}

interface Call {
  method: string
  path: string
  object?: string
  body?: string
  type?: string
  at?: number
  host?: string
  region?: string
  id?: string
  secret?: string
}

/** Calls OSS with a signature of version 4 made here, step by step after Alibaba Cloud's description. */
function call({ app }: Sandbox, { method, path, object, body, type, ...rest }: Call) {
  const {
    at = Date.now(),
    region = 'cn-hangzhou',
    id = accessKeyId,
    secret = accessKeySecret,
    host = '127.0.0.1:8788',
  } = rest
  const date = compact(at)
  const headers: Record<string, string> = {
    ...(type === undefined ? {} : { 'content-type': type }),
    'x-oss-content-sha256': 'UNSIGNED-PAYLOAD',
    'x-oss-date': date,
  }
  const canonical = [
    method,
    object ?? path.replace(/^\/oss/, ''),
    '',
    Object.entries(headers)
      .map(([name, value]) => `${name}:${value}\n`)
      .join(''),
    '',
    'UNSIGNED-PAYLOAD',
  ].join('\n')
  const scope = `${date.slice(0, 8)}/${region}/oss/aliyun_v4_request`
  const text = `OSS4-HMAC-SHA256\n${date}\n${scope}\n${createHash('sha256').update(canonical).digest('hex')}`
  const signature = hmac(keyOf(secret, date.slice(0, 8), region), text).toString('hex')
  return app.request(`http://${host}${path}`, {
    method,
    body: body ?? null,
    headers: {
      ...headers,
      host,
      ...(body === undefined ? {} : { 'content-length': String(body.length) }),
      authorization: `OSS4-HMAC-SHA256 Credential=${id}/${scope},Signature=${signature}`,
    },
  })
}

const put: Call = { method: 'PUT', path: '/oss/assets/banners/1.png', body: 'a picture', type: 'image/png' }

function formOf(conditions: unknown[], { secret = accessKeySecret, endsInMs = 60_000 } = {}) {
  const date = compact(Date.now())
  const credential = `${accessKeyId}/${date.slice(0, 8)}/cn-hangzhou/oss/aliyun_v4_request`
  const signing = {
    'x-oss-signature-version': 'OSS4-HMAC-SHA256',
    'x-oss-credential': credential,
    'x-oss-date': date,
  }
  const bound = Object.entries(signing).map(([name, value]) => ({ [name]: value }))
  const expiration = new Date(Date.now() + endsInMs).toISOString()
  const policy = Buffer.from(JSON.stringify({ expiration, conditions: [...bound, ...conditions] })).toString('base64')
  const signature = hmac(keyOf(secret, date.slice(0, 8), 'cn-hangzhou'), policy).toString('hex')
  return { ...signing, policy, 'x-oss-signature': signature }
}
const conditions = [{ bucket: 'private' }, ['starts-with', '$key', 'in/'], ['content-length-range', 1, 9]]
const file = new Blob(['a picture'])

describe('an object in OSS', () => {
  it('is read by loopback and by host name, listed and deleted', async () => {
    const sandbox = aSandbox()
    const md5 = createHash('md5').update('a picture').digest('hex').toUpperCase()
    expect((await call(sandbox, put)).headers.get('etag')).toBe(`"${md5}"`)
    const got = await call(sandbox, {
      method: 'GET',
      host: 'assets.oss-cn-hangzhou.aliyuncs.com',
      path: '/banners/1.png',
      object: '/assets/banners/1.png',
    })
    expect([got.headers.get('content-type'), await got.text()]).toEqual(['image/png', 'a picture'])
    expect(await (await call(sandbox, { method: 'GET', path: '/oss/assets/' })).text()).toContain(
      '<Key>banners/1.png</Key>',
    )
    expect((await call(sandbox, { method: 'DELETE', path: put.path })).status).toBe(204)
    expect(await errorOf(await call(sandbox, { method: 'GET', path: put.path }))).toMatchObject({ code: 'NoSuchKey' })
  })

  it.each([
    ['a foreign key', { id: 'LTAIother' }, 'InvalidAccessKeyId'],
    ['a guessed secret', { secret: 'guess' }, 'SignatureDoesNotMatch'],
    ['another region in the scope', { region: 'cn-beijing' }, 'SignatureDoesNotMatch'],
    ['a signature for another object', { object: '/assets/banners/2.png' }, 'SignatureDoesNotMatch'],
    ['a time sixteen minutes off', { at: Date.now() - 16 * 60_000 }, 'RequestTimeTooSkewed'],
    [
      'the bucket in the path of a host',
      { host: 'oss-cn-hangzhou.aliyuncs.com', path: '/assets/1.png' },
      'SecondLevelDomainForbidden',
    ],
  ])('is not opened by %s', async (_, changes, code) => {
    const sandbox = aSandbox()
    expect(await errorOf(await call(sandbox, { ...put, ...changes }))).toMatchObject({ status: 403, code })
    expect(sandbox.control.oss.objects()).toEqual([])
  })
})

describe('an upload form for OSS', () => {
  it('is accepted as its policy allows, with signatures of version 4', async () => {
    const sandbox = aSandbox()
    const sent = await postForm(
      sandbox,
      '/oss/private/',
      { key: 'in/1', ...formOf(conditions), success_action_status: '200' },
      file,
    )
    expect(sent.status).toBe(200)
    expect(sandbox.control.oss.objects()).toMatchObject([
      { bucket: 'private', key: 'in/1', type: 'application/octet-stream' },
    ])
  })

  it.each([
    ['another bucket', '/oss/assets/', {}, {}, 'AccessDenied'],
    ['a key outside', '/oss/private/', { key: 'out/1' }, {}, 'AccessDenied'],
    ['a guessed secret', '/oss/private/', {}, { secret: 'guess' }, 'SignatureDoesNotMatch'],
    ['a policy that is over', '/oss/private/', {}, { endsInMs: -1000 }, 'AccessDenied'],
    ['a borrowed date', '/oss/private/', { 'x-oss-date': compact(Date.now() + 60_000) }, {}, 'AccessDenied'],
  ])('is refused with %s', async (_, path, changes, signing, code) => {
    const sandbox = aSandbox()
    const sent = await postForm(sandbox, path, { key: 'in/1', ...formOf(conditions, signing), ...changes }, file)
    expect(await errorOf(sent)).toMatchObject({ code })
    expect(sandbox.control.oss.objects()).toEqual([])
  })
})

describe('a new bucket of OSS', () => {
  it('refuses signatures of version 1', async () => {
    const sandbox = aSandbox()
    sandbox.control.oss.settings({ v1: false })
    const refused = await sandbox.app.request('/oss/private/a', {
      headers: { authorization: `OSS ${accessKeyId}:AAAA` },
    })
    expect(await errorOf(refused)).toMatchObject({ status: 400, code: 'InvalidArgument' })
  })
})

describe('what OSS has and the sandbox does not play', () => {
  it.each([
    ['GET', '?acl', {}],
    ['PUT', '?tagging', {}],
    ['POST', '?append&position=0', {}],
    ['GET', '?x-oss-process=image/resize,w_100', {}],
    ['PUT', '', { 'x-oss-copy-source': '/qingpin-assets/a.jpg' }],
    ['PUT', '', { 'x-oss-forbid-overwrite': 'true' }],
    ['GET', '', { 'if-modified-since': 'Fri, 20 Nov 2026 00:00:00 GMT' }],
  ])('is answered with 501: %s %s %j', async (method, query, headers) => {
    const url = `http://127.0.0.1:8788/oss/qingpin-private/a.jpg${query}`
    const answer = await aSandbox().app.request(url, { method, headers: headers as never })
    expect(await errorOf(answer)).toMatchObject({ status: 501, code: 'NotImplemented' })
  })
})
