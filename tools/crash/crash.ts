import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type RawDatabase, openRawDatabase } from '../../packages/testing/src/raw-database.ts'
import { type Cluster, startCluster } from '../../packages/testing/src/cluster.ts'
import { freePort } from '../../packages/testing/src/free-port.ts'
import { makeTemplate, newDatabase } from '../../packages/testing/src/postgres.ts'
import { readEnvironment } from '../../packages/sandbox/src/config.ts'
import { startSandbox } from '../../packages/sandbox/src/server.ts'
import { bffEnvironment, devSecrets, sandboxEnvironment } from '../dev/secrets.ts'
import { countIn, faultsIn, missingIn } from './ledger-invariants.ts'
import { makePrng } from './prng.ts'
import { buyAndChatUntilOver, registerUntilOver, noPromises, type Promises, type World } from './people.ts'
import { Server } from './server.ts'

export interface CrashOptions {
  times: number
  seed: number
  /** The folder of PostgreSQL's programs; SQLite without it. */
  postgres?: string | undefined
}
export interface CrashReport {
  engine: 'sqlite' | 'pg'
  kills: number
  seconds: number
  promises: Promises
  credited: number
  interrupted: number
  /** What must not be and is; empty when all held. */
  problems: string[]
}

const REGISTRARS = 3
const BUYERS = 4
/** The server is killed after so many promises at most, and then within so many milliseconds; also if it makes none. */
const MOST_PROMISES = 15
const WITHIN_MS = 400
const LONGEST_LIFE_MS = 10_000
/** How long after the last kill a run may be open at most: its lease, that of the job, and some tolerance. */
const RUNS_END_WITHIN_MS = 30_000

const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms))

/**
 * Kills the product's server again and again while people register, buy and ask, and compares what they were promised
 * with what its database holds, after each restart and at the end.
 */
export async function crash({ times, seed, postgres }: CrashOptions): Promise<CrashReport> {
  const began = performance.now()
  const dataDir = mkdtempSync(join(tmpdir(), 'qingpin-kills-'))
  const cluster = postgres === undefined ? undefined : await startCluster(postgres)
  const secrets = devSecrets(dataDir)
  const port = await freePort()
  const sandboxSettings = readEnvironment(sandboxEnvironment(secrets, { port, sandboxPort: 0, dataDir }))
  const sandbox = await startSandbox(sandboxSettings)
  sandbox.sandbox.deepseek.settings({ tokensPerSecond: 400 })
  const url = cluster && (await databaseOf(cluster))
  const server = new Server(port, {
    ...bffEnvironment(secrets, { port, sandboxPort: sandbox.port, dataDir }),
    PATH: process.env.PATH,
    LOG_LEVEL: 'silent',
    DEMO: '',
    GENERAL_LIMIT: '0',
    TRUSTED_PROXIES: '127.0.0.1',
    ...(url === undefined ? {} : { DATABASE_URL: url }),
  })
  let over = false
  const world: World = { server, sandbox, random: makePrng(seed), promises: noPromises(), over: () => over }
  const problems: string[] = []
  let database: RawDatabase | undefined
  try {
    await server.start()
    database = await openRawDatabase(url === undefined ? { file: join(dataDir, 'qingpin.db') } : { url })
    const streams = [
      ...Array.from({ length: REGISTRARS }, () => registerUntilOver(world)),
      ...Array.from({ length: BUYERS }, () => buyAndChatUntilOver(world)),
    ]
    const moments = makePrng(seed + 1)
    for (let kill = 1; kill <= times; kill++) {
      await promisesMade(world.promises, Math.ceil(moments() * MOST_PROMISES))
      await pause(moments() * WITHIN_MS)
      await server.killAndStart()
      problems.push(...(await differences(database, world.promises)).map((problem) => `after kill ${kill}: ${problem}`))
    }
    over = true
    await Promise.all(streams)
    if (!(await runsEnded(database))) problems.push('at the end: a run is open long after its lease')
    problems.push(...(await differences(database, world.promises)).map((problem) => `at the end: ${problem}`))
    return {
      engine: url === undefined ? 'sqlite' : 'pg',
      kills: times,
      seconds: Math.round((performance.now() - began) / 1000),
      promises: world.promises,
      credited: await countIn(database, "from orders where state = 'credited'"),
      interrupted: await countIn(database, "from runs where note = 'INTERRUPTED'"),
      problems,
    }
  } finally {
    over = true
    await database?.close()
    await server.stop()
    await sandbox.close()
    await cluster?.stop()
    rmSync(dataDir, { recursive: true, force: true })
  }
}

const countOf = ({ registrations, orders, chats }: Promises) => registrations.length + orders.length + chats.length

async function promisesMade(promises: Promises, more: number): Promise<void> {
  const [before, end] = [countOf(promises), performance.now() + LONGEST_LIFE_MS]
  while (countOf(promises) < before + more && performance.now() < end) await pause(5)
}

async function databaseOf(cluster: Cluster): Promise<string> {
  await makeTemplate(cluster)
  return newDatabase(cluster.url(''))
}

/** The promises are read first: what is promised while the database is read does not count. */
async function differences(
  database: RawDatabase,
  { registrations, orders, chats, asked }: Promises,
): Promise<string[]> {
  const promised = { resumes: [...registrations], orders: [...new Set(orders)], chats: [...chats] } as const
  const found = await faultsIn(database)
  for (const table of ['resumes', 'orders', 'chats'] as const) {
    const ids = promised[table]
    const missing = await missingIn(database, table, ids)
    if (missing.length > 0) found.push(`${missing.length} of ${ids.length} promised ${table} are not there`)
    if (new Set(ids).size < ids.length) found.push(`two promises of ${table} are one row`)
  }
  // A key that was asked again may have made one row at most.
  if ((await countIn(database, 'from resumes')) > asked.registrations) found.push('more resumes than were asked for')
  if ((await countIn(database, 'from chats')) > asked.chats) found.push('more conversations than were asked for')
  return found
}

async function runsEnded(database: RawDatabase): Promise<boolean> {
  const end = performance.now() + RUNS_END_WITHIN_MS
  while (performance.now() < end) {
    if ((await countIn(database, "from runs where state = 'running'")) === 0) return true
    await pause(200)
  }
  return false
}
