import { Agent, request } from 'node:http'
import { join } from 'node:path'
import { ROOT } from '../build/stale.ts'
import { median, quantile, start } from './process.ts'
import type { Figure, Stage } from './stage.ts'

export const LINES_A_MINUTE = 10_000
const ROUNDS = 7
/** Interval of requests in ms, and their number: rounds with and without lines last equally long. */
const PACE_MS = 15
const REQUESTS = 300
const PATHS = ['/api/resumes?pageSize=20', '/api/today', '/api/home']

/** The times of evenly paced requests, in ms: a busy moment delays none of the next ones. */
async function timesOf(port: number, token: string): Promise<number[]> {
  const agent = new Agent({ keepAlive: true, maxSockets: 32 })
  const one = (path: string) =>
    new Promise<number>((resolve, reject) => {
      const began = performance.now()
      const headers = { authorization: `Bearer ${token}` }
      const call = request({ port, path, agent, host: '127.0.0.1', headers }, (reply) => {
        reply.resume()
        reply.on('end', () =>
          reply.statusCode === 200 ? resolve(performance.now() - began) : reject(new Error(`${reply.statusCode}`)),
        )
      })
      call.on('error', reject)
      call.end()
    })
  const times: Promise<number>[] = []
  for (let n = 0; n < REQUESTS; n++) {
    times.push(one(PATHS[n % PATHS.length] ?? '/api/home'))
    await new Promise((resolve) => setTimeout(resolve, PACE_MS))
  }
  const all = await Promise.all(times)
  agent.destroy()
  return all
}

async function shownSoFar(port: number, token: string): Promise<number> {
  const headers = { authorization: `Bearer ${token}` }
  const reply = await fetch(`http://127.0.0.1:${port}/api/access-log/report?days=1`, { headers })
  return ((await reply.json()) as { data: { shown: number } }).data.shown
}

/** What 10,000 lines of the access log a minute do to the answers of the API: p95 with them against without, in one run. */
export async function benchAccessLog({ bff, token }: Stage): Promise<Figure[]> {
  await timesOf(bff.port, token)
  const before = await shownSoFar(bff.port, token)
  const rounds: { quiet: number; busy: number }[] = []
  let seconds = 0
  for (let i = 0; i < ROUNDS; i++) {
    const quiet = quantile(await timesOf(bff.port, token), 0.95)
    const lines = await start(join(ROOT, 'tools/bench/send-lines.ts'), [String(bff.port)], process.env)
    const began = performance.now()
    const busy = quantile(await timesOf(bff.port, token), 0.95)
    seconds += (performance.now() - began) / 1000
    await lines.stop()
    rounds.push({ quiet, busy })
  }
  const written = (await shownSoFar(bff.port, token)) - before
  const ratios = rounds.map(({ quiet, busy }) => busy / quiet)
  const [quiet, busy] = [rounds.map((one) => one.quiet), rounds.map((one) => one.busy)]
  return [
    {
      what: `API p95 while ${LINES_A_MINUTE} access-log lines a minute come in, against without`,
      value: median(ratios),
      unit: '×',
      limit: 1.2,
      note: `${ROUNDS} rounds, quartiles ${quantile(ratios, 0.25).toFixed(2)} to ${quantile(ratios, 0.75).toFixed(2)}; ${median(busy).toFixed(1)} ms against ${median(quiet).toFixed(1)} ms; ${Math.round((written / seconds) * 60)} lines a minute were written`,
    },
  ]
}
