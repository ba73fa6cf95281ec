import { sql, type SQL } from 'drizzle-orm'
import { describe, expect, it, vi } from 'vitest'
import { openSqlite } from '../db/sqlite.ts'
import { ENGINES, type TestApp, useApp } from '@qingpin/testing/harness'
import { memoryLog } from '@qingpin/testing/memory-log'
import { anIdNumber, aWorker } from '@qingpin/testing/workers'

const CREATE = '/api/resumes/miniprogram/create'

describe('refusals of the transport', () => {
  const app = useApp()
  const call = async (...args: Parameters<TestApp['raw']>) => {
    const { status, json, headers } = await app.raw(...args)
    expect(json).toEqual({
      success: false,
      error: json.code,
      code: json.code,
      message: expect.stringMatching(/[\u4e00-\u9fff]/),
      ...(json.details ? { details: json.details } : {}),
      requestId: headers.get('x-request-id'),
      timestamp: app.ctx().now,
    })
    return { status, code: json.code, details: json.details }
  }

  it.each([
    ['malformed JSON', { text: '{"phone":' }, 400, 'MALFORMED_JSON'],
    ['an empty body that claims to be JSON', { text: '' }, 400, 'MALFORMED_JSON'],
    [
      'another content type',
      { text: 'phone=1', headers: { 'content-type': 'text/plain' } },
      415,
      'UNSUPPORTED_MEDIA_TYPE',
    ],
    ['a body that is too large', { text: 'x'.repeat(1_048_577) }, 413, 'PAYLOAD_TOO_LARGE'],
    [
      'a body that says it is too large',
      { body: {}, headers: { 'content-length': '1048577' } },
      413,
      'PAYLOAD_TOO_LARGE',
    ],
    ['no body at all', {}, 400, 'VALIDATION_ERROR'],
  ])('speak our one error shape: %s', async (_, init, status, code) => {
    expect(await call('POST', '/api/auth/sms-code', init)).toMatchObject({ status, code })
  })

  it('refuse a body without a content type', async () => {
    const bytes = new TextEncoder().encode('{"phone":"13800000000"}')
    const response = await app.fetch(
      new Request('http://test.local/api/auth/sms-code', { method: 'POST', body: bytes }),
    )
    expect([response.status, ((await response.json()) as { code: string }).code]).toEqual([
      415,
      'UNSUPPORTED_MEDIA_TYPE',
    ])
  })

  it('stop reading a stream of unknown length once it is too long', async () => {
    let sent = 0
    const endless = new ReadableStream<Uint8Array>({
      pull(controller) {
        sent += 65_536
        controller.enqueue(new Uint8Array(65_536))
      },
    })
    const init = { method: 'POST', body: endless, duplex: 'half', headers: { 'content-type': 'application/json' } }
    const response = await app.fetch(new Request('http://test.local/api/auth/sms-code', init as RequestInit))
    expect(response.status).toBe(413)
    expect(sent).toBeLessThan(2_000_000)
  })

  it('do not find an unknown address, nor a known one under another method', async () => {
    for (const [method, path] of [
      ['GET', '/api/nothing'],
      ['POST', '/api/health'],
      ['DELETE', '/api/auth/me'],
      ['GET', '/api/auth/login'],
      ['PUT', '/api/resumes/miniprogram/000000000000000000000000'],
      ['GET', '/api/resumes/miniprogram/%E0%A4%A/x'],
      ['GET', '/nothing.html'],
      ['GET', '/media/portraits/../../package.json'],
      ['GET', '/media/portraits/%2e%2e%2f%2e%2e%2fpackage.json'],
    ] as const) {
      expect([path, await call(method, path)]).toMatchObject([path, { status: 404, code: 'NOT_FOUND' }])
    }
  })

  it('come with the status in the documentation of each route', async () => {
    const { json } = await app.raw('GET', '/api/openapi.json')
    expect(Object.keys(json.paths['/api/auth/sms-code'].post.responses)).toEqual([
      '200',
      '400',
      '408',
      '413',
      '415',
      '429',
      '500',
      '503',
    ])
  })
})

describe.each(ENGINES)('an unexpected failure, on %s', (engine) => {
  const { log, lines } = memoryLog()
  const app = useApp(engine, {}, log)
  const execute = (statement: SQL) => {
    const q = app.db.q as unknown as Record<'run' | 'execute', ((s: SQL) => unknown) | undefined>
    return q.run?.(statement) ?? q.execute?.(statement)
  }

  it('reveals no internals to the caller, and logs nothing about a person', async () => {
    const { token, id: actor } = await app.aStaff('employee')
    const idNumber = anIdNumber()
    const body = aWorker({ name: '独孤求败', phone: '13512341111', idNumber, wechat: 'only-this-wechat' })
    await execute(sql`alter table resumes drop column wechat`)
    lines.length = 0
    const reply = await app.raw('POST', CREATE, { token, body })
    expect([reply.status, reply.json]).toEqual([
      500,
      {
        success: false,
        error: 'INTERNAL_ERROR',
        code: 'INTERNAL_ERROR',
        message: '服务出了问题，已经记下。请稍后再试。',
        requestId: expect.any(String),
        timestamp: app.ctx().now,
      },
    ])
    const text = lines.join('')
    for (const secret of [
      '独孤求败',
      '13512341111',
      idNumber,
      'only-this-wechat',
      app.deps.cipher.hash('phone', '13512341111'),
    ]) {
      expect(text).not.toContain(secret)
    }
    const failure = lines.map((line) => JSON.parse(line)).find((line) => line.level === 50)
    expect(failure).toMatchObject({ requestId: reply.json.requestId, route: `POST ${CREATE}` })
    expect(failure.err.message).toMatch(engine === 'sqlite' ? /resumes/ : /insert into "resumes"/)
    expect(failure.err.stack.join()).toContain('src/db/')
    expect(lines.map((line) => JSON.parse(line)).at(-1)).toMatchObject({ status: 500, code: 'INTERNAL_ERROR', actor })
  })

  it('answers with Retry-After where the database stayed busy, and logs it', async () => {
    const { token } = await app.aStaff('employee')
    lines.length = 0
    const code = engine === 'sqlite' ? 'SQLITE_BUSY' : '53300'
    vi.spyOn(app.db, 'tx').mockRejectedValueOnce(Object.assign(new Error('not now'), { code }))
    const reply = await app.raw('POST', CREATE, { token, body: aWorker() })
    expect([reply.status, reply.json.code, reply.headers.get('retry-after')]).toEqual([503, 'SERVICE_BUSY', '3'])
    expect(lines.map((line) => JSON.parse(line)).filter((line) => line.level === 50)).toHaveLength(1)
  })

  it('leaves nothing half-written behind', async () => {
    const { token } = await app.aStaff('employee')
    await execute(sql`alter table resume_files drop column mimetype`)
    const before = await app.db.q.select().from(app.db.s.auditLog)
    const body = aWorker({ photoUrls: ['https://a.b/1.jpg'] })
    expect((await app.raw('POST', CREATE, { token, body })).status).toBe(500)
    expect(await app.db.q.select().from(app.db.s.auditLog)).toHaveLength(before.length)
  })

  it('is a refusal to be ready once the database is gone', async () => {
    const gone = openSqlite(':memory:')
    await gone.close()
    app.deps.db = gone
    const reply = await app.raw('GET', '/api/ready')
    expect([reply.status, reply.json.code, reply.headers.get('retry-after')]).toEqual([503, 'NOT_READY', '5'])
    expect((await app.raw('GET', '/api/health')).status).toBe(200)
    expect((await app.raw('GET', '/api/auth/me', { token: 'x' })).json.code).toBe('TOKEN_INVALID')
  })
})
