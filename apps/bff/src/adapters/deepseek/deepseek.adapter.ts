import type { OpenAI } from 'openai'
import type { Logger } from 'pino'
import { LlmError, type LlmEvent, type LlmPort, type LlmRequest } from '../../ports/llm.port.ts'
import { type VendorCalls, VendorError } from '../vendor-calls.ts'
import {
  bothUsages,
  Chunk,
  endOf,
  errorOfStatus,
  modelNamed,
  reasonOf,
  usageOf,
  type WireUsage,
} from './deepseek.mapping.ts'
import { withIdleTimeout } from './idle-timeout.ts'

export interface DeepseekOptions {
  base: string
  apiKey: string
  chatModel: string
  /** The longest answer, and the longest thought before it, in tokens. The vendor counts both into one limit. */
  answerTokens?: number
  thinkingTokens?: number
  /** How long between two words; the vendor's signs of life do not count. Until the first one the calls' rules hold. */
  betweenMs?: number
}

type Params = OpenAI.Chat.ChatCompletionCreateParamsStreaming
/** What the vendor takes besides what the SDK knows. */
type WireRequest = Params & { thinking: { type: 'enabled' | 'disabled' }; user_id: string }

const ANSWER_TOKENS = 4000
const THINKING_TOKENS = 12_000
/** The timeout of the SDK; ours, in the rules of the calls, is shorter. */
const SDK_MS = 120_000

/**
 * DeepSeek behind our port, through OpenAI's SDK, which is loaded with the first call. Only what
 * has not begun is repeated: the first word is paid for and read.
 */
export function makeDeepseek(options: DeepseekOptions, calls: VendorCalls, log: Logger): LlmPort {
  const { base, apiKey, betweenMs = 30_000 } = options
  const { answerTokens = ANSWER_TOKENS, thinkingTokens = THINKING_TOKENS } = options
  const model = modelNamed(options.chatModel)
  let loading: Promise<OpenAI> | undefined
  const client = () =>
    (loading ??= import('openai').then(
      ({ OpenAI: Client }) => new Client({ apiKey, baseURL: base, maxRetries: 0, timeout: SDK_MS }),
    ))

  async function* once(request: LlmRequest, think: boolean, inTime: AbortSignal): AsyncGenerator<LlmEvent> {
    const abort = new AbortController()
    const signal = AbortSignal.any([abort.signal, request.signal, inTime])
    let begun = false
    try {
      const openai = await client()
      // The SDK only listens for an abort: it ignores one that came before, as in the pause between two tries.
      if (request.signal.aborted) return
      const maxTokens = answerTokens + (think ? thinkingTokens : 0)
      const chunks = await openai.chat.completions.create(wireRequest(model, request, think, maxTokens), { signal })
      for await (const event of eventsOf(withIdleTimeout(chunks, betweenMs))) {
        begun = true
        if (event.kind === 'end') calls.accepted(request.purpose)
        yield event
      }
    } catch (error) {
      if (request.signal.aborted) return
      const reason = reasonOf((error as { status?: unknown }).status)
      if (reason) calls.refused(request.purpose, reason)
      throw begun ? asLlmError(error) : asTrouble(error)
    } finally {
      abort.abort()
    }
  }

  async function* stream(request: LlmRequest): AsyncGenerator<LlmEvent> {
    try {
      const ask = (think: boolean) => calls.stream(request.purpose, (inTime) => once(request, think, inTime))
      yield* thinkingTokens > 0 ? withText(ask(true), () => ask(false)) : ask(false)
    } catch (error) {
      const failure = error instanceof VendorError ? llmErrorOf(error) : asLlmError(error)
      log.warn({ service: 'deepseek', operation: request.purpose, failure: failure.failure }, 'no answer of the model')
      throw failure
    }
  }

  return { modelFor: () => model, stream }
}

/** A thought that takes up all tokens leaves none for the answer: the question is then asked again without thinking. */
async function* withText(
  first: AsyncIterable<LlmEvent>,
  again: () => AsyncIterable<LlmEvent>,
): AsyncGenerator<LlmEvent> {
  let spoken = false
  for await (const event of first) {
    spoken ||= event.kind === 'text' && event.text.trim() !== ''
    if (event.kind !== 'end' || event.reason !== 'length' || spoken) {
      yield event
      continue
    }
    for await (const later of again())
      yield later.kind === 'end' ? { ...later, usage: bothUsages(event.usage, later.usage) } : later
  }
}

function wireRequest(
  model: string,
  { system, messages, user }: LlmRequest,
  think: boolean,
  maxTokens: number,
): WireRequest {
  return {
    model,
    messages: [
      { role: 'system', content: system },
      ...messages.map(({ role, text }): OpenAI.Chat.ChatCompletionMessageParam => ({ role, content: text })),
    ],
    stream: true,
    stream_options: { include_usage: true },
    max_tokens: maxTokens,
    thinking: { type: think ? 'enabled' : 'disabled' },
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

/** An answer with a status, a timeout of the SDK, an error in the stream, a cut connection: distinguished by shape. */
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
