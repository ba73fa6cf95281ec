import { describe, expect, it } from 'vitest'
import { aSandbox, login, post, sendSms, start } from '../test-sandbox.ts'

const jsonOf = async (response: Response | Promise<Response>) => JSON.parse(await (await response).text())

describe('the control API', () => {
  it('issues a code that logs its person in', async () => {
    const sandbox = aSandbox()
    const { code, openid } = await jsonOf(post(sandbox, '/control/wechat/codes', { person: '王女士' }))
    expect((await login(sandbox, { js_code: code })).openid).toBe(openid)
  })

  it('issues a code without a body, because every field is optional', async () => {
    const response = await aSandbox().app.request('/control/wechat/codes', { method: 'POST' })
    expect(Object.keys(await jsonOf(response))).toEqual(['code', 'openid'])
  })

  it('offsets, advances, fixes and resets the clock', async () => {
    const sandbox = aSandbox()
    const set = (body: object) => jsonOf(post(sandbox, '/control/clock', body))
    expect(await set({ fixed: '2026-01-01T00:00:00Z' })).toMatchObject({ fixedAt: Date.parse('2026-01-01T00:00:00Z') })
    expect(await set({ fixed: start })).toMatchObject({ now: start })
    expect(await set({ advanceMs: 1000 })).toMatchObject({ now: start + 1000 })
    expect(await set({ fixed: 'now' })).toMatchObject({ fixedAt: start + 1000 })
    expect(await set({ offsetMs: -5000 })).toMatchObject({ offsetMs: -5000, fixedAt: null })
    expect(await set({ reset: true })).toMatchObject({ offsetMs: 0, fixedAt: null })
  })

  it('finds messages by any way of writing the number, a plus sign lost in the address included', async () => {
    const sandbox = aSandbox()
    await sendSms(sandbox)
    for (const phone of ['13800000001', '+8613800000001', '%2B8613800000001']) {
      const { messages } = await jsonOf(sandbox.app.request(`/control/sms/outbox?phone=${phone}`))
      expect(messages).toMatchObject([{ code: '482913' }])
    }
    expect(await jsonOf(sandbox.app.request('/control/sms/outbox?phone=13900000000'))).toEqual({ messages: [] })
    expect(await jsonOf(post(sandbox, '/control/sms/outbox/clear', {}))).toEqual({ messages: [] })
  })

  it('controls blocking, busy answers, blacklist, settings, faults and requests', async () => {
    const sandbox = aSandbox()
    const { openid } = sandbox.control.wechat.issueCode({ person: '王女士' })
    expect(await jsonOf(post(sandbox, '/control/wechat/users/block', { openid }))).toEqual({ openid, blocked: true })
    expect(await jsonOf(post(sandbox, '/control/wechat/busy', { times: 2 }))).toEqual({ busyCalls: 2 })
    expect(await jsonOf(post(sandbox, '/control/sms/blacklist', { phone: '13800000001' }))).toEqual({
      blacklist: ['+8613800000001'],
    })
    expect(await jsonOf(post(sandbox, '/control/sms/settings', { limits: false }))).toEqual({
      limits: false,
      appDaily: 10_000,
      signatureTime: 'clock',
    })
    expect(await jsonOf(post(sandbox, '/control/faults', { service: 'sms', times: 3, status: 500 }))).toMatchObject({
      remaining: 3,
    })
    await login(sandbox, { js_code: 'x' })
    expect((await jsonOf(sandbox.app.request('/control/requests?service=wechat'))).requests).toHaveLength(1)
    expect(await jsonOf(post(sandbox, '/control/requests/clear', {}))).toEqual({ requests: [] })
    expect(await jsonOf(post(sandbox, '/control/faults/clear', {}))).toEqual({ faults: [], fired: [] })
  })

  it('shows the whole state, except session keys', async () => {
    const sandbox = aSandbox()
    const { code, openid } = sandbox.control.wechat.issueCode({ person: '王女士' })
    const { session_key } = await login(sandbox, { js_code: code })
    const text = await (await sandbox.app.request('/control/state')).text()
    expect(JSON.parse(text)).toMatchObject({
      clock: { fixedAt: start },
      wechat: { peopleCount: 1, people: [{ name: '王女士', openid, blocked: false, lastLoginAt: start }] },
      sms: { limits: true, messages: 0, blacklist: [] },
      faults: [],
      requests: { wechat: 1, sms: 0 },
    })
    expect(session_key).toBeDefined()
    expect(text).not.toContain(session_key)
  })

  it('resets people, codes, messages, limits, faults, records and clock', async () => {
    const sandbox = aSandbox()
    const { code } = sandbox.control.wechat.issueCode()
    await sendSms(sandbox)
    sandbox.control.faults.plan({ service: 'sms', times: 1, status: 500 })
    expect(await jsonOf(post(sandbox, '/control/reset', {}))).toMatchObject({
      clock: { offsetMs: 0, fixedAt: null },
      wechat: { peopleCount: 0 },
      sms: { messages: 0 },
      faults: [],
      requests: { wechat: 0, sms: 0 },
    })
    expect((await login(sandbox, { js_code: code })).errcode).toBe(40029)
  })

  it.each([
    ['/control/clock', {}, 'offsetMs'],
    ['/control/clock', { offset: 5 }, '不认识 offset'],
    ['/control/clock', { offsetMs: 1, reset: true }, '只给一个'],
    ['/control/clock', { fixed: 'tomorrow' }, 'ISO 8601'],
    ['/control/clock', { offsetMs: 1.5 }, '整数'],
    ['/control/clock', { reset: false }, 'true'],
    ['/control/wechat/codes', { person: 7 }, 'person'],
    ['/control/wechat/codes', { person: ' ' }, 'person'],
    ['/control/wechat/users/block', {}, '缺少 openid'],
    ['/control/wechat/users/block', { openid: 'oNobody' }, 'openid'],
    ['/control/wechat/busy', { times: -1 }, 'times'],
    ['/control/sms/blacklist', { phone: '12' }, '手机号'],
    ['/control/sms/settings', { signatureTime: 'never' }, 'clock、machine'],
    ['/control/faults', { service: 'mail', status: 500 }, 'wechat、sms'],
    ['/control/faults', { service: 'sms' }, '什么也不会出错'],
    ['/control/faults', { service: 'sms', status: 99 }, 'status'],
    ['/control/faults', { service: 'sms', status: 500, times: 0 }, 'times'],
    ['/control/faults', { service: 'sms', drop: true, status: 500 }, '断开'],
    ['/control/faults', { service: 'sms', status: 204, body: 'x' }, '204'],
    ['/control/faults', { service: 'sms', status: 500, probability: 0 }, 'probability'],
    ['/control/faults', { service: 'sms', delayMs: 5, retryAfter: 3 }, 'status'],
    ['/control/faults', { service: 'sms', repeat: 1, status: 500 }, '重复'],
    ['/control/faults', { service: 'wxpay', route: 'webhook', status: 500 }, '通知'],
    ['/control/faults', { service: 'wxpay', route: 'GET wxpay/x', status: 500 }, 'route'],
    ['/control/faults/clear', { id: 7 }, '没有了'],
    ['/control/reset', { everything: true }, 'everything'],
    ['/control/clock', [], 'JSON 对象'],
  ])('answers POST %s with %j by 400 and the reason', async (path, body, why) => {
    const response = await post(aSandbox(), path, body)
    expect(response.status).toBe(400)
    expect((await jsonOf(response)).error).toContain(why)
  })

  it('distinguishes malformed JSON, an unknown service and an unknown route', async () => {
    const { app } = aSandbox()
    const malformed = await app.request('/control/clock', { method: 'POST', body: '{' })
    expect([malformed.status, (await jsonOf(malformed)).error]).toEqual([400, '请求正文不是 JSON'])
    expect((await app.request('/control/requests?service=mail')).status).toBe(400)
    expect((await app.request('/control/nothing')).status).toBe(404)
  })
})
