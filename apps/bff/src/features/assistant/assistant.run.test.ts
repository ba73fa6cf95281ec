import { ANSWER_PRICE, costOf } from '@qingpin/contract/assistant/assistant.rules'
import { afterEach, describe, expect, it } from 'vitest'
import { ENGINES, refusal, useApp } from '@qingpin/testing/harness'
import { countRows } from '@qingpin/testing/rows'
import { readRun, type SeenEvent, textOf } from '@qingpin/testing/run-reader'
import { SIGN_UP_GIFT } from '../credits/ledger.rules.ts'

const QUESTION = '帮我改一句话：我主要负责了店里的收银，电话13912345678'
const LONG = '她做了六年月嫂，带过早产儿👶🏻和双胞胎。'.repeat(12)

describe.each(ENGINES)('an answer of the assistant, on %s', (engine) => {
  const app = useApp(engine)
  const vendor = () => app.sandbox.sandbox.deepseek
  afterEach(async () => {
    await app.deps.background.idle()
    vendor().reset()
  })
  const aSeeker = async () => {
    const { token } = await app.aPerson()
    const api = app.as(token)
    const balance = async () => (await api('GET /api/assistant')).credits
    const answer = async (id: string) => {
      const { turns, run } = await api('GET /api/assistant/chats/{id}', { params: { id } })
      return { ...turns.at(-1)?.answers.at(-1), run }
    }
    const begin = async (text = QUESTION) => api('POST /api/assistant/chats', { body: { text } })
    return { token, api, balance, answer, begin }
  }

  it('is written, stored and paid once, whether or not it is read', async () => {
    const { api, begin, balance, answer } = await aSeeker()
    const { chat, run, credits, price } = await begin()
    expect(price).toEqual(ANSWER_PRICE)
    expect(credits).toEqual({ available: SIGN_UP_GIFT - ANSWER_PRICE.most, held: ANSWER_PRICE.most })
    expect(run.topic).toBe(`run:${run.id}`)
    await app.deps.background.idle()
    const stored = await answer(chat.id)
    expect(stored).toMatchObject({ state: 'done', note: null, run: null, text: expect.stringContaining('收银') })
    expect(stored.thinking).toContain('收银')
    expect(stored.cost).toBe(costOf('done', stored.text ?? ''))
    expect(await balance()).toEqual({ available: SIGN_UP_GIFT - (stored.cost ?? 0), held: 0 })
    expect((await api('GET /api/assistant')).recent[0]).toMatchObject({ id: chat.id, title: expect.any(String) })
  })

  it('is the same text for a reader that reconnects after any number of events', async () => {
    const { token, begin, answer } = await aSeeker()
    vendor().settings({ tokensPerSecond: 400 })
    vendor().script({ thinking: '想一想'.repeat(20), text: LONG })
    const { chat, run } = await begin()
    const whole = await readRun(app, token, run.topic)
    expect(whole.length).toBeGreaterThan(4)
    expect(whole.map(({ seq }) => seq)).toEqual(whole.map((_, i) => i + 1))
    expect([textOf(whole), textOf(whole, 'thinking')]).toEqual([LONG, '想一想'.repeat(20)])
    for (let k = 0; k <= whole.length; k++) {
      const before = await readRun(app, token, run.topic, { atMost: k })
      const rest = k === whole.length ? [] : await readRun(app, token, run.topic, { after: k })
      expect([...before, ...rest]).toEqual(whole)
    }
    expect((await answer(chat.id)).text).toBe(LONG)
    expect(whole.at(-1)).toMatchObject({ type: 'done', data: { cost: (await answer(chat.id)).cost, note: null } })
  })

  it('goes on while the reader is away, and delivers the missed events at once', async () => {
    const { token, begin } = await aSeeker()
    vendor().settings({ tokensPerSecond: 200 })
    vendor().script({ thinking: '', text: LONG })
    const { run } = await begin()
    const first = await readRun(app, token, run.topic, { atMost: 2 })
    await app.deps.background.idle()
    const rest = await readRun(app, token, run.topic, { after: 2 })
    expect(textOf([...first, ...rest])).toBe(LONG)
  })

  it('comes in few events: the first piece at once, later ones gathered', async () => {
    const { token, begin } = await aSeeker()
    vendor().settings({ tokensPerSecond: 300 })
    vendor().script({ thinking: '', text: LONG })
    const { run } = await begin()
    const from = performance.now()
    const events = await readRun(app, token, run.topic)
    expect([...(events[0]?.data.text ?? '')].length).toBeLessThanOrEqual(4)
    expect(events.length).toBeLessThan((performance.now() - from) / 80 + 4)
  })

  it('stops before the first word, free of charge', async () => {
    const { token, api, begin, balance, answer } = await aSeeker()
    vendor().script({ ending: 'stall', after: 0 })
    const { chat, run } = await begin()
    await api('POST /api/assistant/runs/{id}/stop', { params: { id: run.id } })
    const [last] = (await readRun(app, token, run.topic)).slice(-1)
    expect(last).toMatchObject({ type: 'stopped', data: { cost: 0 } })
    expect(await answer(chat.id)).toMatchObject({ state: 'stopped', text: '', cost: 0 })
    expect(await balance()).toEqual({ available: SIGN_UP_GIFT, held: 0 })
    await expect.poll(() => vendor().active()).toBe(0)
  })

  it('stops in the middle: the text so far stays, and only that is paid', async () => {
    const { token, api, begin, balance, answer } = await aSeeker()
    vendor().script({ thinking: '', text: LONG, ending: 'stall', after: 30 })
    const { chat, run } = await begin()
    const soFar = async () => {
      const query = { after: '0', wait: '0' } as const
      const { events } = await api('GET /api/events/{topic}', { params: { topic: run.topic }, query })
      return textOf(events as SeenEvent[]).length
    }
    await expect.poll(soFar).toBeGreaterThan(20)
    const params = { id: run.id }
    await api('POST /api/assistant/runs/{id}/stop', { params })
    const events = await readRun(app, token, run.topic)
    const stored = await answer(chat.id)
    expect(stored).toMatchObject({ state: 'stopped', text: textOf(events), cost: 1 })
    expect(LONG.startsWith(textOf(events)) && textOf(events).length > 20).toBe(true)
    expect(await balance()).toEqual({ available: SIGN_UP_GIFT - 1, held: 0 })
    expect(await api('POST /api/assistant/runs/{id}/stop', { params })).toEqual({ id: run.id, state: 'stopped' })
  })

  it.each([
    ['no balance at the vendor', () => vendor().fail(402), 'UNAVAILABLE'],
    ['a refused key', () => vendor().fail(401), 'UNAVAILABLE'],
    ['too many at once, twice', () => vendor().fail(429, 2), 'BUSY'],
    ['overload, twice', () => vendor().fail(503, 2), 'BUSY'],
    ['a broken vendor, twice', () => vendor().fail(500, 2), 'UNAVAILABLE'],
    ['a cut connection', () => vendor().script({ ending: 'cut', after: 40 }), 'BROKEN'],
    ['an end without a reason', () => vendor().script({ ending: 'eof', after: 40 }), 'BROKEN'],
    ['an error in the stream', () => vendor().script({ ending: 'error', after: 40 }), 'BROKEN'],
    ['a model that gives up', () => vendor().script({ ending: 'overloaded' }), 'BUSY'],
    ['nothing but blanks', () => vendor().script({ ending: 'blank' }), 'EMPTY'],
  ] as const)('costs nothing after %s, and says so', async (_, breakIt, code) => {
    const { token, api, begin, balance, answer } = await aSeeker()
    breakIt()
    const { chat, run } = await begin()
    const last = (await readRun(app, token, run.topic)).at(-1)
    expect(last).toMatchObject({ type: 'failed', data: { code, cost: 0, note: expect.stringContaining('没有扣积分') } })
    expect(await answer(chat.id)).toMatchObject({ state: 'failed', cost: 0, note: last?.data.note, run: null })
    expect(await balance()).toEqual({ available: SIGN_UP_GIFT, held: 0 })

    await api('POST /api/assistant/chats/{id}/again', { params: { id: chat.id } })
    await app.deps.background.idle()
    const { turns } = await api('GET /api/assistant/chats/{id}', { params: { id: chat.id } })
    expect(turns).toHaveLength(1)
    expect(turns[0]?.answers.map(({ state }) => state)).toEqual(['failed', 'done'])
  })

  it('is retried once when the vendor is busy for a moment', async () => {
    const { begin, answer } = await aSeeker()
    vendor().fail(503, 1)
    const { chat } = await begin()
    await app.deps.background.idle()
    expect(await answer(chat.id)).toMatchObject({ state: 'done' })
  })

  it('says that it reached the length limit', async () => {
    const { begin, answer } = await aSeeker()
    vendor().script({ text: LONG, ending: 'length' })
    const { chat } = await begin()
    await app.deps.background.idle()
    expect(await answer(chat.id)).toMatchObject({ state: 'done', note: expect.stringContaining('接着写') })
  })

  it('is started and paid once when the question is sent several times', async () => {
    const { api, balance } = await aSeeker()
    const send = () => api('POST /api/assistant/chats', { body: { text: QUESTION }, idempotencyKey: 'one-question' })
    const started = await send()
    expect(await send()).toEqual(started)
    await app.deps.background.idle()
    expect((await send()).run).toEqual(started.run)
    const { items } = await api('GET /api/assistant/chats')
    expect(items).toHaveLength(1)
    expect((await balance())?.held).toBe(0)
    expect((await balance())?.available).toBeGreaterThanOrEqual(SIGN_UP_GIFT - ANSWER_PRICE.most)
  })

  it('is not started when credits are short, and nothing of the try is stored', async () => {
    const { api, begin, balance } = await aSeeker()
    vendor().settings({ tokensPerSecond: 0 })
    const whole = '字'.repeat(700)
    for (let n = 0; n < SIGN_UP_GIFT / ANSWER_PRICE.most; n++) {
      vendor().script({ thinking: '', text: whole })
      await begin()
      await app.deps.background.idle()
    }
    expect(await balance()).toEqual({ available: 0, held: 0 })
    const before = await countRows(app, 'chats')
    const { status, code, details } = await refusal(begin())
    expect([status, code]).toEqual([402, 'CREDITS_SHORT'])
    expect(details).toEqual({ price: ANSWER_PRICE, credits: { available: 0, held: 0 } })
    expect(await countRows(app, 'chats')).toBe(before)
    expect((await api('GET /api/assistant/chats')).items).toHaveLength(5)
  })

  it('waits for an open one in the conversation, and for one of two in the account', async () => {
    const { api, begin } = await aSeeker()
    vendor().script({ ending: 'stall', after: 0, times: 9 })
    const [one, two] = [await begin(), await begin()]
    const params = { id: one.chat.id }
    const inChat = await refusal(api('POST /api/assistant/chats/{id}/messages', { params, body: { text: '再来' } }))
    expect(inChat.code).toBe('RUN_IN_PROGRESS')
    expect((await refusal(begin())).code).toBe('TOO_MANY_RUNS')
    for (const { run } of [one, two]) await api('POST /api/assistant/runs/{id}/stop', { params: { id: run.id } })
    await app.deps.background.idle()
    await expect(begin()).resolves.toMatchObject({ run: { questionId: expect.any(String) } })
    vendor().reset()
    for (const { id } of (await api('GET /api/assistant/chats')).items) {
      const { run } = await api('GET /api/assistant/chats/{id}', { params: { id } })
      if (run) await api('POST /api/assistant/runs/{id}/stop', { params: { id: run.id } })
    }
  })

  it('is stored nowhere in clear: not in events, messages, titles or keys', async () => {
    const { begin } = await aSeeker()
    await begin()
    await app.deps.background.idle()
    for (const table of ['chats', 'chatMessages', 'runs', 'events', 'topics', 'idempotencyKeys'] as const) {
      const dump = JSON.stringify(await app.db.q.select().from(app.db.s[table]))
      expect([table, dump.includes('13912345678') || dump.includes('收银')]).toEqual([table, false])
    }
  })

  it('gives the model the earlier turns, without names or numbers of the account', async () => {
    const { api, begin } = await aSeeker()
    const { chat } = await begin('第一问')
    await app.deps.background.idle()
    app.sandbox.sandbox.requests.clear('deepseek')
    await api('POST /api/assistant/chats/{id}/messages', { params: { id: chat.id }, body: { text: '第二问' } })
    await app.deps.background.idle()
    const [request] = app.sandbox.sandbox.requests.list('deepseek')
    const body = JSON.parse(request?.body ?? '') as { messages: { role: string; content: string }[]; user_id: string }
    expect(body.messages.map(({ role }) => role)).toEqual(['system', 'user', 'assistant', 'user'])
    expect([body.messages[1]?.content, body.messages[3]?.content]).toEqual(['第一问', '第二问'])
    expect(body.user_id).toMatch(/^[\w-]{43}$/)
  })
})
