import { readdirSync, readFileSync } from 'node:fs'
import { errorCatalog } from '@qingpin/contract/errors'
import { type ErrorCode } from '@qingpin/contract/core/error-spec'
import { OLD_ENDPOINTS } from '@qingpin/contract/old-endpoints'
import { describe, expect, it } from 'vitest'
import { createApp } from '../src/app.ts'
import { routeErrors } from '../src/http/route-errors.ts'
import { RENAMED_ROUTES } from '../src/http/renamed-routes.ts'
import { openApiDocument } from '../src/http/openapi.ts'
import { ALL_ROUTES } from '@qingpin/testing/contract-routes'
import { useApp } from '@qingpin/testing/harness'

/** Routes that serve files or describe the others; whatever else is mounted belongs into the contract. */
const OUTSIDE = ['GET /api/docs', 'GET /api/docs/start.js', 'GET /api/openapi.json', 'GET /metrics']

/** Old endpoints that were public and need a session now: reading a card costs money, and revealed names to strangers. */
const CLOSED_SINCE = ['/api/ocr/idcard']

const braces = (path: string) => path.replace(/:(\w+)/g, '{$1}')
const labels = ALL_ROUTES.map(({ label }) => label)

describe('the contract and the mounted routes', () => {
  const app = useApp()
  const mounted = () =>
    createApp(app.deps)
      .routes.filter((route) => route.method !== 'ALL')
      .map(({ method, path }) => ({ method, path, label: `${method} ${braces(path)}` }))

  it('are the same, in both directions', () => {
    const found = new Set(mounted().map(({ label }) => label))
    const outside = [...OUTSIDE, ...Object.keys(RENAMED_ROUTES)]
    expect([...found].filter((label) => !outside.includes(label)).toSorted()).toEqual(labels.toSorted())
  })

  it('contain no route that an earlier one shadows', () => {
    const routes = mounted()
    for (const { method, label } of routes) {
      const address = label.split(' ')[1]?.replace(/\{\w+\}/g, 'f'.repeat(24)) ?? ''
      const first = routes.find((one) => one.method === method && matches(one.path, address))
      expect([label, first?.label]).toEqual([label, label])
    }
  })

  it('are the same in the OpenAPI document of the running server', async () => {
    const reply = await app.raw('GET', '/api/openapi.json')
    expect([reply.status, JSON.stringify(reply.json)]).toEqual([200, JSON.stringify(openApiDocument())])
  })

  it('are not sent again to a client that has them', async () => {
    const first = await app.raw('GET', '/api/openapi.json')
    expect([first.headers.get('content-type'), first.headers.get('cache-control')]).toEqual([
      'application/json',
      'no-cache',
    ])
    const ask = (tag: string) => app.raw('GET', '/api/openapi.json', { headers: { 'if-none-match': tag } })
    const again = await ask(first.headers.get('etag') ?? '')
    expect([again.status, again.json]).toEqual([304, ''])
    expect((await ask('W/"of-another-version"')).status).toBe(200)
  })

  const matches = (pattern: string, address: string) =>
    new RegExp(`^${pattern.replace(/:\w+/g, '[^/]+').replaceAll('.', '\\.')}$`).test(address)
})

describe('the contract', () => {
  it('declares each route once', () => {
    expect(labels.filter((label, i) => labels.indexOf(label) !== i)).toEqual([])
  })

  it('has each of its routes in the OpenAPI document, which has no others', () => {
    const documented = Object.entries(openApiDocument().paths ?? {}).flatMap(([path, operations]) =>
      Object.keys(operations).map((method) => `${method.toUpperCase()} ${path}`),
    )
    expect(documented.toSorted()).toEqual(labels.toSorted())
  })

  it('documents who may call a route, what it needs and every way it can fail', () => {
    const { paths } = JSON.parse(JSON.stringify(openApiDocument()))
    for (const { feature, route, method } of ALL_ROUTES) {
      const operation = paths[route.path][method.toLowerCase()]
      expect(operation).toMatchObject({ 'x-allow': route.allow, summary: expect.any(String), tags: [feature] })
      const codes = Object.values<{ description: string }>(operation.responses).flatMap((one) =>
        one.description.split(', '),
      )
      expect(codes).toEqual(expect.arrayContaining(routeErrors(route)))
      const required = (operation.parameters ?? []).filter((one: { in: string }) => one.in === 'path')
      expect(required).toHaveLength(route.path.match(/\{/g)?.length ?? 0)
    }
  })

  it('has no error code that no route can answer with, and none that nothing raises', () => {
    const codes = Object.keys(errorCatalog) as ErrorCode[]
    const answered = new Set(ALL_ROUTES.flatMap(({ route }) => routeErrors(route)))
    expect(codes.filter((code) => !answered.has(code))).toEqual([])

    const sources = readdirSync(`${import.meta.dirname}/../src`, { recursive: true, encoding: 'utf8' })
      .filter((path) => path.endsWith('.ts') && !path.endsWith('.test.ts') && !path.endsWith('route-errors.ts'))
      .map((path) => readFileSync(`${import.meta.dirname}/../src/${path}`, 'utf8'))
      .join('\n')
    expect(codes.filter((code) => !sources.includes(`'${code}'`))).toEqual([])
  })

  it('puts every error into Chinese that a person understands', () => {
    for (const [code, { status, message }] of Object.entries(errorCatalog)) {
      expect([code, message]).toEqual([code, expect.stringMatching(/^[^A-Za-z]*(?:JSON)?[^A-Za-z]*$/)])
      expect(message).toMatch(/\p{Script=Han}/u)
      expect(status).toBeGreaterThanOrEqual(400)
    }
  })

  it('states for every write why a repeat is harmless', () => {
    for (const { label, route } of ALL_ROUTES) {
      if (route.method === 'get') continue
      const reason = route.idempotent === 'key' ? 'key' : route.idempotent.because
      expect([label, reason === 'key' || reason.length > 10]).toEqual([label, true])
    }
  })
})

describe(`the ${OLD_ENDPOINTS.length} endpoints that this product replaces`, () => {
  const served = OLD_ENDPOINTS.flatMap((old) => {
    const route = ALL_ROUTES.find(({ label }) => label === `${old.method} ${braces(old.path)}`)?.route
    return route ? [{ old, route }] : []
  })

  it('are all served under the same method and path, and documented', () => {
    const paths = openApiDocument().paths ?? {}
    const missing = OLD_ENDPOINTS.map((old) => `${old.method} ${old.path}`).filter(
      (label) =>
        !served.some(({ old, route }) => `${old.method} ${old.path}` === label && paths[route.path] !== undefined),
    )
    expect([missing, OLD_ENDPOINTS.length]).toEqual([[], 47])
  })

  it('are open to the same callers', () => {
    for (const { old, route } of served) {
      const open = route.allow === 'public' || route.allow === 'optional'
      expect([old.path, open]).toEqual([old.path, old.auth === 'none' && !CLOSED_SINCE.includes(old.path)])
    }
  })
})
