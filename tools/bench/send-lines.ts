/** Sends lines of the access log at an even pace to a BFF, as the pages of many visitors do, until it is stopped. */
import { Agent, request } from 'node:http'
import { LINES_A_MINUTE } from './access-log.ts'

const port = Number(process.argv[2])
const agent = new Agent({ keepAlive: true, maxSockets: 16 })
const EVERY_MS = 60_000 / LINES_A_MINUTE

function send(n: number): void {
  const page = ['pages/home/index', 'features/workers/list/index', 'features/customers/detail/index'][n % 3]
  const line = { url: `/${page}?id=65f0a1b2c3d4e5f601020304`, loadTime: 300 + (n % 900), environment: '小程序' }
  const body = JSON.stringify(line)
  const call = request(
    {
      port,
      agent,
      host: '127.0.0.1',
      method: 'POST',
      path: '/api/miniprogram-access-log',
      headers: {
        'content-type': 'application/json',
        'content-length': Buffer.byteLength(body),
        // Each from an address of its own: one address may send 1200 a minute.
        'x-forwarded-for': `10.${n % 200}.${(n >> 8) % 250}.7`,
      },
    },
    (reply) => {
      reply.resume()
      if (reply.statusCode !== 200) throw new Error(`a line was answered with ${reply.statusCode}`)
    },
  )
  call.on('error', () => undefined)
  call.end(body)
}

let sent = 0
const began = performance.now()
const timer = setInterval(() => {
  const due = Math.floor((performance.now() - began) / EVERY_MS)
  while (sent < due) send(sent++)
}, EVERY_MS)
process.once('SIGTERM', () => {
  clearInterval(timer)
  agent.destroy()
  process.exit(0)
})
process.send?.({ ready: port })
