import { afterEach, describe, expect, it } from 'vitest'
import { type Call, createFaults } from './faults.ts'
import { type RunningSandbox, startSandbox } from './server.ts'
import { aSandbox, login, post, secrets, sendSms, statusOf } from './test-sandbox.ts'

let running: RunningSandbox | undefined
afterEach(() => running?.close())

const started = async () => (running = await startSandbox({ port: 0, acceptUnknownCodes: true, secrets, seed: 's' }))
const { appId, appSecret } = secrets.wechat
function loginAddress(url: string, code = 'a') {
  return `${url}/wx/sns/jscode2session?appid=${appId}&secret=${appSecret}&grant_type=authorization_code&js_code=${code}`
}

const query: Call = { service: 'wxpay', route: 'query', method: 'GET', path: '/wxpay/v3/pay/transactions/1' }

/** Which of a hundred calls of a route were hit, as a text of 0 and 1. */
function hitsOf(faults: ReturnType<typeof createFaults>, call = query, calls = 100) {
  return Array.from({ length: calls }, () => (faults.take(call, 0) ? '1' : '0')).join('')
}
function half(seed?: string) {
  const faults = createFaults()
  faults.plan({ service: 'wxpay', times: 1000, probability: 0.5, status: 500, ...(seed === undefined ? {} : { seed }) })
  return faults
}

describe('the probability of a fault', () => {
  it('hits the same calls with the same seed, other calls with another, and about as many as it should', () => {
    const hits = hitsOf(half('a'))
    expect(hitsOf(half('a'))).toBe(hits)
    expect(hitsOf(half('b'))).not.toBe(hits)
    expect(hitsOf(half())).toBe(hitsOf(half()))
    const count = [...hits].filter((hit) => hit === '1').length
    expect(count).toBeGreaterThan(35)
    expect(count).toBeLessThan(65)
  })

  it('does not depend on calls of other routes in between, so concurrent runs are repeatable too', () => {
    const alone = hitsOf(half('a'))
    const faults = half('a')
    const other: Call = { ...query, route: 'native', method: 'POST' }
    let mixed = ''
    for (let i = 0; i < 100; i++) {
      if (i % 3 === 0) faults.take(other, 0)
      mixed += faults.take(query, 0) ? '1' : '0'
    }
    expect(mixed).toBe(alone)
  })

  it('counts only the calls that were hit', () => {
    const faults = createFaults()
    faults.plan({ service: 'wxpay', times: 3, probability: 0.3, seed: 'x', status: 500 })
    const hits = hitsOf(faults, query, 60)
    expect([...hits].filter((hit) => hit === '1')).toHaveLength(3)
    expect(faults.list()).toEqual([])
  })
})

describe('the route of a fault', () => {
  it.each([
    ['GET /wxpay/v3/*', true],
    ['/wxpay/v3/pay/transactions/1', true],
    ['*/transactions/*', true],
    ['POST /wxpay/v3/*', false],
    ['/wxpay/v3', false],
    ['/wxpay/v3/pay.transactions/1', false],
    ['query', true],
    ['native', false],
    [undefined, true],
  ])('%s fits the call: %s', (route, fits) => {
    const faults = createFaults()
    faults.plan({ service: 'wxpay', times: 1, status: 500, ...(route === undefined ? {} : { route }) })
    expect(faults.take(query, 0) !== undefined).toBe(fits)
  })
})

describe('a planned fault', () => {
  it('is recorded with its call, time and plan when it fires, and can be cancelled alone', async () => {
    const sandbox = aSandbox({ acceptUnknownCodes: true })
    const fault = sandbox.control.faults.plan({ service: 'wechat', route: 'GET /wx/*', times: 5, status: 503 })
    await login(sandbox, { js_code: 'a' }).catch(() => undefined)
    const { faults, fired } = JSON.parse(await (await sandbox.app.request('/control/faults')).text())
    expect([faults[0].remaining, fired]).toEqual([
      4,
      [
        {
          id: 1,
          at: sandbox.control.clock.now(),
          call: 1,
          service: 'wechat',
          route: 'jscode2session',
          method: 'GET',
          path: '/wx/sns/jscode2session',
          fault: expect.objectContaining({ id: fault.id, status: 503 }),
        },
      ],
    ])
    expect((await post(sandbox, '/control/faults/clear', { id: fault.id })).status).toBe(200)
    expect((await login(sandbox, { js_code: 'b' })).openid).toBeDefined()
    expect(sandbox.control.faults.fired()).toHaveLength(1)
    await post(sandbox, '/control/faults/fired/clear', {})
    expect(sandbox.control.faults.fired()).toEqual([])
  })

  it('cuts an answer in the middle after the vendor has done its part', async () => {
    const { url, sandbox } = await started()
    const { code, openid } = sandbox.wechat.issueCode()
    sandbox.faults.plan({ service: 'wechat', times: 1, cut: 20 })
    const response = await fetch(loginAddress(url, code))
    expect(response.status).toBe(200)
    const reader = response.body?.getReader()
    const first = await reader?.read()
    expect(first?.value).toHaveLength(20)
    await expect(reader?.read()).rejects.toThrow()
    expect(JSON.parse(await (await fetch(loginAddress(url, code))).text())).toMatchObject({ errcode: 40163 })
    expect(openid).toBeDefined()
  })

  it('cuts a stream after the planned number of bytes', async () => {
    const { url, sandbox } = await started()
    sandbox.faults.plan({ service: 'deepseek', route: 'chat/completions', times: 1, cut: 300 })
    const response = await fetch(`${url}/deepseek/chat/completions`, {
      method: 'POST',
      headers: { authorization: `Bearer ${secrets.deepseek.apiKey}`, 'content-type': 'application/json' },
      body: JSON.stringify({
        model: 'deepseek-flash',
        stream: true,
        messages: [{ role: 'user', content: '写一段自我介绍' }],
      }),
    })
    let seen = 0
    const reading = (async () => {
      for await (const part of response.body ?? []) seen += part.length
    })()
    await expect(reading).rejects.toThrow()
    expect(seen).toBe(300)
    await expect.poll(() => sandbox.deepseek.active()).toBe(0)
  })

  it('repeats the last answer of a route byte for byte, and the vendor never sees the call', async () => {
    const { url, sandbox } = await started()
    const first = await (await fetch(loginAddress(url, 'first'))).text()
    sandbox.faults.plan({ service: 'wechat', times: 1, repeat: 1 })
    expect(await (await fetch(loginAddress(url, 'second'))).text()).toBe(first)
    expect(await (await fetch(loginAddress(url, 'second'))).text()).not.toBe(first)
  })

  it('can ask the caller to wait', async () => {
    const sandbox = aSandbox({ acceptUnknownCodes: true })
    sandbox.control.faults.plan({ service: 'wechat', times: 1, status: 429, retryAfter: 7 })
    const response = await sandbox.app.request('/wx/sns/jscode2session')
    expect([response.status, response.headers.get('retry-after')]).toEqual([429, '7'])
  })

  it("for a whole service leaves the vendor's own webhooks alone", async () => {
    const sandbox = aSandbox()
    sandbox.control.faults.plan({ service: 'wxpay', times: 1, status: 500 })
    expect(sandbox.control.faults.list()).toHaveLength(1)
    expect(statusOf(await sendSms(sandbox))).toBe('Ok')
  })
})
