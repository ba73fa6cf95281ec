import { describe, expect, it } from 'vitest'
import { checkV1FormSignature, checkV1Signature, checkV1Time, readV1 } from './signature-v1.ts'
import { checkV4Signature, checkV4Time, type OssSigned, readV4 } from './signature-v4.ts'

function requestOf(
  method: string,
  [bucket, key]: [string, string],
  headers: Record<string, string>,
  query: Record<string, string> = {},
): OssSigned {
  return {
    method,
    bucket,
    key,
    query: Object.entries(query),
    header: (name) => headers[name],
    headerNames: Object.keys(headers),
  }
}

describe('a signature of OSS version 4', () => {
  // Key "ak"/"sk", requests and signatures of the vendor's own test suites, the same in all languages:
  // github.com/aliyun/alibabacloud-oss-php-sdk-v2 (SignerV4Test.php), github.com/aliyun/aliyun-oss-go-sdk (auth_test.go).
  const object: [string, string] = ['bucket', '1234+-/123/1.txt']
  const query = { param1: 'value1', '+param1': 'value3', '|param1': 'value4', '+param2': '', '|param2': '', param2: '' }
  const headers = { 'x-oss-head1': 'value', abc: 'value', zabc: 'value', xyz: 'value' }
  function byHeader(at: string, extra: string, signature: string, more: Record<string, string> = {}) {
    return requestOf(
      'PUT',
      object,
      {
        ...headers,
        'content-type': 'text/plain',
        'x-oss-content-sha256': 'UNSIGNED-PAYLOAD',
        'x-oss-date': at,
        authorization: `OSS4-HMAC-SHA256 Credential=ak/${at.slice(0, 8)}/cn-hangzhou/oss/aliyun_v4_request,${extra}Signature=${signature}`,
        ...more,
      },
      query,
    )
  }
  function byQuery(at: string, signature: string, more: Record<string, string> = {}) {
    return requestOf(
      'PUT',
      object,
      { ...headers, 'content-type': 'application/octet-stream' },
      {
        ...query,
        'x-oss-signature-version': 'OSS4-HMAC-SHA256',
        'x-oss-credential': `ak/${at.slice(0, 8)}/cn-hangzhou/oss/aliyun_v4_request`,
        'x-oss-date': at,
        'x-oss-expires': '599',
        'x-oss-signature': signature,
        ...more,
      },
    )
  }
  function check(request: OssSigned) {
    const given = readV4(request)
    if (!given) throw new Error('no version 4')
    checkV4Signature('sk', request, given)
    return given
  }
  const published = {
    plain: byHeader('20231216T162057Z', '', 'e21d18daa82167720f9b1047ae7e7f1ce7cb77a31e8203a7d5f4624fa0284afe'),
    'with a token': byHeader(
      '20231217T034736Z',
      '',
      'b94a3f999cf85bcdc00d332fbd3734ba03e48382c36fa4d5af5df817395bd9ea',
      { 'x-oss-security-token': 'token' },
    ),
    'with additional headers': byHeader(
      '20231216T172512Z',
      'AdditionalHeaders=abc;zabc,',
      '4a4183c187c07c8947db7620deb0a6b38d9fbdd34187b6dbaccb316fa251212f',
    ),
    'in the query': byQuery('20231217T025437Z', 'a39966c61718be0d5b14e668088b3fa07601033f6518ac7b523100014269c0fe'),
    'in the query with a token': byQuery(
      '20231217T035628Z',
      '3817ac9d206cd6dfc90f1c09c00be45005602e55898f26f5ddb06d7892e1f8b5',
      { 'x-oss-security-token': 'token' },
    ),
    'in the query with additional headers': byQuery(
      '20231217T033009Z',
      '6bd984bfe531afb6db1f7550983a741b103a8c58e5e14f83ea474c2322dfa2b7',
      { 'x-oss-additional-headers': 'abc;zabc' },
    ),
  }

  it.each(Object.entries(published))('passes in the published example %s', (_, request) => {
    expect(() => check(request)).not.toThrow()
  })

  it.each(Object.entries(published))(
    'refuses the published example %s when anything signed differs',
    (name, request) => {
      const extra: Record<string, string> = name.includes('additional')
        ? { abc: 'other' }
        : { 'content-type': 'text/html' }
      const header = (name: string) => extra[name] ?? request.header(name)
      const others: OssSigned[] = [
        { ...request, key: '1234+-/123/2.txt' },
        { ...request, bucket: 'other' },
        { ...request, method: 'GET' },
        { ...request, header },
        { ...request, query: request.query.map(([param, value]) => [param, param === 'param1' ? 'other' : value]) },
      ]
      for (const other of others)
        expect(() => check(other)).toThrow(expect.objectContaining({ code: 'SignatureDoesNotMatch' }))
    },
  )

  it('is valid for fifteen minutes in a header, and for the signed time in a URL', () => {
    const [header, url] = [check(published.plain), check(published['in the query'])]
    const [signed, presigned] = [Date.parse('2023-12-16T16:20:57Z'), Date.parse('2023-12-17T02:54:37Z')]
    expect(() => checkV4Time(header, signed + 900_000)).not.toThrow()
    expect(() => checkV4Time(header, signed + 901_000)).toThrow('too large')
    expect(() => checkV4Time(header, signed - 901_000)).toThrow('too large')
    expect(() => checkV4Time(url, presigned + 599_000)).not.toThrow()
    expect(() => checkV4Time(url, presigned + 600_000)).toThrow('expired')
  })

  it('is refused with an expiry beyond seven days', () => {
    const given = published['in the query']
    const query = given.query.map(([name, value]): [string, string] => [
      name,
      name === 'x-oss-expires' ? '604801' : value,
    ])
    expect(() => readV4({ ...given, query })).toThrow('604800')
  })
})

describe('a signature of OSS version 1', () => {
  const secret = 'OtxrzxIsfpFjA7SwPzILwy8Bw21TLhquhboDYROV'
  function check(request: OssSigned) {
    const given = readV1(request)
    if (!given) throw new Error('no version 1')
    checkV1Signature(secret, request, given)
    return given
  }
  // https://help.aliyun.com/document_detail/31951.html: request, key and result are printed there.
  function upload(changes: Record<string, string> = {}) {
    return requestOf('PUT', ['oss-example', 'nelson'], {
      'content-md5': 'ODBGOERFMDMzQTczRUY3NUE3NzA5QzdFNUYzMDQxNEM=',
      'content-type': 'text/html',
      date: 'Thu, 17 Nov 2005 18:49:58 GMT',
      'x-oss-meta-author': 'foo@bar.com',
      'x-oss-magic': 'abracadabra',
      authorization: 'OSS 44CF9590006BF252F707:26NBxoKdsyly4EDv6inkoDft/yA=',
      ...changes,
    })
  }
  // The URL of https://help.aliyun.com/document_detail/31952.html; its result as the clients that cite the page test it
  // (github.com/aliyun-beta/aliyun-oss-ruby-sdk, authorization_test.rb).
  function download(key: string) {
    return requestOf(
      'GET',
      ['oss-example', key],
      {},
      {
        OSSAccessKeyId: '44CF9590006BF252F707',
        Expires: '1141889120',
        Signature: 'EwaNTn1erJGkimiJ9WmXgwnANLc=',
      },
    )
  }

  it('passes in the published examples, in the header and in the query', () => {
    expect(() => check(upload())).not.toThrow()
    expect(() => check(download('oss-api.pdf'))).not.toThrow()
  })

  it('fails when a signed part differs', () => {
    const mismatch = expect.objectContaining({ code: 'SignatureDoesNotMatch' })
    expect(() => check(upload({ 'content-type': 'text/plain' }))).toThrow(mismatch)
    expect(() => check(upload({ 'x-oss-magic': 'other' }))).toThrow(mismatch)
    expect(() => check(download('other.pdf'))).toThrow(mismatch)
  })

  it('passes for the published policy of a form', () => {
    const policy =
      'eyJleHBpcmF0aW9uIjoiMjAxMy0xMi0wMVQxMjowMDowMFoiLCJjb25kaXRpb25zIjpbWyJjb250ZW50LWxlbmd0aC1yYW5nZSIsMCwxMDQ4NTc2MF0seyJidWNrZXQiOiJhaGFoYSJ9LHsiQSI6ImEifSx7ImtleSI6IkFCQyJ9XX0='
    expect(() => checkV1FormSignature(secret, policy, '4tWCtD1uLbM6Uxva3tyNxLoUs2k=')).not.toThrow()
    expect(() => checkV1FormSignature(secret, `${policy}=`, '4tWCtD1uLbM6Uxva3tyNxLoUs2k=')).toThrow('does not match')
  })

  it('is valid until the end of a URL, and around the date of a header', () => {
    const { header } = upload()
    expect(() => checkV1Time(check(download('oss-api.pdf')), header, 1_141_889_120_000)).not.toThrow()
    expect(() => checkV1Time(check(download('oss-api.pdf')), header, 1_141_889_121_000)).toThrow('expired')
    expect(() => checkV1Time(check(upload()), header, Date.parse('2005-11-17T19:06:00Z'))).toThrow('too large')
  })
})
