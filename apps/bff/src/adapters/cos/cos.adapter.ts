import type COS from 'cos-nodejs-sdk-v5'
import type { ObjectStore, StoreName } from '../../ports/object-store.port.ts'
import { type SignedCall, signedHttp, storeFailure } from '../store/signed-http.ts'
import { reportRefusal } from '../store/store.reasons.ts'
import { attachment, checkStoreKey } from '../store/store-key.ts'
import { type VendorCalls, VendorError } from '../vendor-calls.ts'
import { signForm } from './cos.form.ts'
import { type KeyGiver, makeKeyGiver } from './sts.ts'

export interface CosOptions {
  secretId: string
  secretKey: string
  region: string
  buckets: Record<StoreName, string>
  /** Where a bucket answers; `{bucket}` stands for its name. */
  base: string
  /** The bucket stands in the path and is signed with it, as buckets from before 2024 allow. */
  pathStyle: boolean
  stsBase: string
}

export interface StoreCalls {
  /** What is quick. */
  calls: VendorCalls
  uploads: VendorCalls
  /** For temporary keys. */
  keys: VendorCalls
}

interface Signing {
  headers?: Record<string, string>
  seconds?: number
  query?: Record<string, string>
}

const CALL_SECONDS = 300
const PAGE = 1000

/** Tencent Cloud COS behind our port, through the vendor's own SDK, which is loaded with the first file. */
export function makeCosStore(options: CosOptions, name: StoreName, { calls, uploads, keys }: StoreCalls): ObjectStore {
  const Bucket = options.buckets[name]
  const Region = options.region
  const base = new URL(options.base.replaceAll('{bucket}', Bucket))
  const sdk = once(() => import('cos-nodejs-sdk-v5').then(({ default: Sdk }) => Sdk))
  const client = once(async () => openClient(await sdk(), options, base, Bucket))
  const http = signedHttp(calls, uploads)
  const giveKey: KeyGiver = makeKeyGiver(options, keys)
  const place = `${base.href.replace(/\/$/, '')}/`

  const signed = async (
    method: 'GET' | 'HEAD' | 'PUT' | 'DELETE',
    key: string,
    { headers, seconds = CALL_SECONDS, query = {} }: Signing = {},
  ): Promise<SignedCall> => {
    const authorization = (await sdk()).getAuthorization({
      SecretId: options.secretId,
      SecretKey: options.secretKey,
      // The types of the SDK know two of the methods that it signs.
      Method: method as 'GET',
      Pathname: pathOf(options, Bucket, `/${checkStoreKey(key)}`),
      Query: query,
      Headers: { ...headers, Host: base.host },
      Expires: seconds,
    })
    // What stands in the header as it is has to be encoded in a query.
    const search = new URLSearchParams([
      ...authorization.split('&').map((pair): [string, string] => {
        const at = pair.indexOf('=')
        return [pair.slice(0, at), pair.slice(at + 1)]
      }),
      ...Object.entries(query),
    ])
    // Spaces as %20: a plus would be read as one.
    return { url: `${place}${key}?${search.toString().replaceAll('+', '%20')}`, ...(headers ? { headers } : {}) }
  }

  const page = async (Prefix: string, Marker: string) => {
    const cos = await client()
    return calls.call('GetBucket', () =>
      cos.getBucket({ Bucket, Region, Prefix, Marker, MaxKeys: PAGE }).catch((error: unknown) => {
        throw answered(error, calls)
      }),
    )
  }

  return {
    hosts: [base.origin],
    put: async (key, { type, size }, body) =>
      http.put(await signed('PUT', key, { headers: { 'Content-Type': type } }), size, body),
    head: async (key) => http.head(await signed('HEAD', key)),
    read: async (key, range) => http.read(await signed('GET', key), range),
    remove: async (key) => http.remove(await signed('DELETE', key)),

    async *list(prefix) {
      let [after, more] = ['', true]
      while (more) {
        const found = await page(prefix, after).catch((error: unknown) => {
          throw storeFailure(error)
        })
        calls.accepted('GetBucket')
        for (const { Key, Size, LastModified } of found.Contents)
          yield { key: Key, size: Number(Size), writtenAt: Date.parse(LastModified) }
        more = found.IsTruncated === 'true'
        after = found.NextMarker ?? found.Contents.at(-1)?.Key ?? ''
      }
    },

    async readUrl(key, { seconds, downloadName, unkept }) {
      const query: Record<string, string> = {
        ...(downloadName ? { 'response-content-disposition': attachment(downloadName) } : {}),
        ...(unkept ? { 'response-cache-control': 'no-store' } : {}),
      }
      return (await signed('GET', key, { seconds, query })).url
    },

    async uploadByPut({ key, type, size, seconds }) {
      const headers = { 'Content-Type': type, 'Content-Length': String(size) }
      const { url } = await signed('PUT', key, { seconds, headers })
      // A browser sets the length itself, and to nothing else than the true one.
      return { url, headers: { 'Content-Type': type } }
    },
    uploadByForm: async (upload) => ({
      url: place,
      fields: signForm(options, Bucket, { ...upload, key: checkStoreKey(upload.key) }, Date.now()),
    }),
    async uploadByKey(upload) {
      const url = `${place}${checkStoreKey(upload.key)}`
      const key = await giveKey(Bucket, upload).catch((error: unknown) => {
        throw storeFailure(error)
      })
      return { url, ...key }
    },
  }
}

function openClient(Sdk: typeof COS, options: CosOptions, base: URL, bucket: string): COS {
  const { secretId, secretKey } = options
  const given = {
    Domain: `${base.host}${base.pathname.replace(/\/$/, '')}`,
    Protocol: base.protocol as 'https:',
    // Its own remedies are off: another host, another clock.
    AutoSwitchHost: false,
    CorrectClockSkew: false,
  }
  if (!options.pathStyle) return new Sdk({ ...given, SecretId: secretId, SecretKey: secretKey })
  // The SDK no longer supports path style: its own function gets what is to be signed.
  return new Sdk({
    ...given,
    getAuthorization: ({ Method, Pathname, Query, Headers }, done) => {
      const asked = { Method, Query, Headers, Pathname: pathOf(options, bucket, Pathname) }
      done(Sdk.getAuthorization({ ...asked, SecretId: secretId, SecretKey: secretKey, Expires: CALL_SECONDS }))
    },
  })
}

const pathOf = ({ pathStyle }: CosOptions, bucket: string, path: string) => (pathStyle ? `/${bucket}${path}` : path)

/** The SDK rejects for refusals too: those have a status below 500. */
function answered(error: unknown, calls: VendorCalls): Error {
  const status = Number((error as { statusCode?: unknown }).statusCode)
  const code = String((error as { code?: unknown }).code)
  if (status >= 300 && status < 500) reportRefusal(calls, 'GetBucket', code)
  return status >= 300 && status < 500 ? new Error(`status ${status}: ${code}`) : new VendorError('no usable answer')
}

function once<T>(make: () => Promise<T>): () => Promise<T> {
  let made: Promise<T> | undefined
  return () => (made ??= make())
}
