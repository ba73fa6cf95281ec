import type { Hono } from 'hono'
import type { Env, World } from '../world.ts'
import { permits } from '../sts/policy.ts'
import { createFederation, type Federation, type TemporaryKey } from '../sts/federation.ts'
import { denied, StoreError } from '../store/errors.ts'
import { boundFields, readFormPolicy } from '../store/form-policy.ts'
import { createObjects, type Objects, type StoredObject } from '../store/objects.ts'
import { type Address, createStore, decoded, type StoreRequest } from '../store/store.ts'
import { elements, listXml, xml } from '../store/xml.ts'
import { checkFormSignature, checkSignature, checkTime, readAuthorization } from './signature.ts'

/**
 * `pathStyle` serves addresses with the bucket in their path, which buckets made since 2024 refuse. `forceDownload` adds
 * the headers of the default domain that make a browser save a file. `signatureTime` works as for SMS.
 */
export interface CosSettings {
  pathStyle: boolean
  forceDownload: boolean
  signatureTime: 'clock' | 'machine'
}

export interface CosControl {
  /** Newest first. */
  objects: (bucket?: string) => StoredObject[]
  /** Stores an object without a signature. */
  put: Objects['put']
  /** Returns false when there was no such object. */
  remove: (bucket: string, key: string) => boolean
  settings: (changes?: Partial<CosSettings>) => CosSettings
  reset: () => void
}

const DEFAULTS: CosSettings = { pathStyle: false, forceDownload: true, signatureTime: 'machine' }

const VIRTUAL_HOST = /^([a-z0-9-]+-\d{10})\.cos\.([a-z0-9-]+)\.myqcloud\.com$/
const PATH_HOST = /^cos\.([a-z0-9-]+)\.myqcloud\.com$/

type Values = Readonly<Record<string, string | undefined>>

/** Whether a host name belongs to COS. */
export const isCosHost = (host: string): boolean => VIRTUAL_HOST.test(host) || PATH_HOST.test(host)

/** COS, and the temporary keys that Tencent Cloud issues for it. */
export function createCos(world: World): { routes: Hono<Env>; control: CosControl; federation: Federation } {
  const { secretId, secretKey, region, buckets } = world.options.secrets.cos
  const objects = createObjects(buckets, world.clock.now)
  let settings = DEFAULTS
  const now = () => (settings.signatureTime === 'machine' ? Date.now() : world.clock.now())
  const federation = createFederation(world.ids, now)

  function keyOf(id: string, token: string | undefined): { secretKey: string; temporary?: TemporaryKey } {
    if (id === secretId) return { secretKey }
    const temporary = federation.find(id)
    if (!temporary) throw new StoreError(403, 'InvalidAccessKeyId', 'The Access Key Id you provided does not exist.')
    if (temporary.token !== token) throw denied('The security token is missing or not that of the key.')
    if (temporary.expiresAt <= now()) throw denied('The security token has expired.')
    return { secretKey: temporary.secretKey, temporary }
  }

  function checkPermission(
    key: TemporaryKey | undefined,
    action: string,
    { bucket, key: name }: Address,
    values: Values,
  ) {
    if (!key) return
    const appId = bucket.slice(bucket.lastIndexOf('-') + 1)
    const resource = `qcs::cos:${region}:uid/${appId}:${bucket}/${name}`
    if (!permits(key.policy, { action: `name/cos:${action}`, resource, values })) throw denied('Access Denied.')
  }

  function authorize(request: StoreRequest) {
    const authorization = readAuthorization(request)
    const token = request.header('x-cos-security-token') ?? new Map(request.query).get('x-cos-security-token')
    const { secretKey: key, temporary } = keyOf(authorization.secretId, token)
    checkTime(authorization, now())
    const inPath = `/${request.bucket}${request.signedPath}`
    const signed = { ...request, path: request.signedPath }
    try {
      checkSignature(key, signed, authorization)
    } catch (error) {
      // On loopback both forms of address look alike; only the signature distinguishes them.
      if (!isSignedAs(inPath, key, signed, authorization)) throw error
      refusePathStyle()
    }
    checkPermission(temporary, request.operation, request, {
      'cos:content-type': request.header('content-type'),
      'cos:content-length': request.header('content-length'),
    })
  }

  function refusePathStyle() {
    if (!settings.pathStyle)
      throw new StoreError(
        403,
        'PathStyleDomainForbidden',
        'The bucket you are attempting to access must be addressed using COS virtual-styled domain.',
      )
  }

  function addressOf(host: string, path: string): Address {
    const virtual = VIRTUAL_HOST.exec(host)
    if (virtual && virtual[2] === region)
      return { bucket: virtual[1] ?? '', key: decoded(path).slice(1), signedPath: decoded(path) }
    if (virtual) throw new StoreError(404, 'NoSuchBucket', 'The specified bucket does not exist.')
    const inPath = PATH_HOST.test(host)
    if (inPath) refusePathStyle()
    const [, bucket = '', rest = '/'] = (inPath ? /^\/([^/]+)(\/.*)?$/ : /^\/cos\/([^/]+)(\/.*)?$/).exec(path) ?? []
    return { bucket, key: decoded(rest).slice(1), signedPath: decoded(inPath ? path : rest) }
  }

  const routes = createStore(world, {
    service: 'cos',
    prefix: 'x-cos-',
    server: 'tencent-cos',
    objects,
    now,
    addressOf,
    authorize,
    authorizeForm: ({ fields, file }, address) => {
      const [ak, keyTime, policyText, signature] = ['q-ak', 'q-key-time', 'policy', 'q-signature'].map((name) =>
        fields.get(name),
      )
      if (fields.get('q-sign-algorithm') !== 'sha1' || !ak || !keyTime || !policyText || !signature)
        throw denied('Access Denied.')
      const { secretKey: key, temporary } = keyOf(ak, fields.get('x-cos-security-token'))
      checkTime({ signTime: keyTime, keyTime }, now())
      checkFormSignature(key, keyTime, policyText, signature)
      const policy = readFormPolicy(policyText)
      const bound = boundFields(policy)
      const expected = { 'q-sign-algorithm': 'sha1', 'q-ak': ak, 'q-sign-time': keyTime }
      const unbound = Object.entries(expected).find(([name, value]) => bound.get(name) !== value)
      if (unbound) throw denied(`Invalid according to Policy: ${unbound[0]} is not bound.`)
      checkPermission(temporary, 'PostObject', address, {
        'cos:content-type': fields.get('content-type'),
        'cos:content-length': String(file.body.length),
      })
      // These three belong to the signature and were compared above; the form names q-sign-time q-key-time.
      const rest = policy.conditions.filter((one) => !Object.keys(expected).some((name) => namesField(one, name)))
      return { ...policy, conditions: rest }
    },
    etag,
    errorXml: ({ code, message, details }, { host, path, requestId }) =>
      xml(
        'Error',
        elements({
          Code: code,
          Message: message,
          ...details,
          Resource: `${host}${path}`,
          RequestId: requestId,
          TraceId: requestId,
        }),
      ),
    listXml: (bucket, query) => {
      const [prefix, marker, delimiter] = ['prefix', 'marker', 'delimiter'].map((name) => query.get(name) ?? '')
      const limit = Math.min(Number(query.get('max-keys') ?? 1000) || 1000, 1000)
      const page = objects.page(bucket, {
        prefix: prefix ?? '',
        after: marker ?? '',
        delimiter: delimiter ?? '',
        limit,
      })
      const head = {
        Name: bucket,
        Prefix: prefix,
        Marker: marker,
        MaxKeys: limit,
        IsTruncated: page.next !== undefined,
        NextMarker: page.next,
      }
      return listXml(head, page, { etag, owner: '1250000000' })
    },
    downloadHeaders: (host): Record<string, string> =>
      settings.forceDownload && VIRTUAL_HOST.test(host)
        ? { 'content-disposition': 'attachment', 'x-cos-force-download': 'true' }
        : {},
  })

  return {
    routes,
    federation,
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
        federation.clear()
        settings = DEFAULTS
      },
    },
  }
}

const etag = ({ md5 }: StoredObject) => `"${md5}"`

function namesField(condition: unknown, name: string) {
  return Array.isArray(condition) ? condition[1] === `$${name}` : Object.keys(Object(condition)).includes(name)
}

function isSignedAs(path: string, ...[key, signed, authorization]: Parameters<typeof checkSignature>) {
  try {
    checkSignature(key, { ...signed, path }, authorization)
    return true
  } catch {
    return false
  }
}
