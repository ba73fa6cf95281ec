import { makeClient, type Transport } from '@qingpin/contract/client'
import type { ContractMap } from '@qingpin/contract/contract'
import { apiAddress } from '@/platform/api-address'
import type { HttpMethod, HttpReply } from '@/platform/http-message'
import { send } from '@/platform/request'
import { hasWechat } from '@/platform/login-code'
import { announceSessionChange } from './session-change'
import { adoptStoredSession, currentSession, dropSession, renewSession, type SessionReply } from './session'

/** The timeout of a request. */
const TIMEOUT_MS = 10_000

/** Tells the mini program from a browser in the list of devices. */
const CLIENT = hasWechat ? 'weapp' : 'h5'

type Request = Parameters<Transport>[0]

const exchange = ({ method, url, header, data }: Request, token: string | undefined): Promise<HttpReply> =>
  send({
    url: apiAddress + url,
    method: method as HttpMethod,
    header: { ...header, 'x-client': CLIENT, ...(token ? { authorization: `Bearer ${token}` } : {}) },
    data,
    timeoutMs: TIMEOUT_MS,
  })

const codeOf = ({ data }: HttpReply): unknown =>
  typeof data === 'object' && data !== null && 'code' in data ? data.code : undefined

/** Codes after which the tokens are renewed: they have expired, or were made for another role. */
const RENEWABLE: readonly unknown[] = ['TOKEN_EXPIRED', 'ROLE_CHANGED']
const ENDED: readonly unknown[] = ['TOKEN_INVALID', 'ACCOUNT_SUSPENDED', 'REFRESH_INVALID']

/** The server no longer knows the session: it ends on this phone too, with a dialog that says why. */
function end(reply: HttpReply): void {
  dropSession()
  announceSessionChange({ kind: codeOf(reply) === 'ACCOUNT_SUSPENDED' ? 'suspended' : 'ended' })
}

let renewing: Promise<boolean> | undefined

/** Exchanges the refresh token, once for all requests that wait for it. False when the session has ended. */
function renew(refresh: string): Promise<boolean> {
  renewing ??= (async () => {
    // Another tab of the browser may have renewed already; its tokens are ours, and the old ones would end the session.
    if (adoptStoredSession(refresh)) return true
    const data = JSON.stringify({ refresh_token: refresh })
    const header = { 'content-type': 'application/json' }
    const reply = await exchange({ method: 'POST', url: '/api/auth/refresh', header, data }, undefined)
    // A session that was started meanwhile is not ended by this answer.
    if (currentSession()?.refresh !== refresh) return currentSession() !== undefined
    if (reply.status === 200) renewSession((reply.data as { data: SessionReply }).data)
    else if (reply.status === 401) end(reply)
    return reply.status === 200
  })().finally(() => {
    renewing = undefined
  })
  return renewing
}

/** Whether the request should be repeated: the answer asks for a new token, and there is one now. */
export async function renewedAfter(reply: HttpReply, access: string | undefined): Promise<boolean> {
  const session = currentSession()
  if (access === undefined || session === undefined || !RENEWABLE.includes(codeOf(reply))) return false
  return session.access !== access || (await renew(session.refresh))
}

/** Runs a request with the session's token; an expired one is renewed and the request run again, unnoticed. */
export async function withSession<R extends HttpReply>(run: (token: string | undefined) => Promise<R>): Promise<R> {
  const session = currentSession()
  const reply = await run(session?.access)
  if (await renewedAfter(reply, session?.access)) return run(currentSession()?.access)
  const ended = session && reply.status === 401 && ENDED.includes(codeOf(reply))
  // A late answer to the previous session must not end the present one.
  if (ended && currentSession()?.access === session.access) end(reply)
  return reply
}

export const transport: Transport = (request) => withSession((token) => exchange(request, token))

/** The API by route name: `api('GET /api/resumes/mine')`. Rejects with an ApiError or a NetworkError. */
export const api = makeClient<ContractMap>(transport)

/** A key that makes a repeated write harmless; keep it as long as the same thing is being tried. */
export const newIdempotencyKey = (): string => {
  const random = () => Math.random().toString(36).slice(2, 12)
  return `${Date.now().toString(36)}-${random()}-${random()}`
}
