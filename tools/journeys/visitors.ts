import type { Product } from './product.ts'

/** The viewer: a guest, staff by user name, or a person of the demo by phone. */
export type Viewer = { guest: true } | { staff: string } | { phone: string }

export interface Visit {
  access_token: string
  refresh_token: string
  user: object
}

interface Call {
  body?: object
  token?: string | undefined
  method?: string
  /** The idempotency key, where the route asks for one. */
  key?: string
  /** What the device of a participant without an account shows: a guest of a room or of a shortlist. */
  participant?: string
}

/** Calls the API as an account or as a guest; throws the message of a refusal. */
export async function ask<T>(
  product: Product,
  path: string,
  { body, token, key, participant, method = body ? 'POST' : 'GET' }: Call = {},
): Promise<T> {
  const headers = {
    'content-type': 'application/json',
    ...(token ? { authorization: `Bearer ${token}` } : {}),
    ...(key ? { 'idempotency-key': key } : {}),
    ...(participant ? { 'x-participant-token': participant } : {}),
  }
  const response = await fetch(product.address + path, { method, headers, ...(body && { body: JSON.stringify(body) }) })
  const answer = (await response.json()) as { data: T; message: string }
  if (!response.ok) throw new Error(`${path}: ${answer.message}`)
  return answer.data
}

/** A session as the app itself would have got it; none for a guest. */
export async function logIn(product: Product, viewer: Viewer): Promise<Visit | undefined> {
  if ('staff' in viewer) {
    const body = { username: viewer.staff, password: `${viewer.staff}123` }
    return ask<Visit>(product, '/api/auth/login', { body })
  }
  if (!('phone' in viewer)) return undefined
  const { phone } = viewer
  await ask(product, '/api/auth/sms-code', { body: { phone } })
  return ask<Visit>(product, '/api/auth/sms-login', { body: { phone, code: await product.smsCode(phone) } })
}

/** The API as a member of staff. */
export async function asStaff(product: Product, staff: string) {
  const visit = await logIn(product, { staff })
  const call = <T>(path: string, body?: object, method?: string): Promise<T> =>
    ask<T>(product, path, { token: visit?.access_token, ...(body ? { body } : {}), ...(method ? { method } : {}) })
  return { visit, call }
}

export type StaffApi = Awaited<ReturnType<typeof asStaff>>

/** What the app finds in its storage: who is logged in, and how the person likes to read. */
export function storageOf(visit: Visit | undefined, scale: number): Record<string, string> {
  const stored = (value: object) => JSON.stringify({ data: JSON.stringify(value) })
  return {
    appearance: stored({ theme: 'system', scale }),
    ...(visit && {
      session: stored({ access: visit.access_token, refresh: visit.refresh_token, user: visit.user }),
    }),
  }
}
