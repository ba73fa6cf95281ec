import { readFileSync } from 'node:fs'
import { aPerson } from './people.ts'
import { cpuSeconds, median } from './process.ts'
import type { Figure, Stage } from './stage.ts'

/** Twice this stays below the limit of PDFs in a minute. */
const ROUNDS = 25

interface Cv {
  id: string
  version: number
  document: { work: { bullets: { id: string; text: string }[] }[] }
}

/** The processes that a process has started: PDFs are set in one of them (Linux). */
const childrenOf = (pid: number): number[] =>
  readFileSync(`/proc/${pid}/task/${pid}/children`, 'utf8').trim().split(' ').filter(Boolean).map(Number)

const cpuOfAll = (pid: number): number => [pid, ...childrenOf(pid)].reduce((sum, one) => sum + cpuSeconds(one), 0)

/**
 * CPU of setting a CV of two pages anew, and the time until a person sees its first page as a picture: each round
 * changes a word first, because what was set is kept.
 */
export async function benchPdf(stage: Stage): Promise<Figure[]> {
  const bff = `http://127.0.0.1:${stage.bff.port}`
  const token = await aPerson(bff, `http://127.0.0.1:${stage.sandbox.port}/control`, '13800000001')
  const headers = { authorization: `Bearer ${token}`, 'content-type': 'application/json' }
  const ask = async (path: string, init: RequestInit = {}) => {
    const reply = await fetch(`${bff}/api/cvs${path}`, { headers, ...init })
    if (!reply.ok) throw new Error(`${path}: ${await reply.text()}`)
    return reply
  }
  const data = async <T>(reply: Promise<Response>) => ((await (await reply).json()) as { data: T }).data

  const { items } = await data<{ items: { id: string }[] }>(ask(''))
  let cv = await data<Cv>(ask(`/${items[0]?.id ?? ''}`))
  const change = async (text: string) => {
    for (const { bullets } of cv.document.work) {
      for (const bullet of bullets)
        bullet.text = `${text}：${'负责会员运营和活动，和采购、门店一起定目标。'.repeat(10)}`
    }
    const body = JSON.stringify({ version: cv.version, document: cv.document })
    cv = await data<Cv>(ask(`/${cv.id}`, { method: 'PATCH', body }))
  }
  const rounds: { cpu: number; picture: number }[] = []
  let pages = 0
  for (let round = 0; round < ROUNDS; round++) {
    await change(`第${round}轮`)
    const before = cpuOfAll(stage.bff.pid)
    await (await ask(`/${cv.id}/pdf`)).arrayBuffer()
    const cpu = (cpuOfAll(stage.bff.pid) - before) * 1000
    if (round === 0) pages = (await data<{ pages: number }>(ask(`/${cv.id}/preview`))).pages
    await change(`第${round}轮的图`)
    const from = performance.now()
    await (await ask(`/${cv.id}/preview?page=1`)).arrayBuffer()
    rounds.push({ cpu, picture: performance.now() - from })
  }
  // The kernel counts in steps of 10 ms: only a sum over many says something.
  const warm = rounds.slice(5)
  const cpu = warm.reduce((sum, round) => sum + round.cpu, 0) / warm.length
  return [
    { what: `CPU of a PDF of ${pages} pages, warm`, value: cpu, unit: 'ms', limit: 40, note: `mean of ${warm.length}` },
    {
      what: 'first page as a picture after a change',
      value: median(warm.map(({ picture }) => picture)),
      unit: 'ms',
      limit: 150,
      note: `median of ${warm.length}, the PDF set anew`,
    },
  ]
}
