export type HttpMethod = 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE'

export interface HttpRequest {
  readonly url: string
  readonly method: HttpMethod
  readonly header: Readonly<Record<string, string>>
  readonly data: string | undefined
  readonly timeoutMs: number
}

/** `data` is parsed JSON where the answer is JSON, else its text; header names are lower case. */
export interface HttpReply {
  readonly status: number
  readonly data: unknown
  readonly header: Readonly<Record<string, string>>
}

export function parseBody(text: string): unknown {
  try {
    return text === '' ? undefined : JSON.parse(text)
  } catch {
    return text
  }
}
