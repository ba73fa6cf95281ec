import { describe, expect, it } from 'vitest'
import { aSandbox, sendSms, start, statusOf } from '../test-sandbox.ts'
import { type SignedRequest, verifyTc3 } from './tc3.ts'

// The worked example of https://cloud.tencent.com/document/api/213/30654: key, request and signature are published there.
const published = {
  credentials: {
    secretId: 'AKIDz8krbsJ5yKBZQpn74WFkmLPx3EXAMPLE',
    secretKey: 'Gu5t9xGARNpq86cd98joQYCN3EXAMPLE',
    service: 'cvm',
  },
  at: 1_551_113_065_000,
  body: '{"Limit": 1, "Filters": [{"Values": ["\\u672a\\u547d\\u540d"], "Name": "instance-name"}]}',
  headers: {
    host: 'cvm.tencentcloudapi.com',
    'content-type': 'application/json; charset=utf-8',
    'x-tc-timestamp': '1551113065',
    authorization:
      'TC3-HMAC-SHA256 Credential=AKIDz8krbsJ5yKBZQpn74WFkmLPx3EXAMPLE/2019-02-25/cvm/tc3_request, ' +
      'SignedHeaders=content-type;host, Signature=72e494ea809ad7a8c8f7a4507b9bddcbaa8e581f516e8da2f66e2c5a96525168',
  } as Record<string, string>,
}

function requestOf(headers: Record<string, string>, body = published.body): SignedRequest {
  return {
    method: 'POST',
    path: '/',
    query: '',
    header: (name) => ({ ...published.headers, ...headers })[name],
    body: Buffer.from(body),
  }
}

function verify(headers: Record<string, string> = {}, body?: string) {
  return verifyTc3(requestOf(headers, body), published.credentials, published.at)
}

describe('a TC3 signature', () => {
  it('passes in the example that Tencent publishes', () => {
    expect(() => verify()).not.toThrow()
  })

  it('fails in the published example with one changed byte of body, host or content type', () => {
    expect(() => verify({}, `${published.body} `)).toThrow('could not be validated')
    expect(() => verify({ host: 'cvm.ap-beijing.tencentcloudapi.com' })).toThrow('could not be validated')
    expect(() => verify({ 'content-type': 'application/json' })).toThrow('could not be validated')
  })

  it('must name the called service, except on a loopback host, where the SDK cannot know it', () => {
    const called = { ...published.credentials, service: 'sms' }
    expect(() => verifyTc3(requestOf({}), called, published.at)).toThrow('service')
    const host = 'cvm.localhost.example:8788'
    expect(() => verifyTc3(requestOf({ host }), called, published.at)).toThrow('service')
  })

  it.each([
    ['no authorization', ''],
    [
      'another algorithm',
      'HMAC-SHA1 Credential=a/2019-02-25/cvm/tc3_request, SignedHeaders=content-type;host, Signature='.padEnd(200, '0'),
    ],
    ['host left unsigned', published.headers['authorization']?.replace('content-type;host', 'content-type') ?? ''],
  ])('is invalid with %s', (_, authorization) => {
    expect(() => verify({ authorization })).toThrow(
      expect.objectContaining({ code: 'AuthFailure.InvalidAuthorization' }),
    )
  })

  it('must carry the UTC date, which callers east of Greenwich get wrong before eight in the morning', async () => {
    const sandbox = aSandbox()
    const at = Date.parse('2026-11-19T23:30:00Z')
    sandbox.control.clock.fix(at)
    const inBeijing = Math.floor((at + 8 * 3_600_000) / 1000)
    expect(statusOf(await sendSms(sandbox, { at, headers: { 'x-tc-timestamp': String(inBeijing) } }))).toBe(
      'AuthFailure.SignatureExpire',
    )
    const authorization =
      'TC3-HMAC-SHA256 Credential=AKIDsandbox/2026-11-20/sms/tc3_request, SignedHeaders=content-type;host, Signature='
    const answer = await sendSms(sandbox, { headers: { authorization: `${authorization}${'0'.repeat(64)}` } })
    expect(answer.Response.Error).toMatchObject({
      Code: 'AuthFailure.SignatureFailure',
      Message: expect.stringContaining('UTC date'),
    })
  })
})

describe('a call with a wrong TC3 signature', () => {
  it.each([
    ['a wrong key', { secretKey: 'guess' }, 'AuthFailure.SignatureFailure'],
    ['an unknown secret id', { secretId: 'AKIDother' }, 'AuthFailure.SecretIdNotFound'],
    ['another service', { service: 'cvm' }, 'AuthFailure.SignatureFailure'],
    ['a signature over another body', { body: '{}' }, 'AuthFailure.SignatureFailure'],
    ['a signature over another path', { path: '/' }, 'AuthFailure.SignatureFailure'],
    ['a signature over another host', { host: 'sms.tencentcloudapi.com' }, 'AuthFailure.SignatureFailure'],
  ])('is refused with HTTP 200 for %s, and nothing is sent', async (_, sign, code) => {
    const sandbox = aSandbox()
    const answer = await sendSms(sandbox, { sign })
    expect(answer.Response.Error?.Code).toBe(code)
    expect(answer.Response.RequestId).toMatch(/^[0-9a-f-]{36}$/)
    expect(sandbox.control.sms.outbox()).toEqual([])
  })

  it.each([-301_000, 301_000])("has expired when its timestamp is %i ms away by the sandbox's clock", async (away) => {
    const sandbox = aSandbox()
    expect(statusOf(await sendSms(sandbox, { at: start + away }))).toBe('AuthFailure.SignatureExpire')
    expect(statusOf(await sendSms(sandbox, { at: start + away - Math.sign(away) * 1000 }))).toBe('Ok')
  })
})

describe('the time of a TC3 signature', () => {
  it("can be the machine's, for an SDK that does not know the moved clock", async () => {
    const sandbox = aSandbox()
    sandbox.control.sms.settings({ signatureTime: 'machine' })
    expect(statusOf(await sendSms(sandbox, { at: Date.now() }))).toBe('Ok')
    expect(statusOf(await sendSms(sandbox, { at: Date.now() - 301_000 }))).toBe('AuthFailure.SignatureExpire')
  })
})

describe('the official SDK on loopback', () => {
  it('passes with service "127" and a host without port', async () => {
    expect(statusOf(await sendSms(aSandbox(), { path: '/', sign: { service: '127', host: '127.0.0.1' } }))).toBe('Ok')
  })
})
