import { setTimeout as pause } from 'node:timers/promises'
import type { TokenStore } from '../../ports/token-store.port.ts'
import { VendorError } from '../vendor-calls.ts'
import { errcodeOf, type WechatAnswer, type WechatClient } from './wechat.client.ts'

/** Longer than the two calls that a renewal may take. */
const LEASE_SECONDS = 15
const LOOK_EVERY_MS = 100
const LOOKS = 60
/** WeChat makes a new token so long before the old one ends; from then on the old one is not worth keeping. */
const RENEWED_EARLY_SECONDS = 300

const NO_LONGER_GOOD = [40001, 40014, 42001]

/** Without a token nothing was asked for: what the call would have done can safely be tried again. */
function unasked(cause: unknown): never {
  const { reason, refusal, retryAfterMs } = cause instanceof VendorError ? cause : new VendorError('no access token')
  throw new VendorError(reason, { unasked: true, refusal, retryAfterMs, cause })
}

/**
 * The access token of the mini program. A caller that finds it missing or refused renews it, once for all that wait: in this
 * process by one promise, among processes by the lease of the store.
 */
export function makeAccessToken(client: Pick<WechatClient, 'stableToken' | 'report'>, store: TokenStore) {
  const renewals = new Map<string, Promise<string>>()

  async function fetchToken(force: boolean): Promise<{ token: string; seconds: number }> {
    const answer = await client.stableToken(force)
    const { access_token: token, expires_in: seconds } = answer
    const refusal = client.report('stableToken', answer)
    if (typeof token !== 'string' || typeof seconds !== 'number')
      throw new VendorError(`no access token: ${errcodeOf(answer)}`, { refusal })
    return { token, seconds }
  }

  async function another(refused: string): Promise<{ token: string; seconds: number }> {
    const fresh = await fetchToken(false)
    if (fresh.token !== refused) return fresh
    if (!(await store.takeForced())) throw new VendorError('the access token is refused')
    return fetchToken(true)
  }

  /** With the lease in hand. Keeping a token gives the lease back. */
  async function renewed(refused: string): Promise<string> {
    const kept = await store.current()
    if (kept !== undefined && kept !== refused) {
      await store.release()
      return kept
    }
    const { token, seconds } = await another(refused).catch(async (error: unknown) => {
      await store.release()
      throw error
    })
    await store.keep(token, Math.max(60, seconds - RENEWED_EARLY_SECONDS))
    return token
  }

  async function renew(refused: string): Promise<string> {
    for (let looks = 0; looks < LOOKS; looks++) {
      if (await store.lease(LEASE_SECONDS)) return renewed(refused)
      await pause(LOOK_EVERY_MS)
      const kept = await store.current()
      if (kept !== undefined && kept !== refused) return kept
    }
    throw new VendorError('another process did not renew the access token in time')
  }

  async function good(refused = ''): Promise<string> {
    const kept = await store.current()
    if (kept !== undefined && kept !== refused) return kept
    const under = renewals.get(refused) ?? renew(refused).finally(() => renewals.delete(refused))
    renewals.set(refused, under)
    return under
  }

  return {
    /** Runs a call with the token; one that is refused is renewed and the call run once more. */
    async run(call: (token: string) => Promise<WechatAnswer>): Promise<WechatAnswer> {
      const token = await good().catch(unasked)
      const answer = await call(token)
      return NO_LONGER_GOOD.includes(errcodeOf(answer)) ? call(await good(token).catch(unasked)) : answer
    },
  }
}
export type AccessToken = ReturnType<typeof makeAccessToken>
