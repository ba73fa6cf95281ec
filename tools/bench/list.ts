import { Agent, request } from 'node:http'
import { join } from 'node:path'
import { ROOT } from '../build/stale.ts'
import { cpuSeconds, median, type Running, start } from './process.ts'
import type { Figure, Stage } from './stage.ts'

const ROUNDS = 7
const REQUESTS = 3000
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

/** CPU of the authenticated list of 20 against the bare server, alternating in one run. */
export async function benchList({ database, tokenSecret, bff, token }: Stage): Promise<Figure[]> {
  const bare = await start(join(ROOT, 'apps/bff/bench/baseline.ts'), [database, tokenSecret], process.env)
  const path = '/api/resumes?pageSize=20'
  try {
    const lengths = [await load(bare.port, path, token, 2000), await load(bff.port, path, token, 2000)]
    const rounds: { ours: number; bare: number }[] = []
    for (let i = 0; i < ROUNDS; i++) {
      rounds.push({ bare: await microsecondsOf(bare, path, token), ours: await microsecondsOf(bff, path, token) })
    }
    const ratio = median(rounds.map(({ ours, bare: base }) => ours / base))
    return [
      {
        what: 'list of 20, CPU per request against a bare server',
        value: ratio,
        unit: '×',
        limit: 1.35,
        note: `${median(rounds.map(({ ours }) => ours)).toFixed(0)} µs against ${median(rounds.map((r) => r.bare)).toFixed(0)} µs, ${lengths.join(' and ')} bytes`,
      },
    ]
  } finally {
    await bare.stop()
  }
}
