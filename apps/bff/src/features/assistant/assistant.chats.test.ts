import { afterEach, describe, expect, it } from 'vitest'
import { eq } from 'drizzle-orm'
import { MINUTE_MS } from '@qingpin/contract/core/days'
import { ENGINES, refusal, useApp } from '@qingpin/testing/harness'
import { countRows } from '@qingpin/testing/rows'
import { readRun, textOf } from '@qingpin/testing/run-reader'
import { SIGN_UP_GIFT } from '../credits/ledger.rules.ts'
import { LEASE_MS } from './run.rules.ts'
import { Worker } from '../../jobs/index.ts'
import { runWatch } from './recover-runs.job.ts'

describe.each(ENGINES)('conversations with the assistant, on %s', (engine) => {
  const app = useApp(engine)
  const vendor = () => app.sandbox.sandbox.deepseek
  const idle = () => app.deps.background.idle()
  const runDue = () => new Worker(app.deps, [runWatch]).runDue()
  afterEach(async () => {
    await idle()
    vendor().reset()
  })
  const begin = async (token: string, text = '明天去面试') => {
    const started = await app.as(token)('POST /api/assistant/chats', { body: { text } })
    await idle()
    return started
  }

  it('are listed newest first, page by page, and show their new title after a rename', async () => {
    const { token } = await app.aPerson()
    const api = app.as(token)
    const ids: string[] = []
    for (const text of ['一', '二', '三']) {
      ids.push((await begin(token, `问题${text}`)).chat.id)
      app.advance(1000)
    }
    const first = await api('GET /api/assistant/chats', { query: { pageSize: 2 } })
    expect(first.items.map(({ id }) => id)).toEqual([ids[2], ids[1]])
    const rest = await api('GET /api/assistant/chats', { query: { pageSize: 2, cursor: first.nextCursor ?? '' } })
    expect([rest.items.map(({ id }) => id), rest.nextCursor]).toEqual([[ids[0]], null])

    const params = { id: ids[0] ?? '' }
    await api('PATCH /api/assistant/chats/{id}', { params, body: { title: '  自我介绍 ' } })
    expect((await api('GET /api/assistant/chats/{id}', { params })).chat.title).toBe('自我介绍')
    expect((await refusal(api('PATCH /api/assistant/chats/{id}', { params, body: { title: ' ' } }))).fields).toEqual({
      title: '还没有写内容',
    })
    await api('POST /api/assistant/chats/{id}/messages', { params, body: { text: '接着问' } })
    await idle()
    expect((await api('GET /api/assistant/chats')).items[0]?.id).toBe(params.id)
  })

  it('show their turns in order, the earlier ones on demand', async () => {
    const { token } = await app.aPerson()
    const { chat } = await begin(token)
    // Straight into the table: twenty-five paid answers would be another test.
    const { chatMessages } = app.db.s
    const [sample] = await app.db.q.select().from(chatMessages).where(eq(chatMessages.chatId, chat.id)).limit(1)
    await app.db.tx(function* (t) {
      for (let n = 3; n < 28; n++) {
        const id = n.toString(16).padStart(24, '0')
        yield t
          .insert(chatMessages)
          .values({ ...sample, id, seq: n, chatId: chat.id } as typeof chatMessages.$inferInsert)
      }
    })
    const params = { id: chat.id }
    const page = await app.as(token)('GET /api/assistant/chats/{id}', { params })
    expect([page.turns.length, page.before]).toEqual([20, 8])
    const earlier = await app.as(token)('GET /api/assistant/chats/{id}', { params, query: { before: '8' } })
    expect([earlier.turns.length, earlier.before]).toEqual([6, null])
    expect(earlier.turns[0]?.answers).toHaveLength(1)
  })

  it('accept any text: 2000 characters, joined emoji, right to left', async () => {
    const { token } = await app.aPerson()
    for (const text of ['字'.repeat(2000), '👨‍👩‍👧‍👦 שלום عربي é', '<script>alert(1)</script>']) {
      const { chat } = await begin(token, text)
      const { turns } = await app.as(token)('GET /api/assistant/chats/{id}', { params: { id: chat.id } })
      expect(turns[0]?.question.text).toBe(text)
      expect(turns[0]?.answers[0]?.state).toBe('done')
    }
    for (const text of ['', '  \n', '字'.repeat(2001)]) {
      expect((await refusal(begin(token, text))).code).toBe('VALIDATION_ERROR')
    }
  })

  it('of another account cannot be read, watched, stopped, continued, renamed or deleted', async () => {
    const [owner, stranger] = [await app.aPerson(), await app.aPerson()]
    const admin = await app.aStaff('admin')
    const { chat, run } = await begin(owner.token)
    for (const { token } of [stranger, admin]) {
      const api = app.as(token)
      const params = { id: chat.id }
      const tries = [
        api('GET /api/assistant/chats/{id}', { params }),
        api('POST /api/assistant/chats/{id}/messages', { params, body: { text: '我也问' } }),
        api('POST /api/assistant/chats/{id}/again', { params }),
        api('PATCH /api/assistant/chats/{id}', { params, body: { title: '我的' } }),
        api('DELETE /api/assistant/chats/{id}', { params }),
        api('POST /api/assistant/runs/{id}/stop', { params: { id: run.id } }),
        api('GET /api/events/{topic}', { params: { topic: run.topic } }),
      ]
      for (const { code } of await Promise.all(tries.map(refusal))) expect(code).toBe('NOT_FOUND')
      expect((await api('GET /api/assistant/chats')).items).toEqual([])
    }
    expect((await refusal(app.as()('GET /api/events/{topic}', { params: { topic: run.topic } }))).code).toBe(
      'NOT_FOUND',
    )
  })

  it('of an account as a person and as staff are separate, with starters for each', async () => {
    const staff = await app.aStaff('employee')
    const guest = await app.as()('GET /api/assistant')
    const asStaff = await app.as(staff.token)('GET /api/assistant')
    expect(guest).toMatchObject({ recent: [], credits: null })
    expect(asStaff.starters).not.toEqual(guest.starters)
    await begin(staff.token, '写跟进：赵女士要月嫂')
    const { token } = await app.as(staff.token)('POST /api/auth/switch-role', { body: { role: 'personal' } })
    const asPerson = await app.as(token)('GET /api/assistant')
    expect([asPerson.recent, asPerson.starters]).toEqual([[], guest.starters])
    expect(asPerson.credits).toEqual((await app.as(token)('GET /api/assistant')).credits)
  })

  it('leave no text behind when they are deleted, also while an answer is written', async () => {
    const { token, id } = await app.aPerson()
    const api = app.as(token)
    vendor().script({ thinking: '', text: '写着写着', ending: 'stall', after: 2 })
    const { chat } = await api('POST /api/assistant/chats', { body: { text: '要删的' } })
    const before = await countRows(app, 'chatMessages')
    await api('DELETE /api/assistant/chats/{id}', { params: { id: chat.id } })
    await idle()
    expect(await countRows(app, 'chatMessages')).toBe(before - 1)
    expect((await refusal(api('GET /api/assistant/chats/{id}', { params: { id: chat.id } }))).code).toBe('NOT_FOUND')
    expect((await refusal(api('DELETE /api/assistant/chats/{id}', { params: { id: chat.id } }))).code).toBe('NOT_FOUND')
    const runs = await app.db.q.select().from(app.db.s.runs).where(eq(app.db.s.runs.ownerId, id))
    expect(runs.map(({ state }) => state)).toEqual(['stopped'])
    expect((await api('GET /api/assistant')).credits?.held).toBe(0)
  })

  it('end an abandoned run once, unpaid, with the text written so far', async () => {
    const { token } = await app.aPerson()
    const api = app.as(token)
    vendor().script({ thinking: '想过', text: '写到这里就没有了', ending: 'stall', after: 99 })
    const { chat, run } = await api('POST /api/assistant/chats', { body: { text: '问' } })
    const first = await readRun(app, token, run.topic, { atMost: 2 })
    // The process that wrote it is as good as dead for this one: its next sign comes too late.
    app.advance(LEASE_MS + 1)
    await Promise.all([runDue(), runDue()])
    const rest = await readRun(app, token, run.topic, { after: first.length })
    expect(rest.at(-1)).toMatchObject({ type: 'failed', data: { code: 'INTERRUPTED', cost: 0 } })
    await idle()
    const { turns, run: open, credits } = await api('GET /api/assistant/chats/{id}', { params: { id: chat.id } })
    expect(turns[0]?.answers).toMatchObject([{ state: 'failed', text: textOf([...first, ...rest]), cost: 0 }])
    expect(turns[0]?.answers[0]?.note).toContain('重启')
    expect([open, credits]).toEqual([null, { available: SIGN_UP_GIFT, held: 0 }])
  })

  it('leave a run that is being written alone, also after many checks', async () => {
    const { token } = await app.aPerson()
    const api = app.as(token)
    vendor().script({ ending: 'stall', after: 1 })
    const { run } = await api('POST /api/assistant/chats', { body: { text: '问' } })
    for (let n = 0; n < 3; n++) {
      app.advance(LEASE_MS - 1000)
      const { runs } = app.db.s
      const lease = async () => (await app.db.q.select().from(runs).where(eq(runs.id, run.id)))[0]?.leaseUntil
      await expect.poll(lease).toBe(app.ctx().now + LEASE_MS)
      await runDue()
    }
    expect(await api('POST /api/assistant/runs/{id}/stop', { params: { id: run.id } })).toMatchObject({
      state: 'running',
    })
  })

  it('expire the topic ten minutes after its end; the answer stands in the conversation', async () => {
    const { token } = await app.aPerson()
    const { chat, run } = await begin(token)
    await runDue()
    expect((await readRun(app, token, run.topic)).at(-1)?.type).toBe('done')
    app.advance(10 * MINUTE_MS)
    await runDue()
    expect((await refusal(app.as(token)('GET /api/events/{topic}', { params: { topic: run.topic } }))).code).toBe(
      'NOT_FOUND',
    )
    expect(await app.db.q.select().from(app.db.s.events).where(eq(app.db.s.events.topic, run.topic))).toEqual([])
    const { turns } = await app.as(token)('GET /api/assistant/chats/{id}', { params: { id: chat.id } })
    expect(turns[0]?.answers[0]?.state).toBe('done')
  })

  it('refuse to answer again where there is no question', async () => {
    const { token } = await app.aPerson()
    const { chat } = await begin(token)
    await app.db.tx(function* (t) {
      yield t.delete(app.db.s.chatMessages).where(eq(app.db.s.chatMessages.chatId, chat.id))
    })
    const again = app.as(token)('POST /api/assistant/chats/{id}/again', { params: { id: chat.id } })
    expect((await refusal(again)).code).toBe('NOTHING_TO_ANSWER')
  })
})

describe('a process that is asked to stop', () => {
  it('ends the open run as interrupted and releases its credits', async () => {
    const app = await import('@qingpin/testing/harness').then(({ startApp }) => startApp('sqlite'))
    const { token } = await app.aPerson()
    app.sandbox.sandbox.deepseek.script({ thinking: '', text: '写着写着', ending: 'stall', after: 2 })
    const { run } = await app.as(token)('POST /api/assistant/chats', { body: { text: '问' } })
    await readRun(app, token, run.topic, { atMost: 1 })
    await app.deps.background.stop()
    expect((await readRun(app, token, run.topic)).at(-1)).toMatchObject({
      type: 'failed',
      data: { code: 'INTERRUPTED', cost: 0 },
    })
    expect((await app.as(token)('GET /api/assistant')).credits).toEqual({ available: SIGN_UP_GIFT, held: 0 })
    await app.sandbox.close()
    await app.db.close()
  })
})
