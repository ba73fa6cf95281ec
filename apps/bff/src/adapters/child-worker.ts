import { type ChildProcess, fork } from 'node:child_process'
import { readFileSync } from 'node:fs'

/** What every child answers: what it was asked for, or why there is none; and how large it has become. */
export type Answer<Done> = ({ readonly ok: true; readonly rss: number } & Done) | Failed
interface Failed {
  readonly ok: false
  readonly reason: string
  readonly rss: number
}

/** Work that was not done. `busy`: not even begun; `broken`: it failed, took too long, or its process ended. */
export class ChildFailure extends Error {
  readonly why: 'busy' | 'broken'

  constructor(why: ChildFailure['why'], options?: ErrorOptions) {
    super(`a child process is ${why}`, options)
    this.name = 'ChildFailure'
    this.why = why
  }
}

/** The cause of a failure: the process took more memory than it may. */
export class TooMuchMemory extends Error {
  override readonly name = 'TooMuchMemory'
}

export interface ChildLimits {
  /** A job that takes longer ends with its process. */
  jobMs?: number
  /** Engines keep a little of every job: past either of these a fresh process takes over. */
  maxJobs?: number
  maxRss?: number
  /** A process that holds more bytes in the middle of a job is ended at once: a heap limit does not count buffers. */
  mostRss?: number
  /** How many jobs may wait; more are refused as busy. */
  maxWaiting?: number
  /** A process without work goes away after this. */
  idleMs?: number
}
export interface ChildOptions extends ChildLimits {
  /** The child's program; it answers each message with an Answer. */
  program: string
  /** Handed to the program as JSON. */
  paths?: unknown
}

interface Waiting<Job, Done> {
  job: Job
  resolve: (answer: Extract<Answer<Done>, { ok: true }>) => void
  reject: (error: ChildFailure) => void
}

/** Limits of a worker that sets none. */
const USUAL = {
  jobMs: 5000,
  maxJobs: 500,
  maxRss: 400 << 20,
  mostRss: Number.POSITIVE_INFINITY,
  maxWaiting: 50,
  idleMs: 300_000,
  paths: null,
}
const LOOK_EVERY_MS = 25
const PAGE_BYTES = 4096

/** Runs jobs one after another in a child process, which is started when there is work and replaced when it fails. */
export class ChildWorker<Job extends object, Done> {
  readonly #options: Required<ChildOptions>
  readonly #waiting: Waiting<Job, Done>[] = []
  #child: ChildProcess | undefined
  #jobs = 0
  #busy = false
  #stopped = false
  #idle: NodeJS.Timeout | undefined

  constructor(options: ChildOptions) {
    this.#options = { ...USUAL, ...options }
  }

  /** The process that works now, for tests that end it. */
  get pid(): number | undefined {
    return this.#child?.pid
  }

  /** Rejects with a ChildFailure. */
  run(job: Job): Promise<Extract<Answer<Done>, { ok: true }>> {
    if (this.#stopped || this.#waiting.length >= this.#options.maxWaiting)
      return Promise.reject(new ChildFailure('busy'))
    return new Promise((resolve, reject) => {
      this.#waiting.push({ job, resolve, reject })
      void this.#work()
    })
  }

  async stop(): Promise<void> {
    this.#stopped = true
    clearTimeout(this.#idle)
    for (const { reject } of this.#waiting.splice(0)) reject(new ChildFailure('busy'))
    await this.#endChild()
  }

  async #work(): Promise<void> {
    if (this.#busy) return
    this.#busy = true
    clearTimeout(this.#idle)
    for (let next = this.#waiting.shift(); next; next = this.#waiting.shift()) {
      const { job, resolve, reject } = next
      try {
        resolve(await this.#do(job))
      } catch (error) {
        reject(new ChildFailure('broken', { cause: error }))
      }
    }
    this.#busy = false
    this.#child?.unref()
    this.#child?.channel?.unref()
    this.#idle = setTimeout(() => void this.#endChild(), this.#options.idleMs).unref()
  }

  async #do(job: Job): Promise<Extract<Answer<Done>, { ok: true }>> {
    const child = (this.#child ??= this.#start())
    child.ref()
    child.channel?.ref()
    const answer = await this.#ask(child, job).catch(async (error: unknown) => {
      await this.#endChild()
      throw error
    })
    this.#jobs += 1
    if (this.#jobs >= this.#options.maxJobs || answer.rss >= this.#options.maxRss) await this.#endChild()
    if (!answer.ok) throw new Error(answer.reason)
    return answer as Extract<Answer<Done>, { ok: true }>
  }

  #start(): ChildProcess {
    this.#jobs = 0
    // No environment but a proxy that leads nowhere: neither a secret nor a way out is any of an engine's business.
    const nowhere = 'http://127.0.0.1:9'
    const child = fork(this.#options.program, [JSON.stringify(this.#options.paths)], {
      serialization: 'advanced',
      execArgv: ['--max-old-space-size=256'],
      env: { HTTP_PROXY: nowhere, HTTPS_PROXY: nowhere, ALL_PROXY: nowhere },
      stdio: ['ignore', 'ignore', 'ignore', 'ipc'],
    })
    // One that ends while it has nothing to do must not be given the next job.
    const forget = () => {
      if (this.#child === child) this.#child = undefined
    }
    return child.on('exit', forget).on('error', forget)
  }

  #ask(child: ChildProcess, job: Job): Promise<Answer<Done>> {
    return new Promise((resolve, reject) => {
      const settle = (outcome: () => void) => {
        clearTimeout(timer)
        clearInterval(look)
        child.off('message', answered).off('exit', ended).off('error', ended)
        outcome()
      }
      const answered = (answer: unknown) => settle(() => resolve(answer as Answer<Done>))
      const ended = () => settle(() => reject(new Error('the process ended in the middle of a job')))
      const late = () => settle(() => reject(new Error(`a job took longer than ${this.#options.jobMs} ms`)))
      const timer = setTimeout(late, this.#options.jobMs)
      const { mostRss } = this.#options
      const look = setInterval(() => {
        if (residentBytes(child) > mostRss)
          settle(() => reject(new TooMuchMemory(`a job took more than ${mostRss} bytes`)))
      }, LOOK_EVERY_MS)
      if (mostRss === Number.POSITIVE_INFINITY) clearInterval(look)
      child.on('message', answered).on('exit', ended).on('error', ended)
      if (child.connected) child.send(job, (error) => error && ended())
      else ended()
    })
  }

  async #endChild(): Promise<void> {
    const child = this.#child
    this.#child = undefined
    if (!child || child.exitCode !== null || child.signalCode !== null) return
    child.ref()
    const gone = new Promise((resolve) => child.once('exit', resolve))
    child.kill('SIGKILL')
    await gone
  }
}

/** What a process holds; 0 where the system does not say, and only the heap is limited. */
function residentBytes({ pid }: ChildProcess): number {
  try {
    return Number(readFileSync(`/proc/${pid}/statm`, 'utf8').split(' ')[1]) * PAGE_BYTES
  } catch {
    return 0
  }
}

/** The child's half: answers the parent's jobs, and ends with it. */
export function answerJobs<Job, Done>(work: (job: Job) => Promise<Done> | Done): void {
  const rss = () => process.memoryUsage.rss()
  const answer = async (job: Job): Promise<Answer<Done>> => {
    try {
      return { ok: true, ...(await work(job)), rss: rss() }
    } catch (error) {
      return { ok: false, reason: error instanceof Error ? error.message : String(error), rss: rss() }
    }
  }
  process.on('message', (job: Job) => void answer(job).then((done) => process.send?.(done)))
  process.on('disconnect', () => process.exit(0))
}
