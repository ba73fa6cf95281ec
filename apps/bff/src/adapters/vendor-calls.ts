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
import type { RefusalReason, VendorAlerts } from '../ports/vendor-alerts.port.ts'
import type { Metrics, VendorOutcome } from '../runtime/metrics.ts'

/** There was no usable answer: no connection, none in time, a status of the server's own fault, or nonsense. */
export class VendorError extends Error {
  readonly reason: string
  /** What the vendor asks us to wait, in ms. */
  readonly retryAfterMs: number | undefined
  /** The vendor was not even asked: it rests, or too many calls are under way. */
  readonly unasked: boolean
  /** We did not wait any longer. */
  readonly late: boolean
  /** The vendor refused for a reason that only the agency can remove: waiting does not help. */
  readonly refusal: RefusalReason | undefined

  /** @param reason in our words, without anything that was sent: it is logged */
  constructor(reason: string, options: VendorErrorOptions = {}) {
    super(reason, options.cause === undefined ? undefined : { cause: options.cause })
    this.name = 'VendorError'
    this.reason = reason
    this.retryAfterMs = options.retryAfterMs
    this.unasked = options.unasked ?? false
    this.late = options.late ?? false
    this.refusal = options.refusal
  }
}
interface VendorErrorOptions {
  retryAfterMs?: number | undefined
  unasked?: boolean
  late?: boolean
  refusal?: RefusalReason | undefined
  cause?: unknown
}

/** What to tell a person about when to try again, where the vendor or its breaker says. */
export const retryAfterOf = (error: unknown): { retryAfterSeconds?: number } =>
  error instanceof VendorError && error.retryAfterMs !== undefined
    ? { retryAfterSeconds: Math.ceil(error.retryAfterMs / 1000) }
    : {}

export interface VendorRules {
  service: string
  timeoutMs: number
  /** Calls under way at once, streams to their end; as many again wait, but not for a stream. */
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
   * Runs one call. A VendorError is repeated when `repeatable` says that twice is as good as once. Rejects with what
   * `run` rejects with, and with a VendorError where the vendor was not asked or not waited for.
   */
  call<T>(operation: string, run: (signal: AbortSignal) => Promise<T>, options?: { repeatable?: boolean }): Promise<T>
  /**
   * Opens a stream and hands on what comes. Waiting, repeating and the breaker end with its first piece: nothing that
   * was handed on is asked for again, and who reads decides how long silence may last. Silence before it is not
   * repeated either: it took long enough.
   */
  stream<T>(operation: string, open: (signal: AbortSignal) => AsyncIterable<T>): AsyncGenerator<T>
  /** Whether the vendor is left alone at the moment because it failed too often. */
  isResting(): boolean
  /** The vendor refused for a reason that only the agency can remove: raises the alert of it. */
  refused(operation: string, reason: RefusalReason): void
  /** The vendor did what was asked: the alert of its operation ends. */
  accepted(operation: string): void
}

const LONGEST_PAUSE_MS = 5000
const vendorErrors = handleType(VendorError)

/** The one place where it is decided how long we wait for a vendor, how often we ask, and when we stop asking. */
export function vendorCalls(
  rules: VendorRules,
  { log, metrics, vendorAlerts }: { log: Logger; metrics: Metrics; vendorAlerts?: VendorAlerts },
): VendorCalls {
  const { service, timeoutMs, concurrency, failures = 5, restMs = 15_000, retries = 2, pauseMs = 200 } = rules
  const breaker = circuitBreaker(vendorErrors, { breaker: new ConsecutiveBreaker(failures), halfOpenAfter: restMs })
  metrics.breaker(service, 'closed')
  breaker.onStateChange((state) => {
    metrics.breaker(
      service,
      state === CircuitState.Open ? 'open' : state === CircuitState.HalfOpen ? 'trying' : 'closed',
    )
    log.warn({ service, state: CircuitState[state] }, 'vendor breaker')
  })
  const places = bulkhead(concurrency, concurrency)
  const once = wrap(breaker, places)
  const pause = new DelegateBackoff(({ attempt, result }: { attempt: number; result: unknown }) => {
    const asked = result instanceof Object && 'error' in result && result.error
    const wish = asked instanceof VendorError ? asked.retryAfterMs : undefined
    return Math.min(wish ?? pauseMs * 2 ** (attempt - 1) * (0.5 + Math.random()), LONGEST_PAUSE_MS)
  })
  const repeated = (unless: (error: VendorError) => boolean) =>
    retry(
      handleWhen((error) => error instanceof VendorError && !unless(error)),
      { maxAttempts: retries, backoff: pause },
    )
  const repeatedCall = repeated(({ unasked }) => unasked)
  const repeatedOpening = repeated(({ unasked, late }) => unasked || late)

  /** In time or not at all. The signal of a stream has to outlive its opening. */
  const inTime = <T>(run: (signal: AbortSignal) => Promise<T>, abortOnReturn: boolean): Promise<T> =>
    timeout(timeoutMs, { strategy: TimeoutStrategy.Aggressive, abortOnReturn })
      .execute(({ signal }) => run(signal))
      .catch((error: unknown) => {
        throw error instanceof TaskCancelledError ? new VendorError('no answer in time', { late: true }) : error
      })

  async function observed<T>(operation: string, run: () => Promise<T>): Promise<T> {
    const started = performance.now()
    let outcome: VendorOutcome = 'ok'
    try {
      return await run()
    } catch (error) {
      outcome = outcomeOf(error)
      const reason = error instanceof Error ? (error instanceof VendorError ? error.reason : error.name) : 'unknown'
      log.warn({ service, operation, outcome, reason }, 'vendor call failed')
      if (outcome === 'open') throw new VendorError(outcome, { unasked: true, retryAfterMs: restMs, cause: error })
      throw outcome === 'full' ? new VendorError(outcome, { unasked: true, cause: error }) : error
    } finally {
      metrics.vendorCall(service, operation, outcome, (performance.now() - started) / 1000)
    }
  }

  const attempt = <T>(operation: string, run: (signal: AbortSignal) => Promise<T>) =>
    observed(operation, () => once.execute(() => inTime(run, true)))

  /** A stream whose first piece has come. */
  const opened = <T>(operation: string, open: (signal: AbortSignal) => AsyncIterable<T>) =>
    observed(operation, () =>
      breaker.execute(() =>
        inTime(async (signal) => {
          const pieces = open(signal)[Symbol.asyncIterator]()
          return { pieces, first: await pieces.next() }
        }, false),
      ),
    )

  let underWay = 0
  async function* stream<T>(operation: string, open: (signal: AbortSignal) => AsyncIterable<T>): AsyncGenerator<T> {
    if (underWay >= concurrency) {
      await observed(operation, () => Promise.reject(new BulkheadRejectedError(concurrency, 0)))
    }
    underWay += 1
    metrics.vendorStreams(service, 1)
    let pieces: AsyncIterator<T> | undefined
    try {
      const begun = await repeatedOpening.execute(() => opened(operation, open))
      pieces = begun.pieces
      for (let piece = begun.first; !piece.done; piece = await pieces.next()) yield piece.value
    } finally {
      // Not awaited: a stream that hangs would hang its reader too.
      void pieces?.return?.().catch(() => undefined)
      metrics.vendorStreams(service, -1)
      underWay -= 1
    }
  }

  return {
    call: (operation, run, { repeatable = false } = {}) =>
      repeatable ? repeatedCall.execute(() => attempt(operation, run)) : attempt(operation, run),
    stream,
    isResting: () => breaker.state === CircuitState.Open,
    refused: (operation, reason) => vendorAlerts?.refused(service, operation, reason),
    accepted: (operation) => vendorAlerts?.accepted(service, operation),
  }
}

function outcomeOf(error: unknown): VendorOutcome {
  if (error instanceof BrokenCircuitError) return 'open'
  if (error instanceof BulkheadRejectedError) return 'full'
  return error instanceof VendorError ? 'error' : 'refused'
}

/** `fetch` for vendors: what is no answer, and what a server says of its own failure, is a VendorError. */
export async function vendorFetch(url: string, init: RequestInit): Promise<Response> {
  const response = await fetch(url, init).catch((cause: unknown) => {
    throw new VendorError('no connection', { cause })
  })
  if (response.status < 500 && response.status !== 429) return response
  const seconds = Number(response.headers.get('retry-after'))
  await response.body?.cancel()
  throw new VendorError(`status ${response.status}`, { retryAfterMs: seconds > 0 ? seconds * 1000 : undefined })
}
