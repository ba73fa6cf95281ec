import { createHash } from 'node:crypto'
import { type Context, Hono } from 'hono'
import { cors } from 'hono/cors'
import { isAppOrigin } from '../control/guard.ts'
import { gate } from '../gate.ts'
import type { Env, World } from '../world.ts'
import { StoreError } from './errors.ts'
import { readForm, type UploadForm } from './form.ts'
import { enforceFormPolicy, type FormPolicy } from './form-policy.ts'
import type { Objects, StoredObject } from './objects.ts'
import { refuseUnplayed } from './unplayed.ts'

export type Operation = 'PutObject' | 'GetObject' | 'HeadObject' | 'DeleteObject' | 'PostObject' | 'GetBucket'

/** The object of a request. `signedPath` is the path as the signature may contain it. */
export interface Address {
  bucket: string
  key: string
  signedPath: string
}

/** A request as received. */
export type StoreRequest = Address & {
  method: string
  operation: Operation
  /** Decoded, in the order of the request. */
  query: readonly (readonly [string, string])[]
  header: (name: string) => string | undefined
  /** In lower case. */
  headerNames: readonly string[]
  body: Uint8Array<ArrayBuffer>
}

/** The differences between two stores with the same verbs. */
export interface StoreVendor {
  service: 'cos' | 'oss'
  prefix: 'x-cos-' | 'x-oss-'
  server: string
  objects: Objects
  /** The time for checking signatures, epoch ms. */
  now: () => number
  /** Throws for an address that is not served. */
  addressOf: (host: string, path: string) => Address
  /** Throws a StoreError unless the request is signed by a key that permits it. */
  authorize: (request: StoreRequest) => void
  /** Checks the signature in the fields of a form and returns its policy. */
  authorizeForm: (form: UploadForm, address: Address) => FormPolicy
  etag: (object: StoredObject) => string
  errorXml: (error: StoreError, request: { host: string; path: string; requestId: string }) => string
  listXml: (bucket: string, query: ReadonlyMap<string, string>) => string
  /** The headers that the vendor adds to an answer with content. */
  downloadHeaders: (host: string) => Record<string, string>
}

/** The verbs of one store for all of its buckets. */
export function createStore(world: World, vendor: StoreVendor): Hono<Env> {
  const { objects, prefix } = vendor
  const routes = new Hono<Env>()
  const headersOf = (requestId: string) => ({ [`${prefix}request-id`]: requestId, server: vendor.server })

  // Buckets allow the pages of one application, as their owner would configure.
  routes.use(
    cors({
      origin: (origin) => (isAppOrigin(origin, world.options.appOrigin) ? origin : null),
      allowMethods: ['GET', 'HEAD', 'PUT', 'POST', 'DELETE'],
      exposeHeaders: ['etag', `${prefix}request-id`],
    }),
  )
  routes.use(gate(world, vendor.service, (c) => routeOf(vendor, c)))
  routes.onError((error, c) => {
    if (!(error instanceof StoreError)) throw error
    const requestId = world.ids.bytes(12).toString('hex').toUpperCase()
    const bare = c.req.method === 'HEAD' || error.status === 304
    const body = bare ? null : vendor.errorXml(error, { host: hostOf(c), path: c.req.path, requestId })
    const type: Record<string, string> = bare ? {} : { 'content-type': 'application/xml' }
    return new Response(body, { status: error.status, headers: { ...type, ...headersOf(requestId) } })
  })

  function ok(status: 200 | 204 | 206, body: string | Uint8Array<ArrayBuffer> | null, headers: Record<string, string>) {
    return new Response(body, {
      status,
      headers: { ...headersOf(world.ids.bytes(12).toString('hex').toUpperCase()), ...headers },
    })
  }

  function read(c: Context<Env>, { bucket, key, query, operation }: StoreRequest) {
    const object = objects.get(bucket, key)
    const etag = vendor.etag(object)
    if (c.req.header('if-none-match') === etag) throw new StoreError(304, 'NotModified', 'Not Modified')
    const params = new Map(query)
    const range = rangeIn(c.req.header('range'), object.body.length)
    const body = range ? object.body.subarray(range.from, range.to + 1) : object.body
    const disposition = params.get('response-content-disposition') ?? object.disposition
    const cacheControl = params.get('response-cache-control') ?? object.cacheControl
    const size = object.body.length
    return ok(range ? 206 : 200, operation === 'HeadObject' ? null : body, {
      ...vendor.downloadHeaders(hostOf(c)),
      'content-type': params.get('response-content-type') ?? object.type,
      'content-length': String(body.length),
      'accept-ranges': 'bytes',
      etag,
      'last-modified': new Date(object.at).toUTCString(),
      ...(disposition === undefined ? {} : { 'content-disposition': disposition }),
      ...(cacheControl === undefined ? {} : { 'cache-control': cacheControl }),
      ...(range ? { 'content-range': `bytes ${range.from}-${range.to}/${size}` } : {}),
    })
  }

  function write({ bucket, key, header, body }: StoreRequest) {
    if (header('content-length') === undefined && header('transfer-encoding') === undefined)
      throw new StoreError(411, 'MissingContentLength', 'You must provide the Content-Length HTTP header.')
    checkDigest(header('content-md5'), body)
    const object = objects.put(bucket, key, {
      body,
      type: header('content-type') ?? 'application/octet-stream',
      disposition: header('content-disposition'),
      cacheControl: header('cache-control') || undefined,
    })
    return ok(200, null, { etag: vendor.etag(object) })
  }

  function upload(form: UploadForm, address: Address) {
    enforceFormPolicy(vendor.authorizeForm(form, address), form, address.bucket, vendor.now())
    const key = address.key.replace('${filename}', form.file.name)
    const object = objects.put(address.bucket, key, {
      body: form.file.body,
      type: form.fields.get('content-type') ?? 'application/octet-stream',
      disposition: form.fields.get('content-disposition'),
      cacheControl: form.fields.get('cache-control'),
    })
    const status = form.fields.get('success_action_status') === '200' ? 200 : 204
    return ok(status, null, { etag: vendor.etag(object) })
  }

  routes.all('*', async (c) => {
    const { pathname, searchParams } = new URL(c.req.url)
    const address = vendor.addressOf(hostOf(c), pathname)
    refuseUnplayed(c.req.method, searchParams.keys(), Object.keys(c.req.header()))
    const operation = operationOf(c.req.method, address.key)
    const body = new Uint8Array(await c.req.arrayBuffer())
    if (operation === 'PostObject') {
      const form = readForm(c.req.header('content-type') ?? '', body)
      const key = form.fields.get('key')
      if (!key) throw new StoreError(400, 'InvalidArgument', 'POST requires a field named key.')
      return upload(form, { ...address, key })
    }
    const request: StoreRequest = {
      ...address,
      method: c.req.method,
      operation,
      query: [...searchParams],
      header: (name) => (name === 'host' ? hostOf(c) : c.req.header(name)),
      headerNames: Object.keys(c.req.header()),
      body,
    }
    vendor.authorize(request)
    if (operation === 'PutObject') return write(request)
    if (operation === 'DeleteObject') {
      objects.remove(request.bucket, request.key)
      return ok(204, null, {})
    }
    if (operation === 'GetBucket')
      return ok(200, vendor.listXml(request.bucket, new Map(request.query)), { 'content-type': 'application/xml' })
    return read(c, request)
  })
  return routes
}

export const hostOf = (c: Context<Env>) => c.req.header('host') ?? new URL(c.req.url).host

/** The decoded path. Throws a StoreError for malformed escapes. */
export function decoded(path: string): string {
  try {
    return decodeURIComponent(path)
  } catch {
    throw new StoreError(400, 'InvalidURI', 'Could not parse the specified URI.')
  }
}

function operationOf(method: string, key: string): Operation {
  if (key === '' && method === 'POST') return 'PostObject'
  if (key === '' && method === 'GET') return 'GetBucket'
  const ofObject = { PUT: 'PutObject', GET: 'GetObject', HEAD: 'HeadObject', DELETE: 'DeleteObject' } as const
  const found = key === '' ? undefined : ofObject[method as keyof typeof ofObject]
  if (!found)
    throw new StoreError(405, 'MethodNotAllowed', 'The specified method is not allowed against this resource.')
  return found
}

function routeOf(vendor: StoreVendor, c: Context<Env>): string {
  try {
    return operationOf(c.req.method, vendor.addressOf(hostOf(c), new URL(c.req.url).pathname).key)
  } catch {
    return c.req.method
  }
}

function checkDigest(given: string | undefined, body: Uint8Array) {
  if (given === undefined) return
  if (!/^[A-Za-z0-9+/]{22}==$/.test(given))
    throw new StoreError(400, 'InvalidDigest', 'The Content-MD5 you specified is invalid.')
  if (createHash('md5').update(body).digest('base64') !== given)
    throw new StoreError(400, 'BadDigest', 'The Content-MD5 you specified did not match what we received.')
}

/** The first and last byte; undefined without a range, or for a header that stores ignore. */
function rangeIn(header: string | undefined, size: number): { from: number; to: number } | undefined {
  const [, first = '', last = ''] = /^bytes=(\d*)-(\d*)$/.exec(header ?? '') ?? []
  if (first === '' && last === '') return undefined
  const from = first === '' ? Math.max(0, size - Number(last)) : Number(first)
  const to = first === '' || last === '' ? size - 1 : Math.min(Number(last), size - 1)
  if (from >= size || from > to) {
    throw new StoreError(416, 'InvalidRange', 'The requested range cannot be satisfied.', {
      ActualObjectSize: String(size),
      RangeRequested: header ?? '',
    })
  }
  return { from, to }
}
