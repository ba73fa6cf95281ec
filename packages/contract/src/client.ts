import type { Api, Route } from './core/define.ts'

/** An HTTP exchange as a platform performs it. It resolves when there was an answer, of any status. */
export type Transport = (request: {
  method: string
  url: string
  header: Record<string, string>
  data: string | undefined
}) => Promise<{ status: number; data: unknown }>

export interface FieldError {
  field: string
  message: string
}

/** An answer that says no: its status, code, sentence, faulty fields and the request id to quote. */
export class ApiError extends Error {
  readonly status: number
  readonly code: string
  readonly details: unknown
  /** The sentence for each faulty field, by field path. */
  readonly fields: Record<string, string>
  readonly requestId: string

  constructor(status: number, body: unknown) {
    const b = (typeof body === 'object' && body !== null ? body : {}) as Record<string, unknown>
    super(typeof b.message === 'string' ? b.message : '服务没有正常回答，请稍后再试。')
    this.name = 'ApiError'
    this.status = status
    this.code = ownCodeIn(b.details) ?? (typeof b.code === 'string' ? b.code : 'UNKNOWN')
    this.details = b.details
    this.fields = fieldSentences(b.details)
    this.requestId = typeof b.requestId === 'string' ? b.requestId : ''
  }
}

// Where classes are compiled down to ES5, `instanceof` fails for subclasses of Error: the name decides.
export const isApiError = (error: unknown): error is ApiError => error instanceof Error && error.name === 'ApiError'

/** Where the body bears an old name for old clients, ours stands in the first detail. */
function ownCodeIn(details: unknown): string | undefined {
  const code = Array.isArray(details) ? (details as { code?: unknown }[])[0]?.code : undefined
  return typeof code === 'string' ? code : undefined
}

function fieldSentences(details: unknown): Record<string, string> {
  const found: Record<string, string> = {}
  for (const item of Array.isArray(details) ? (details as Partial<FieldError>[]) : []) {
    if (item?.field && item.message) found[item.field] ??= item.message
  }
  return found
}

function queryString(query: Record<string, unknown>): string {
  const pairs: string[] = []
  for (const key of Object.keys(query)) {
    for (const value of ([] as unknown[]).concat(query[key])) {
      if (value !== undefined && value !== null && value !== '') {
        pairs.push(`${encodeURIComponent(key)}=${encodeURIComponent(String(value))}`)
      }
    }
  }
  return pairs.length ? `?${pairs.join('&')}` : ''
}

/**
 * Makes the typed client of a contract over a transport. Path parameters are encoded; the promise resolves to the
 * envelope's `data` and rejects with an ApiError, or with the error of the transport where no answer came.
 */
export const makeClient = <M extends { [k in keyof M]: Route }>(send: Transport): Api<M> => {
  interface Loose {
    params?: Record<string, unknown>
    query?: Record<string, unknown>
    body?: unknown
    idempotencyKey?: string
  }
  const call = async (key: string, { params = {}, query, body, idempotencyKey }: Loose = {}) => {
    const space = key.indexOf(' ')
    const path = key
      .slice(space + 1)
      .replace(/\{(\w+)\}/g, (_, name: string) => encodeURIComponent(String(params[name])))
    const header: Record<string, string> = {}
    if (body !== undefined) header['content-type'] = 'application/json'
    if (idempotencyKey) header['idempotency-key'] = idempotencyKey
    const { status, data } = await send({
      method: key.slice(0, space),
      url: path + (query ? queryString(query) : ''),
      header,
      data: body === undefined ? undefined : JSON.stringify(body),
    })
    const answer = data as { success?: unknown; data?: unknown } | null
    if (status < 200 || status > 299 || answer?.success !== true) throw new ApiError(status, data)
    return answer.data
  }
  return call as Api<M>
}
