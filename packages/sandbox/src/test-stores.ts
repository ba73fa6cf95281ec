import { createHash, createHmac } from 'node:crypto'
import { secrets } from './test-sandbox.ts'

/** The machine's time, by which stores check signatures by default. */
export const seconds = () => Math.floor(Date.now() / 1000)

const sha1 = (text: string) => createHash('sha1').update(text).digest('hex')
const hmac = (key: string, text: string) => createHmac('sha1', key).update(text).digest('hex')

export interface CosCall {
  method: string
  path: string
  host?: string
  body?: string | Uint8Array<ArrayBuffer>
  headers?: Record<string, string>
  key?: { secretId: string; secretKey: string; token?: string }
  /** The path in the signature; the path without prefix by default. */
  signedPath?: string
  time?: string
}

/** A sandbox in this process, or behind its port. */
interface Reachable {
  app: { request: (address: string, init: RequestInit) => Response | Promise<Response> }
}

/** Calls COS with a signature made here, step by step after Tencent's description: host and type are signed. */
export function callCos({ app }: Reachable, call: CosCall) {
  const { method, path, body, headers = {}, host = '127.0.0.1:8788' } = call
  const { secretId, secretKey, token } = { token: undefined, ...(call.key ?? secrets.cos) }
  const time = call.time ?? `${seconds() - 1};${seconds() + 60}`
  const signedPath = decodeURIComponent(call.signedPath ?? path.replace(/^\/cos\/[^/]+/, '').replace(/\?.*/, ''))
  const type = headers['content-type']
  const [list, values] =
    type === undefined
      ? ['host', `host=${encodeURIComponent(host)}`]
      : ['content-type;host', `content-type=${encodeURIComponent(type)}&host=${encodeURIComponent(host)}`]
  const text = `sha1\n${time}\n${sha1(`${method.toLowerCase()}\n${signedPath}\n\n${values}\n`)}\n`
  const authorization =
    `q-sign-algorithm=sha1&q-ak=${secretId}&q-sign-time=${time}&q-key-time=${time}` +
    `&q-header-list=${list}&q-url-param-list=&q-signature=${hmac(hmac(secretKey, time), text)}`
  const length: Record<string, string> = body === undefined ? {} : { 'content-length': String(Buffer.byteLength(body)) }
  return app.request(`http://${host}${path}`, {
    method,
    body: body ?? null,
    headers: {
      host,
      authorization,
      ...length,
      ...(token === undefined ? {} : { 'x-cos-security-token': token }),
      ...headers,
    },
  })
}

/** The fields of a form for COS, whose policy is signed here after Tencent's description. */
export function cosForm(
  conditions: unknown[],
  { key = secrets.cos, endsInSeconds = 60, keyTime = `${seconds() - 1};${seconds() + 600}` } = {},
): Record<string, string> {
  const policy = JSON.stringify({
    expiration: new Date((seconds() + endsInSeconds) * 1000).toISOString(),
    conditions: [{ 'q-sign-algorithm': 'sha1' }, { 'q-ak': key.secretId }, { 'q-sign-time': keyTime }, ...conditions],
  })
  return {
    policy: Buffer.from(policy).toString('base64'),
    'q-sign-algorithm': 'sha1',
    'q-ak': key.secretId,
    'q-key-time': keyTime,
    'q-signature': hmac(hmac(key.secretKey, keyTime), sha1(policy)),
  }
}

/** A form as a browser or a phone sends it. */
export function postForm({ app }: Reachable, path: string, fields: Record<string, string>, file: Blob) {
  const form = new FormData()
  for (const [name, value] of Object.entries(fields)) form.append(name, value)
  form.append('file', file, 'photo.jpg')
  return app.request(path, { method: 'POST', body: form })
}

/** The code and the whole text of an error. */
export async function errorOf(response: Response) {
  const text = await response.text()
  return { status: response.status, code: /<Code>([^<]*)<\/Code>/.exec(text)?.[1], text }
}
