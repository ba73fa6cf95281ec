import type { Ids } from '../ids.ts'
import type { WechatSecrets } from '../options.ts'
import type { WechatError } from './errors.ts'

interface Token {
  text: string
  expiresAt: number
}
export interface StableTokenRequest {
  grant_type?: unknown
  appid?: unknown
  secret?: unknown
  force_refresh?: unknown
}
export type StableTokenAnswer =
  | { failure: WechatError }
  | { failure?: undefined; access_token: string; expires_in: number }

export interface AccessTokens {
  issue: (request: StableTokenRequest) => StableTokenAnswer
  /** The error of a token, or undefined for a valid one. */
  problem: (token: string | undefined) => WechatError | undefined
  /** Makes the current token invalid before its time, as a renewal elsewhere does. */
  revoke: () => void
  /** The number of tokens made so far. */
  made: () => number
  forcedToday: () => number
  reset: () => void
}

const LIFE_SECONDS = 7200
const RENEW_EARLY_MS = 300_000
const FORCES_A_DAY = 20
const FORCE_PAUSE_MS = 30_000
const DAY = 86_400_000

/** stable_token: one token for all callers, renewed five minutes early, while the old one stays valid. */
export function createAccessTokens(secrets: WechatSecrets, ids: Ids, now: () => number): AccessTokens {
  let current: Token | undefined
  let previous: Token | undefined
  let revoked = new Set<string>()
  let forces: number[] = []
  let made = 0

  function make(): Token {
    made += 1
    return { text: `${made}_${ids.token(120)}`, expiresAt: now() + LIFE_SECONDS * 1000 }
  }
  function answer(token: Token) {
    return {
      access_token: token.text,
      expires_in: Math.floor((token.expiresAt - now()) / 1000),
    }
  }
  const forcedToday = () => forces.filter((at) => at > now() - DAY).length

  function force(): StableTokenAnswer {
    if (forcedToday() >= FORCES_A_DAY) return { failure: 'dailyQuota' }
    if (now() - (forces.at(-1) ?? -Infinity) < FORCE_PAUSE_MS) return { failure: 'tooOften' }
    forces = [...forces.filter((at) => at > now() - DAY), now()]
    if (current) revoked.add(current.text)
    if (previous) revoked.add(previous.text)
    previous = undefined
    current = make()
    return answer(current)
  }

  return {
    issue: (request) => {
      const failure = callerFailure(secrets, request)
      if (failure) return { failure }
      if (request.force_refresh === true) return force()
      if (!current || revoked.has(current.text) || current.expiresAt - now() <= RENEW_EARLY_MS) {
        previous = current
        current = make()
      }
      return answer(current)
    },
    problem: (token) => {
      if (!token) return 'tokenMissing'
      const known = [current, previous].find((one) => one?.text === token)
      if (!known || revoked.has(token)) return 'invalidToken'
      return known.expiresAt > now() ? undefined : 'tokenExpired'
    },
    revoke: () => {
      if (current) revoked.add(current.text)
    },
    made: () => made,
    forcedToday,
    reset: () => {
      current = undefined
      previous = undefined
      revoked = new Set()
      forces = []
      made = 0
    },
  }
}

function callerFailure(secrets: WechatSecrets, request: StableTokenRequest): WechatError | undefined {
  if (request.grant_type !== 'client_credential') return 'invalidGrantType'
  if (!request.appid) return 'appIdMissing'
  if (request.appid !== secrets.appId) return 'invalidAppId'
  if (!request.secret) return 'secretMissing'
  return request.secret === secrets.appSecret ? undefined : 'invalidSecret'
}
