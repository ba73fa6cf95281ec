import { once } from 'node:events'
import type { AddressInfo } from 'node:net'
import { serve } from '@hono/node-server'
import { beforeAll, describe, expect, it } from 'vitest'
import { keyNames, RENAMED_ROUTES } from './renamed-routes.ts'
import { ALL_ROUTES } from '@qingpin/testing/contract-routes'
import { useApp } from '@qingpin/testing/harness'
import { createApp } from '../app.ts'

describe('a route under its former path', () => {
  const app = useApp()
  let server: ReturnType<typeof createApp>
  let token: string
  beforeAll(async () => {
    server = createApp(app.deps, {
      checkReplies: true,
      renamedRoutes: {
        'POST /api/interview/halls': 'POST /api/interview/rooms',
        'GET /api/interview/halls': 'GET /api/interview/rooms',
        'GET /api/interview/halls/{roomId}': 'GET /api/interview/rooms/{roomId}',
        'POST /api/interview/halls/{roomId}/invites': 'POST /api/interview/rooms/{roomId}/invites',
        'PATCH /api/books/{id}': 'PATCH /api/resumes/miniprogram/{id}',
      },
    })
    token = (await app.aStaff('employee')).token
  })
  const call = async (method: string, path: string, body?: object, headers: Record<string, string> = {}) => {
    const request = new Request(`http://test.local${path}`, {
      method,
      headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json', ...headers },
      body: body === undefined ? null : JSON.stringify(body),
    })
    const response = await server.fetch(request)
    // oxlint-disable-next-line typescript/no-explicit-any -- replies of several routes are looked into
    const json = (await response.json()) as any
    return { status: response.status, headers: response.headers, json }
  }
  const aRoom = async () => (await call('POST', '/api/interview/rooms', { roomName: '面试' })).json.data.roomId

  it('answers as under its present one, with parameters, query and body', async () => {
    const roomId = await aRoom()
    for (const [former, present] of [
      ['/api/interview/halls?status=open', '/api/interview/rooms?status=open'],
      [`/api/interview/halls/${roomId}`, `/api/interview/rooms/${roomId}`],
      ['/api/interview/halls/%E6%88%BF%2F1', '/api/interview/rooms/%E6%88%BF%2F1'],
    ] as const) {
      const [one, other] = [await call('GET', former), await call('GET', present)]
      expect([one.status, one.json.data, one.json.code]).toEqual([other.status, other.json.data, other.json.code])
    }
    const made = await call('POST', '/api/interview/halls', { roomName: '旧路径' })
    expect([made.status, made.json.data.roomName]).toEqual([201, '旧路径'])
    expect((await call('GET', '/api/interview/halls', undefined, { authorization: 'Bearer x' })).status).toBe(401)
    const patch = { 'x-http-method-override': 'PATCH' }
    expect((await call('POST', `/api/books/${'f'.repeat(24)}`, { version: 1 }, patch)).json.code).toBe('NOT_FOUND')
  })

  it('runs its middleware once: one id, one log line, and one count under the former name', async () => {
    const count = async (pattern: RegExp) => Number(pattern.exec(await app.deps.metrics.text())?.[1] ?? 0)
    const renamed = /qingpin_renamed_route_requests_total\{route="GET \/api\/interview\/halls"\} (\d+)/
    const requests = /qingpin_http_request_seconds_count\{route="GET \/api\/interview\/rooms",status="200"\} (\d+)/
    const before = [await count(requests), await count(renamed)]
    const reply = await call('GET', '/api/interview/halls', undefined, { 'x-request-id': 'request-of-an-old-app' })
    expect(reply.headers.get('x-request-id')).toBe('request-of-an-old-app')
    expect([await count(requests), await count(renamed)]).toEqual(before.map((n) => n + 1))
  })

  it.each(['former', 'present'])(
    'takes an Idempotency-Key first sent on the %s path as the same key',
    async (first) => {
      const roomId = await aRoom()
      const body = { role: 'worker' }
      const paths = [`/api/interview/halls/${roomId}/invites`, `/api/interview/rooms/${roomId}/invites`]
      if (first === 'present') paths.reverse()
      const key = { 'idempotency-key': `renamed-${first}` }
      const [one, other] = [
        await call('POST', paths[0] ?? '', body, key),
        await call('POST', paths[1] ?? '', body, key),
      ]
      expect([other.status, other.json.data]).toEqual([201, one.json.data])
      expect(other.headers.get('idempotency-replayed')).toBe('true')
      const elsewhere = (paths[1] ?? '').replace(roomId, await aRoom())
      expect((await call('POST', elsewhere, body, key)).json.code).toBe('IDEMPOTENCY_KEY_REUSED')
    },
  )

  it('answers over a connection, where bodies are streams', async () => {
    const listening = serve({ fetch: server.fetch, port: 0, hostname: '127.0.0.1' })
    await once(listening, 'listening')
    const { port } = listening.address() as AddressInfo
    const reply = await fetch(`http://127.0.0.1:${port}/api/interview/halls`, {
      method: 'POST',
      headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
      body: JSON.stringify({ roomName: '面试' }),
    })
    expect(reply.status).toBe(201)
    expect(((await reply.json()) as { data: { roomName: string } }).data.roomName).toBe('面试')
    await new Promise((resolve) => listening.close(resolve))
  })

  it('keeps the name and address of the keys that were stored before the rename', () => {
    const names = keyNames('POST /api/interview/rooms/{roomId}/invites', {
      'POST /api/interview/halls/{roomId}/invites': 'POST /api/interview/rooms/{roomId}/invites',
    })
    expect(names.name).toBe('POST /api/interview/halls/{roomId}/invites')
    expect(names.addressWith({ roomId: 'room_1' })).toBe('/api/interview/halls/room_1/invites')
  })
})

describe('the table of renamed routes', () => {
  it('leads from names that no route bears to names that one does, with the same method and parameters', () => {
    const labels = ALL_ROUTES.map(({ label }) => label)
    const parts = (label: string) => [label.split(' ')[0], ...(label.match(/\{\w+\}/g) ?? [])]
    for (const [former, present] of Object.entries(RENAMED_ROUTES)) {
      expect(labels).toContain(present)
      expect(labels).not.toContain(former)
      expect(parts(former)).toEqual(parts(present))
    }
  })
})
