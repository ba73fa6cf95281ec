import { type ChildProcess, spawn } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { ROOT } from '../build/stale.ts'

/** The product as `npm start` runs it, on ports and data of its own. */
export interface Product {
  address: string
  sandbox: string
  dataDir: string
  /** What the terminal has shown so far. */
  terminal: () => string
  /** The newest login code that went to a number. */
  smsCode: (phone: string) => Promise<string>
  control: (path: string, body: object) => Promise<unknown>
  /** What the sandbox shows of itself. */
  inspect: (path: string) => Promise<unknown>
  stop: (signal?: NodeJS.Signals) => Promise<number | null>
}

const freePort = (): Promise<number> =>
  new Promise((resolve, reject) => {
    const server = createServer()
    server.once('error', reject)
    server.listen(0, '127.0.0.1', () => {
      const address = server.address()
      server.close(() => resolve(typeof address === 'object' && address ? address.port : 0))
    })
  })

async function until(condition: () => boolean, timeoutMs: number, what: () => string): Promise<void> {
  const end = Date.now() + timeoutMs
  while (!condition()) {
    if (Date.now() > end) throw new Error(what())
    await new Promise((resolve) => setTimeout(resolve, 50))
  }
}

const READY = 'Ctrl-C stops everything'

/** Starts everything and waits until the terminal says so. Without a folder the data is thrown away at the end. */
export async function startProduct({
  dataDir,
  env = {},
}: { dataDir?: string; env?: Record<string, string> } = {}): Promise<Product> {
  const folder = dataDir ?? mkdtempSync(join(tmpdir(), 'qingpin-'))
  const [port, sandboxPort] = [await freePort(), await freePort()]
  let shown = ''
  const child: ChildProcess = spawn(process.execPath, [join(ROOT, 'tools/dev.ts')], {
    cwd: ROOT,
    env: {
      ...process.env,
      PORT: String(port),
      SANDBOX_PORT: String(sandboxPort),
      DATA_DIR: folder,
      NODE_ENV: 'development',
      ...env,
    },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  for (const stream of [child.stdout, child.stderr]) stream?.on('data', (chunk: Buffer) => (shown += chunk.toString()))
  const ended = new Promise<number | null>((resolve) => child.once('exit', resolve))
  await until(
    () => shown.includes(READY) || child.exitCode !== null,
    120_000,
    () => `did not start:\n${shown}`,
  )
  if (child.exitCode !== null) throw new Error(`ended with ${child.exitCode}:\n${shown}`)

  const address = `http://127.0.0.1:${port}`
  const sandbox = `http://127.0.0.1:${sandboxPort}`
  return {
    address,
    sandbox,
    dataDir: folder,
    terminal: () => shown,
    async smsCode(phone) {
      const response = await fetch(`${sandbox}/control/sms/outbox?phone=${phone}`)
      const { messages } = (await response.json()) as { messages: { code: string }[] }
      if (!messages[0]) throw new Error(`no message went to ${phone}`)
      return messages[0].code
    },
    async control(path, body) {
      const response = await fetch(`${sandbox}/control${path}`, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify(body),
      })
      if (!response.ok) throw new Error(`${path}: ${await response.text()}`)
      return response.json()
    },
    async inspect(path) {
      return (await fetch(`${sandbox}/control${path}`)).json()
    },
    async stop(signal = 'SIGINT') {
      child.kill(signal)
      const code = await ended
      if (dataDir === undefined) rmSync(folder, { recursive: true, force: true })
      return code
    },
  }
}
