import { describe, expect, it, vi } from 'vitest'
import { ENGINES, useApp } from '@qingpin/testing/harness'
import { enqueue, type NewJob } from './jobs.repo.ts'
import { type Queue, Worker } from './jobs.ts'
import { pauseAfter } from './queue.rules.ts'

describe.each(ENGINES)('jobs, on %s', (engine) => {
  const app = useApp(engine)
  let names = 0
  /** A queue of its own for each test, and what its handler was called with. */
  function aQueue(over: Partial<Queue> = {}) {
    const ran: { n: unknown; attempt: number }[] = []
    const queue: Queue = {
      name: `queue-${names++}`,
      retries: 2,
      baseMs: 1000,
      leaseMs: 60_000,
      run: async (_ctx, data, attempt) => void ran.push({ n: data.n, attempt }),
      ...over,
    }
    const ask = (n: number, more: Partial<NewJob> = {}) =>
      app.db.tx((t) => enqueue(t, app.ctx(), { queue: queue.name, data: { n }, ...more }))
    return { queue, ran, ask, worker: () => new Worker(app.deps, [queue]) }
  }
  const rows = async (queue: Queue) =>
    (await app.db.q.select().from(app.db.s.jobs)).filter((row) => row.queue === queue.name)

  it('run once each, and are deleted', async () => {
    const { queue, ran, ask, worker } = aQueue()
    for (let n = 0; n < 10; n++) await ask(n)
    await worker().runDue()
    expect(ran.map(({ n }) => n).toSorted()).toEqual([0, 1, 2, 3, 4, 5, 6, 7, 8, 9])
    expect(await rows(queue)).toEqual([])
  })

  it('never run when the transaction that enqueued them is rolled back', async () => {
    const { queue, ran, worker } = aQueue()
    await app.db
      .tx(function* (t) {
        yield* enqueue(t, app.ctx(), { queue: queue.name, data: { n: 1 } })
        throw new Error('changed my mind')
      })
      .catch(() => undefined)
    await worker().runDue()
    expect(ran).toEqual([])
  })

  it('wait for their time; two with the same key are one', async () => {
    const { ran, ask, worker } = aQueue()
    await ask(1, { key: 'same', runAt: app.ctx().now + 5000 })
    await ask(2, { key: 'same' })
    await worker().runDue()
    expect(ran).toEqual([])
    app.advance(5000)
    await worker().runDue()
    await ask(3, { key: 'same' })
    await worker().runDue()
    expect(ran.map(({ n }) => n)).toEqual([1, 3])
  })

  it('are retried with growing pauses, and are dead-lettered with the reason after the last try', async () => {
    const times: number[] = []
    const { queue, ask, worker } = aQueue({
      run: async (ctx) => {
        times.push(ctx.now)
        throw new Error('failed')
      },
    })
    await ask(1, { key: 'k' })
    for (let second = 0; second < 10; second++) {
      await worker().runDue()
      app.advance(1000)
    }
    expect(times).toHaveLength(3)
    const [first = 0, second = 0, third = 0] = times
    expect(third - second).toBeGreaterThan(second - first - 1)
    expect(await rows(queue)).toMatchObject([{ state: 'dead', attempt: 3, key: null, error: 'Error: failed' }])
  })

  it('that name a moment run again then, under the same key, with all their tries before them', async () => {
    const times: number[] = []
    const { queue, ask, worker } = aQueue({
      retries: 1,
      run: async (ctx, _data, attempt) => {
        if (attempt === 1 && times.length === 1) throw new Error('once')
        times.push(ctx.now)
        return times.length < 3 ? ctx.now + 10_000 : undefined
      },
    })
    await ask(1, { key: 'k' })
    const start = app.ctx().now
    for (let second = 0; second < 30; second++) {
      await worker().runDue()
      await ask(2, { key: 'k' })
      if (times.length === 3) break
      expect(await rows(queue)).toHaveLength(1)
      app.advance(1000)
    }
    expect(times.map((time) => Math.floor((time - start) / 10_000))).toEqual([0, 1, 2])
  })

  it('whose process crashed are claimed again when the lease has expired, and are dead-lettered if they crash each one', async () => {
    const { queue, ran, ask } = aQueue({ retries: 1 })
    await ask(7)
    // A process that crashes in the middle: it claimed the job and never renews the lease.
    const lost = new Worker(app.deps, [{ ...queue, run: () => new Promise(() => undefined) }])
    void lost.runDue()
    await expect.poll(async () => (await rows(queue))[0]?.state).toBe('active')
    const other = () => new Worker(app.deps, [queue]).runDue()
    await other()
    expect(ran).toEqual([])
    app.advance(queue.leaseMs)
    await other()
    expect(ran).toEqual([{ n: 7, attempt: 2 }])

    await ask(8)
    for (let deaths = 0; deaths < 2; deaths++) {
      void new Worker(app.deps, [{ ...queue, run: () => new Promise(() => undefined) }]).runDue()
      await expect.poll(async () => (await rows(queue))[0]?.attempt).toBe(deaths + 1)
      app.advance(queue.leaseMs)
    }
    await other()
    expect(ran).toHaveLength(1)
    expect(await rows(queue)).toMatchObject([{ state: 'dead', error: 'the process was lost' }])
  })

  it('are shared by several workers, each job by one', async () => {
    const { ran, ask, queue } = aQueue({ concurrency: 3 })
    for (let n = 0; n < 40; n++) await ask(n)
    await Promise.all(Array.from({ length: 4 }, () => new Worker(app.deps, [queue]).runDue()))
    expect(ran.map(({ n }) => Number(n)).toSorted((a, b) => a - b)).toEqual(Array.from({ length: 40 }, (_, n) => n))
  })

  it('begin at once when a worker is notified; a stopped worker finishes its jobs', async () => {
    let release = () => {}
    const gate = new Promise<void>((resolve) => (release = resolve))
    let begun = 0
    const { queue, ask, worker } = aQueue({
      run: async () => {
        begun++
        await gate
      },
    })
    // The worker does not look by itself.
    vi.useFakeTimers({ toFake: ['setInterval', 'clearInterval'] })
    const running = worker()
    running.start()
    await ask(1)
    await expect.poll(() => begun).toBe(1)
    const stopped = running.stop()
    await ask(2)
    release()
    await stopped
    vi.useRealTimers()
    expect(begun).toBe(1)
    expect((await rows(queue)).map((row) => row.state)).toEqual(['ready'])
  })
})

describe('the pause before the next try', () => {
  const rules = { retries: 20, baseMs: 1000, leaseMs: 1 }
  it.each([
    [1, 0.5, 1000],
    [2, 0.5, 2000],
    [4, 0.5, 8000],
    [1, 0, 750],
    [1, 1, 1250],
    [40, 0.5, 21_600_000],
  ])('after failure %i with random number %d is %i ms', (attempt, random, ms) => {
    expect(pauseAfter(attempt, rules, random)).toBe(ms)
  })
})
