import { describe, expect, it } from 'vitest'
import type { Sandbox } from '../app.ts'
import { aSandbox, secrets, sendSms } from '../test-sandbox.ts'
import { callCos, cosForm, errorOf, postForm } from '../test-stores.ts'

const bucket = 'private-1250000000'
const resource = (key: string) => `qcs::cos:ap-guangzhou:uid/1250000000:${bucket}/${key}`
const statement = { effect: 'allow', action: ['name/cos:PutObject'], resource: [resource('in/1.jpg')] }
const policyOf = (...statements: object[]) => ({ version: '2.0', statement: statements })
const encoded = (policy: object) => encodeURIComponent(JSON.stringify(policy))

interface Answer {
  Response: {
    Credentials?: { Token: string; TmpSecretId: string; TmpSecretKey: string }
    ExpiredTime?: number
    Error?: { Code: string }
  }
}

/** Asks for a key, signed by the same steps as a message. */
async function ask(sandbox: Sandbox, body: object, sign: object = {}): Promise<Answer['Response']> {
  const defaults = { Name: 'upload', DurationSeconds: 900 }
  const { Response } = (await sendSms(sandbox, {
    body: JSON.stringify({ ...defaults, ...body }),
    sign: { secretId: secrets.cos.secretId, secretKey: secrets.cos.secretKey, service: 'sts', ...sign },
    headers: { 'x-tc-action': 'GetFederationToken', 'x-tc-version': '2018-08-13' },
  })) as Answer
  return Response
}

async function keyFor(sandbox: Sandbox, policy: object) {
  const { Credentials } = await ask(sandbox, { Policy: encoded(policy) })
  if (!Credentials) throw new Error('no key was given')
  return { secretId: Credentials.TmpSecretId, secretKey: Credentials.TmpSecretKey, token: Credentials.Token }
}

const put = {
  method: 'PUT',
  path: `/cos/${bucket}/in/1.jpg`,
  body: 'a picture',
  headers: { 'content-type': 'image/jpeg' },
}

describe('a temporary key', () => {
  it('opens one object for one verb, and nothing else', async () => {
    const sandbox = aSandbox()
    const key = await keyFor(sandbox, policyOf(statement))
    expect((await callCos(sandbox, { ...put, key })).status).toBe(200)
    const others = [
      { ...put, path: `/cos/${bucket}/in/2.jpg` },
      { ...put, path: '/cos/assets-1250000000/in/1.jpg' },
      { method: 'GET', path: put.path },
      { method: 'DELETE', path: put.path },
      { method: 'GET', path: `/cos/${bucket}/` },
    ]
    for (const other of others)
      expect(await errorOf(await callCos(sandbox, { ...other, key }))).toMatchObject({
        status: 403,
        code: 'AccessDenied',
      })
    const form = {
      key: 'in/1.jpg',
      ...cosForm([{ bucket }], { key: { ...secrets.cos, ...key } }),
      'x-cos-security-token': key.token,
    }
    expect((await postForm(sandbox, `/cos/${bucket}/`, form, new Blob(['x']))).status).toBe(403)
    expect(sandbox.control.cos.objects()).toHaveLength(1)
  })

  it('is refused without its token, with another token, or after it has expired', async () => {
    const sandbox = aSandbox()
    const [key, other] = [await keyFor(sandbox, policyOf(statement)), await keyFor(sandbox, policyOf(statement))]
    function withToken(token?: string) {
      return callCos(sandbox, { ...put, key: { ...key, ...(token ? { token } : { token: '' }) } })
    }
    expect((await withToken()).status).toBe(403)
    expect((await withToken(other.token)).status).toBe(403)
    sandbox.control.cos.settings({ signatureTime: 'clock' })
    sandbox.control.clock.setOffset(901_000)
    const late = await callCos(sandbox, {
      ...put,
      key,
      time: `${Math.floor(Date.now() / 1000) + 900};${Math.floor(Date.now() / 1000) + 999}`,
    })
    expect(await errorOf(late)).toMatchObject({ status: 403, text: expect.stringContaining('token has expired') })
  })

  it('has a policy that can bind type and size, and a denial outweighs a permission', async () => {
    const sandbox = aSandbox()
    const condition = {
      string_equal: { 'cos:content-type': 'image/jpeg' },
      numeric_less_than_equal: { 'cos:content-length': 9 },
    }
    const bound = await keyFor(sandbox, policyOf({ ...statement, condition }))
    expect((await callCos(sandbox, { ...put, key: bound })).status).toBe(200)
    expect((await callCos(sandbox, { ...put, key: bound, body: 'a picture!' })).status).toBe(403)
    expect((await callCos(sandbox, { ...put, key: bound, headers: { 'content-type': 'text/html' } })).status).toBe(403)
    const denied = await keyFor(sandbox, policyOf({ ...statement, resource: '*' }, { ...statement, effect: 'deny' }))
    expect((await callCos(sandbox, { ...put, key: denied })).status).toBe(403)
  })
})

describe('a request for a temporary key', () => {
  it.each([
    ['a wrong key', { Policy: encoded(policyOf(statement)) }, { secretKey: 'guess' }, 'AuthFailure.SignatureFailure'],
    [
      'the key of another service',
      { Policy: encoded(policyOf(statement)) },
      secrets.sms,
      'AuthFailure.SecretIdNotFound',
    ],
    [
      'another service in the scope',
      { Policy: encoded(policyOf(statement)) },
      { service: 'sms' },
      'AuthFailure.SignatureFailure',
    ],
    [
      'a policy that is not encoded',
      { Policy: JSON.stringify(policyOf(statement)) },
      {},
      'InvalidParameter.StrategyFormatError',
    ],
    ['no policy', {}, {}, 'MissingParameter'],
    [
      'an old policy',
      { Policy: encoded({ ...policyOf(statement), version: '1.0' }) },
      {},
      'InvalidParameter.StrategyFormatError',
    ],
    ['more than two hours', { Policy: encoded(policyOf(statement)), DurationSeconds: 7201 }, {}, 'InvalidParameter'],
  ])('is refused with %s', async (_, body, sign, code) => {
    const sandbox = aSandbox()
    expect((await ask(sandbox, body, sign)).Error?.Code).toBe(code)
    expect(sandbox.control.sts.issued()).toEqual([])
  })
})

describe('a temporary key', () => {
  it('is listed with its policy, without its secret', async () => {
    const sandbox = aSandbox()
    await keyFor(sandbox, policyOf(statement))
    const text = await (await sandbox.app.request('/control/sts/keys', { headers: { host: '127.0.0.1:8788' } })).text()
    expect(JSON.parse(text)).toMatchObject({ keys: [{ name: 'upload', policy: policyOf(statement) }] })
    expect(text).not.toContain('secretKey')
    expect(sandbox.control.requests.list('sts').map(({ route }) => route)).toEqual(['GetFederationToken'])
    expect(sandbox.control.requests.list('sms')).toEqual([])
  })
})
