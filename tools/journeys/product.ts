import { type ChildProcess, spawn } from 'node:child_process'
import { cpSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { outputOf, ROOT } from '../build/stale.ts'
import { freePort } from '../../packages/testing/src/free-port.ts'
import { until } from './until.ts'

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

const READY = 'Ctrl-C stops everything'
/** The variable that names a folder with the demo data, for products without a folder of their own. */
export const DEMO_DATA = 'QINGPIN_DEMO_DATA'

/** A new folder, with the demo data if it was made already: making it takes longer than the rest of the start. */
function newDataDir(): string {
  const folder = mkdtempSync(join(tmpdir(), 'qingpin-'))
  const made = process.env[DEMO_DATA]
  if (made !== undefined) cpSync(made, folder, { recursive: true })
  return folder
}

/** Starts everything and waits until the terminal says so. Without a folder the data is thrown away at the end. */
export async function startProduct({
  dataDir,
  env = {},
}: { dataDir?: string; env?: Record<string, string> } = {}): Promise<Product> {
  const folder = dataDir ?? newDataDir()
  const [port, sandboxPort] = [await freePort(), await freePort()]
  let shown = ''
  const child: ChildProcess = spawn(process.execPath, [join(ROOT, 'tools/dev.ts')], {
    cwd: ROOT,
    env: {
      ...process.env,
      PORT: String(port),
      SANDBOX_PORT: String(sandboxPort),
      DATA_DIR: folder,
      // The caller builds before it starts products: several would write the same folder.
      H5_DIR: outputOf('h5'),
      NODE_ENV: 'development',
      ...env,
    },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  for (const stream of [child.stdout, child.stderr]) stream?.on('data', (chunk: Buffer) => (shown += chunk.toString()))
  const ended = new Promise<number | null>((resolve) => child.once('exit', resolve))
  const isDone = () => shown.includes(READY) || child.exitCode !== null
  await until(isDone, () => `did not start:\n${shown}`, 120_000).catch((error: Error) => {
    child.kill('SIGKILL')
    throw error
  })
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
