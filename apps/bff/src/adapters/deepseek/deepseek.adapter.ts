import type { OpenAI } from 'openai'
import type { Logger } from 'pino'
import { LlmError, type LlmEvent, type LlmPort, type LlmRequest } from '../../ports/llm.port.ts'
import { endOf, errorOfStatus, modelNamed, usageOf, type WireUsage } from './deepseek.mapping.ts'
import { withPatience } from './patience.ts'

export interface DeepseekOptions {
  base: string
  apiKey: string
  chatModel: string
  /** How long until the first word, and between two; the vendor's signs of life do not count. */
  firstMs?: number
  betweenMs?: number
}

type Params = OpenAI.Chat.ChatCompletionCreateParamsStreaming
/** What the vendor takes besides what the SDK knows. */
type WireRequest = Params & { thinking: { type: 'enabled' | 'disabled' }; user_id: string }
type WireChunk = OpenAI.Chat.ChatCompletionChunk
/** The SDK's delta lacks the thinking. */
interface WireDelta {
  content?: string | null
  reasoning_content?: string | null
}

/** One more try after a pause, where the vendor was busy and has not begun. */
const TRIES = 2
const PAUSE_MS = 400
const MAX_TOKENS = 4000

/** DeepSeek behind our port, through OpenAI's SDK, which is loaded when somebody asks for the first time. */
export function makeDeepseek(options: DeepseekOptions, log: Logger): LlmPort {
  const { base, apiKey, firstMs = 60_000, betweenMs = 30_000 } = options
  const model = modelNamed(options.chatModel)
  let loading: Promise<OpenAI> | undefined
  const client = () =>
    (loading ??= import('openai').then(
      ({ OpenAI: Client }) => new Client({ apiKey, baseURL: base, maxRetries: 0, timeout: firstMs }),
    ))

  async function* once(request: LlmRequest): AsyncGenerator<LlmEvent> {
    const abort = new AbortController()
    const stop = () => abort.abort()
    request.signal.addEventListener('abort', stop)
    try {
      const openai = await client()
      const chunks = await openai.chat.completions.create(wireRequest(model, request), { signal: abort.signal })
      yield* eventsOf(withPatience(chunks, { firstMs, betweenMs }))
    } catch (error) {
      if (request.signal.aborted) return
      throw asLlmError(error)
    } finally {
      request.signal.removeEventListener('abort', stop)
      stop()
    }
  }

  async function* stream(request: LlmRequest): AsyncGenerator<LlmEvent> {
    for (let attempt = 1; ; attempt++) {
      let begun = false
      try {
        for await (const event of once(request)) {
          begun = true
          yield event
        }
        return
      } catch (error) {
        const { failure, cause } = error as LlmError
        const upstream = cause instanceof Error && 'status' in cause ? cause.status : undefined
        log.warn({ service: 'deepseek', operation: 'chat', failure, upstream, attempt }, 'vendor failed')
        if (begun || failure !== 'busy' || attempt >= TRIES || request.signal.aborted) throw error
        await new Promise((resolve) => setTimeout(resolve, PAUSE_MS * (0.5 + Math.random())))
      }
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
async function* eventsOf(chunks: AsyncIterable<WireChunk>): AsyncGenerator<LlmEvent> {
  let finish: string | undefined
  let usage: WireUsage | undefined
  for await (const chunk of chunks) {
    if (chunk.usage) usage = chunk.usage as WireUsage
    const [choice] = chunk.choices
    if (!choice) continue
    const { reasoning_content: thinking, content } = choice.delta as WireDelta
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
