import { createHash, createHmac, timingSafeEqual } from 'node:crypto'
import { denied, StoreError } from '../store/errors.ts'

/** The signed parts of a request. */
export interface OssSigned {
  method: string
  bucket: string
  key: string
  query: readonly (readonly [string, string])[]
  header: (name: string) => string | undefined
  headerNames: readonly string[]
}

export interface OssV4 {
  accessKeyId: string
  date: string
  region: string
  additional: readonly string[]
  /** Such as `20231216T162057Z`. */
  at: string
  /** For a presigned URL. */
  expiresSeconds: number | undefined
  signature: string
}

const ALGORITHM = 'OSS4-HMAC-SHA256'
const TOLERANCE_MS = 15 * 60_000
const MAX_SECONDS = 604_800

/** The authorization of version 4, from header or query; undefined when there is none. */
export function readV4({ query, header }: Pick<OssSigned, 'query' | 'header'>): OssV4 | undefined {
  const inQuery = new Map(query)
  if (inQuery.has('x-oss-signature-version')) return fromQuery(inQuery)
  const authorization = header('authorization')
  if (!authorization?.startsWith(ALGORITHM)) return undefined
  const parts = new Map(
    authorization
      .slice(ALGORITHM.length)
      .split(',')
      .map((part): [string, string] => {
        const [name = '', value = ''] = part.trim().split('=')
        return [name, value]
      }),
  )
  const at = header('x-oss-date') ?? ''
  if (header('x-oss-content-sha256') !== 'UNSIGNED-PAYLOAD')
    throw invalid('x-oss-content-sha256 must be UNSIGNED-PAYLOAD.')
  return {
    ...scopeOf(parts.get('Credential') ?? ''),
    additional: namesOf(parts.get('AdditionalHeaders')),
    at,
    expiresSeconds: undefined,
    signature: parts.get('Signature') ?? '',
  }
}

export function scopeOf(credential: string) {
  const [, accessKeyId, date, region] =
    /^([^/]+)\/(\d{8})\/([a-z0-9-]+)\/oss\/aliyun_v4_request$/.exec(credential) ?? []
  if (!accessKeyId || !date || !region) throw invalid('The credential is malformed.')
  return { accessKeyId, date, region }
}

/** Throws unless `now` (epoch ms) is within the signed time. */
export function checkV4Time(
  { at, date, expiresSeconds }: Pick<OssV4, 'at' | 'date' | 'expiresSeconds'>,
  now: number,
): void {
  const signedAt = momentOf(at)
  if (signedAt === undefined || !at.startsWith(date))
    throw invalid('x-oss-date is missing, malformed, or not that of the scope.')
  if (expiresSeconds !== undefined && now > signedAt + expiresSeconds * 1000) throw denied('Request has expired.')
  if (signedAt > now + TOLERANCE_MS || (expiresSeconds === undefined && now > signedAt + TOLERANCE_MS)) {
    throw new StoreError(
      403,
      'RequestTimeTooSkewed',
      'The difference between the request time and the current time is too large.',
    )
  }
}

export function checkV4Signature(secret: string, signed: OssSigned, given: OssV4): void {
  const canonical = canonicalOf(signed, given.additional)
  const stringToSign = [
    ALGORITHM,
    given.at,
    `${given.date}/${given.region}/oss/aliyun_v4_request`,
    createHash('sha256').update(canonical).digest('hex'),
  ].join('\n')
  if (!sameHex(v4Signature(secret, given, stringToSign), given.signature)) {
    throw mismatch({ StringToSign: stringToSign, CanonicalRequest: canonical })
  }
}

/** Checks the signature of a form, which signs its policy in base64 with the key of its scope. */
export function checkV4FormSignature(
  secret: string,
  scope: Pick<OssV4, 'date' | 'region'>,
  policy: string,
  signature: string,
): void {
  if (!sameHex(v4Signature(secret, scope, policy), signature)) throw mismatch({ StringToSign: policy })
}

export function mismatch(details: Record<string, string>) {
  return new StoreError(
    403,
    'SignatureDoesNotMatch',
    'The request signature we calculated does not match the signature you provided. Check your key and signing method.',
    details,
  )
}

const invalid = (message: string) => new StoreError(400, 'InvalidArgument', message)

function fromQuery(query: ReadonlyMap<string, string>): OssV4 {
  const expiresSeconds = Number(query.get('x-oss-expires'))
  if (query.get('x-oss-signature-version') !== ALGORITHM) throw invalid('x-oss-signature-version is not supported.')
  if (!Number.isInteger(expiresSeconds) || expiresSeconds < 1 || expiresSeconds > MAX_SECONDS) {
    throw invalid('x-oss-expires must be between 1 and 604800.')
  }
  return {
    ...scopeOf(query.get('x-oss-credential') ?? ''),
    additional: namesOf(query.get('x-oss-additional-headers')),
    at: query.get('x-oss-date') ?? '',
    expiresSeconds,
    signature: query.get('x-oss-signature') ?? '',
  }
}

const namesOf = (list: string | undefined) => (list ? list.split(';') : [])

function momentOf(at: string) {
  const [, y, mo, d, h, mi, s] = /^(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)Z$/.exec(at) ?? []
  return y === undefined ? undefined : Date.parse(`${y}-${mo}-${d}T${h}:${mi}:${s}Z`)
}

function v4Signature(secret: string, { date, region }: Pick<OssV4, 'date' | 'region'>, text: string) {
  const key = [date, region, 'oss', 'aliyun_v4_request'].reduce<string | Buffer>(hmac, `aliyun_v4${secret}`)
  return hmac(key, text).toString('hex')
}

const hmac = (key: string | Buffer, text: string): Buffer => createHmac('sha256', key).update(text).digest()

function canonicalOf({ method, bucket, key, query, header, headerNames }: OssSigned, additional: readonly string[]) {
  const params = query
    .filter(([name]) => name !== 'x-oss-signature')
    .map(([name, value]) => [encoded(name), encoded(value)] as const)
    .toSorted(([a], [b]) => (a < b ? -1 : 1))
    .map(([name, value]) => (value === '' ? name : `${name}=${value}`))
  const always = headerNames.filter((name) => /^(?:content-type|content-md5|x-oss-.*)$/.test(name))
  const names = [...new Set([...always, ...additional])].toSorted()
  const headers = names.map((name) => {
    const value = header(name)
    if (value === undefined) throw mismatch({ StringToSign: `${name} is signed but was not sent` })
    return `${name}:${value.trim()}\n`
  })
  const path = `/${encoded(bucket)}/${key.split('/').map(encoded).join('/')}`
  const payload = header('x-oss-content-sha256') ?? 'UNSIGNED-PAYLOAD'
  return [method, path, params.join('&'), headers.join(''), additional.join(';'), payload].join('\n')
}

function encoded(text: string) {
  return encodeURIComponent(text).replace(/[!'()*]/g, (sign) => `%${sign.charCodeAt(0).toString(16).toUpperCase()}`)
}

const sameHex = (a: string, b: string) => a.length === b.length && timingSafeEqual(Buffer.from(a), Buffer.from(b))
