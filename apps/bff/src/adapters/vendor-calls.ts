import {
  bulkhead,
  BrokenCircuitError,
  BulkheadRejectedError,
  circuitBreaker,
  CircuitState,
  ConsecutiveBreaker,
  DelegateBackoff,
  handleType,
  handleWhen,
  retry,
  TaskCancelledError,
  timeout,
  TimeoutStrategy,
  wrap,
} from 'cockatiel'
import type { Logger } from 'pino'
import type { Metrics, VendorOutcome } from '../metrics.ts'

/** There was no usable answer: no connection, none in time, a status of the server's own fault, or nonsense. */
export class VendorTrouble extends Error {
  readonly reason: string
  /** What the vendor asks us to wait, in ms. */
  readonly retryAfterMs: number | undefined
  /** The vendor was not even asked: it rests, or too many calls are under way. */
  readonly unasked: boolean

  /** @param reason in our words, without anything that was sent: it is logged */
  constructor(reason: string, options: { retryAfterMs?: number | undefined; unasked?: boolean; cause?: unknown } = {}) {
    super(reason, options.cause === undefined ? undefined : { cause: options.cause })
    this.name = 'VendorTrouble'
    this.reason = reason
    this.retryAfterMs = options.retryAfterMs
    this.unasked = options.unasked ?? false
  }
}

export interface VendorRules {
  service: string
  timeoutMs: number
  /** Calls under way at once; a few more wait. */
  concurrency: number
  /** After so many troubles in a row the vendor is left alone … */
  failures?: number
  /** … for this long; then one call tries. */
  restMs?: number
  /** Repeats of a call that may be repeated. */
  retries?: number
  /** The pause before the first repeat; each further one is twice as long, give or take a half. */
  pauseMs?: number
}

/** One vendor, called by its rules. */
export interface VendorCalls {
  /**
   * Runs one call. A VendorTrouble is repeated when `repeatable` says that twice is as good as once. Rejects with what
   * `run` rejects with, and with a VendorTrouble where the vendor was not asked or not waited for.
   */
  call<T>(operation: string, run: (signal: AbortSignal) => Promise<T>, options?: { repeatable?: boolean }): Promise<T>
}

const LONGEST_PAUSE_MS = 5000
const trouble = handleType(VendorTrouble)

/** The one place where it is decided how long we wait for a vendor, how often we ask, and when we stop asking. */
export function vendorCalls(rules: VendorRules, { log, metrics }: { log: Logger; metrics: Metrics }): VendorCalls {
  const { service, timeoutMs, concurrency, failures = 5, restMs = 15_000, retries = 2, pauseMs = 200 } = rules
  const breaker = circuitBreaker(trouble, { breaker: new ConsecutiveBreaker(failures), halfOpenAfter: restMs })
  metrics.breaker(service, false)
  breaker.onStateChange((state) => {
    metrics.breaker(service, state === CircuitState.Open)
    log.warn({ service, state: CircuitState[state] }, 'vendor breaker')
  })
  const once = wrap(breaker, bulkhead(concurrency, concurrency))
  const worthRepeating = handleWhen((error) => error instanceof VendorTrouble && !error.unasked)
  const repeated = retry(worthRepeating, {
    maxAttempts: retries,
    backoff: new DelegateBackoff(({ attempt, result }: { attempt: number; result: unknown }) => {
      const asked = result instanceof Object && 'error' in result && result.error
      const wish = asked instanceof VendorTrouble ? asked.retryAfterMs : undefined
      return Math.min(wish ?? pauseMs * 2 ** (attempt - 1) * (0.5 + Math.random()), LONGEST_PAUSE_MS)
    }),
  })

  async function attempt<T>(operation: string, run: (signal: AbortSignal) => Promise<T>): Promise<T> {
    const started = performance.now()
    let outcome: VendorOutcome = 'ok'
    try {
      return await once.execute(() =>
        timeout(timeoutMs, TimeoutStrategy.Aggressive)
          .execute(({ signal }) => run(signal))
          .catch((error: unknown) => {
            throw error instanceof TaskCancelledError ? new VendorTrouble('no answer in time') : error
          }),
      )
    } catch (error) {
      outcome = outcomeOf(error)
      const reason = error instanceof Error ? (error instanceof VendorTrouble ? error.reason : error.name) : 'unknown'
      log.warn({ service, operation, outcome, reason }, 'vendor call failed')
      throw outcome === 'open' || outcome === 'full'
        ? new VendorTrouble(outcome, { unasked: true, cause: error })
        : error
    } finally {
      metrics.vendorCall(service, operation, outcome, (performance.now() - started) / 1000)
    }
  }

  return {
    call: (operation, run, { repeatable = false } = {}) =>
      repeatable ? repeated.execute(() => attempt(operation, run)) : attempt(operation, run),
  }
}

function outcomeOf(error: unknown): VendorOutcome {
  if (error instanceof BrokenCircuitError) return 'open'
  if (error instanceof BulkheadRejectedError) return 'full'
  return error instanceof VendorTrouble ? 'trouble' : 'refused'
}

/** `fetch` for vendors: what is no answer, and what a server says of its own failure, is a VendorTrouble. */
export async function vendorFetch(url: string, init: RequestInit): Promise<Response> {
  const response = await fetch(url, init).catch((cause: unknown) => {
    throw new VendorTrouble('no connection', { cause })
  })
  if (response.status < 500 && response.status !== 429) return response
  const seconds = Number(response.headers.get('retry-after'))
  await response.body?.cancel()
  throw new VendorTrouble(`status ${response.status}`, { retryAfterMs: seconds > 0 ? seconds * 1000 : undefined })
}
