import { describe, expect, it } from 'vitest'
import { DAY_MS } from '@qingpin/contract/core/days'
import { aPhone, ENGINES, useApp } from '@qingpin/testing/harness'
import { countRows } from '@qingpin/testing/rows'
import { ask } from '../db/db.ts'
import { newId } from '../db/ids.ts'
import { append } from '../events/index.ts'
import { Worker } from '../jobs/index.ts'
import { retention } from './retention.job.ts'

describe.each(ENGINES)('retention, on %s', (engine) => {
  const app = useApp(engine)
  const run = async () => {
    await app.db.tx((t) => retention.plan(t, app.ctx(), app.ctx().now))
    await new Worker(app.deps, [retention]).runDue()
  }
  const say = (topic: string) => app.db.tx((t) => append(t, app.ctx(), topic, { type: 'text', data: {} }))

  it('deletes expired rows and leaves those in use', async () => {
    await app.as()('POST /api/auth/sms-code', { body: { phone: aPhone() } })
    await app
      .as()('POST /api/auth/login', { body: { username: 'ghost', password: 'x' } })
      .catch(() => undefined)
    const old = await app.aPerson()
    const quiet = `run:${newId(1)}`
    await say(quiet)
    app.advance(100 * DAY_MS)
    const fresh = await app.aPerson()
    await app.as()('POST /api/auth/sms-code', { body: { phone: aPhone() } })
    const busy = `run:${newId(2)}`
    await say(busy)

    await run()
    // The code that the fresh login used, and the one that waits to be used.
    expect(await countRows(app, 'smsCodes')).toBe(2)
    expect(await countRows(app, 'loginFailures')).toBe(0)
    expect((await app.db.q.select().from(app.db.s.topics)).map(({ topic }) => topic)).toEqual([busy])
    expect(await countRows(app, 'events')).toBe(1)
    expect((await app.raw('GET', '/api/auth/me', { token: fresh.token })).status).toBe(200)
    expect((await app.db.q.select().from(app.db.s.sessions)).map((row) => row.accountId)).toEqual([fresh.id])
    expect(old.id).not.toBe(fresh.id)
  })

  it('keeps texts that were decided for three months, and those that wait for a verdict or a person until then', async () => {
    const { moderatedFields } = app.db.s
    const of = (state: 'waiting' | 'review' | 'refused' | 'passed', daysAgo: number) => ({
      id: newId(daysAgo),
      subject: 'account' as const,
      subjectId: newId(1),
      field: 'name',
      textSealed: 'x',
      scene: 'profile' as const,
      authorId: null,
      state,
      createdAt: app.ctx().now - daysAgo * DAY_MS,
    })
    const rows = [of('refused', 91), of('passed', 91), of('refused', 89), of('review', 91), of('waiting', 91)]
    await app.db.tx((t) => ask(t.insert(moderatedFields).values(rows)))
    await run()
    const left = (await app.db.q.select().from(moderatedFields)).map(({ state }) => state)
    expect(left.toSorted()).toEqual(['refused', 'review', 'waiting'])
  })

  it('removes as many as there are, in batches', async () => {
    const { rateLimits } = app.db.s
    const old = Array.from({ length: 4500 }, (_, i) => ({ key: `old-${i}`, count: 1, resetAt: 0 }))
    await app.db.tx((t) => ask(t.insert(rateLimits).values(old)))
    await run()
    expect(await countRows(app, 'rateLimits')).toBe(0)
  })

  it('loses no event that is written to a silent topic meanwhile', async () => {
    const quiet = Array.from({ length: 40 }, (_, i) => `run:${newId(1000 + i)}`)
    await Promise.all(quiet.map(say))
    app.advance(3 * DAY_MS)
    await Promise.all([run(), ...quiet.map(say)])
    const { topics, events } = app.db.s
    const told = new Set((await app.db.q.select().from(events)).map(({ topic }) => topic))
    expect(quiet.filter((topic) => !told.has(topic))).toEqual([])
    const known = new Set((await app.db.q.select().from(topics)).map(({ topic }) => topic))
    expect(quiet.filter((topic) => !known.has(topic))).toEqual([])
  })

  it('runs in the next hour after one hour has failed for good', async () => {
    const { db } = app.deps
    const failing = { ...db, s: { ...db.s, smsCodes: db.s.events } as unknown as typeof db.s }
    const ctx = { ...app.ctx(), db: failing }
    await expect(retention.run(ctx, {}, 1)).rejects.toThrow()
    const waiting = await app.db.q.select().from(db.s.jobs)
    expect(waiting.map(({ key }) => key)).toContain(`hour-${Math.floor(app.ctx().now / 3_600_000) + 1}`)
  })

  it('runs once an hour for any number of replicas, and plans its next run', async () => {
    await Promise.all([run(), run(), run()])
    const waiting = await app.db.q.select().from(app.db.s.jobs)
    expect(waiting.map((job) => job.runAt > app.ctx().now)).toEqual([true])
  })
})
