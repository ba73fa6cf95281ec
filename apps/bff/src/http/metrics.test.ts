import { describe, expect, it } from 'vitest'
import { useApp } from '@qingpin/testing/harness'
import { createApp } from '../app.ts'
import { enqueue } from '../jobs/index.ts'

describe('/metrics', () => {
  const app = useApp()
  const guarded = useApp('sqlite', { METRICS_TOKEN: 'a-token-for-prometheus' })

  it('counts requests by route and status, jobs by queue, and names no person', async () => {
    const { token } = await app.aPerson('13712345678')
    await app.raw('GET', '/api/auth/me', { token })
    await app.db.tx((t) => enqueue(t, app.ctx(), { queue: 'letters', data: { n: 1 } }))
    app.advance(5000)
    const { json: text, headers } = await app.raw('GET', '/metrics')
    expect(headers.get('content-type')).toContain('text/plain')
    expect(text).toMatch(/qingpin_http_request_seconds_count\{route="GET \/api\/auth\/me",status="200"\} 1/)
    expect(text).toMatch(/qingpin_vendor_call_seconds_count\{service="sms",operation="SendSms",outcome="ok"\} 1/)
    expect(text).toContain('qingpin_jobs{queue="letters",state="ready"} 1')
    expect(text).toContain('qingpin_jobs_oldest_due_seconds{queue="letters"} 5')
    expect(text).toMatch(/qingpin_event_loop_delay_seconds\{quantile="1"\} \d/)
    expect(text).not.toContain('13712345678')
  })

  it('does not exist in production without a token, for a proxy on this machine would stand for everybody', async () => {
    const settings = { ...app.deps.settings, production: true }
    const server = createApp({ ...app.deps, settings })
    expect((await server.request('/metrics')).status).toBe(404)
    expect((await createApp(app.deps).request('/metrics')).status).toBe(200)
  })

  it('is not found without the token, from any address', async () => {
    for (const authorization of ['', 'Bearer wrong', 'Bearer a-token-for-prometheüs', 'a-token-for-prometheus']) {
      expect((await guarded.raw('GET', '/metrics', { headers: { authorization } })).status).toBe(404)
    }
    expect((await guarded.raw('GET', '/metrics', { token: 'a-token-for-prometheus' })).status).toBe(200)
  })
})
