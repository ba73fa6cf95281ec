import { vacuumPg, writeManyResumes, writeManyResumesToPg } from '../../apps/bff/bench/many-resumes.ts'
import { findPostgres, startCluster } from '../../packages/testing/src/cluster.ts'
import { type Figure, setStage, type Stage } from './stage.ts'

const RESUMES = 200_000
const ROUNDS = 60
const LIMIT_MS = 15

/** Lists as they are asked for, and whether they are held to the budget. */
const LISTS: readonly { what: string; query: Record<string, string>; limit?: number }[] = [
  { what: 'no search', query: {} },
  { what: 'a name of two characters', query: { search: '王芳' }, limit: LIMIT_MS },
  { what: 'a rare text', query: { search: '曦沁' }, limit: LIMIT_MS },
  { what: 'a text that no row has', query: { search: '曦沁曦沁' }, limit: LIMIT_MS },
  { what: 'a trade', query: { search: '月嫂' }, limit: LIMIT_MS },
  { what: 'a text in two thirds', query: { search: '宝宝' }, limit: LIMIT_MS },
  { what: 'three characters in two thirds', query: { search: '月子餐' } },
  { what: 'filter, sort and cursor', query: { search: '信阳', jobType: 'yuesao', sortOrder: 'asc' }, limit: LIMIT_MS },
  { what: 'a name, sorted by age', query: { search: '王芳', sortBy: 'age' }, limit: LIMIT_MS },
  { what: 'a text in two thirds, sorted by age', query: { search: '宝宝', sortBy: 'age' } },
]

interface Reply {
  data: { total: number; nextCursor: string | null }
}

async function ask(stage: Stage, port: number, query: Record<string, string>): Promise<Reply['data'] & { ms: number }> {
  const from = performance.now()
  const response = await fetch(
    `http://127.0.0.1:${port}/api/resumes?${new URLSearchParams({ pageSize: '20', ...query })}`,
    {
      headers: { authorization: `Bearer ${stage.token}` },
    },
  )
  if (!response.ok) throw new Error(await response.text())
  const { data } = (await response.json()) as Reply
  return { ...data, ms: performance.now() - from }
}

async function figureOf(stage: Stage, engine: string, { what, query, limit }: (typeof LISTS)[number]): Promise<Figure> {
  const { port } = stage.bff
  const { total, nextCursor } = await ask(stage, port, query)
  const asked = what.includes('cursor') && nextCursor ? { ...query, cursor: nextCursor } : query
  const times: number[] = []
  for (let round = 0; round < ROUNDS; round++) times.push((await ask(stage, port, asked)).ms)
  times.sort((a, b) => a - b)
  const at = (part: number) => times[Math.floor(times.length * part)] ?? Number.NaN
  return {
    what: `search in ${RESUMES} resumes on ${engine}, list p95: ${what}`,
    value: at(0.95),
    unit: 'ms',
    ...(limit === undefined ? {} : { limit }),
    note: `p50 ${at(0.5).toFixed(2)} ms, ${total} found, over HTTP`,
  }
}

/** @param settle what the engine does by itself some minutes after so many rows have come */
async function figuresOf(stage: Stage, engine: string, settle = async () => {}): Promise<Figure[]> {
  const began = performance.now()
  stage.bff = await stage.startBff()
  const seconds = (performance.now() - began) / 1000
  await settle()
  const figures: Figure[] = [
    { what: `first start with ${RESUMES} resumes to index, ${engine}`, value: seconds, unit: 's' },
  ]
  for (const list of LISTS) figures.push(await figureOf(stage, engine, list))
  return figures
}

/** Lists of a large agency on SQLite. Comes last: from here on the stage has its resumes. */
export async function benchSearch(stage: Stage): Promise<Figure[]> {
  await stage.bff.stop()
  writeManyResumes(stage.database, RESUMES, Date.now())
  return figuresOf(stage, 'SQLite')
}

/** The same on a PostgreSQL of its own, which waits for the disk as a true one does; nothing where there is none. */
export async function benchSearchOnPg(): Promise<Figure[]> {
  const bin = findPostgres()
  if (!bin) return []
  const cluster = await startCluster(bin, { fsync: 'on', synchronous_commit: 'on', shared_buffers: '512MB' })
  try {
    const stage = await setStage(cluster.url('postgres'))
    try {
      await stage.bff.stop()
      await writeManyResumesToPg(stage.database, RESUMES, Date.now())
      return await figuresOf(stage, 'PostgreSQL', () => vacuumPg(stage.database))
    } finally {
      await stage.stop()
    }
  } finally {
    await cluster.stop()
  }
}
