import { createHash, createHmac, timingSafeEqual } from 'node:crypto'
import { denied, StoreError } from '../store/errors.ts'

/** The signed parts of a request. */
export interface CosSigned {
  method: string
  /** Decoded. */
  path: string
  query: readonly (readonly [string, string])[]
  header: (name: string) => string | undefined
}

export interface CosAuthorization {
  secretId: string
  signTime: string
  keyTime: string
  headers: readonly string[]
  params: readonly string[]
  signature: string
}

const FIELD_NAMES = ['q-ak', 'q-sign-time', 'q-key-time', 'q-header-list', 'q-url-param-list', 'q-signature'] as const

const TOLERANCE_SECONDS = 900

/** The authorization in the header or, for a presigned URL, in the query. Throws AccessDenied without either. */
export function readAuthorization(request: Pick<CosSigned, 'query' | 'header'>): CosAuthorization {
  const header = request.header('authorization')
  const given = header === undefined ? new Map(request.query) : new Map(pairsOf(header))
  if (given.get('q-signature') === undefined) throw denied('Access Denied.')
  const [secretId, signTime, keyTime, headers, params, signature] = FIELD_NAMES.map((name) => given.get(name))
  if (given.get('q-sign-algorithm') !== 'sha1' || !secretId || !signTime || !keyTime || !signature) {
    throw new StoreError(403, 'AccessDenied', 'The Authorization is malformed.')
  }
  return { secretId, signTime, keyTime, headers: namesOf(headers), params: namesOf(params), signature }
}

/** Throws unless `now` (epoch ms) is within the signed time. */
export function checkTime({ signTime, keyTime }: Pick<CosAuthorization, 'signTime' | 'keyTime'>, now: number): void {
  for (const time of [signTime, keyTime]) {
    const [, from, to] = /^(\d{10});(\d{10})$/.exec(time) ?? []
    if (from === undefined || to === undefined) throw denied('The sign time is malformed.')
    if (now / 1000 > Number(to)) throw denied('Request has expired')
    if (now / 1000 < Number(from) - TOLERANCE_SECONDS) {
      throw new StoreError(
        403,
        'RequestTimeTooSkewed',
        'The difference between the request time and the server time is too large.',
      )
    }
  }
}

export function checkSignature(secretKey: string, signed: CosSigned, authorization: CosAuthorization): void {
  const { keyTime, signTime, signature } = authorization
  const formatString = formatStringOf(signed, authorization)
  const stringToSign = `sha1\n${signTime}\n${createHash('sha1').update(formatString).digest('hex')}\n`
  if (!same(hmac(hmac(secretKey, keyTime), stringToSign), signature)) {
    throw new StoreError(403, 'SignatureDoesNotMatch', 'The Signature you specified is invalid.', {
      StringToSign: stringToSign,
      FormatString: formatString,
    })
  }
}

/** Checks the signature of a form, which signs the text of its policy, not the base64. */
export function checkFormSignature(secretKey: string, keyTime: string, policy: string, signature: string): void {
  const stringToSign = createHash('sha1').update(Buffer.from(policy, 'base64')).digest('hex')
  if (!same(hmac(hmac(secretKey, keyTime), stringToSign), signature)) {
    throw new StoreError(403, 'SignatureDoesNotMatch', 'The Signature you specified is invalid.', {
      StringToSign: stringToSign,
    })
  }
}

function pairsOf(text: string) {
  return text.split('&').map((pair): [string, string] => {
    const at = pair.indexOf('=')
    return [pair.slice(0, at), decodeURIComponent(pair.slice(at + 1))]
  })
}

const namesOf = (list: string | undefined) => (list ? list.split(';') : [])

function formatStringOf({ method, path, query, header }: CosSigned, { headers, params }: CosAuthorization) {
  const inQuery = new Map(query.map(([name, value]) => [encoded(name).toLowerCase(), value]))
  const missing = (name: string) => denied(`${name} is signed but was not sent.`)
  function param(name: string): string {
    const value = inQuery.get(name)
    if (value === undefined) throw missing(name)
    return `${name}=${encoded(value)}`
  }
  function field(name: string): string {
    const value = header(decodeURIComponent(name))
    if (value === undefined) throw missing(name)
    return `${name}=${encoded(value)}`
  }
  const parts = [params.map(encodedName).toSorted().map(param), headers.map(encodedName).toSorted().map(field)]
  return [method.toLowerCase(), path, ...parts.map((list) => list.join('&')), ''].join('\n')
}

/** The normal form of a listed name, which callers may send encoded or not. */
const encodedName = (name: string) => encoded(decodeURIComponent(name)).toLowerCase()

function encoded(text: string) {
  return encodeURIComponent(text).replace(/[!'()*]/g, (sign) => `%${sign.charCodeAt(0).toString(16).toUpperCase()}`)
}

const hmac = (key: string, text: string) => createHmac('sha1', key).update(text).digest('hex')

const same = (a: string, b: string) => a.length === b.length && timingSafeEqual(Buffer.from(a), Buffer.from(b))
