import { writeManyResumes } from '../../apps/bff/bench/many-resumes.ts'
import type { Figure, Stage } from './stage.ts'

const RESUMES = 200_000
const ROUNDS = 60
const LIMIT_MS = 15

/** Lists as they are asked for, and whether they are held to the budget. */
const LISTS: readonly { what: string; query: Record<string, string>; limit?: number }[] = [
  { what: 'no search', query: {} },
  { what: 'a name of two characters', query: { search: '王芳' }, limit: LIMIT_MS },
  { what: 'a rare text', query: { search: '曦沁' }, limit: LIMIT_MS },
  { what: 'a text that nobody has', query: { search: '曦沁曦沁' }, limit: LIMIT_MS },
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

async function figureOf(stage: Stage, port: number, { what, query, limit }: (typeof LISTS)[number]): Promise<Figure> {
  const { total, nextCursor } = await ask(stage, port, query)
  const asked = what.includes('cursor') && nextCursor ? { ...query, cursor: nextCursor } : query
  const times: number[] = []
  for (let round = 0; round < ROUNDS; round++) times.push((await ask(stage, port, asked)).ms)
  times.sort((a, b) => a - b)
  const at = (part: number) => times[Math.floor(times.length * part)] ?? Number.NaN
  return {
    what: `search in ${RESUMES} resumes, list p95: ${what}`,
    value: at(0.95),
    unit: 'ms',
    ...(limit === undefined ? {} : { limit }),
    note: `p50 ${at(0.5).toFixed(2)} ms, ${total} found, over HTTP`,
  }
}

/** Lists of a large agency. Comes last: from here on the stage has its resumes. */
export async function benchSearch(stage: Stage): Promise<Figure[]> {
  await stage.bff.stop()
  writeManyResumes(stage.database, RESUMES, Date.now())
  const began = performance.now()
  stage.bff = await stage.startBff()
  const seconds = (performance.now() - began) / 1000
  const figures: Figure[] = [{ what: `first start with ${RESUMES} resumes to index`, value: seconds, unit: 's' }]
  for (const list of LISTS) figures.push(await figureOf(stage, stage.bff.port, list))
  return figures
}
