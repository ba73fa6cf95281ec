import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest'
import { openPg } from '../src/db/pg.ts'
import { append } from '../src/events/index.ts'
import { startApp, type TestApp } from '@qingpin/testing/harness'
import { newDatabase } from '@qingpin/testing/postgres'
import { countRows } from '@qingpin/testing/rows'
import { aWorker } from '@qingpin/testing/workers'

const base = inject('postgres')

/** Two processes' worth of application on one PostgreSQL: what holds only inside one process fails here. */
describe.skipIf(base === undefined)('two replicas on one PostgreSQL', () => {
  const replicas: TestApp[] = []
  beforeAll(async () => {
    const url = await newDatabase(base ?? '')
    for (let i = 0; i < 2; i++)
      replicas.push(await startApp('pg', {}, undefined, { open: () => openPg(url, { max: 12 }) }))
  })
  afterAll(async () => {
    for (const replica of replicas) await replica.stop()
  })
  const replica = (i: number): TestApp => replicas[i % 2] as TestApp
  const outcomes = <T>(calls: Promise<T>[]) => Promise.all(calls.map((call) => call.then(() => 'ok', String)))

  it('make one record of a number that staff enters a hundred times at once', async () => {
    const [body, { token }] = [aWorker({ phone: '13577770001' }) as never, await replica(0).aStaff('employee')]
    const create = (i: number) => replica(i).as(token)('POST /api/resumes/miniprogram/create', { body })
    const results = await outcomes(Array.from({ length: 100 }, (_, i) => create(i)))
    expect(results.filter((result) => result === 'ok')).toHaveLength(1)
    expect(await countRows(replica(0), 'resumes')).toBe(1)
  })

  it('give a number to one of a hundred who register it at once without proof', async () => {
    const body = aWorker({ phone: '13577770003' }) as never
    const register = (i: number) => replica(i).as()('POST /api/resumes/miniprogram/self-register', { body })
    const results = await outcomes(Array.from({ length: 100 }, (_, i) => register(i)))
    // Each gets the same answer: it tells nothing about the number.
    expect(new Set(results)).toEqual(new Set(['ok']))
    const { db } = replica(0)
    const rows = (await db.q.select().from(db.s.resumes)).filter(({ phoneLast4 }) => phoneLast4 === '0003')
    expect(rows.filter(({ phoneHash }) => phoneHash !== null)).toHaveLength(1)
    expect(rows.every(({ phoneHash, contestedPhoneHash }) => phoneHash ?? contestedPhoneHash)).toBe(true)
  })

  it('do the work of one idempotency key once, for repeats at either', async () => {
    const { token } = await replica(0).aStaff('employee')
    const body = aWorker({ phone: '13577770002' }) as never
    const create = (i: number) =>
      replica(i).as(token)('POST /api/resumes/miniprogram/create', { body, idempotencyKey: 'both-replicas' })
    const before = await countRows(replica(0), 'resumes')
    await outcomes(Array.from({ length: 20 }, (_, i) => create(i)))
    expect(await countRows(replica(0), 'resumes')).toBe(before + 1)
  })

  it('number the events of one topic without gaps, and notify readers of both', async () => {
    const topic = `run:${'a'.repeat(24)}`
    const woken = [0, 0]
    const offs = replicas.map((one, i) => one.deps.notifier.on(topic, () => (woken[i] = (woken[i] ?? 0) + 1)))
    const say = (i: number) =>
      replica(i).db.tx((t) => append(t, replica(i).ctx(), topic, { type: 'text', data: { i } }))
    const seqs = await Promise.all(Array.from({ length: 60 }, (_, i) => say(i)))
    expect(seqs.toSorted((a, b) => a - b)).toEqual(Array.from({ length: 60 }, (_, i) => i + 1))
    await expect.poll(() => Math.min(...woken)).toBeGreaterThan(0)
    for (const off of offs) off()
  })

  it('accept one of two concurrent refreshes of a token', async () => {
    const person = await replica(0).aPerson()
    const refresh = (i: number) =>
      replica(i).as()('POST /api/auth/refresh', { body: { refresh_token: person.refreshToken } })
    const replies = await Promise.all(Array.from({ length: 10 }, (_, i) => refresh(i)))
    expect(new Set(replies.map((reply) => reply.refresh_token)).size).toBe(1)
  })
})
