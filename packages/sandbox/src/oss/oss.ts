import type { Hono } from 'hono'
import type { Env, World } from '../world.ts'
import { denied, StoreError } from '../store/errors.ts'
import { boundFields, readFormPolicy } from '../store/form-policy.ts'
import type { UploadForm } from '../store/form.ts'
import { createObjects, type Objects, type StoredObject } from '../store/objects.ts'
import { type Address, createStore, decoded, type StoreRequest } from '../store/store.ts'
import { elements, listXml, xml } from '../store/xml.ts'
import { checkV1FormSignature, checkV1Signature, checkV1Time, readV1 } from './signature-v1.ts'
import { checkV4FormSignature, checkV4Signature, checkV4Time, readV4, scopeOf } from './signature-v4.ts'

/** `v1` accepts signatures of version 1, which buckets made since September 2025 refuse. `signatureTime`: as for SMS. */
export interface OssSettings {
  v1: boolean
  signatureTime: 'clock' | 'machine'
}

export interface OssControl {
  /** Newest first. */
  objects: (bucket?: string) => StoredObject[]
  /** Stores an object without a signature. */
  put: Objects['put']
  /** Returns false when there was no such object. */
  remove: (bucket: string, key: string) => boolean
  settings: (changes?: Partial<OssSettings>) => OssSettings
  reset: () => void
}

const DEFAULTS: OssSettings = { v1: true, signatureTime: 'machine' }

const VIRTUAL_HOST = /^([a-z0-9-]+)\.oss-([a-z0-9-]+)\.aliyuncs\.com$/
const PATH_HOST = /^oss-([a-z0-9-]+)\.aliyuncs\.com$/

const MAX_FORM_SECONDS = 604_800

/** Whether a host name belongs to OSS. */
export const isOssHost = (host: string): boolean => VIRTUAL_HOST.test(host) || PATH_HOST.test(host)

export function createOss(world: World): { routes: Hono<Env>; control: OssControl } {
  const { accessKeyId, accessKeySecret, region, buckets } = world.options.secrets.oss
  const objects = createObjects(buckets, world.clock.now)
  let settings = DEFAULTS
  const now = () => (settings.signatureTime === 'machine' ? Date.now() : world.clock.now())

  function checkKey(given: string | undefined) {
    if (given !== accessKeyId)
      throw new StoreError(
        403,
        'InvalidAccessKeyId',
        'The OSS Access Key Id you provided does not exist in our records.',
      )
  }
  function checkRegion(given: string) {
    if (given !== region)
      throw new StoreError(403, 'SignatureDoesNotMatch', `The region of the scope must be ${region}.`)
  }
  function checkV1Allowed() {
    if (!settings.v1)
      throw new StoreError(400, 'InvalidArgument', 'Signature version 1 is not supported for this bucket.')
  }

  function authorize(request: StoreRequest) {
    const v4 = readV4(request)
    if (v4) {
      checkKey(v4.accessKeyId)
      checkRegion(v4.region)
      checkV4Time(v4, now())
      return checkV4Signature(accessKeySecret, request, v4)
    }
    const v1 = readV1(request)
    if (!v1) throw denied('You have no right to access this object because of bucket acl.')
    checkV1Allowed()
    checkKey(v1.accessKeyId)
    checkV1Time(v1, request.header, now())
    return checkV1Signature(accessKeySecret, request, v1)
  }

  function authorizeForm({ fields }: UploadForm) {
    const policyText = fields.get('policy')
    if (policyText === undefined) throw denied('You have no right to access this object because of bucket acl.')
    if (fields.has('x-oss-signature-version')) return v4Policy(fields, policyText)
    checkV1Allowed()
    checkKey(fields.get('ossaccesskeyid'))
    checkV1FormSignature(accessKeySecret, policyText, fields.get('signature') ?? '')
    return readFormPolicy(policyText)
  }

  function v4Policy(fields: UploadForm['fields'], policyText: string) {
    const [version, credential = '', at = '', signature = ''] = [
      'signature-version',
      'credential',
      'date',
      'signature',
    ].map((name) => fields.get(`x-oss-${name}`))
    if (version !== 'OSS4-HMAC-SHA256')
      throw new StoreError(400, 'InvalidArgument', 'x-oss-signature-version is not supported.')
    const scope = scopeOf(credential)
    checkKey(scope.accessKeyId)
    checkRegion(scope.region)
    checkV4Time({ at, date: scope.date, expiresSeconds: MAX_FORM_SECONDS }, now())
    checkV4FormSignature(accessKeySecret, scope, policyText, signature)
    const policy = readFormPolicy(policyText)
    const bound = boundFields(policy)
    const unbound = ['x-oss-signature-version', 'x-oss-credential', 'x-oss-date'].find((name) => !bound.has(name))
    if (unbound) throw denied(`Invalid according to Policy: ${unbound} is not bound.`)
    return policy
  }

  function addressOf(host: string, path: string): Address {
    const virtual = VIRTUAL_HOST.exec(host)
    if (virtual && virtual[2] === region)
      return { bucket: virtual[1] ?? '', key: decoded(path).slice(1), signedPath: path }
    if (virtual) {
      throw new StoreError(
        403,
        'AccessDenied',
        'The bucket you are attempting to access must be addressed using the specified endpoint.',
      )
    }
    if (PATH_HOST.test(host)) {
      throw new StoreError(403, 'SecondLevelDomainForbidden', 'Please use virtual hosted style to access.')
    }
    const [, bucket = '', rest = '/'] = /^\/oss\/([^/]+)(\/.*)?$/.exec(path) ?? []
    return { bucket, key: decoded(rest).slice(1), signedPath: rest }
  }

  const routes = createStore(world, {
    service: 'oss',
    prefix: 'x-oss-',
    server: 'AliyunOSS',
    objects,
    now,
    addressOf,
    authorize,
    authorizeForm,
    etag,
    errorXml: ({ code, message, details }, { host, requestId }) =>
      xml('Error', elements({ Code: code, Message: message, RequestId: requestId, HostId: host, ...details })),
    listXml: (bucket, query) => {
      const v2 = query.get('list-type') === '2'
      const [prefix, delimiter] = [query.get('prefix') ?? '', query.get('delimiter') ?? '']
      const token = query.get('continuation-token')
      const after = v2
        ? token === undefined
          ? (query.get('start-after') ?? '')
          : fromToken(token)
        : (query.get('marker') ?? '')
      const limit = Math.min(Number(query.get('max-keys') ?? 100) || 100, 1000)
      const page = objects.page(bucket, { prefix, after, delimiter, limit })
      const next = page.next
      const shared = {
        Name: bucket,
        Prefix: prefix,
        MaxKeys: limit,
        Delimiter: delimiter,
        IsTruncated: next !== undefined,
      }
      const count = page.objects.length + page.prefixes.length
      const head = v2
        ? {
            ...shared,
            ContinuationToken: token,
            NextContinuationToken: next === undefined ? undefined : toToken(next),
            KeyCount: count,
          }
        : { ...shared, Marker: query.get('marker') ?? '', NextMarker: next }
      return listXml(head, page, { etag, owner: '1234567890123456' })
    },
    downloadHeaders: () => ({}),
  })

  return {
    routes,
    control: {
      objects: objects.list,
      put: objects.put,
      remove: objects.remove,
      settings: (changes = {}) => {
        settings = { ...settings, ...changes }
        return settings
      },
      reset: () => {
        objects.clear()
        settings = DEFAULTS
      },
    },
  }
}

const etag = ({ md5 }: StoredObject) => `"${md5.toUpperCase()}"`

const toToken = (key: string) => Buffer.from(key).toString('base64url')
const fromToken = (token: string) => Buffer.from(token, 'base64url').toString()
