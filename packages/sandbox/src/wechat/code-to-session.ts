import type { WechatSecrets } from '../options.ts'
import type { Timeline } from '../timeline.ts'
import type { Codes, Presented } from './codes.ts'
import type { WechatError } from './errors.ts'

export interface CodeToSession {
  appid?: string
  secret?: string
  js_code?: string
  grant_type?: string
}
export type Outcome = { failure: WechatError } | { failure?: undefined; presented: Presented }

interface Deps {
  secrets: WechatSecrets
  codes: Codes
  calls: Timeline
  now: () => number
}

const MINUTE = 60_000
const CALLS_PER_MINUTE = 100
const CODE_LIFE_MS = 5 * MINUTE

/** Plays jscode2session and uses up a good code. */
export function codeToSession(deps: Deps, query: CodeToSession): Outcome {
  const failure = callerFailure(deps.secrets, query)
  if (failure) return { failure }
  if (!query.js_code) return { failure: 'codeMissing' }
  const presented = deps.codes.present(query.js_code)
  if (!presented) return { failure: 'invalidCode' }
  const refusal = codeFailure(deps, presented)
  if (refusal) return { failure: refusal }
  if (presented.ticket) presented.ticket.used = true
  if (presented.person.blocked) return { failure: 'blocked' }
  return { presented }
}

function callerFailure(secrets: WechatSecrets, query: CodeToSession): WechatError | undefined {
  if (!query.appid) return 'appIdMissing'
  if (query.appid !== secrets.appId) return 'invalidAppId'
  if (!query.secret) return 'secretMissing'
  if (query.secret !== secrets.appSecret) return 'invalidSecret'
  return query.grant_type === 'authorization_code' ? undefined : 'invalidGrantType'
}

function codeFailure({ calls, now }: Deps, { person, ticket }: Presented): WechatError | undefined {
  if (calls.countSince(person.openid, now() - MINUTE) >= CALLS_PER_MINUTE) return 'tooOften'
  calls.note(person.openid, now())
  if (!ticket) return undefined
  if (ticket.used) return 'codeUsed'
  return now() - ticket.issuedAt > CODE_LIFE_MS ? 'invalidCode' : undefined
}
