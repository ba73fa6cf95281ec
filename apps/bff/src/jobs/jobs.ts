import type { Ctx, Deps } from '../context.ts'
import { claim, extend, fail, finish, type JobRow, postpone, queueTopic } from './jobs.repo.ts'
import { CONCURRENCY, LOOK_EVERY_MS, pauseAfter, type QueueRules } from './queue.rules.ts'

/** What a queue does. A handler may run more than once for one job, also at the same time, and must not mind. */
export interface Queue extends QueueRules {
  name: string
  /**
   * Throwing is failing; a sentence without personal data, because it is stored with the job. A moment (epoch ms) that it
   * gives is when the job runs again; without one the job is done.
   */
  run: (ctx: Ctx, data: JobRow['data'], attempt: number) => Promise<number | void>
}

/** Runs the jobs of some queues in this process. Any number of processes may do so at once. */
export class Worker {
  readonly #deps: Deps
  readonly #queues: readonly Queue[]
  readonly #running = new Map<Queue, Set<Promise<void>>>()
  readonly #looks = new Map<Queue, () => void>()
  readonly #stops: (() => void)[] = []
  #stopped = false

  constructor(deps: Deps, queues: readonly Queue[]) {
    this.#deps = deps
    this.#queues = queues
    for (const queue of queues) this.#running.set(queue, new Set())
  }

  /** Looks for jobs when a queue is notified, when a job ends, and every second. */
  start(): void {
    for (const queue of this.#queues) {
      let looking = false
      let again = false
      const look = async () => {
        again = true
        if (looking) return
        looking = true
        while (again && !this.#stopped) {
          again = false
          await this.#take(queue)
        }
        looking = false
      }
      const timer = setInterval(look, LOOK_EVERY_MS)
      const off = this.#deps.notifier.on(queueTopic(queue.name), look)
      this.#looks.set(queue, look)
      this.#stops.push(off, () => clearInterval(timer))
      void look()
    }
  }

  /** Takes no more jobs and waits for those under way. */
  async stop(): Promise<void> {
    this.#stopped = true
    for (const stop of this.#stops) stop()
    this.#looks.clear()
    await this.#settled()
  }

  /** Runs all jobs that are due now, and those that they make due, to their end. */
  async runDue(): Promise<void> {
    for (;;) {
      const taken = await Promise.all(this.#queues.map((queue) => this.#take(queue)))
      await this.#settled()
      if (taken.every((count) => count === 0)) return
    }
  }

  async #settled(): Promise<void> {
    await Promise.all([...this.#running.values()].flatMap((running) => [...running]))
  }

  #ctx(queue: Queue, id: string): Ctx {
    return {
      ...this.#deps,
      actor: { kind: 'job', queue: queue.name },
      now: this.#deps.clock(),
      requestId: `job-${id}`,
      address: 'job',
      caller: 'job',
    }
  }

  async #take(queue: Queue): Promise<number> {
    const { db, log } = this.#deps
    const running = this.#running.get(queue) ?? new Set()
    const places = (queue.concurrency ?? CONCURRENCY) - running.size
    if (places <= 0) return 0
    try {
      const ctx = this.#ctx(queue, queue.name)
      const jobs = await db.tx((t) => claim(t, ctx, queue.name, queue, places))
      for (const job of jobs) {
        const run = this.#run(queue, job).finally(() => {
          running.delete(run)
          this.#looks.get(queue)?.()
        })
        running.add(run)
      }
      return jobs.length
    } catch (error) {
      log.error({ err: error, queue: queue.name }, 'jobs could not be taken')
      return 0
    }
  }

  async #run(queue: Queue, job: JobRow): Promise<void> {
    const { db, clock, log } = this.#deps
    const ctx = this.#ctx(queue, job.id)
    const alive = setInterval(() => {
      db.tx((t) => extend(t, ctx, job, clock() + queue.leaseMs)).catch((error: unknown) =>
        log.warn({ err: error, queue: queue.name }, 'a lease could not be extended'),
      )
    }, queue.leaseMs / 3)
    try {
      const runAt = await queue.run(ctx, job.data, job.attempt)
      await db.tx((t) => (runAt === undefined ? finish(t, ctx, job) : postpone(t, ctx, job, runAt)))
    } catch (error) {
      const retryAt = job.attempt > queue.retries ? undefined : clock() + pauseAfter(job.attempt, queue, Math.random())
      log[retryAt === undefined ? 'error' : 'warn'](
        { err: error, queue: queue.name, attempt: job.attempt },
        'job failed',
      )
      const why = error instanceof Error ? `${error.name}: ${error.message}`.slice(0, 200) : 'unknown'
      await db
        .tx((t) => fail(t, ctx, job, why, retryAt))
        .catch((failure: unknown) =>
          log.error({ err: failure, queue: queue.name }, 'recording the failure of a job failed'),
        )
    } finally {
      clearInterval(alive)
    }
  }
}
