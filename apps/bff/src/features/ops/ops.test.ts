import { describe, expect, it } from 'vitest'
import { openApiDocument } from '../../http/openapi.ts'
import { ENGINES, useApp } from '@qingpin/testing/harness'

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
