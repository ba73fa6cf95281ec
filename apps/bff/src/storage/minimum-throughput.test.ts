import { type AddressInfo, connect } from 'node:net'
import { serve } from '@hono/node-server'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { useApp } from '@qingpin/testing/harness'
import { aResumeBy } from '@qingpin/testing/uploads'
import { withMinimumThroughput } from './minimum-throughput.ts'

const KB = 1024
const after = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms))

// Sockets and disks keep the machine's time.
const machinesTimeout = globalThis.setTimeout
beforeEach(() => void vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'performance'] }))
afterEach(() => void vi.useRealTimers())

describe('a sender', () => {
  /** So many bytes, so often, each time after so long. */
  const sender = (size: number, times: number, everyMs: number) =>
    new ReadableStream<Uint8Array>(
      {
        async pull(controller) {
          if (times === 0) return controller.close()
          await after(everyMs)
          times -= 1
          controller.enqueue(new Uint8Array(size))
        },
      },
      { highWaterMark: 0 },
    )
  const outcome = async (source: ReadableStream<Uint8Array>, restMs = 0) => {
    let came = 0
    const reading = (async () => {
      try {
        for await (const piece of withMinimumThroughput(source)) {
          came += piece.length
          if (restMs > 0) await after(restMs)
        }
        return 'all'
      } catch (error) {
        return (error as { code?: unknown }).code
      }
    })()
    await vi.advanceTimersByTimeAsync(3_600_000)
    return [await reading, came / KB]
  }

  it.each<[string, number, number, number, unknown[]]>([
    ['little, at the edge of a network', 64, 30, 10_000, ['all', 1920]],
    ['a third of such a line, beside two others', 8, 50, 3000, ['all', 400]],
    ['all at once, after a tunnel', 4000, 1, 19_000, ['all', 4000]],
    ['a drop every five seconds', 1, 100, 5000, ['UPLOAD_TOO_SLOW', 4]],
    ['much, and then nothing', 10_000, 2, 21_000, ['UPLOAD_TOO_SLOW', 0]],
  ])('of %s is read or refused as too slow', async (_, kilobytes, times, everyMs, expected) => {
    expect(await outcome(sender(kilobytes * KB, times, everyMs))).toEqual(expected)
  })

  it('is not refused for the time that the reader takes', async () => {
    expect(await outcome(sender(KB, 20, 100), 60_000)).toEqual(['all', 20])
  })
})

describe('an upload that trickles', () => {
  const app = useApp()

  /** The reply of the server to a sender of ten bytes every two seconds, until it closes the connection. */
  async function trickled(head: string[], first: string): Promise<string> {
    const server = serve({ fetch: (request, env) => app.fetch(request, env), port: 0, hostname: '127.0.0.1' })
    await new Promise((resolve) => server.once('listening', resolve))
    const line = connect((server.address() as AddressInfo).port, '127.0.0.1')
    let said = ''
    line.on('data', (piece) => (said += String(piece))).on('error', () => undefined)
    line.write(`${[...head, 'Host: test.local', 'Content-Length: 900000'].join('\r\n')}\r\n\r\n${first}`)
    for (let i = 0; !line.closed && i < 500; i++) {
      if (line.writable) line.write('.'.repeat(10))
      await new Promise((resolve) => machinesTimeout(resolve, 20))
      await vi.advanceTimersByTimeAsync(2000)
    }
    expect(line.closed).toBe(true)
    server.close()
    return said
  }
  const isTooSlow = (said: string) => {
    expect(said).toMatch(/^HTTP\/1.1 400 /)
    expect(said.toLowerCase()).toContain('connection: close')
    expect(said).toContain('"code":"UPLOAD_TOO_SLOW"')
  }

  it('to the disk is refused, and nothing of it is stored', async () => {
    const { private: store } = app.deps.stores
    const ticket = await store.uploadByPut({ key: 'x/slow.mp4', type: 'video/mp4', size: 900_000, seconds: 600 })
    const { pathname, search } = new URL(ticket?.url ?? '')
    isTooSlow(await trickled([`PUT ${pathname}${search} HTTP/1.1`, 'Content-Type: video/mp4'], ''))
    expect(await store.head('x/slow.mp4')).toBeUndefined()
  })

  it('in a form is refused, and releases its memory', async () => {
    const { token } = await app.aStaff('employee')
    const id = await aResumeBy(app, token)
    const head = [
      `POST /api/resumes/miniprogram/${id}/upload-file HTTP/1.1`,
      `Authorization: Bearer ${token}`,
      'Content-Type: multipart/form-data; boundary=x',
    ]
    const part =
      '--x\r\nContent-Disposition: form-data; name="file"; filename="a.jpg"\r\nContent-Type: image/jpeg\r\n\r\n'
    isTooSlow(await trickled(head, part))
    expect(app.deps.memoryBudget.held).toBe(0)
  })
})
