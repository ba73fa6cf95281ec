import { type ChildProcess, spawn } from 'node:child_process'
import { closeSync, openSync } from 'node:fs'
import { connect } from 'node:net'

export interface ChildOptions {
  name: string
  args: string[]
  cwd: string
  env: NodeJS.ProcessEnv
  /** Where its output goes; errors go to the terminal. */
  logFile: string
}

/**
 * How the BFF is started: a server that mostly waits keeps its heap small, and gives back once what V8 needed while
 * modules loaded (`main.ts` does that). Without these it stays with the process: twice the memory, for nothing.
 */
export const BFF_FLAGS = ['--max-semi-space-size=4', '--expose-gc'] as const

/** Processes that live and die together: when one ends, or a stop is asked for, all end. */
export class Children {
  readonly #running = new Map<string, ChildProcess>()
  #stopping = false

  /** Starts a Node process; its IPC channel closes when this process dies, however it dies. */
  start({ name, args, cwd, env, logFile }: ChildOptions): void {
    const log = openSync(logFile, 'a', 0o600)
    const child = spawn(process.execPath, args, { cwd, env, stdio: ['ignore', log, 'inherit', 'ipc'] })
    closeSync(log)
    this.#running.set(name, child)
    child.on('exit', (code) => {
      this.#running.delete(name)
      if (!this.#stopping) {
        process.stderr.write(`${name} ended (code ${code ?? 'none'}); its log is ${logFile}\n`)
        void this.stop().then(() => process.exit(code ?? 1))
      }
    })
  }

  /** Asks every process to end, and ends those that do not within ten seconds. */
  async stop(): Promise<void> {
    this.#stopping = true
    const gone = [...this.#running.values()].map((child) => {
      const exited = new Promise<void>((resolve) => child.once('exit', () => resolve()))
      child.kill('SIGTERM')
      const timer = setTimeout(() => child.kill('SIGKILL'), 10_000)
      return exited.finally(() => clearTimeout(timer))
    })
    await Promise.all(gone)
  }
}

/** Whether something listens on a loopback port already. */
export const isPortInUse = (port: number): Promise<boolean> =>
  new Promise((resolve) => {
    const socket = connect({ port, host: '127.0.0.1' })
    socket.once('connect', () => {
      socket.destroy()
      resolve(true)
    })
    socket.once('error', () => resolve(false))
  })

/** Waits until an address answers 200. */
export async function answers(url: string, timeoutMs: number): Promise<boolean> {
  const end = Date.now() + timeoutMs
  while (Date.now() < end) {
    const ok = await fetch(url)
      .then((response) => response.ok)
      .catch(() => false)
    if (ok) return true
    await new Promise((resolve) => setTimeout(resolve, 50))
  }
  return false
}
