import { describe, expect, it } from 'vitest'
import { aCustomer } from '@qingpin/testing/customers'
import { ENGINES, type TestApp, useApp } from '@qingpin/testing/harness'
import { aRoom } from '@qingpin/testing/participants'
import { statementsOf } from '@qingpin/testing/statements'
import { aWorker } from '@qingpin/testing/workers'

/** Finds out who is asking. */
const ASKING = 1
/** The begin and commit of a transaction. */
const FRAME = 2

interface Listed {
  /** Adds one more line to the list. */
  add: () => Promise<unknown>
  list: (limit: number) => Promise<unknown>
}

const lists: Record<string, (app: TestApp) => Promise<Listed>> = {
  async resumes(app) {
    const api = app.as((await app.aStaff('manager')).token)
    return {
      add: () => api('POST /api/resumes/miniprogram/create', { body: aWorker() as never }),
      list: (limit) => api('GET /api/resumes', { query: { limit, jobType: 'yuesao', search: '钱' } as never }),
    }
  },
  async customers(app) {
    const api = app.as((await app.aStaff('manager')).token)
    return {
      add: () => api('POST /api/customers/miniprogram/create', { body: aCustomer() as never }),
      list: (limit) => api('GET /api/customers/miniprogram/list', { query: { limit } }),
    }
  },
  async orders(app) {
    const api = app.as((await app.aPerson()).token)
    return {
      async add() {
        const { order } = await api('POST /api/orders', { body: { packageId: 'credits-100', platform: 'h5' } })
        await api('POST /api/orders/{id}/close', { params: { id: order.id } })
      },
      list: (limit) => api('GET /api/orders', { query: { limit } }),
    }
  },
  async interviews(app) {
    const { api } = await aRoom(app)
    return {
      add: () => api('POST /api/interview/rooms', { body: { roomName: '又一场' } }),
      list: (limit) => api('GET /api/interview/rooms', { query: { limit } }),
    }
  },
  async 'runs of the assistant'(app) {
    const api = app.as((await app.aPerson()).token)
    return {
      async add() {
        await api('POST /api/assistant/chats', { body: { text: '你好' } })
        await app.deps.background.idle()
      },
      list: (limit) => api('GET /api/assistant/chats', { query: { limit } }),
    }
  },
}

describe.each(ENGINES)('the number of statements on %s', (engine) => {
  const app = useApp(engine)

  it.each(Object.keys(lists))('of a list is two whatever its length: %s', async (name) => {
    const listed = await lists[name]?.(app)
    if (!listed) throw new Error('there is no such list')
    const counts: number[] = []
    for (let rows = 1; rows <= 3; rows++) {
      await listed.add()
      counts.push(await statementsOf(app.db, () => listed.list(1)), await statementsOf(app.db, () => listed.list(50)))
    }
    expect(Math.max(...counts)).toBeLessThanOrEqual(ASKING + 2)
    expect(new Set(counts).size).toBe(1)
  })

  it('before the model is called stays small, because a person waits for it', async () => {
    const person = await app.aPerson()
    const api = app.as(person.token)
    const begin = () => api('POST /api/assistant/chats', { body: { text: '你好' } })
    // The wallet is opened by the first look at it.
    await api('GET /api/assistant')
    await begin()
    await app.deps.background.idle()

    let asked: (() => void) | undefined
    const whenAsked = new Promise<void>((resolve) => (asked = resolve))
    const { stream } = app.deps.llm
    app.deps.llm.stream = (request) => {
      asked?.()
      return stream(request)
    }
    try {
      // Conversation, question, run, the job that watches it, eight of the ledger, balance, runs under way; SQLite is told not to wait for the disk.
      const pragmas = engine === 'sqlite' ? 1 : 0
      const started = statementsOf(app.db, async () => {
        void begin()
        await whenAsked
      })
      expect(await started).toBe(ASKING + FRAME + 14 + pragmas)
    } finally {
      app.deps.llm.stream = stream
      await app.deps.background.idle()
    }
  })
})
