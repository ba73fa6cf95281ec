import { Agent, request } from 'node:http'
import { join } from 'node:path'
import { ROOT } from '../build/stale.ts'
import { cpuSeconds, median, quantile, residentMb, type Running, start } from './process.ts'
import type { Figure, Stage } from './stage.ts'

const ROUNDS = 13
const REQUESTS = 1500
const WARM_UP = 2000
/** After so many the memory is looked at. */
const LISTS = 20_000
const AT_ONCE = 16

/** Sends so many requests over kept connections and gives the length of one answer. */
async function load(port: number, path: string, token: string, count: number): Promise<number> {
  const agent = new Agent({ keepAlive: true, maxSockets: AT_ONCE })
  const one = () =>
    new Promise<number>((resolve, reject) => {
      const call = request(
        { port, path, agent, host: '127.0.0.1', headers: { authorization: `Bearer ${token}` } },
        (reply) => {
          let length = 0
          reply.on('data', (chunk: Buffer) => (length += chunk.length))
          reply.on('end', () => (reply.statusCode === 200 ? resolve(length) : reject(new Error(`${reply.statusCode}`))))
        },
      )
      call.on('error', reject)
      call.end()
    })
  let left = count
  let bytes = 0
  await Promise.all(
    Array.from({ length: AT_ONCE }, async () => {
      while (left-- > 0) bytes = await one()
    }),
  )
  agent.destroy()
  return bytes
}

async function microsecondsOf(server: Running, path: string, token: string): Promise<number> {
  const before = cpuSeconds(server.pid)
  await load(server.port, path, token, REQUESTS)
  return ((cpuSeconds(server.pid) - before) / REQUESTS) * 1e6
}

const between = (values: readonly number[], digits: number): string =>
  `${quantile(values, 0.25).toFixed(digits)} to ${quantile(values, 0.75).toFixed(digits)}`

/**
 * CPU of the authenticated list of 20 against the bare server, alternating in one run, and what memory the BFF holds after
 * so many of them, against what it held when it was idle.
 */
export async function benchList({ database, tokenSecret, bff, token, idleMb }: Stage): Promise<Figure[]> {
  const bare = await start(join(ROOT, 'apps/bff/bench/baseline.ts'), [database, tokenSecret], process.env)
  const path = '/api/resumes?pageSize=20'
  try {
    const lengths = [await load(bare.port, path, token, WARM_UP), await load(bff.port, path, token, WARM_UP)]
    // A bare server that sends less than the list does is no measure of it.
    if (new Set(lengths).size > 1) throw new Error(`bench/baseline.ts sends ${lengths.join(' bytes, the app ')}`)
    const rounds: { ours: number; bare: number }[] = []
    for (let i = 0; i < ROUNDS; i++) {
      rounds.push({ bare: await microsecondsOf(bare, path, token), ours: await microsecondsOf(bff, path, token) })
    }
    await load(bff.port, path, token, Math.max(0, LISTS - WARM_UP - ROUNDS * REQUESTS))
    const ratios = rounds.map(({ ours, bare: base }) => ours / base)
    const [ours, base] = [rounds.map((round) => round.ours), rounds.map((round) => round.bare)]
    const heldMb = residentMb(bff.pid)
    return [
      {
        what: 'list of 20, CPU per request against a bare server',
        value: median(ratios),
        unit: '×',
        limit: 1.8,
        note: `${ROUNDS} rounds, quartiles ${between(ratios, 2)}; ${median(ours).toFixed(0)} µs (${between(ours, 0)}) against ${median(base).toFixed(0)} µs (${between(base, 0)}), ${lengths.join(' and ')} bytes`,
      },
      {
        what: `memory of the BFF after ${LISTS} lists, against idle`,
        value: heldMb / idleMb,
        unit: '×',
        limit: 1.6,
        note: `${heldMb.toFixed(0)} MB against ${idleMb.toFixed(0)} MB`,
      },
    ]
  } finally {
    await bare.stop()
  }
}
