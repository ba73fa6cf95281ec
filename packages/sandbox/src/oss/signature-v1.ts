import { createHmac, timingSafeEqual } from 'node:crypto'
import { denied, StoreError } from '../store/errors.ts'
import { mismatch, type OssSigned } from './signature-v4.ts'

export interface OssV1 {
  accessKeyId: string
  signature: string
  /** Epoch seconds, for a presigned URL. */
  expires: string | undefined
}

const TOLERANCE_MS = 15 * 60_000

/** Parameters that belong to the signed resource; others are not signed. */
const SUBRESOURCES =
  /^(?:acl|uploads|location|cors|logging|website|referer|lifecycle|delete|append|tagging|objectMeta|uploadId|partNumber|security-token|position|img|style|stat|restore|replication|policy|continuation-token|x-oss-process|response-(?:content-type|content-language|expires|cache-control|content-disposition|content-encoding))$/

/** The authorization of version 1, from header or query; undefined when there is none. */
export function readV1({ query, header }: Pick<OssSigned, 'query' | 'header'>): OssV1 | undefined {
  const inQuery = new Map(query)
  const accessKeyId = inQuery.get('OSSAccessKeyId')
  if (accessKeyId !== undefined) {
    return { accessKeyId, signature: inQuery.get('Signature') ?? '', expires: inQuery.get('Expires') ?? '' }
  }
  const [, id, signature] = /^OSS ([^:]+):(\S+)$/.exec(header('authorization') ?? '') ?? []
  return id && signature ? { accessKeyId: id, signature, expires: undefined } : undefined
}

export function checkV1Time({ expires }: OssV1, header: OssSigned['header'], now: number): void {
  if (expires !== undefined) {
    if (!/^\d{1,12}$/.test(expires)) throw new StoreError(400, 'InvalidArgument', 'Expires must be epoch seconds.')
    if (now / 1000 > Number(expires)) throw denied('Request has expired.')
    return
  }
  const at = Date.parse(header('x-oss-date') ?? header('date') ?? '')
  if (Number.isNaN(at)) throw denied('OSS authentication requires a valid Date.')
  if (Math.abs(now - at) > TOLERANCE_MS) {
    throw new StoreError(
      403,
      'RequestTimeTooSkewed',
      'The difference between the request time and the current time is too large.',
    )
  }
}

export function checkV1Signature(secret: string, signed: OssSigned, given: OssV1): void {
  const { header } = signed
  const ossHeaders = signed.headerNames
    .filter((name) => name.startsWith('x-oss-'))
    .toSorted()
    .map((name) => `${name}:${(header(name) ?? '').trim()}`)
  const stringToSign = [
    signed.method,
    header('content-md5') ?? '',
    header('content-type') ?? '',
    given.expires ?? header('x-oss-date') ?? header('date') ?? '',
    ...ossHeaders,
    resourceOf(signed),
  ].join('\n')
  if (!same(hmac(secret, stringToSign), given.signature)) throw mismatch({ StringToSign: stringToSign })
}

/** Checks the signature of a form, which signs its policy in base64. */
export function checkV1FormSignature(secret: string, policy: string, signature: string): void {
  if (!same(hmac(secret, policy), signature)) throw mismatch({ StringToSign: policy })
}

function resourceOf({ bucket, key, query }: OssSigned) {
  const params = query
    .filter(([name]) => SUBRESOURCES.test(name))
    .toSorted(([a], [b]) => (a < b ? -1 : 1))
    .map(([name, value]) => (value === '' ? name : `${name}=${value}`))
  return `/${bucket}/${key}${params.length > 0 ? `?${params.join('&')}` : ''}`
}

const hmac = (secret: string, text: string) => createHmac('sha1', secret).update(text, 'utf8').digest('base64')

const same = (a: string, b: string) => a.length === b.length && timingSafeEqual(Buffer.from(a), Buffer.from(b))
