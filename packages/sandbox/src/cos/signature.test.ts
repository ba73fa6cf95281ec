import { describe, expect, it } from 'vitest'
import { checkSignature, checkTime, type CosSigned, readAuthorization } from './signature.ts'

// The two worked examples of https://cloud.tencent.com/document/product/436/7778, with the key that the page printed
// before it was masked; Tencent's own client still tests with it (github.com/Tencent/flare, flare/net/cos/signature_test.cc).
const secretKey = 'BQYIM75p8x0iWVFSIgqEKwFprpRSVHlz'
const host = 'examplebucket-1250000000.cos.ap-beijing.myqcloud.com'
const path = '/exampleobject(腾讯云)'
function authorization(time: string, headers: string, params: string, signature: string) {
  return (
    `q-sign-algorithm=sha1&q-ak=AKIDQjz3ltompVjBni5LitkWHFlFpwkn9U5q&q-sign-time=${time}&q-key-time=${time}` +
    `&q-header-list=${headers}&q-url-param-list=${params}&q-signature=${signature}`
  )
}

function requestOf(method: string, headers: Record<string, string>, query: [string, string][] = []): CosSigned {
  return {
    method,
    path,
    query,
    header: (name) => headers[name],
  }
}

function upload(changes: Record<string, string> = {}) {
  return requestOf('PUT', {
    date: 'Thu, 16 May 2019 06:45:51 GMT',
    host,
    'content-type': 'text/plain',
    'content-length': '13',
    'content-md5': 'mQ/fVh815F3k6TAUm8m0eg==',
    'x-cos-acl': 'private',
    'x-cos-grant-read': 'uin="100000000011"',
    authorization: authorization(
      '1557989151;1557996351',
      'content-length;content-md5;content-type;date;host;x-cos-acl;x-cos-grant-read',
      '',
      '3b8851a11a569213c17ba8fa7dcf2abec6935172',
    ),
    ...changes,
  })
}

function download(query: [string, string][]) {
  return requestOf(
    'GET',
    {
      date: 'Thu, 16 May 2019 06:55:53 GMT',
      host,
      authorization: authorization(
        '1557989753;1557996953',
        'date;host',
        'response-cache-control;response-content-type',
        '01681b8c9d798a678e43b685a9f1bba0f6c0e012',
      ),
    },
    query,
  )
}
const overrides: [string, string][] = [
  ['response-content-type', 'application/octet-stream'],
  ['response-cache-control', 'max-age=600'],
]

const check = (request: CosSigned) => checkSignature(secretKey, request, readAuthorization(request))

describe('a signature of COS', () => {
  it('passes in the published example of an upload', () => {
    expect(() => check(upload())).not.toThrow()
  })

  it('passes in the published example of a download with two overrides', () => {
    expect(() => check(download(overrides))).not.toThrow()
  })

  it.each([
    ['another size', upload({ 'content-length': '14' })],
    ['another type', upload({ 'content-type': 'text/html' })],
    ['another bucket', upload({ host: host.replace('example', 'other') })],
    ['another key', { ...upload(), path: '/exampleobject' }],
    ['another verb', { ...upload(), method: 'GET' }],
    ['another override', download([['response-content-type', 'text/html'], ...overrides.slice(1)])],
  ])('does not match when %s differs from the published example', (_, request) => {
    expect(() => check(request)).toThrow(expect.objectContaining({ code: 'SignatureDoesNotMatch' }))
  })

  it('requires every header and parameter that it lists', () => {
    expect(() => check(download(overrides.slice(1)))).toThrow('is signed but was not sent')
  })

  it.each([
    [1_557_989_151_000, undefined],
    [1_557_996_352_000, 'Request has expired'],
    [1_557_989_151_000 - 901_000, 'too large'],
  ])('is valid in its times only: at %i', (now, message) => {
    const judge = () => checkTime(readAuthorization(upload()), now)
    if (message === undefined) expect(judge).not.toThrow()
    else expect(judge).toThrow(message)
  })
})
