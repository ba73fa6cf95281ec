import { SUBSCRIBE_TEMPLATES } from '@qingpin/testing/vendors'
import { describe, expect, it } from 'vitest'
import { openApiDocument } from '../../http/openapi.ts'
import { ENGINES, useApp } from '@qingpin/testing/harness'
import { memoryLog } from '@qingpin/testing/memory-log'

describe.each(ENGINES)('the operator on %s', (engine) => {
  const app = useApp(engine)

  it('sees that the process answers and which database serves it', async () => {
    expect(await app.as()('GET /api/health')).toEqual({
      status: 'ok',
      version: '0.1.0',
      uptimeSeconds: expect.any(Number),
    })
    expect(await app.as()('GET /api/ready')).toEqual({
      status: 'ready',
      database: engine === 'sqlite' ? 'sqlite' : 'pg',
    })
  })
})

describe('the client config', () => {
  const plain = useApp('sqlite', { AGENCY_NAME: '安心家政', AGENCY_PHONE: '0571-1234567' })
  const demo = useApp('sqlite', { DEMO: '1', SANDBOX_URL: 'http://127.0.0.1:8788' })

  it('names the agency and, outside a demo, no password', async () => {
    expect(await plain.as()('GET /api/client-config')).toEqual({
      agency: { name: '安心家政', phone: '0571-1234567', reviewTime: '一般一个工作日内看完' },
      payment: { weapp: 'wxpay-v3', h5: 'wxpay-v3' },
      subscribe: SUBSCRIBE_TEMPLATES,
      login: { wechat: true, sms: true, staff: true },
      demo: null,
    })
  })

  it('shows in a demo the logins of every role and where SMS codes appear', async () => {
    const { demo: logins } = await demo.as()('GET /api/client-config')
    expect(logins?.smsOutbox).toBe('http://127.0.0.1:8788/lab')
    expect(logins?.staff).toContainEqual({
      username: 'admin',
      password: 'admin123',
      name: '沈知远',
      roleLabel: '系统管理员',
    })
    expect(new Set(logins?.staff.map((one) => one.roleLabel)).size).toBe(6)
    expect(logins?.people.length).toBeGreaterThan(1)
  })

  it('describes each group of routes in one or two sentences', async () => {
    const { tags = [], paths = {} } = openApiDocument()
    const used = Object.values(paths).flatMap((item) => Object.values(item).flatMap((route) => route.tags ?? []))
    expect(tags.map(({ name }) => name).toSorted()).toEqual([...new Set(used)].toSorted())
    for (const { description } of tags)
      expect(description).toMatch(/^[^:]+: [A-Z][^.]{20,200}\.(?: [A-Z][^.]{20,150}\.)?$/)
  })

  it('holds no secret of the server', async () => {
    const text = JSON.stringify([
      await plain.raw('GET', '/api/client-config'),
      await plain.raw('GET', '/api/openapi.json'),
    ])
    const { wechat, sms, tokenSecret } = plain.deps.settings
    for (const secret of [wechat.secret, sms.secretKey, sms.secretId, tokenSecret.toString('base64')]) {
      expect(text).not.toContain(secret)
    }
  })
})

describe('what breaks on a phone', () => {
  const { log, lines } = memoryLog()
  const app = useApp('sqlite', {}, log, { limits: true })
  const report = {
    kind: 'render',
    platform: 'weapp',
    page: 'features/customers/detail/index',
    message: `"王桂兰 13711220033" is not valid JSON, token eyJhbGciOiJIUzI1NiIsInR5cCI6IkpX`,
    stack: 'at render (https://example.cn/app.js:1:12345)',
  } as const

  it('is logged without what it quotes, counted, and named by a reference', async () => {
    const { reference } = await app.as()('POST /api/client-errors', { body: report })
    const line = lines.find((one) => one.includes('the app failed')) ?? ''
    expect(JSON.parse(line)).toMatchObject({
      kind: 'render',
      platform: 'weapp',
      page: report.page,
      requestId: reference,
      message: '"…" is not valid JSON, token …',
      stack: 'at render (app.js:1:12345)',
    })
    for (const secret of ['王桂兰', '13711220033', 'eyJhbGci']) expect(lines.join()).not.toContain(secret)
    expect(await app.deps.metrics.text()).toContain('qingpin_client_errors_total{platform="weapp",kind="render"} 1')
  })

  it('is accepted twenty times a minute, in pieces of a few lines, and in the known kinds', async () => {
    const send = async (body: object) => (await app.raw('POST', '/api/client-errors', { body })).status
    expect(await send({ ...report, message: 'x'.repeat(301) })).toBe(400)
    expect(await send({ ...report, stack: 'x'.repeat(2001) })).toBe(400)
    expect(await send({ ...report, page: 'features/x?id=13711220033' })).toBe(400)
    expect(await send({ ...report, kind: 'other' })).toBe(400)
    app.advance(60_000)
    const answers = await Promise.all(Array.from({ length: 21 }, () => send(report)))
    expect([
      answers.filter((status) => status === 200).length,
      answers.filter((status) => status === 429).length,
    ]).toEqual([20, 1])
  })
})
