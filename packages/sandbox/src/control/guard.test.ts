import { describe, expect, it } from 'vitest'
import { aSandbox, post } from '../test-sandbox.ts'

const host = '127.0.0.1:8788'
const appOrigin = 'http://127.0.0.1:8787'

describe('the guard', () => {
  it.each(['evil.example', '127.0.0.1.evil.example', 'evil.example:8788', '192.168.1.5:8788', '[::1]:8788', ''])(
    'refuses the host "%s", because a rebound name would let any web page in',
    async (name) => {
      const { app } = aSandbox()
      for (const path of ['/control/state', '/control/sms/outbox', '/lab', '/lab/live']) {
        expect((await app.request(path, { headers: { host: name } })).status).toBe(403)
      }
      expect((await post(aSandbox(), '/control/reset', {}, { host: name })).status).toBe(403)
    },
  )

  it.each(['127.0.0.1:8788', 'localhost:8788', 'localhost', 'LOCALHOST:8788'])('accepts the host %s', async (name) => {
    expect((await aSandbox().app.request('/control/state', { headers: { host: name } })).status).toBe(200)
  })

  it.each(['https://evil.example', 'null', 'http://127.0.0.1:9999', 'https://127.0.0.1:8788', appOrigin])(
    'refuses changes by a page of %s',
    async (origin) => {
      const sandbox = aSandbox()
      sandbox.control.sms.settings({ limits: false })
      expect((await post(sandbox, '/control/reset', {}, { host, origin })).status).toBe(403)
      expect(sandbox.control.sms.settings().limits).toBe(false)
    },
  )

  it.each([undefined, `http://${host}`])(
    'accepts a POST of origin %s, which comes from the lab itself or from a tool',
    async (origin) => {
      const headers: Record<string, string> = origin === undefined ? { host } : { host, origin }
      expect((await post(aSandbox(), '/control/reset', {}, headers)).status).toBe(200)
    },
  )

  it('lets the configured app control the sandbox under both names of this machine, preflight included', async () => {
    const sandbox = aSandbox({ appOrigin })
    for (const origin of [appOrigin, 'http://localhost:8787']) {
      const answer = await post(sandbox, '/control/wechat/codes', {}, { host, origin })
      expect([answer.status, answer.headers.get('access-control-allow-origin')]).toEqual([200, origin])
      const preflight = await sandbox.app.request('/control/clock', {
        method: 'OPTIONS',
        headers: {
          host,
          origin,
          'access-control-request-method': 'POST',
          'access-control-request-headers': 'content-type',
        },
      })
      expect([preflight.status, preflight.headers.get('access-control-allow-origin')]).toEqual([204, origin])
    }
  })

  it('gives other origins no permission to read', async () => {
    const answer = await aSandbox({ appOrigin }).app.request('/control/state', {
      headers: { host, origin: 'https://evil.example' },
    })
    expect(answer.headers.get('access-control-allow-origin')).toBeNull()
  })
})
