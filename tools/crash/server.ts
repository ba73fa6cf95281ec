import { type ChildProcess, spawn } from 'node:child_process'
import { join } from 'node:path'
import { ROOT } from '../build/stale.ts'
import { BFF_FLAGS } from '../dev/children.ts'

const MAIN = join(ROOT, 'apps/bff/src/main.ts')

/** The product's own server as `npm start` runs it, which can be killed and started again on the same data. */
export class Server {
  readonly address: string
  readonly #env: NodeJS.ProcessEnv
  #child: ChildProcess | undefined
  #up = Promise.resolve()

  constructor(port: number, env: NodeJS.ProcessEnv) {
    this.address = `http://127.0.0.1:${port}`
    this.#env = env
  }

  /** Resolves when the server that was started last serves. */
  get up(): Promise<void> {
    return this.#up
  }

  start(): Promise<void> {
    const child = spawn(process.execPath, [...BFF_FLAGS, MAIN], {
      cwd: ROOT,
      env: this.#env,
      stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
    })
    this.#child = child
    this.#up = new Promise((resolve, reject) => {
      child.once('message', () => resolve())
      child.once('exit', (code) => reject(new Error(`the server ended with ${code} before it served`)))
    })
    return this.#up
  }

  /** Without a word of warning, and the next one starts at once; what asks meanwhile waits for it. */
  async killAndStart(): Promise<void> {
    const gone = this.#end('SIGKILL')
    this.#up = gone.then(() => this.start())
    await this.#up
  }

  stop(): Promise<void> {
    return this.#end('SIGTERM')
  }

  #end(signal: NodeJS.Signals): Promise<void> {
    const child = this.#child
    if (!child || child.exitCode !== null || child.signalCode !== null) return Promise.resolve()
    return new Promise((resolve) => {
      child.once('exit', () => resolve())
      child.kill(signal)
    })
  }
}
