import { type AddressInfo, connect } from 'node:net'
import { serve } from '@hono/node-server'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest'
import { useApp } from '@qingpin/testing/harness'
import { JSON_LOOK_MS } from './http.rules.ts'

// Sockets keep the machine's time.
beforeEach(() => void vi.useFakeTimers({ toFake: ['setInterval', 'clearInterval'] }))
afterEach(() => void vi.useRealTimers())

describe('a JSON body', () => {
  const app = useApp()
  let server: ReturnType<typeof serve>
  beforeAll(async () => {
    server = serve({ fetch: (request, env) => app.fetch(request, env), port: 0, hostname: '127.0.0.1' })
    await new Promise((resolve) => server.once('listening', resolve))
  })
  afterAll(() => new Promise((resolve) => server.close(resolve)))

  /** Sends a head and then pieces, one before each look of the server; gives what it said and whether it hung up. */
  async function send(path: string, length: number, pieces: readonly string[]) {
    const line = connect((server.address() as AddressInfo).port, '127.0.0.1')
    let said = ''
    line.on('data', (piece) => (said += String(piece))).on('error', () => undefined)
    const head = ['Host: test.local', 'Content-Type: application/json', `Content-Length: ${length}`]
    line.write(`POST ${path} HTTP/1.1\r\n${head.join('\r\n')}\r\n\r\n`)
    for (const piece of pieces) {
      if (line.writable) line.write(piece)
      await new Promise((resolve) => setTimeout(resolve, 50))
      await vi.advanceTimersByTimeAsync(JSON_LOOK_MS)
    }
    await expect.poll(() => said).toMatch(/^HTTP/)
    return { said, line }
  }

  it.each(['/api/auth/sms-code', '/api/orders/payment-webhook/wechat'])(
    'that trickles to %s is ended after seconds, in words that a person understands',
    async (path) => {
      const { said, line } = await send(path, 900, ['{', '"', 'p'])
      expect(said).toMatch(/^HTTP\/1.1 408 /)
      expect(said.toLowerCase()).toContain('connection: close')
      expect(said).toContain('"code":"REQUEST_TOO_SLOW"')
      await expect.poll(() => line.closed).toBe(true)
    },
  )

  it('that is slow but steady is read to its end', async () => {
    const body = JSON.stringify({ phone: 'x'.repeat(18_000) })
    const pieces = [0, 6000, 12_000].map((at) => body.slice(at, at === 12_000 ? undefined : at + 6000))
    const { said, line } = await send('/api/auth/sms-code', body.length, pieces)
    expect(said).toContain('"code":"VALIDATION_ERROR"')
    line.destroy()
  })
})
