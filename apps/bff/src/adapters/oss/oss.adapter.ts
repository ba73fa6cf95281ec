import type OSS from 'ali-oss'
import type { ObjectStore, StoreName } from '../../ports/object-store.port.ts'
import { type SignedCall, signedHttp, storeFailure } from '../store/signed-http.ts'
import { reportRefusal } from '../store/store.reasons.ts'
import { attachment, checkStoreKey } from '../store/store-key.ts'
import { type VendorCalls, VendorError } from '../vendor-calls.ts'
import { formPolicy } from './oss.form.ts'

export interface OssOptions {
  accessKeyId: string
  accessKeySecret: string
  /** As `cn-hangzhou`. */
  region: string
  buckets: Record<StoreName, string>
  /** Where a bucket answers; `{bucket}` stands for its name. */
  base: string
  /** `v1` for buckets that know no other. */
  signature: 'v4' | 'v1'
}

/** What the SDK can do and its types do not say. */
type Client = OSS & {
  signatureUrlV4(
    method: string,
    seconds: number,
    request: { headers?: Record<string, string>; queries?: Record<string, string> },
    key: string,
    additionalHeaders?: string[],
  ): Promise<string>
  signPostObjectPolicyV4(policy: object, date: Date): string
  urllib: { request(url: string, params: object): Promise<unknown> }
}
type Method = 'GET' | 'HEAD' | 'PUT' | 'DELETE'
interface Signing {
  seconds?: number
  headers?: Record<string, string>
  queries?: Record<string, string>
}

const CALL_SECONDS = 300
const PAGE = 1000

/** Alibaba Cloud OSS behind our port, through the vendor's own SDK, which is loaded with the first file. */
export function makeOssStore(
  options: OssOptions,
  name: StoreName,
  { calls, uploads }: { calls: VendorCalls; uploads: VendorCalls },
): ObjectStore {
  const bucket = options.buckets[name]
  const base = options.base.replaceAll('{bucket}', bucket).replace(/\/$/, '')
  // The SDK addresses a bucket by its official host only; neither kind of signature holds the host.
  const rebased = (url: string) => url.replace(/^https?:\/\/[^/]+/, base)
  const client = once(() => loadClient(options, bucket, rebased))
  const http = signedHttp(calls, uploads)

  const signV4 = (
    sdk: Client,
    method: Method,
    key: string,
    { seconds = CALL_SECONDS, headers = {}, queries = {} }: Signing,
  ) => {
    const bound = Object.keys(headers).filter((one) => one === 'content-length')
    return sdk.signatureUrlV4(method, seconds, { headers, queries }, key, bound)
  }
  const signV1 = (
    sdk: Client,
    method: Method,
    key: string,
    { seconds = CALL_SECONDS, headers = {}, queries = {} }: Signing,
  ) => {
    const response = Object.fromEntries(
      Object.entries(queries).map(([one, value]) => [one.replace('response-', ''), value]),
    )
    const type = headers['content-type']
    return sdk.signatureUrl(key, {
      // Its types know two of the methods that it signs.
      method: method as 'GET',
      expires: seconds,
      ...(Object.keys(response).length > 0 ? { response } : {}),
      ...(type === undefined ? {} : { 'Content-Type': type }),
    })
  }
  const signed = async (method: Method, key: string, signing: Signing = {}): Promise<SignedCall> => {
    const sdk = await client()
    const sign = options.signature === 'v4' ? signV4 : signV1
    const url = rebased(await sign(sdk, method, checkStoreKey(key), signing))
    return { url, ...(signing.headers ? { headers: signing.headers } : {}) }
  }

  const page = async (prefix: string, token: string | undefined) => {
    const sdk = await client()
    const query = {
      'max-keys': String(PAGE),
      ...(prefix === '' ? {} : { prefix }),
      ...(token === undefined ? {} : { 'continuation-token': token }),
    }
    return calls.call(
      'GetBucket',
      () =>
        sdk.listV2(query, {}).catch((error: unknown) => {
          throw answered(error, calls)
        }),
      { repeatable: true },
    )
  }

  return {
    hosts: [new URL(base).origin],
    put: async (key, { type, size }, body) =>
      http.put(await signed('PUT', key, { headers: { 'content-type': type } }), size, body),
    head: async (key) => http.head(await signed('HEAD', key)),
    read: async (key, range) => http.read(await signed('GET', key), range),
    remove: async (key) => http.remove(await signed('DELETE', key)),

    async *list(prefix) {
      let token: string | undefined
      do {
        const found: OSS.ListV2ObjectResult = await page(prefix, token).catch((error: unknown) => {
          throw storeFailure(error)
        })
        calls.accepted('GetBucket')
        for (const { name: key, size, lastModified } of found.objects ?? [])
          yield { key, size, writtenAt: Date.parse(lastModified) }
        token = found.nextContinuationToken ?? undefined
      } while (token !== undefined)
    },

    async readUrl(key, { seconds, downloadName, unkept }) {
      const queries: Record<string, string> = {
        ...(downloadName ? { 'response-content-disposition': attachment(downloadName) } : {}),
        ...(unkept ? { 'response-cache-control': 'no-store' } : {}),
      }
      return (await signed('GET', key, { seconds, queries })).url
    },

    async uploadByPut({ key, type, size, seconds }) {
      if (options.signature === 'v1') return undefined
      const headers = { 'content-type': type, 'content-length': String(size) }
      const { url } = await signed('PUT', key, { seconds, headers })
      // A browser sets the length itself, and to nothing else than the true one.
      return { url, headers: { 'Content-Type': type } }
    },
    async uploadByForm(upload) {
      const sdk = await client()
      const form = formPolicy(options, bucket, { ...upload, key: checkStoreKey(upload.key) }, new Date())
      const policy = Buffer.from(JSON.stringify(form.policy)).toString('base64')
      const signature: Record<string, string> =
        options.signature === 'v4'
          ? { 'x-oss-signature': sdk.signPostObjectPolicyV4(form.policy, form.date) }
          : { Signature: sdk.calculatePostSignature(form.policy).Signature }
      return { url: `${base}/`, fields: { ...form.fields, policy, ...signature } }
    },
    uploadByKey: async () => undefined,
  }
}

async function loadClient(options: OssOptions, bucket: string, rebased: (url: string) => string): Promise<Client> {
  const { default: Sdk } = await import('ali-oss')
  const sdk = new Sdk({
    accessKeyId: options.accessKeyId,
    accessKeySecret: options.accessKeySecret,
    region: `oss-${options.region}`,
    bucket,
    secure: true,
    authorizationV4: options.signature === 'v4',
  }) as Client
  const { urllib } = sdk
  sdk.urllib = { request: (url, params) => urllib.request(rebased(url), params) }
  return sdk
}

/** The SDK rejects for refusals too: those have a status below 500. */
function answered(error: unknown, calls: VendorCalls): Error {
  const { status, code } = error as { status?: unknown; code?: unknown }
  if (Number(status) >= 300 && Number(status) < 500) reportRefusal(calls, 'GetBucket', String(code))
  return Number(status) >= 300 && Number(status) < 500
    ? new Error(`status ${String(status)}: ${String(code)}`)
    : new VendorError('no usable answer')
}

function once<T>(make: () => Promise<T>): () => Promise<T> {
  let made: Promise<T> | undefined
  return () => (made ??= make())
}
