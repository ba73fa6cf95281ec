import { makeClient, type Transport } from '@qingpin/contract/client'
import type { ContractMap } from '@qingpin/contract/contract'
import { apiAddress } from '@/platform/api-address'
import type { HttpMethod, HttpReply } from '@/platform/http-message'
import { randomText } from '@/platform/random'
import { send } from '@/platform/request'
import { getStored, setStored } from '@/platform/storage'
import { hasWechat } from '@/platform/login-code'
import { noteServerTime } from './clock'
import { announceSessionChange } from './session-change'
import {
  adoptStoredSession,
  currentSession,
  endSession,
  renewSession,
  type Session,
  type SessionReply,
} from './session'

/** The timeout of a request. */
const TIMEOUT_MS = 10_000

/** Tells the mini program from a browser in the list of devices. */
const CLIENT = hasWechat ? 'weapp' : 'h5'

const DEVICE_KEY = 'device'
/** More than 128 bits, in letters that a header carries. */
const DEVICE_LENGTH = 32

let device: string | undefined

/**
 * The token by which the server knows this device again, so that a stranger who guesses does not lock its owner out.
 * It stays when a person logs out; where nothing can be stored it lasts as long as the app is open.
 */
function deviceToken(): string {
  const stored = device ?? getStored(DEVICE_KEY)
  if (typeof stored === 'string' && stored.length === DEVICE_LENGTH) return (device = stored)
  device = randomText(DEVICE_LENGTH)
  setStored(DEVICE_KEY, device)
  return device
}

type Request = Parameters<Transport>[0]

/** One exchange with the server, with a token or without. */
export async function exchange({ method, url, header, data }: Request, token: string | undefined): Promise<HttpReply> {
  const sentAt = Date.now()
  const reply = await send({
    url: apiAddress + url,
    method: method as HttpMethod,
    header: {
      ...header,
      'x-client': CLIENT,
      'x-device-token': deviceToken(),
      ...(token ? { authorization: `Bearer ${token}` } : {}),
    },
    data,
    timeoutMs: TIMEOUT_MS,
  })
  noteServerTime(reply, sentAt, Date.now())
  return reply
}

const codeOf = ({ data }: HttpReply): unknown =>
  typeof data === 'object' && data !== null && 'code' in data ? data.code : undefined

/** Codes after which the tokens are renewed: they have expired, or were made for another role. */
const RENEWABLE: readonly unknown[] = ['TOKEN_EXPIRED', 'ROLE_CHANGED']
const ENDED: readonly unknown[] = ['TOKEN_INVALID', 'ACCOUNT_SUSPENDED', 'REFRESH_INVALID']

/** The server no longer knows the session that a call was sent with: it ends on this phone too, and a dialog says why. */
function end(reply: HttpReply, sent: Session): void {
  if (endSession(sent)) announceSessionChange({ kind: codeOf(reply) === 'ACCOUNT_SUSPENDED' ? 'suspended' : 'ended' })
}

let renewing: Promise<boolean> | undefined

/** Exchanges the refresh token, once for all requests that wait for it. False when the session has ended. */
function renew(sent: Session): Promise<boolean> {
  renewing ??= (async () => {
    const { refresh } = sent
    // Another tab of the browser may have renewed already; its tokens are ours, and the old ones would end the session.
    if (adoptStoredSession(refresh)) return true
    const data = JSON.stringify({ refresh_token: refresh })
    const header = { 'content-type': 'application/json' }
    const reply = await exchange({ method: 'POST', url: '/api/auth/refresh', header, data }, undefined)
    // A session that was started meanwhile is not ended by this answer.
    if (currentSession()?.refresh !== refresh) return currentSession() !== undefined
    if (reply.status === 200) renewSession((reply.data as { data: SessionReply }).data)
    else if (reply.status === 401) end(reply, sent)
    return reply.status === 200
  })().finally(() => {
    renewing = undefined
  })
  return renewing
}

/**
 * What a refusal means for the session that a call was sent with: its tokens are renewed, or it ends. True where the
 * call should be sent again: there is another token for the same account. It is never sent for another account.
 */
export async function sessionRefused(reply: HttpReply, sent: Session | undefined): Promise<boolean> {
  if (sent === undefined || reply.status !== 401) return false
  const code = codeOf(reply)
  const isSame = () => currentSession()?.user.id === sent.user.id
  const isNew = () => isSame() && currentSession()?.access !== sent.access
  if (RENEWABLE.includes(code)) {
    const session = currentSession()
    if (!session || !isSame()) return false
    return isNew() || ((await renew(session)) && isSame())
  }
  if (ENDED.includes(code)) {
    // The same account under another role would do something else.
    if (isNew() && currentSession()?.user.role === sent.user.role) return true
    // A late answer to the session of before must not end the present one.
    if (currentSession()?.access === sent.access) end(reply, sent)
    return false
  }
  return false
}

/** Runs a request with the session's token; an expired one is renewed and the request run again, unnoticed. */
export async function withSession<R extends HttpReply>(run: (token: string | undefined) => Promise<R>): Promise<R> {
  const sent = currentSession()
  const reply = await run(sent?.access)
  return (await sessionRefused(reply, sent)) ? run(currentSession()?.access) : reply
}

export const transport: Transport = (request) => withSession((token) => exchange(request, token))

/** The API by route name: `api('GET /api/resumes/mine')`. Rejects with an ApiError or a NetworkError. */
export const api = makeClient<ContractMap>(transport)

/** A key that makes a repeated write harmless; keep it as long as the same thing is being tried. */
export const newIdempotencyKey = (): string => {
  const random = () => Math.random().toString(36).slice(2, 12)
  return `${Date.now().toString(36)}-${random()}-${random()}`
}
