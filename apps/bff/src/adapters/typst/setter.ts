import { type ChildProcess, fork } from 'node:child_process'
import { PdfFailure } from '../../ports/pdf.port.ts'
import type { Answer, Job, Places } from './job.ts'

const CHILD = `${import.meta.dirname}/child.ts`

export interface SetterOptions {
  places: Places
  /** A job that takes longer ends with its process. */
  jobMs?: number
  /** The engine keeps a little of every document: past either of these a fresh process takes over. */
  maxJobs?: number
  maxRss?: number
  /** Nobody waits behind more jobs than this. */
  maxWaiting?: number
  /** A process without work goes away after this. */
  idleMs?: number
}

interface Waiting {
  job: Job
  resolve: (answer: Extract<Answer, { ok: true }>) => void
  reject: (error: PdfFailure) => void
}

/** Runs jobs one after another in a child process, which is started when there is work and replaced when it fails. */
export class Setter {
  readonly #options: Required<SetterOptions>
  readonly #waiting: Waiting[] = []
  #child: ChildProcess | undefined
  #jobs = 0
  #busy = false
  #stopped = false
  #idle: NodeJS.Timeout | undefined

  constructor(options: SetterOptions) {
    this.#options = { jobMs: 5000, maxJobs: 500, maxRss: 400 << 20, maxWaiting: 50, idleMs: 300_000, ...options }
  }

  /** The process that works now, for tests that end it. */
  get pid(): number | undefined {
    return this.#child?.pid
  }

  run(job: Job): Promise<Extract<Answer, { ok: true }>> {
    if (this.#stopped || this.#waiting.length >= this.#options.maxWaiting) return Promise.reject(new PdfFailure('busy'))
    return new Promise((resolve, reject) => {
      this.#waiting.push({ job, resolve, reject })
      void this.#work()
    })
  }

  async stop(): Promise<void> {
    this.#stopped = true
    for (const { reject } of this.#waiting.splice(0)) reject(new PdfFailure('busy'))
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
        reject(new PdfFailure('broken', { cause: error }))
      }
    }
    this.#busy = false
    this.#child?.unref()
    this.#child?.channel?.unref()
    this.#idle = setTimeout(() => void this.#endChild(), this.#options.idleMs).unref()
  }

  async #do(job: Job): Promise<Extract<Answer, { ok: true }>> {
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
    return answer
  }

  #start(): ChildProcess {
    this.#jobs = 0
    // No environment but a proxy that leads nowhere: neither a secret nor a way out is any of the engine's business.
    const nowhere = 'http://127.0.0.1:9'
    const child = fork(CHILD, [JSON.stringify(this.#options.places)], {
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

  #ask(child: ChildProcess, job: Job): Promise<Answer> {
    return new Promise((resolve, reject) => {
      const settle = (outcome: () => void) => {
        clearTimeout(timer)
        child.off('message', answered).off('exit', ended).off('error', ended)
        outcome()
      }
      const answered = (answer: unknown) => settle(() => resolve(answer as Answer))
      const ended = () => settle(() => reject(new Error('the process that sets pages ended in the middle of a job')))
      const late = () => settle(() => reject(new Error(`a job took longer than ${this.#options.jobMs} ms`)))
      const timer = setTimeout(late, this.#options.jobMs)
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
