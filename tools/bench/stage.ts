import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { ROOT } from '../build/stale.ts'
import { BFF_FLAGS } from '../dev/children.ts'
import { bffEnvironment, devSecrets, sandboxEnvironment } from '../dev/secrets.ts'
import { residentMb, type Running, start } from './process.ts'

/** One line of the table: a ratio or a size, with the budget it is held to. */
export interface Figure {
  what: string
  value: number
  unit: string
  /** At most this; without one the figure is only printed. */
  limit?: number
  note?: string
}

/** What the benches share: the BFF and the sandbox as `npm start` runs them, with the demo story, on their own data. */
export interface Stage {
  /** SQLite's file, or PostgreSQL's address. */
  database: string
  tokenSecret: string
  deepseekApiKey: string
  bff: Running
  /** Starts another BFF on the same data; the one before has to be stopped. */
  startBff: () => Promise<Running>
  sandbox: Running
  /** A manager's session. */
  token: string
  /** Memory of the BFF before anything was asked. */
  idleMb: number
  figures: Figure[]
  stop: () => Promise<void>
}

const SANDBOX_PORT = 18788

async function logIn(port: number): Promise<string> {
  const response = await fetch(`http://127.0.0.1:${port}/api/auth/login`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ username: 'manager', password: 'manager123' }),
  })
  return ((await response.json()) as { data: { token: string } }).data.token
}

/** @param databaseUrl an empty PostgreSQL database; SQLite in a folder of its own when not given */
export async function setStage(databaseUrl?: string): Promise<Stage> {
  const dataDir = mkdtempSync(join(tmpdir(), 'qingpin-bench-'))
  const secrets = devSecrets(dataDir)
  const places = { port: 0, sandboxPort: SANDBOX_PORT, dataDir }
  const quiet = { ...process.env, LOG_LEVEL: 'info' }
  const settings = {
    PORT: '0',
    GENERAL_LIMIT: '0',
    CHECK_REPLIES: '0',
    TRUSTED_PROXIES: '127.0.0.1',
    ...(databaseUrl === undefined ? {} : { DATABASE_URL: databaseUrl }),
  }
  const environment = { ...quiet, ...bffEnvironment(secrets, places), ...settings }
  const startBff = () => start(join(ROOT, 'apps/bff/src/main.ts'), [], environment, BFF_FLAGS)
  const sandbox = await start(join(ROOT, 'packages/sandbox/src/main.ts'), [], {
    ...quiet,
    ...sandboxEnvironment(secrets, places),
  })
  await (await startBff()).stop()

  // The start of the seed is measured; from here on it is a start like every other.
  const began = performance.now()
  const bff = await startBff()
  const seconds = (performance.now() - began) / 1000
  await new Promise((resolve) => setTimeout(resolve, 3000))
  const idleMb = residentMb(bff.pid)
  const figures: Figure[] = [
    { what: 'start of the BFF until it serves', value: seconds, unit: 's', limit: 3 },
    { what: 'idle memory of the BFF', value: idleMb, unit: 'MB', limit: 150 },
  ]
  const stage: Stage = {
    database: databaseUrl ?? join(dataDir, 'qingpin.db'),
    tokenSecret: secrets.tokenSecret,
    deepseekApiKey: secrets.deepseekApiKey,
    bff,
    startBff,
    sandbox,
    token: await logIn(bff.port),
    idleMb,
    figures,
    async stop() {
      await stage.bff.stop()
      await sandbox.stop()
      rmSync(dataDir, { recursive: true, force: true })
    },
  }
  return stage
}
