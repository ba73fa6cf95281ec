import { serve } from '@hono/node-server'
import type { AddressInfo } from 'node:net'
import { describe, expect, it } from 'vitest'
import { useApp } from '@qingpin/testing/harness'
import { memoryLog } from '@qingpin/testing/memory-log'
import { aWorker } from '@qingpin/testing/workers'

const OVERRIDE = { 'x-http-method-override': 'PATCH' }

describe('a request', () => {
  const { log, lines } = memoryLog()
  const app = useApp('sqlite', {}, log)
  const lastLine = () => JSON.parse(lines.at(-1) ?? '{}')

  it('keeps its id if that can stand in a log, else gets a new one', async () => {
    const idOf = async (id: string) =>
      (await app.raw('GET', '/api/health', { headers: { 'x-request-id': id } })).headers.get('x-request-id')
    for (const id of ['abcdefgh', 'A-1_'.repeat(16), '0b5f7a1e-9f0c-4a52-8c7e-1f2a3b4c5d6e'])
      expect(await idOf(id)).toBe(id)
    for (const id of ['short', 'x'.repeat(65), 'with space', '<script>alert</script>', '', 'id;drop-table']) {
      expect(await idOf(id)).toMatch(/^[0-9a-f-]{36}$/)
    }
    const reply = await app.raw('GET', '/api/health', { headers: { 'x-request-id': 'my-request-1' } })
    expect([reply.json.requestId, lastLine().requestId]).toEqual(['my-request-1', 'my-request-1'])
  })

  it('writes one log line with caller, route and result; no query, path, body, header or token', async () => {
    const staff = await app.aStaff('employee')
    const body = aWorker({ name: '独孤求败', phone: '13512342222' })
    const { json } = await app.raw('POST', '/api/resumes/miniprogram/create', { token: staff.token, body })
    lines.length = 0
    await app.raw('GET', '/api/resumes?search=13512342222&jobType=flying', { token: staff.token })
    await app.raw('GET', `/api/resumes/miniprogram/${json.data.id}?x=独孤求败`, { token: staff.token })
    await app.raw('POST', '/api/resumes/miniprogram/create', { token: staff.token, body })
    await app.raw('GET', '/api/no/13512342222/such?token=secret')
    const seen = lines.map((line) => JSON.parse(line))
    expect(seen.map(({ route, status, actor, code }) => ({ route, status, actor, code }))).toEqual([
      { route: 'GET /api/resumes', status: 400, actor: staff.id, code: 'VALIDATION_ERROR' },
      { route: 'GET /api/resumes/miniprogram/{id}', status: 200, actor: staff.id, code: undefined },
      { route: 'POST /api/resumes/miniprogram/create', status: 409, actor: staff.id, code: 'DUPLICATE_PHONE' },
      { route: 'GET (unmatched)', status: 404, actor: undefined, code: 'NOT_FOUND' },
    ])
    const known = ['level', 'time', 'requestId', 'route', 'status', 'ms', 'actor', 'code', 'msg']
    for (const line of seen) expect(known).toEqual(expect.arrayContaining(Object.keys(line)))
    const text = lines.join('')
    for (const secret of ['1351234', '独孤', 'search', 'secret', json.data.id, ...staff.token.split('.')]) {
      expect(text).not.toContain(secret)
    }
  })

  it('logs of a vendor only its name, the operation and its code', async () => {
    lines.length = 0
    const { code } = app.sandbox.sandbox.wechat.issueCode()
    await app.raw('POST', '/api/auth/miniprogram-login', { body: { code } })
    await app.raw('POST', '/api/auth/miniprogram-login', { body: { code } })
    app.sandbox.sandbox.faults.plan({ service: 'wechat', times: 1, drop: true })
    await app.raw('POST', '/api/auth/miniprogram-login', { body: { code } })
    const warnings = lines.map((line) => JSON.parse(line)).filter((line) => line.level === 40)
    expect(warnings).toMatchObject([
      { service: 'wechat', operation: 'code2Session', upstreamCode: 40163 },
      { service: 'wechat', operation: 'code2Session', reason: expect.any(String) },
    ])
    expect(lines.join('')).not.toContain(code)
    expect(lines.join('')).not.toContain(app.deps.settings.wechat.secret)
  })

  it('has the same headers on success and on failure', async () => {
    const { token } = await app.aStaff('manager')
    const common = {
      'cross-origin-opener-policy': 'same-origin',
      'cross-origin-resource-policy': 'same-origin',
      'origin-agent-cluster': '?1',
      'permissions-policy': 'camera=(self), microphone=(self), geolocation=()',
      'referrer-policy': 'no-referrer',
      'x-content-type-options': 'nosniff',
      'x-dns-prefetch-control': 'off',
      'x-download-options': 'noopen',
      'x-frame-options': 'SAMEORIGIN',
      'x-permitted-cross-domain-policies': 'none',
      'x-xss-protection': '0',
      vary: expect.stringMatching(/^Origin\b/),
      'x-request-id': expect.stringMatching(/^[\w-]{36}$/),
      'content-type': expect.stringContaining('application/json'),
    }
    const origin = 'https://any.example'
    for (const [method, path, init, status] of [
      ['GET', '/api/resumes', { token }, 200],
      ['GET', '/api/resumes', { token, headers: { origin } }, 200],
      ['GET', '/api/resumes?jobType=flying', { token }, 400],
      ['GET', '/api/resumes', {}, 401],
      ['GET', '/api/resumes/none', { token }, 404],
      ['GET', '/api/nothing', { headers: { origin } }, 404],
      ['POST', '/api/auth/login', { body: {} }, 400],
      ['POST', '/api/auth/login', { text: '{' }, 400],
    ] as const) {
      const reply = await app.raw(method, path, init)
      expect([path, reply.status]).toEqual([path, status])
      expect(Object.fromEntries(reply.headers)).toMatchObject({ ...common, 'cache-control': 'no-store' })
      expect(reply.headers.get('access-control-allow-origin')).toBe('headers' in init ? origin : null)
    }
  })

  it('carries the headers that keep a browser from doing harm', async () => {
    for (const path of ['/api/health', '/api/nothing', '/nothing']) {
      const { headers } = await app.raw('GET', path)
      expect(headers.get('content-security-policy')).toContain("default-src 'self'")
      expect(headers.get('content-security-policy')).toContain("frame-ancestors 'none'")
      expect(headers.get('x-content-type-options')).toBe('nosniff')
      expect(headers.get('referrer-policy')).toBe('no-referrer')
      expect(headers.get('x-powered-by')).toBeNull()
    }
  })
})

describe('an API reply', () => {
  const app = useApp()

  it('is not cached, because most of them hold personal data', async () => {
    const staff = await app.aStaff('manager')
    for (const path of ['/api/resumes', '/api/auth/me', '/api/nothing']) {
      expect((await app.raw('GET', path, { token: staff.token })).headers.get('cache-control')).toBe('no-store')
    }
  })

  it('asks for HTTPS in production only, where there is a certificate', async () => {
    expect((await app.raw('GET', '/api/health')).headers.get('strict-transport-security')).toBeNull()
  })
})

describe('a page of another origin', () => {
  const open = useApp()
  const closed = useApp('sqlite', { CORS_ORIGINS: 'https://h5.example,https://other.example' })
  const preflight = (app: typeof open, origin: string) =>
    app.raw('OPTIONS', '/api/resumes/miniprogram/create', {
      headers: {
        origin,
        'access-control-request-method': 'PATCH',
        'access-control-request-headers': 'idempotency-key',
      },
    })

  it('may send every header that a client of ours sends, and read those that it needs', async () => {
    const { status, headers } = await preflight(open, 'https://any.example')
    expect([status, headers.get('access-control-allow-origin')]).toEqual([204, 'https://any.example'])
    const allowed = headers.get('access-control-allow-headers')?.toLowerCase().split(',')
    for (const name of [
      'authorization',
      'content-type',
      'idempotency-key',
      'x-request-id',
      'x-http-method-override',
      'api-version',
    ]) {
      expect(allowed).toContain(name)
    }
    expect(headers.get('access-control-allow-methods')?.split(',')).toEqual(['GET', 'POST', 'PUT', 'PATCH', 'DELETE'])
    const reply = await open.raw('GET', '/api/health', { headers: { origin: 'https://any.example' } })
    expect(reply.headers.get('access-control-expose-headers')?.split(',')).toEqual([
      'X-Request-Id',
      'Idempotency-Replayed',
      'Retry-After',
      'Content-Disposition',
    ])
    expect(reply.headers.get('vary')).toContain('Origin')
  })

  it('may read refusals, too', async () => {
    const reply = await open.raw('GET', '/api/auth/me', { headers: { origin: 'https://any.example' } })
    expect([reply.status, reply.headers.get('access-control-allow-origin')]).toEqual([401, 'https://any.example'])
  })

  it('is let in only when it is on the list, where there is one', async () => {
    const allowed = async (origin: string) =>
      (await preflight(closed, origin)).headers.get('access-control-allow-origin')
    expect(await allowed('https://h5.example')).toBe('https://h5.example')
    expect(await allowed('https://other.example')).toBe('https://other.example')
    for (const origin of ['https://evil.example', 'https://h5.example.evil', 'null', ''])
      expect(await allowed(origin)).toBeNull()
  })
})

describe('a PATCH that a phone sends as POST', () => {
  const app = useApp()

  it('changes the resource, with the checks and the validation of PATCH', async () => {
    const { token } = await app.aStaff('employee')
    const patch = (body: object, headers: Record<string, string> = OVERRIDE, bearer: string | undefined = token) =>
      app.raw('POST', '/api/auth/me', { body, headers, ...(bearer ? { token: bearer } : {}) })
    expect((await patch({ name: '新名字' })).json.data.name).toBe('新名字')
    expect((await patch({ name: '小写' }, { 'x-http-method-override': 'patch' })).json.data.name).toBe('小写')
    const invalid = await patch({ name: '长'.repeat(21) })
    expect([invalid.status, invalid.json.details]).toEqual([400, [{ field: 'name', message: '称呼最多20个字。' }]])
    expect((await patch({ name: 'x' }, OVERRIDE, 'garbage')).json.code).toBe('TOKEN_INVALID')
    expect((await patch({ name: 'x' }, {})).status).toBe(404)
  })

  it.each(['GET', 'HEAD', 'OPTIONS', 'TRACE', 'CONNECT', 'POST', 'NO SUCH', '', 'PATCH,DELETE'])(
    'stays a POST when the header says "%s"',
    async (method) => {
      const headers = { 'x-http-method-override': method }
      const reply = await app.raw('POST', '/api/auth/me', { body: {}, headers })
      expect([reply.status, reply.json.code, reply.json.requestId]).toEqual([404, 'NOT_FOUND', expect.any(String)])
    },
  )

  it('overrides no other method', async () => {
    const reply = await app.raw('GET', '/api/auth/me', { headers: { 'x-http-method-override': 'DELETE' } })
    expect(reply.json.code).toBe('UNAUTHORIZED')
  })

  it('works over a real connection, where requests are no plain objects', async () => {
    const { token } = await app.aStaff('employee')
    const server = serve({ fetch: (request, env) => app.fetch(request, env), port: 0, hostname: '127.0.0.1' })
    await new Promise((resolve) => server.once('listening', resolve))
    const base = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
    try {
      const response = await fetch(`${base}/api/auth/me`, {
        method: 'POST',
        headers: { ...OVERRIDE, authorization: `Bearer ${token}`, 'content-type': 'application/json' },
        body: JSON.stringify({ name: '从电话来的' }),
      })
      expect(((await response.json()) as { data: { name: string } }).data.name).toBe('从电话来的')
      const large = { method: 'POST', headers: { 'content-type': 'application/json' }, body: 'x'.repeat(2_000_000) }
      expect((await fetch(`${base}/api/auth/login`, large)).status).toBe(413)
    } finally {
      server.close()
    }
  })
})
