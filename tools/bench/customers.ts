import { vacuumPg } from '../../apps/bff/bench/many-resumes.ts'
import { writeManyCustomers, writeManyCustomersToPg } from '../../apps/bff/bench/many-customers.ts'
import { findPostgres, startCluster } from '../../packages/testing/src/cluster.ts'
import { quantile } from './process.ts'
import { type Figure, setStage, type Stage } from './stage.ts'

const CUSTOMERS = 100_000
const ROUNDS = 60
const LIMITS_MS = { SQLite: 15, PostgreSQL: 25 } as const
type Engine = keyof typeof LIMITS_MS

const LIST = '/api/customers/miniprogram/list?limit=20'
const SORTS = ['createdAt', 'updatedAt', 'name', 'phone', 'nextFollowUpAt', 'lastActivityAt', 'recycleAt']
/** What a manager asks for among all customers. */
const QUESTIONS: readonly { what: string; path: string }[] = [
  ...SORTS.flatMap((sortBy) =>
    ['asc', 'desc'].map((sortOrder) => ({
      what: `list of 20 by ${sortBy}, ${sortOrder}`,
      path: `${LIST}&sortBy=${sortBy}&sortOrder=${sortOrder}`,
    })),
  ),
  { what: 'list of 20, overdue', path: `${LIST}&due=overdue&sortBy=nextFollowUpAt&sortOrder=asc` },
  { what: 'statistics', path: '/api/customers/miniprogram/statistics' },
]

async function ask(stage: Stage, path: string): Promise<number> {
  const from = performance.now()
  const response = await fetch(`http://127.0.0.1:${stage.bff.port}${path}`, {
    headers: { authorization: `Bearer ${stage.token}` },
  })
  const { success } = (await response.json()) as { success: boolean }
  if (!success) throw new Error(`${path} answered ${response.status}`)
  return performance.now() - from
}

async function figureOf(stage: Stage, engine: Engine, { what, path }: (typeof QUESTIONS)[number]): Promise<Figure> {
  const first = await ask(stage, path)
  const times: number[] = []
  for (let round = 0; round < ROUNDS; round++) times.push(await ask(stage, path))
  return {
    what: `${CUSTOMERS} customers on ${engine}, p95: ${what}`,
    value: quantile(times, 0.95),
    unit: 'ms',
    limit: LIMITS_MS[engine],
    note: `p50 ${quantile(times, 0.5).toFixed(2)} ms, the first one ${first.toFixed(1)} ms, over HTTP`,
  }
}

async function figuresOf(stage: Stage, engine: Engine): Promise<Figure[]> {
  const figures: Figure[] = []
  // The first question measured would bear the compilation of the server's code.
  for (const { path } of QUESTIONS.slice(-2)) for (let round = 0; round < ROUNDS; round++) await ask(stage, path)
  for (const question of QUESTIONS) figures.push(await figureOf(stage, engine, question))
  return figures
}

/** Lists and numbers of a large agency, on SQLite and on a PostgreSQL of its own, where there is one. */
export async function benchCustomers(): Promise<Figure[]> {
  const figures: Figure[] = []
  const stage = await setStage()
  try {
    await stage.bff.stop()
    writeManyCustomers(stage.database, CUSTOMERS, Date.now())
    stage.bff = await stage.startBff()
    figures.push(...(await figuresOf(stage, 'SQLite')))
  } finally {
    await stage.stop()
  }
  const bin = findPostgres()
  if (!bin) return figures
  const cluster = await startCluster(bin, { fsync: 'on', synchronous_commit: 'on', shared_buffers: '512MB' })
  try {
    const onPg = await setStage(cluster.url('postgres'))
    try {
      await onPg.bff.stop()
      await writeManyCustomersToPg(onPg.database, CUSTOMERS, Date.now())
      onPg.bff = await onPg.startBff()
      await vacuumPg(onPg.database)
      figures.push(...(await figuresOf(onPg, 'PostgreSQL')))
    } finally {
      await onPg.stop()
    }
  } finally {
    await cluster.stop()
  }
  return figures
}
