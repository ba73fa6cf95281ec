import { type Context, Hono } from 'hono'
import { ConnectionDropped, gate } from '../gate.ts'
import type { Env, World } from '../world.ts'
import { type Answer, FIXTURES } from './fixtures.ts'
import { respond } from './responder.ts'
import { type ChatRequest, MODELS, readChatRequest } from './chat-request.ts'
import { errorBody, type FailureStatus, Refused } from './errors.ts'
import { createScripts, type Script } from './scripts.ts'
import { type StreamSpeed, streamOf } from './stream.ts'
import { countTokens, createPromptCache, piecesOf } from './tokens.ts'

export type DeepseekSettings = StreamSpeed & {
  /** The number of concurrent answers above which calls are refused with 429. */
  concurrency: number
}

export interface DeepseekControl {
  /** Plans the next answer and how it fails. */
  script: (script: Omit<Script, 'times'> & { times?: number }) => Script
  scripts: () => Script[]
  /** Refuses the next calls with this status and the vendor's message. */
  fail: (status: FailureStatus, times?: number) => void
  settings: (changes?: Partial<DeepseekSettings>) => DeepseekSettings
  /** The number of answers being sent now. */
  active: () => number
  reset: () => void
}

const DEFAULT_CONCURRENCY = 500
/** The vendor's chunk for an error in the middle of a stream. */
const STREAM_ERROR = { error: { message: 'Internal error in stream', type: 'server_error', param: null, code: null } }

export function createDeepseek(world: World): { routes: Hono<Env>; control: DeepseekControl } {
  const { clock, ids, options } = world
  const { apiKey, tokensPerSecond = 0 } = options.secrets.deepseek
  const scripts = createScripts()
  const cache = createPromptCache()
  const defaults: DeepseekSettings = { tokensPerSecond, splitBytes: 0, concurrency: DEFAULT_CONCURRENCY }
  let settings = defaults
  let failing: { status: FailureStatus; times: number } | undefined
  let active = 0

  function admit(c: Context<Env>) {
    if (c.req.header('authorization') !== `Bearer ${apiKey}`) throw new Refused(401)
    if (failing) {
      const { status } = failing
      failing = failing.times > 1 ? { status, times: failing.times - 1 } : undefined
      throw new Refused(status)
    }
  }

  async function chat(c: Context<Env>) {
    admit(c)
    const request = readChatRequest(await c.req.text())
    if (active >= settings.concurrency) throw new Refused(429)
    const answer = withinTokens(planned(request), request.maxTokens)
    const usage = usageOf(request, answer)
    const base = { id: ids.uuid(), created: Math.floor(clock.now() / 1000), model: request.model }
    if (!request.stream) {
      const message = { role: 'assistant', content: answer.text, reasoning_content: answer.thinking }
      const choices = [{ index: 0, message, logprobs: null, finish_reason: answer.finish }]
      return c.json({ ...base, object: 'chat.completion', choices, usage })
    }
    function chunk(delta: object, finish_reason: string | null = null) {
      return {
        ...base,
        object: 'chat.completion.chunk',
        choices: [{ index: 0, delta, logprobs: null, finish_reason }],
        ...(request.includeUsage ? { usage: null } : {}),
      }
    }
    const deltas = [
      ...piecesOf(answer.thinking).map((piece) => chunk({ content: null, reasoning_content: piece })),
      ...piecesOf(answer.text).map((piece) => chunk({ content: piece, reasoning_content: null })),
    ]
    const events = [chunk({ role: 'assistant', content: null, reasoning_content: '' }), ...deltas]
    const last = [chunk({ content: '', reasoning_content: null }, answer.finish)]
    active += 1
    const body = streamOf({
      events: answer.after === undefined ? events : events.slice(0, answer.after + 1),
      last: request.includeUsage ? [...last, { ...base, object: 'chat.completion.chunk', choices: [], usage }] : last,
      ending: answer.ending,
      speed: () => settings,
      errorChunk: STREAM_ERROR,
      cut: () => {
        const socket = c.env?.incoming?.socket
        if (!socket) throw new ConnectionDropped('The stream was cut by a script')
        socket.destroy()
      },
      onEnd: () => {
        active -= 1
      },
    })
    return c.body(body, 200, { 'content-type': 'text/event-stream; charset=utf-8', 'cache-control': 'no-cache' })
  }

  function planned(request: ChatRequest) {
    const question = request.messages.findLast(({ role }) => role === 'user')?.content ?? ''
    const script = scripts.take(question)
    const { thinking, text } = { ...answerTo(request), ...given(script) }
    const shown = script?.ending === 'blank' ? ' '.repeat(24) : text
    const finish =
      script?.ending === 'length' ? 'length' : script?.ending === 'overloaded' ? 'insufficient_system_resource' : 'stop'
    return {
      thinking: request.thinking ? thinking : '',
      text: shown,
      finish,
      ending: script?.ending,
      after: script?.after,
    }
  }

  function usageOf({ messages }: ChatRequest, { thinking, text }: { thinking: string; text: string }) {
    const prompt = countTokens(messages.map(({ content }) => content).join('\n'))
    const hit = Math.min(prompt, cache.hitTokens('all', messages))
    const reasoning = countTokens(thinking)
    const completion = reasoning + countTokens(text)
    return {
      prompt_tokens: prompt,
      completion_tokens: completion,
      total_tokens: prompt + completion,
      prompt_cache_hit_tokens: hit,
      prompt_cache_miss_tokens: prompt - hit,
      completion_tokens_details: { reasoning_tokens: reasoning },
    }
  }

  const routes = new Hono<Env>()
  routes.onError((error, c) => {
    if (error instanceof Refused) return c.json(errorBody(error.status, error.message), error.status)
    throw error
  })
  routes.use(gate(world, 'deepseek', (c) => c.req.path.replace(/^\/deepseek\/(v1\/)?/, '')))
  for (const prefix of ['', '/v1']) {
    routes.post(`${prefix}/chat/completions`, chat)
    routes.get(`${prefix}/models`, (c) => {
      admit(c)
      return c.json({ object: 'list', data: MODELS.map((id) => ({ id, object: 'model', owned_by: 'deepseek' })) })
    })
  }
  // The vendor has no embeddings.
  routes.all('*', (c) => c.json(errorBody(404), 404))

  return {
    routes,
    control: {
      script: (script) => scripts.add({ times: 1, ...script }),
      scripts: scripts.list,
      fail: (status, times = 1) => {
        failing = { status, times }
      },
      settings: (changes = {}) => {
        settings = { ...settings, ...changes }
        return { ...settings }
      },
      active: () => active,
      reset: () => {
        scripts.clear()
        cache.clear()
        settings = defaults
        failing = undefined
      },
    },
  }
}

/** Thinking counts into `max_tokens` like the answer: a long thought may leave nothing for it. */
function withinTokens<A extends Answer & { finish: string }>(answer: A, maxTokens: number): A {
  const [thinking, text] = [piecesOf(answer.thinking), piecesOf(answer.text)]
  if (thinking.length + text.length <= maxTokens) return answer
  const left = Math.max(0, maxTokens - thinking.length)
  return {
    ...answer,
    thinking: thinking.slice(0, maxTokens).join(''),
    text: text.slice(0, left).join(''),
    finish: 'length',
  }
}

function given(script: Script | undefined) {
  return {
    ...(script?.thinking === undefined ? {} : { thinking: script.thinking }),
    ...(script?.text === undefined ? {} : { text: script.text }),
  }
}

/** The fixture of a known question, or the answer that the rules make. */
function answerTo({ messages, json }: ChatRequest): Answer {
  const question = messages.findLast(({ role }) => role === 'user')?.content.trim() ?? ''
  if (json) return { thinking: '要给出 JSON，只写一个对象。', text: JSON.stringify({ text: question }) }
  return FIXTURES[question] ?? respond(question, messages)
}
