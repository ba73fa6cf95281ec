import { afterEach, describe, expect, it } from 'vitest'
import { type RunningSandbox, startSandbox } from './server.ts'
import { aSandbox, login, secrets, sendSms, statusOf } from './test-sandbox.ts'

let running: RunningSandbox | undefined
afterEach(() => running?.close())

describe('a planned answer', () => {
  it('replaces the next N answers, and then the vendor answers itself again', async () => {
    const sandbox = aSandbox({ acceptUnknownCodes: true })
    sandbox.control.faults.plan({ service: 'wechat', times: 2, status: 503, body: 'gateway' })
    const ask = () => sandbox.app.request('/wx/sns/jscode2session')
    expect([(await ask()).status, await (await ask()).text(), (await ask()).status]).toEqual([503, 'gateway', 200])
  })

  it('can be any JSON, so any vendor error can be played', async () => {
    const sandbox = aSandbox({ acceptUnknownCodes: true })
    sandbox.control.faults.plan({
      service: 'wechat',
      times: 1,
      body: { errcode: 45009, errmsg: 'reach max api daily quota limit' },
    })
    expect(await login(sandbox, { js_code: 'x' })).toMatchObject({ errcode: 45009 })
  })

  it('uses up neither a code nor a message, because the vendor never sees the call', async () => {
    const sandbox = aSandbox()
    const { code, openid } = sandbox.control.wechat.issueCode()
    sandbox.control.faults.plan({ service: 'wechat', times: 1, body: { errcode: -1 } })
    await login(sandbox, { js_code: code })
    expect((await login(sandbox, { js_code: code })).openid).toBe(openid)
  })
})

describe('a planned delay', () => {
  it('is followed by the true answer', async () => {
    const sandbox = aSandbox()
    sandbox.control.faults.plan({ service: 'sms', times: 1, delayMs: 60 })
    const before = performance.now()
    expect(statusOf(await sendSms(sandbox))).toBe('Ok')
    expect(performance.now() - before).toBeGreaterThan(50)
  })
})

describe('a planned fault', () => {
  it('leaves other routes and services alone', async () => {
    const sandbox = aSandbox()
    sandbox.control.faults.plan({ service: 'sms', route: 'DescribePhoneNumberInfo', times: 1, status: 500 })
    sandbox.control.faults.plan({ service: 'wechat', times: 1, status: 500 })
    expect(statusOf(await sendSms(sandbox))).toBe('Ok')
    expect(sandbox.control.faults.list()).toHaveLength(2)
    sandbox.control.faults.clear('sms')
    expect(sandbox.control.faults.list().map((fault) => fault.service)).toEqual(['wechat'])
  })
})

describe('a dropped connection', () => {
  it('reaches the caller as a network error, not as an answer', async () => {
    running = await startSandbox({ port: 0, acceptUnknownCodes: true, secrets })
    const { appId, appSecret } = secrets.wechat
    const address = `${running.url}/wx/sns/jscode2session?appid=${appId}&secret=${appSecret}&grant_type=authorization_code&js_code=a`
    running.sandbox.faults.plan({ service: 'wechat', times: 1, drop: true })
    await expect(fetch(address)).rejects.toThrow('fetch failed')
    expect((await fetch(address)).status).toBe(200)
    expect(running.sandbox.requests.list('wechat').map((request) => request.status)).toEqual([null, 200])
  })

  it('rejects in process too, where there is no socket to cut', async () => {
    const sandbox = aSandbox()
    sandbox.control.faults.plan({ service: 'sms', times: 1, drop: true })
    await expect(sendSms(sandbox)).rejects.toThrow('dropped')
  })
})

describe('the record of requests', () => {
  it('holds requests as they came, for tests that check what the vendor received', async () => {
    const sandbox = aSandbox()
    await login(sandbox, { js_code: 'abc' })
    await sendSms(sandbox)
    const [first, second] = sandbox.control.requests.list()
    expect(first).toMatchObject({
      service: 'wechat',
      route: 'jscode2session',
      method: 'GET',
      path: '/wx/sns/jscode2session',
      status: 200,
    })
    expect(first?.query['js_code']).toBe('abc')
    expect(second).toMatchObject({ service: 'sms', route: 'SendSms', method: 'POST', at: sandbox.control.clock.now() })
    expect(second?.headers['x-tc-version']).toBe('2021-01-11')
    expect(JSON.parse(second?.body ?? '')).toMatchObject({ TemplateId: '1001' })
  })

  it('holds the last five hundred of a service, so a load test does not fill the memory', async () => {
    const sandbox = aSandbox()
    for (let count = 0; count < 510; count++) await login(sandbox, { js_code: String(count) })
    const recorded = sandbox.control.requests.list('wechat')
    expect([recorded.length, recorded[0]?.query['js_code']]).toEqual([500, '10'])
    sandbox.control.requests.clear('wechat')
    expect(sandbox.control.requests.list()).toEqual([])
  })
})
