import { type RunningSandbox, startSandbox } from '@qingpin/sandbox/server'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { useApp } from '@qingpin/testing/harness'
import { someVendors } from '@qingpin/testing/vendors'
import { makeLogger } from '../../runtime/log.ts'
import type { LlmError, LlmEvent } from '../../ports/llm.port.ts'
import { type VendorRules, vendorCalls } from '../vendor-calls.ts'
import { type DeepseekOptions, makeDeepseek } from './deepseek.adapter.ts'
import { endOf, errorOfStatus, modelNamed } from './deepseek.mapping.ts'

describe('the DeepSeek adapter', () => {
  const app = useApp()
  let sandbox: RunningSandbox
  const apiKey = 'sk-adapter-test-key'
  beforeAll(async () => {
    const secrets = { ...someVendors().secrets, deepseek: { apiKey } }
    sandbox = await startSandbox({ port: 0, acceptUnknownCodes: false, secrets })
  })
  afterAll(() => sandbox.close())
  afterEach(() => sandbox.sandbox.reset())
  const vendor = () => sandbox.sandbox.deepseek

  const reading = (options: Partial<DeepseekOptions> = {}, rules: Partial<VendorRules> = {}) => {
    const log = makeLogger('silent')
    const usual = { service: 'deepseek', timeoutMs: 5000, concurrency: 5, retries: 1, pauseMs: 5 }
    const calls = vendorCalls({ ...usual, ...rules }, { log, metrics: app.deps.metrics })
    return makeDeepseek(
      { base: `${sandbox.url}/deepseek`, apiKey, chatModel: 'deepseek-flash', ...options },
      calls,
      log,
    )
  }
  const read = async (
    options: Partial<DeepseekOptions> = {},
    {
      signal = new AbortController().signal,
      onEvent = () => {},
      ...rules
    }: Partial<VendorRules> & { signal?: AbortSignal; onEvent?: (event: LlmEvent) => void } = {},
  ) => {
    const llm = reading(options, rules)
    const events: LlmEvent[] = []
    const request = { purpose: 'chat', system: '你是顾问', user: 'u-1', signal } as const
    for await (const event of llm.stream({ ...request, messages: [{ role: 'user', text: '明天面试收银员' }] })) {
      events.push(event)
      onEvent(event)
    }
    return events
  }
  const failureOf = (reading: Promise<unknown>) =>
    reading.then(
      () => 'none',
      (error: LlmError) => error.failure,
    )
  const textOf = (events: readonly LlmEvent[], kind: 'text' | 'thinking') =>
    events.map((event) => (event.kind === kind ? event.text : '')).join('')

  it('streams thinking, then text, then one end with the used tokens', async () => {
    const events = await read()
    const kinds = events.map(({ kind }) => kind)
    expect(kinds.lastIndexOf('thinking')).toBeLessThan(kinds.indexOf('text'))
    expect(textOf(events, 'text')).toContain('收银员')
    expect(events.at(-1)).toMatchObject({ kind: 'end', reason: 'stop', usage: { promptTokens: expect.any(Number) } })
    const [request] = sandbox.sandbox.requests.list('deepseek')
    expect(JSON.parse(request?.body ?? '')).toMatchObject({ model: 'deepseek-flash', stream: true, user_id: 'u-1' })
  })

  it('reports thought tokens separately, although the vendor includes them in those of the answer', async () => {
    vendor().script({ thinking: '想'.repeat(600), text: '答'.repeat(150) })
    const events = await read({ answerTokens: 200, thinkingTokens: 400 })
    expect([textOf(events, 'thinking').length, textOf(events, 'text').length]).toEqual([600, 150])
    expect(events.at(-1)).toMatchObject({ reason: 'stop' })
    const [request] = sandbox.sandbox.requests.list('deepseek')
    expect(JSON.parse(request?.body ?? '')).toMatchObject({ max_tokens: 600, thinking: { type: 'enabled' } })
  })

  it('repeats a request without thinking when the thought used all tokens, and reports the tokens of both', async () => {
    vendor().script({ thinking: '想'.repeat(3000), text: '不会到这里' })
    vendor().script({ text: '这是回答' })
    const events = await read({ answerTokens: 200, thinkingTokens: 400 })
    expect(textOf(events, 'text')).toBe('这是回答')
    expect(events.filter(({ kind }) => kind === 'end')).toHaveLength(1)
    const bodies = sandbox.sandbox.requests.list('deepseek').map(({ body }) => JSON.parse(body) as object)
    expect(bodies).toEqual([
      expect.objectContaining({ max_tokens: 600, thinking: { type: 'enabled' } }),
      expect.objectContaining({ max_tokens: 200, thinking: { type: 'disabled' } }),
    ])
    const end = events.at(-1)
    expect(end?.kind === 'end' ? end.usage?.completionTokens : 0).toBeGreaterThan(600)
  })

  it('decodes characters whose bytes arrive in separate chunks', async () => {
    const whole = textOf(await read(), 'text')
    vendor().settings({ splitBytes: 2 })
    expect(textOf(await read(), 'text')).toBe(whole)
  })

  it.each([
    [400, 'unavailable', 1],
    [401, 'unavailable', 1],
    [402, 'unavailable', 1],
    [422, 'unavailable', 1],
    [429, 'busy', 2],
    [500, 'unavailable', 2],
    [503, 'busy', 2],
  ] as const)('maps status %i to %s after %i calls', async (status, failure, calls) => {
    vendor().fail(status, 9)
    expect(await failureOf(read())).toBe(failure)
    expect(sandbox.sandbox.requests.list('deepseek')).toHaveLength(calls)
  })

  it.each(['cut', 'eof', 'error'] as const)(
    'reports a stream that ends by %s as broken, and does not repeat the request',
    async (ending) => {
      vendor().script({ ending, after: 30 })
      expect(await failureOf(read())).toBe('broken')
      expect(sandbox.sandbox.requests.list('deepseek')).toHaveLength(1)
    },
  )

  it('times out when the vendor sends nothing or stops sending, with or without keep-alive comments', async () => {
    vendor().script({ ending: 'stall', after: 30 })
    expect(await failureOf(read({ betweenMs: 80 }))).toBe('silent')
    sandbox.sandbox.faults.plan({ service: 'deepseek', times: 1, delayMs: 400 })
    expect(await failureOf(read({}, { timeoutMs: 80 }))).toBe('silent')
    await expect.poll(() => vendor().active()).toBe(0)
  })

  it('ends silently when it is aborted, and closes the connection to the vendor', async () => {
    vendor().script({ ending: 'stall', after: 30 })
    const stop = new AbortController()
    const events = await read({}, { signal: stop.signal, onEvent: () => stop.abort() })
    expect(events.some(({ kind }) => kind === 'end')).toBe(false)
    await expect.poll(() => vendor().active()).toBe(0)
  })

  it('is not repeated when it is aborted in the pause before the next try, because a repeat costs money', async () => {
    vendor().fail(503, 1)
    const stop = new AbortController()
    const reading = read({}, { signal: stop.signal, pauseMs: 400 })
    await expect.poll(() => sandbox.sandbox.requests.list('deepseek')).toHaveLength(1)
    stop.abort()
    expect(await reading).toEqual([])
    expect(sandbox.sandbox.requests.list('deepseek')).toHaveLength(1)
  })

  it('is repeated only while no part of the answer has arrived', async () => {
    for (const plan of [{ drop: true }, { status: 503, retryAfter: 1 }, { cut: 0 }, { cut: 60 }]) {
      sandbox.sandbox.requests.clear()
      sandbox.sandbox.faults.plan({ service: 'deepseek', times: 1, ...plan })
      expect(textOf(await read(), 'text')).toContain('收银员')
      expect(sandbox.sandbox.requests.list('deepseek')).toHaveLength(2)
    }
    sandbox.sandbox.requests.clear()
    sandbox.sandbox.faults.plan({ service: 'deepseek', times: 1, cut: 2000 })
    expect(await failureOf(read())).toBe('broken')
    expect(sandbox.sandbox.requests.list('deepseek')).toHaveLength(1)
  })

  it('limits concurrent answers; each counts until its end', async () => {
    vendor().script({ ending: 'stall', after: 30, times: 2 })
    const llm = reading({}, { concurrency: 2 })
    const stop = new AbortController()
    const ask = (signal: AbortSignal) =>
      llm.stream({ purpose: 'chat', system: 's', user: 'u', signal, messages: [{ role: 'user', text: '你好' }] })
    const drain = async (signal: AbortSignal) => {
      for await (const event of ask(signal)) void event
    }
    const both = [drain(stop.signal), drain(stop.signal)]
    await expect.poll(() => vendor().active()).toBe(2)
    expect(await app.deps.metrics.text()).toContain('qingpin_vendor_streams{service="deepseek"} 2')
    expect(await failureOf(drain(new AbortController().signal))).toBe('busy')
    stop.abort()
    await Promise.all(both)
    await drain(new AbortController().signal)
    expect(await app.deps.metrics.text()).toContain('qingpin_vendor_streams{service="deepseek"} 0')
  })

  it('opens its circuit breaker after five failed openings; a broken answer does not count as one', async () => {
    const llm = reading({}, { retries: 0, failures: 5 })
    const drain = async () => {
      const signal = new AbortController().signal
      const messages = [{ role: 'user', text: '你好' }] as const
      for await (const event of llm.stream({ purpose: 'chat', system: 's', user: 'u', signal, messages })) void event
    }
    vendor().script({ ending: 'cut', after: 30, times: 6 })
    for (let i = 0; i < 6; i++) expect(await failureOf(drain())).toBe('broken')
    vendor().fail(503, 5)
    for (let i = 0; i < 5; i++) expect(await failureOf(drain())).toBe('busy')
    sandbox.sandbox.requests.clear()
    expect(await failureOf(drain())).toBe('unavailable')
    expect(sandbox.sandbox.requests.list('deepseek')).toEqual([])
  })

  it('is unavailable where no server listens', async () => {
    expect(await failureOf(read({ base: 'http://127.0.0.1:9' }))).toBe('unavailable')
  })

  it('maps retired model names, and passes on all others', () => {
    expect(['deepseek-r1-40b', 'deepseek-chat', 'deepseek-v4-pro'].map(modelNamed)).toEqual([
      'deepseek-flash',
      'deepseek-flash',
      'deepseek-v4-pro',
    ])
  })

  it('accepts only two finish reasons as an end', () => {
    expect([endOf('stop'), endOf('length')]).toEqual(['stop', 'length'])
    const failures = ['content_filter', 'insufficient_system_resource', 'tool_calls'].map((reason) => {
      try {
        return endOf(reason)
      } catch (error) {
        return (error as LlmError).failure
      }
    })
    expect(failures).toEqual(['refused', 'busy', 'broken'])
    expect(errorOfStatus(418, undefined).failure).toBe('unavailable')
  })
})
