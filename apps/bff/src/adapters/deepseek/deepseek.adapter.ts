import type { OpenAI } from 'openai'
import type { Logger } from 'pino'
import { LlmError, type LlmEvent, type LlmPort, type LlmRequest } from '../../ports/llm.port.ts'
import { type VendorCalls, VendorError } from '../vendor-calls.ts'
import { Chunk, endOf, errorOfStatus, modelNamed, usageOf, type WireUsage } from './deepseek.mapping.ts'
import { withIdleTimeout } from './idle-timeout.ts'

export interface DeepseekOptions {
  base: string
  apiKey: string
  chatModel: string
  /** How long between two words; the vendor's signs of life do not count. Until the first one the calls' rules hold. */
  betweenMs?: number
}

type Params = OpenAI.Chat.ChatCompletionCreateParamsStreaming
/** What the vendor takes besides what the SDK knows. */
type WireRequest = Params & { thinking: { type: 'enabled' | 'disabled' }; user_id: string }

const MAX_TOKENS = 4000
/** The SDK's own patience; ours, in the rules of the calls, is shorter. */
const SDK_MS = 120_000

/**
 * DeepSeek behind our port, through OpenAI's SDK, which is loaded with the first call. Only what
 * has not begun is repeated: the first word is paid for and read.
 */
export function makeDeepseek(options: DeepseekOptions, calls: VendorCalls, log: Logger): LlmPort {
  const { base, apiKey, betweenMs = 30_000 } = options
  const model = modelNamed(options.chatModel)
  let loading: Promise<OpenAI> | undefined
  const client = () =>
    (loading ??= import('openai').then(
      ({ OpenAI: Client }) => new Client({ apiKey, baseURL: base, maxRetries: 0, timeout: SDK_MS }),
    ))

  async function* once(request: LlmRequest, inTime: AbortSignal): AsyncGenerator<LlmEvent> {
    const abort = new AbortController()
    const signal = AbortSignal.any([abort.signal, request.signal, inTime])
    let begun = false
    try {
      const openai = await client()
      // The SDK only listens for an abort: one that came before, as in the pause between two tries, is never heard.
      if (request.signal.aborted) return
      const chunks = await openai.chat.completions.create(wireRequest(model, request), { signal })
      for await (const event of eventsOf(withIdleTimeout(chunks, betweenMs))) {
        begun = true
        yield event
      }
    } catch (error) {
      if (request.signal.aborted) return
      throw begun ? asLlmError(error) : asTrouble(error)
    } finally {
      abort.abort()
    }
  }

  async function* stream(request: LlmRequest): AsyncGenerator<LlmEvent> {
    try {
      yield* calls.stream(request.purpose, (inTime) => once(request, inTime))
    } catch (error) {
      const failure = error instanceof VendorError ? llmErrorOf(error) : asLlmError(error)
      log.warn({ service: 'deepseek', operation: request.purpose, failure: failure.failure }, 'no answer of the model')
      throw failure
    }
  }

  return { modelFor: () => model, stream }
}

function wireRequest(model: string, { system, messages, user }: LlmRequest): WireRequest {
  return {
    model,
    messages: [
      { role: 'system', content: system },
      ...messages.map(({ role, text }): OpenAI.Chat.ChatCompletionMessageParam => ({ role, content: text })),
    ],
    stream: true,
    stream_options: { include_usage: true },
    max_tokens: MAX_TOKENS,
    thinking: { type: 'enabled' },
    user_id: user,
  }
}

/** Our events of the vendor's chunks. A stream that ends without saying why is broken, however clean its end looks. */
async function* eventsOf(chunks: AsyncIterable<unknown>): AsyncGenerator<LlmEvent> {
  let finish: string | undefined
  let usage: WireUsage | undefined
  for await (const raw of chunks) {
    const chunk = Chunk.safeParse(raw).data
    if (!chunk) throw new LlmError('broken')
    if (chunk.usage) usage = chunk.usage
    const [choice] = chunk.choices
    if (!choice) continue
    const { reasoning_content: thinking, content } = choice.delta
    if (thinking) yield { kind: 'thinking', text: thinking }
    if (content) yield { kind: 'text', text: content }
    if (choice.finish_reason) finish = choice.finish_reason
  }
  if (finish === undefined) throw new LlmError('broken')
  yield { kind: 'end', reason: endOf(finish), usage: usage && usageOf(usage) }
}

/** An answer with a status, a timeout of the SDK, an error in the stream, a cut connection: told apart by shape. */
function asLlmError(error: unknown): LlmError {
  if (error instanceof LlmError) return error
  if (!(error instanceof Error)) return new LlmError('broken', { cause: error })
  if ('status' in error && typeof error.status === 'number') return errorOfStatus(error.status, error)
  if (error.constructor.name === 'APIConnectionTimeoutError') return new LlmError('silent', { cause: error })
  if (error.constructor.name === 'APIConnectionError') return new LlmError('unavailable', { cause: error })
  return new LlmError('broken', { cause: error })
}

/** Before the first word: the vendor's error, unless it was our request, key or account that it refused. */
function asTrouble(error: unknown): Error {
  const llmError = asLlmError(error)
  const { status, headers } = error as { status?: unknown; headers?: Headers }
  if (llmError.failure === 'refused') return llmError
  if (typeof status === 'number' && status < 500 && status !== 429) return llmError
  const seconds = Number(headers?.get('retry-after'))
  const reason = typeof status === 'number' ? `status ${status}` : llmError.failure
  return new VendorError(reason, { retryAfterMs: seconds > 0 ? seconds * 1000 : undefined, cause: llmError })
}

function llmErrorOf(error: VendorError): LlmError {
  if (error.cause instanceof LlmError) return error.cause
  if (error.late) return new LlmError('silent', { cause: error })
  return new LlmError(error.reason === 'full' ? 'busy' : 'unavailable', { cause: error })
}
