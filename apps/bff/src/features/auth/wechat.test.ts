import { describe, expect, it } from 'vitest'
import { aPhone, ENGINES, refusal, useApp } from '@qingpin/testing/harness'
import { actionsOf, bindPhone, changeAccount, countRows } from '@qingpin/testing/rows'
import { type VendorRules, vendorCalls } from '../../adapters/vendor-calls.ts'
import { makeWechatPorts } from '../../deps.ts'

describe.each(ENGINES)('login by WeChat on %s', (engine) => {
  const app = useApp(engine)
  const login = (code: string, phone?: string) =>
    app.as()('POST /api/auth/miniprogram-login', { body: phone === undefined ? { code } : { code, phone } })
  const aCode = (person?: string) => app.sandbox.sandbox.wechat.issueCode(person === undefined ? {} : { person })
  const calls = () => app.sandbox.sandbox.requests.list('wechat').length

  it('creates a personal account for a new person and replies as old clients expect', async () => {
    const { code, openid } = aCode()
    const session = await login(code)
    expect(session).toMatchObject({
      openid,
      token: session.access_token,
      expiresIn: 7200,
      user: { name: '微信用户', role: 'personal', roleLabel: '个人', phone: null, permissions: [] },
    })
    expect(await actionsOf(app, session.user.id)).toEqual(['account.login'])
  })

  it('finds the same account again', async () => {
    const first = await login(aCode('王女士').code)
    const second = await login(aCode('王女士').code)
    expect(second.user.id).toBe(first.user.id)
    expect(second.token).not.toBe(first.token)
  })

  it('creates one account for 20 simultaneous first logins', async () => {
    const codes = Array.from({ length: 20 }, () => aCode('同时来的人').code)
    const before = await countRows(app, 'accounts')
    const sessions = await Promise.all(codes.map((code) => login(code)))
    expect(new Set(sessions.map((session) => session.user.id)).size).toBe(1)
    expect(await countRows(app, 'accounts')).toBe(before + 1)
  })

  it('refuses a code that was used', async () => {
    const { code } = aCode()
    await login(code)
    const error = await refusal(login(code))
    expect([error.status, error.code]).toEqual([400, 'WECHAT_CODE_USED'])
  })

  it('refuses a code that WeChat does not know, and one that is too old', async () => {
    expect((await refusal(login('made-up'))).code).toBe('WECHAT_CODE_INVALID')
    const { code } = aCode()
    app.advance(301_000)
    expect((await refusal(login(code))).code).toBe('WECHAT_CODE_INVALID')
  })

  it('points a person who is blocked by WeChat to SMS', async () => {
    const { code, openid } = aCode()
    app.sandbox.sandbox.wechat.block(openid)
    const error = await refusal(login(code))
    expect([error.status, error.code]).toEqual([403, 'WECHAT_BLOCKED'])
  })

  it('retries once when WeChat is busy, and only once', async () => {
    app.sandbox.sandbox.wechat.busy(1)
    expect((await login(aCode().code)).user.role).toBe('personal')
    app.sandbox.sandbox.wechat.busy(2)
    const before = calls()
    const error = await refusal(login(aCode().code))
    expect([error.status, error.code, calls() - before]).toEqual([503, 'WECHAT_BUSY', 2])
  })

  it.each([
    ['cuts the connection', { drop: true }],
    ['answers 502', { status: 502, body: 'bad gateway' }],
    ['answers nonsense', { body: '<html>' }],
    ['answers null', { body: 'null' }],
    ['forgets the person', { body: { session_key: 'k' } }],
  ] as const)('says that WeChat does not answer when it %s, and writes nothing', async (_, fault) => {
    const before = [await countRows(app, 'accounts'), await countRows(app, 'sessions')]
    app.sandbox.sandbox.faults.plan({ service: 'wechat', times: 1, ...fault })
    const error = await refusal(login(aCode().code))
    expect([error.status, error.code]).toEqual([503, 'WECHAT_BUSY'])
    expect([await countRows(app, 'accounts'), await countRows(app, 'sessions')]).toEqual(before)
  })

  it('does not tell a person to wait when WeChat rejects our own credentials, and writes nothing', async () => {
    const before = [await countRows(app, 'accounts'), await countRows(app, 'sessions')]
    const body = { errcode: 40125, errmsg: 'invalid appsecret' }
    app.sandbox.sandbox.faults.plan({ service: 'wechat', times: 1, body })
    const error = await refusal(login(aCode().code))
    expect([error.status, error.code]).toEqual([503, 'WECHAT_UNAVAILABLE'])
    expect(error.message).not.toMatch(/稍后|等/)
    expect([await countRows(app, 'accounts'), await countRows(app, 'sessions')]).toEqual(before)
  })

  it('does not wait for a slow WeChat', async () => {
    const { wechat } = app.deps
    const impatient = (rules: VendorRules) => vendorCalls({ ...rules, timeoutMs: 150 }, app.deps)
    app.deps.wechat = makeWechatPorts(app.deps, impatient).wechat
    app.sandbox.sandbox.faults.plan({ service: 'wechat', times: 1, delayMs: 500 })
    expect((await refusal(login(aCode().code))).code).toBe('WECHAT_BUSY')
    app.deps.wechat = wechat
  })

  it('refuses a bare phone of a new account and of one with another number', async () => {
    const before = await countRows(app, 'accounts')
    const staff = await app.aStaff('admin', { phone: aPhone() })
    const stranger = await refusal(login(aCode('冒充者').code, aPhone()))
    expect([stranger.status, stranger.code]).toEqual([403, 'PHONE_PROOF_REQUIRED'])
    const session = await login(aCode('冒充者').code)
    await bindPhone(app, session.user.id, aPhone())
    expect((await refusal(login(aCode('冒充者').code, aPhone()))).code).toBe('PHONE_PROOF_REQUIRED')
    expect(await countRows(app, 'accounts')).toBe(before + 2)
    expect(session.user.id).not.toBe(staff.id)
  })

  it('honours a phone that is bound to the account already', async () => {
    const phone = aPhone()
    const first = await login(aCode('绑过手机的人').code)
    await bindPhone(app, first.user.id, phone)
    const again = await login(aCode('绑过手机的人').code, `+86 ${phone}`)
    expect(again.user).toMatchObject({ id: first.user.id, phone: `${phone.slice(0, 3)}****${phone.slice(-4)}` })
  })

  it('refuses a suspended account', async () => {
    const first = await login(aCode('停用的人').code)
    await changeAccount(app, first.user.id, { status: 'suspended' })
    expect((await refusal(login(aCode('停用的人').code))).code).toBe('ACCOUNT_SUSPENDED')
  })

  it('logs staff in whose account WeChat is bound to', async () => {
    const staff = await app.aStaff('manager')
    const { code, openid } = aCode('店长')
    await changeAccount(app, staff.id, { wechatId: openid })
    expect((await login(code)).user).toMatchObject({ id: staff.id, role: 'manager', roles: ['manager', 'personal'] })
  })
})
