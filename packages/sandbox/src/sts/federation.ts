import type { Ids } from '../ids.ts'
import { TencentError } from '../tencent/errors.ts'
import { type AccessPolicy, readPolicy } from './policy.ts'

/** A temporary key, limited to its policy. */
export interface TemporaryKey {
  name: string
  secretId: string
  secretKey: string
  token: string
  expiresAt: number
  policy: AccessPolicy
  /** The policy as sent by the caller. */
  policyText: string
}

export interface Federation {
  /** Plays the action GetFederationToken of 2018-08-13. */
  getFederationToken: (body: string) => object
  find: (secretId: string) => TemporaryKey | undefined
  /** Newest first. */
  issued: () => TemporaryKey[]
  clear: () => void
}

const MAX_KEYS = 1000
const MAX_SECONDS = 7200
const PARAMETERS = ['Name', 'Policy', 'DurationSeconds']

/** @param now the time by which keys expire, epoch ms */
export function createFederation(ids: Ids, now: () => number): Federation {
  const keys = new Map<string, TemporaryKey>()
  return {
    getFederationToken: (body) => {
      const { name, policyText, policy, seconds } = readInput(body)
      const expiresAt = (Math.floor(now() / 1000) + seconds) * 1000
      const secretId = `AKID${ids.token(64)}`
      const key = {
        name,
        secretId,
        secretKey: ids.bytes(32).toString('base64'),
        token: ids.token(200),
        expiresAt,
        policy,
        policyText,
      }
      keys.set(secretId, key)
      const oldest = keys.size > MAX_KEYS ? keys.keys().next().value : undefined
      if (oldest !== undefined) keys.delete(oldest)
      return {
        Credentials: { Token: key.token, TmpSecretId: key.secretId, TmpSecretKey: key.secretKey },
        ExpiredTime: expiresAt / 1000,
        Expiration: new Date(expiresAt).toISOString().replace('.000Z', 'Z'),
      }
    },
    find: (secretId) => keys.get(secretId),
    issued: () => [...keys.values()].toReversed(),
    clear: () => keys.clear(),
  }
}

function readInput(body: string) {
  const input = parse(body)
  const unknown = Object.keys(input).find((name) => !PARAMETERS.includes(name))
  if (unknown !== undefined) throw new TencentError('UnknownParameter', `The parameter ${unknown} is not recognized.`)
  const { Name: name, Policy: encoded, DurationSeconds: seconds = 1800 } = input
  if (typeof name !== 'string' || !/^[\w-]{1,128}$/.test(name)) throw invalid('Name', name)
  if (typeof encoded !== 'string') throw invalid('Policy', encoded)
  if (typeof seconds !== 'number' || !Number.isInteger(seconds) || seconds < 1 || seconds > MAX_SECONDS) {
    throw invalid('DurationSeconds', seconds)
  }
  // The policy must be URL-encoded; the vendor refuses the braces of plain JSON.
  const policyText = /[{}"]/.test(encoded) ? undefined : decoded(encoded)
  const policy = policyText === undefined ? undefined : readPolicy(policyText)
  if (policyText === undefined || !policy) {
    throw new TencentError(
      'InvalidParameter.StrategyFormatError',
      'The policy is not a urlencoded policy of version 2.0.',
    )
  }
  return { name, policyText, policy, seconds }
}

function invalid(name: string, value: unknown) {
  return value === undefined
    ? new TencentError('MissingParameter', `The parameter ${name} is missing.`)
    : new TencentError('InvalidParameter', `The parameter ${name} is invalid.`)
}

function parse(body: string): Record<string, unknown> {
  try {
    const parsed: unknown = JSON.parse(body)
    if (typeof parsed === 'object' && parsed !== null) return { ...parsed }
  } catch {
    throw new TencentError('InvalidRequest', 'The request body is not valid JSON.')
  }
  throw new TencentError('InvalidRequest', 'The request body is not valid JSON.')
}

function decoded(text: string) {
  try {
    return decodeURIComponent(text)
  } catch {
    return undefined
  }
}
