import type { SendOutcome } from '../ports/send-outcome.port.ts'
import { VendorError } from './vendor-calls.ts'

/** Codes of a socket that was never connected: nothing reached the vendor. A connection that broke later may have. */
const UNREACHED = ['ECONNREFUSED', 'ENOTFOUND', 'EAI_AGAIN', 'EHOSTUNREACH', 'ENETUNREACH']

/** Whether an error, or one that caused it, says that no connection was made. */
export function wasUnreached(error: unknown): boolean {
  for (let one = error; one instanceof Error; one = one.cause) {
    const { code, errno } = one as { code?: unknown; errno?: unknown }
    if ([code, errno].some((name) => typeof name === 'string' && UNREACHED.includes(name))) return true
  }
  return false
}

/** What became of a message whose call failed: without a usable answer it may be on its way. */
export function failedOutcome(error: unknown): SendOutcome {
  if (!(error instanceof VendorError)) return { kind: 'unknown' }
  if (error.refusal !== undefined) return { kind: 'refused', reason: 'our-setup' }
  return error.unasked || wasUnreached(error) ? { kind: 'not-sent' } : { kind: 'unknown' }
}
