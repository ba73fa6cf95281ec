import {
  type ByteRange,
  type ObjectInfo,
  RangeUnsatisfiable,
  type ReadObject,
  StoreFailure,
} from '../../ports/object-store.port.ts'
import { reportRefusal } from './store.reasons.ts'
import { retryAfterOf, type VendorCalls, vendorFetch, VendorError } from '../vendor-calls.ts'
import { measuredBody } from './measured-body.ts'

/** An address that was signed for one verb, with the headers that were signed along. */
export interface SignedCall {
  url: string
  headers?: Record<string, string>
}

/** The verbs of a store over addresses that its own SDK has signed. */
export interface SignedHttp {
  put(
    signed: SignedCall,
    size: number | undefined,
    body: ReadableStream<Uint8Array> | Uint8Array<ArrayBuffer>,
  ): Promise<void>
  head(signed: SignedCall): Promise<ObjectInfo | undefined>
  read(signed: SignedCall, range?: ByteRange): Promise<ReadObject | undefined>
  remove(signed: SignedCall): Promise<void>
}

/** In our words what a store, or our rules for it, said. */
export function storeFailure(error: unknown): Error {
  if (error instanceof StoreFailure || error instanceof RangeUnsatisfiable) return error
  if (error instanceof VendorError) return new StoreFailure('busy', { cause: error, ...retryAfterOf(error) })
  return new StoreFailure('refused', { cause: error })
}

/**
 * Both SDKs sign, and neither can be cancelled: they take no AbortSignal, and COS's repeats on its own four times at
 * once. So what they sign is sent from here.
 *
 * @param uploads rules that leave a file its time
 */
export function signedHttp(calls: VendorCalls, uploads: VendorCalls): SignedHttp {
  /** Throws for every other status; says so to operators where waiting does not help. */
  async function refuseUnless(statuses: readonly number[], operation: string, response: Response): Promise<void> {
    if (statuses.includes(response.status)) return calls.accepted(operation)
    const code = codeIn(await response.text().catch(() => ''))
    reportRefusal(calls, operation, code)
    throw new StoreFailure('refused', { cause: new Error(`status ${response.status}: ${code}`) })
  }

  async function finished(statuses: readonly number[], operation: string, response: Response): Promise<void> {
    await refuseUnless(statuses, operation, response)
    await response.body?.cancel()
  }

  /** A bucket that is missing is a mistake in the settings, an object that is missing is an answer. */
  async function noObject(operation: string, response: Response): Promise<undefined> {
    const code = codeIn(await response.text())
    if (code !== 'NoSuchBucket') {
      calls.accepted(operation)
      return undefined
    }
    reportRefusal(calls, operation, code)
    throw new StoreFailure('refused', { cause: new Error('no such bucket') })
  }

  return {
    async put({ url, headers }, size, body) {
      const bytes = body instanceof Uint8Array
      const run = async (signal: AbortSignal) => {
        const source = bytes ? undefined : measuredBody(body, size)
        // Without a length it goes in chunks, which both stores take.
        const length: Record<string, string> = size === undefined ? {} : { 'content-length': String(size) }
        const request = { method: 'PUT', headers: { ...headers, ...length }, signal }
        // The types of browsers know no `duplex`, which a stream needs in Node.
        const content = source
          ? { body: source.stream, duplex: 'half' as const }
          : { body: body as Uint8Array<ArrayBuffer> }
        const response = await vendorFetch(url, { ...request, ...content }).catch((error: unknown) => {
          throw source?.fault() ? new StoreFailure('broken', { cause: source.fault() }) : error
        })
        await finished([200, 204], 'PutObject', response)
      }
      await uploads.call('PutObject', run, { repeatable: bytes }).catch((error: unknown) => {
        throw storeFailure(error)
      })
    },

    head: ({ url, headers = {} }) =>
      calls
        .call('HeadObject', (signal) => vendorFetch(url, { method: 'HEAD', headers, signal }), { repeatable: true })
        .then(async (response) => {
          if (response.status === 404) return undefined
          await refuseUnless([200], 'HeadObject', response)
          return { ...infoOf(response), size: Number(response.headers.get('content-length')) }
        })
        .catch((error: unknown) => {
          throw storeFailure(error)
        }),

    async read({ url, headers = {} }, range) {
      const asked: Record<string, string> = range ? { range: `bytes=${range.from}-${range.to ?? ''}` } : {}
      try {
        const response = await calls.call('GetObject', (signal) => opened(url, { ...headers, ...asked }, signal), {
          repeatable: true,
        })
        if (response.status === 404) return await noObject('GetObject', response)
        if (response.status === 416) throw await drained(response, new RangeUnsatisfiable())
        await refuseUnless(range ? [206] : [200], 'GetObject', response)
        const length = Number(response.headers.get('content-length'))
        const total = /\/(\d+)$/.exec(response.headers.get('content-range') ?? '')?.[1]
        return { ...infoOf(response), size: Number(total ?? length), length, body: unbroken(response) }
      } catch (error) {
        throw storeFailure(error)
      }
    },

    remove: ({ url, headers = {} }) =>
      calls
        .call('DeleteObject', (signal) => vendorFetch(url, { method: 'DELETE', headers, signal }), { repeatable: true })
        .then((response) =>
          response.status === 404 ? noObject('DeleteObject', response) : finished([200, 204], 'DeleteObject', response),
        )
        .catch((error: unknown) => {
          throw storeFailure(error)
        }),
  }
}

/** An answer whose headers have come in time. Its body takes as long as its reader does. */
async function opened(url: string, headers: Record<string, string>, signal: AbortSignal): Promise<Response> {
  const body = new AbortController()
  let isOpen = false
  signal.addEventListener('abort', () => isOpen || body.abort(), { once: true })
  // Sent without an encoding: a length that does not fit its content would be lost on the way.
  const response = await vendorFetch(url, {
    headers: { 'accept-encoding': 'identity', ...headers },
    signal: body.signal,
  })
  isOpen = true
  return response
}

const infoOf = ({ headers }: Response): Pick<ObjectInfo, 'type' | 'writtenAt'> => ({
  type: headers.get('content-type') ?? 'application/octet-stream',
  writtenAt: Date.parse(headers.get('last-modified') ?? '') || 0,
})

async function drained<T>(response: Response, result: T): Promise<T> {
  await response.body?.cancel()
  return result
}

/** Stores say what is wrong in XML; its code is worth a log line, the rest quotes what was signed. */
const codeIn = (text: string): string => /<Code>(\w{1,60})<\/Code>/.exec(text)?.[1] ?? 'no code'

/** The body of an answer. Who stops reading, or never begins, ends the answer. */
function unbroken({ body }: Response): ReadableStream<Uint8Array> {
  const reader = body?.getReader()
  return new ReadableStream<Uint8Array>(
    {
      async pull(controller) {
        try {
          const piece = await reader?.read()
          if (piece?.value) controller.enqueue(piece.value)
          else controller.close()
        } catch (cause) {
          controller.error(new StoreFailure('broken', { cause }))
        }
      },
      cancel: (reason) => reader?.cancel(reason),
    },
    // Nothing is read before it is asked for.
    { highWaterMark: 0 },
  )
}
