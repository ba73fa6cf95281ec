import { execFile } from 'node:child_process'
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { serve, type ServerType } from '@hono/node-server'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { ALL_ROUTES } from '@qingpin/testing/contract-routes'
import { prepare } from '@qingpin/testing/examples/example'
import { exampleOf } from '@qingpin/testing/examples/index'
import { useApp } from '@qingpin/testing/harness'

const PAGES = `${import.meta.dirname}/../../../docs/api`
const CURL = '/usr/bin/curl'

/** The example of a route in one language, as it stands in its page. */
function exampleIn(language: 'sh' | 'js', feature: string, label: string): string {
  const page = readFileSync(join(PAGES, `${feature}.md`), 'utf8')
  const section = page.split(/^## /m).find((part) => part.startsWith(`${label}\n`)) ?? ''
  return new RegExp(`\`\`\`${language}\n([\\s\\S]*?)\n\`\`\``).exec(section)?.[1] ?? ''
}

describe('the examples in docs/api', () => {
  const app = useApp()
  const folder = mkdtempSync(join(tmpdir(), 'qingpin-examples-'))
  let server: ServerType
  let address = ''
  beforeAll(async () => {
    server = serve({ fetch: (request, env) => app.fetch(request, env), port: 0, hostname: '127.0.0.1' })
    await new Promise((resolve) => server.once('listening', resolve))
    address = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  })
  afterAll(() => {
    server.close()
    rmSync(folder, { recursive: true })
  })

  const byHand = ALL_ROUTES.filter(({ label }) => exampleOf(label).notByHand === undefined)
  const valuesFor = async (label: string) => {
    const { call } = await prepare(app, label, exampleOf(label))
    return { API: address, ...call.values }
  }

  it.runIf(existsSync(CURL)).each(byHand)('$label, for a shell', async ({ feature, label, route }) => {
    const text = exampleIn('sh', feature, label)
    expect(text).toContain('curl ')
    const env = { ...(await valuesFor(label)), PATH: '/usr/bin:/bin', LC_ALL: 'C.UTF-8' }
    const asked = text.replace('curl ', "curl --silent --show-error --write-out '%{stderr}%{http_code}' ")
    // A folder each: curl overwrites no file that an example before it saved.
    const cwd = mkdtempSync(join(folder, 'call-'))
    const [said, status] = await new Promise<[string, string]>((resolve) => {
      execFile('/bin/sh', ['-c', asked], { env, cwd }, (_, stdout, stderr) => resolve([stdout, stderr]))
    })
    expect([status, said]).toEqual([String(route.status ?? 200), said])
  })

  it.each(byHand)('$label, for a mini program', async ({ feature, label, route }) => {
    const text = exampleIn('js', feature, label)
    expect(text).toMatch(/await Taro\.(?:request|uploadFile)\(/)
    const values = await valuesFor(label)
    const run = new Function(
      'Taro',
      ...Object.keys(values),
      `return (async () => { ${text}; return { statusCode, data } })()`,
    )
    const { statusCode, data } = await run({ request, uploadFile }, ...Object.values(values))
    expect([statusCode, data]).toEqual([route.status ?? 200, data])
  })
})

interface Asked {
  url: string
  method?: string
  header?: Record<string, string>
  data?: unknown
}
/** What a phone does with it: no PATCH, and a body that is an object travels as JSON. */
async function request({ url, method = 'GET', header = {}, data }: Asked) {
  if (!['GET', 'POST', 'PUT', 'DELETE'].includes(method)) throw new Error(`a phone knows no ${method}`)
  const headers = { ...header, ...(data === undefined ? {} : { 'content-type': 'application/json' }) }
  const response = await fetch(url, { method, headers, body: data === undefined ? null : JSON.stringify(data) })
  const isJson = response.headers.get('content-type')?.includes('json')
  return { statusCode: response.status, data: isJson ? await response.json() : await response.arrayBuffer() }
}

interface Sent {
  url: string
  filePath: string
  name: string
  header?: Record<string, string>
  formData?: Record<string, string>
}
/** As a phone does it: a form by POST, and the answer as text, whatever it is. */
async function uploadFile({ url, filePath, name, header = {}, formData = {} }: Sent) {
  const body = new FormData()
  for (const [field, value] of Object.entries(formData)) body.append(field, value)
  body.append(name, new File([readFileSync(filePath)], filePath))
  const response = await fetch(url, { method: 'POST', headers: header, body })
  return { statusCode: response.status, data: await response.text() }
}
