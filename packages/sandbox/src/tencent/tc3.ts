import { createHash, createHmac } from 'node:crypto'
import { TencentError } from './errors.ts'

/** A request as received; the query without `?`. */
export interface SignedRequest {
  method: string
  path: string
  query: string
  header: (name: string) => string | undefined
  body: Uint8Array
}

export interface Credentials {
  secretId: string
  secretKey: string
  service: string
}

const ALGORITHM = 'TC3-HMAC-SHA256'
const TOLERANCE_SECONDS = 300

// The official Node SDK takes the first label of the endpoint for the service ("127" of 127.0.0.1:8788) and signs the
// host without its port. Neither occurs with tencentcloudapi.com, so both are accepted for loopback hosts only.
const LOOPBACK_HOST = /^(127\.0\.0\.1|localhost)(?::\d+)?$/i

interface Authorization {
  secretId: string
  date: string
  service: string
  signedHeaders: string[]
  signature: string
}

const HEADER =
  /^(\S+) Credential=([^/\s]+)\/(\d{4}-\d{2}-\d{2})\/(\S+)\/tc3_request, ?SignedHeaders=([a-z0-9;-]+), ?Signature=([0-9a-f]{64})$/

/** Throws a TencentError unless this request was signed with these credentials within five minutes of `now`. */
export function verifyTc3(request: SignedRequest, credentials: Credentials, now: number): void {
  const authorization = parseAuthorization(request.header('authorization') ?? '', ALGORITHM)
  const timestamp = Number(request.header('x-tc-timestamp') ?? Number.NaN)
  if (!Number.isInteger(timestamp)) throw new TencentError('InvalidParameter', 'X-TC-Timestamp must be whole seconds.')
  if (Math.abs(now / 1000 - timestamp) > TOLERANCE_SECONDS) {
    throw new TencentError('AuthFailure.SignatureExpire', 'The timestamp is more than five minutes from server time.')
  }
  if (authorization.secretId !== credentials.secretId) {
    throw new TencentError(
      'AuthFailure.SecretIdNotFound',
      'The SecretId is not found, please ensure that it is correct.',
    )
  }
  if (authorization.date !== new Date(timestamp * 1000).toISOString().slice(0, 10)) {
    throw signatureFailure('The date of the scope is not the UTC date of X-TC-Timestamp.')
  }
  if (!acceptedServices(request, credentials.service).includes(authorization.service)) {
    throw signatureFailure('The service of the scope is not the one that was called.')
  }
  const expected = acceptedHosts(request).map((host) =>
    sign(
      credentials.secretKey,
      authorization,
      stringToSign(timestamp, authorization, canonical(request, authorization, host)),
    ),
  )
  if (!expected.includes(authorization.signature)) {
    throw signatureFailure('The provided credentials could not be validated. Please check your signature is correct.')
  }
}

const signatureFailure = (message: string) => new TencentError('AuthFailure.SignatureFailure', message)

function acceptedServices(request: SignedRequest, service: string) {
  const host = request.header('host') ?? ''
  const endpoint = `${host}${request.path.replace(/\/$/, '')}`
  return LOOPBACK_HOST.test(host) ? [service, host.split('.')[0], endpoint.split('.')[0]] : [service]
}

function acceptedHosts(request: SignedRequest) {
  const host = request.header('host') ?? ''
  const hostname = LOOPBACK_HOST.exec(host)?.[1]
  return hostname === undefined ? [host] : [host, hostname]
}

function canonical(request: SignedRequest, { signedHeaders }: Authorization, host: string) {
  const headers = signedHeaders.map((name) => {
    const value = name === 'host' ? host : (request.header(name) ?? '')
    return `${name}:${value.trim().toLowerCase()}\n`
  })
  const payload = createHash('sha256').update(request.body).digest('hex')
  return [request.method, request.path, request.query, headers.join(''), signedHeaders.join(';'), payload].join('\n')
}

function stringToSign(timestamp: number, { date, service }: Authorization, canonicalRequest: string) {
  return [
    ALGORITHM,
    timestamp,
    `${date}/${service}/tc3_request`,
    createHash('sha256').update(canonicalRequest).digest('hex'),
  ].join('\n')
}

function sign(secretKey: string, { date, service }: Authorization, text: string) {
  const secretDate = hmac(`TC3${secretKey}`, date)
  const secretService = hmac(secretDate, service)
  const secretSigning = hmac(secretService, 'tc3_request')
  return hmac(secretSigning, text).toString('hex')
}

const hmac = (key: string | Buffer, text: string) => createHmac('sha256', key).update(text).digest()

/** Throws a TencentError when the header is missing, malformed, or leaves host or content type unsigned. */
function parseAuthorization(header: string, algorithm: string): Authorization {
  const [, scheme, secretId, date, service, headers, signature] = HEADER.exec(header) ?? []
  if (scheme !== algorithm || !secretId || !date || !service || !headers || !signature) {
    throw new TencentError('AuthFailure.InvalidAuthorization', `Authorization must be a complete ${algorithm} header.`)
  }
  const signedHeaders = headers.split(';')
  if (!signedHeaders.includes('content-type') || !signedHeaders.includes('host')) {
    throw new TencentError('AuthFailure.InvalidAuthorization', 'SignedHeaders must contain content-type and host.')
  }
  return { secretId, date, service, signedHeaders, signature }
}
