import { describe, expect, it } from 'vitest'
import { aSandbox, login, secrets, start } from '../test-sandbox.ts'

const minute = 60_000

describe('jscode2session', () => {
  it('gives openid and session key and no errcode for a good code', async () => {
    const sandbox = aSandbox()
    const { code, openid } = sandbox.control.wechat.issueCode({ person: '王女士' })
    const answer = await login(sandbox, { js_code: code })
    expect(Object.keys(answer).sort()).toEqual(['openid', 'session_key'])
    expect(answer.openid).toBe(openid)
    expect(openid).toMatch(/^o[\w-]{27}$/)
    expect(Buffer.from(answer.session_key ?? '', 'base64')).toHaveLength(16)
  })

  it('answers JSON labelled text/plain, as the true service does', async () => {
    const response = await aSandbox().app.request('/wx/sns/jscode2session')
    expect(response.headers.get('content-type')).toMatch(/^text\/plain/)
  })

  it('gives a unionid only for a person who has one', async () => {
    const sandbox = aSandbox()
    const { code } = sandbox.control.wechat.issueCode({ person: '李师傅', unionid: 'u-1' })
    expect((await login(sandbox, { js_code: code })).unionid).toBe('u-1')
  })

  it('answers 40163 to a used code, so a replay is noticed', async () => {
    const sandbox = aSandbox()
    const { code } = sandbox.control.wechat.issueCode()
    await login(sandbox, { js_code: code })
    const again = await login(sandbox, { js_code: code })
    expect(again.errcode).toBe(40163)
    expect(again.errmsg).toMatch(/^code been used, rid: [0-9a-f-]+$/)
  })

  it('accepts a code for five minutes and not a moment longer', async () => {
    const sandbox = aSandbox()
    const [first, second] = [sandbox.control.wechat.issueCode(), sandbox.control.wechat.issueCode()]
    sandbox.control.clock.fix(start + 5 * minute)
    expect((await login(sandbox, { js_code: first.code })).openid).toBe(first.openid)
    sandbox.control.clock.advance(1)
    expect((await login(sandbox, { js_code: second.code })).errcode).toBe(40029)
  })

  it.each([
    ['another app id', { appid: 'wx-other' }, 40013],
    ['a missing app id', { appid: undefined }, 41002],
    ['a wrong secret', { secret: 'guess' }, 40125],
    ['a missing secret', { secret: undefined }, 41004],
    ['another grant type', { grant_type: 'client_credential' }, 40002],
    ['a missing code', { js_code: undefined }, 41008],
    ['an empty code', { js_code: '' }, 41008],
  ])('refuses %s with its own number and leaves the code good', async (_, changes, errcode) => {
    const sandbox = aSandbox()
    const { code } = sandbox.control.wechat.issueCode()
    const answer = await login(sandbox, { js_code: code, ...changes })
    expect(answer.errcode).toBe(errcode)
    expect(answer.errmsg).toContain(', rid: ')
    expect((await login(sandbox, { js_code: code })).openid).toBeDefined()
  })

  it('answers 45011 to the hundred and first call of a user within a minute, and accepts calls a minute later', async () => {
    const sandbox = aSandbox()
    const next = () => login(sandbox, { js_code: sandbox.control.wechat.issueCode({ person: '快手' }).code })
    for (let count = 0; count < 100; count++) expect((await next()).errcode).toBeUndefined()
    expect((await next()).errcode).toBe(45011)
    const other = sandbox.control.wechat.issueCode({ person: '别人' })
    expect((await login(sandbox, { js_code: other.code })).openid).toBe(other.openid)
    sandbox.control.clock.advance(minute)
    expect((await next()).errcode).toBeUndefined()
  })

  it('answers -1 to as many calls as planned and leaves the code good, so a retry helps', async () => {
    const sandbox = aSandbox()
    const { code, openid } = sandbox.control.wechat.issueCode()
    sandbox.control.wechat.busy(1)
    expect((await login(sandbox, { js_code: code })).errcode).toBe(-1)
    expect((await login(sandbox, { js_code: code })).openid).toBe(openid)
  })

  it('refuses a blocked person with 40226 until unblocked', async () => {
    const sandbox = aSandbox()
    const { openid } = sandbox.control.wechat.issueCode({ person: '风险用户' })
    const attempt = () => login(sandbox, { js_code: sandbox.control.wechat.issueCode({ person: '风险用户' }).code })
    expect(sandbox.control.wechat.block(openid)).toBe(true)
    expect((await attempt()).errcode).toBe(40226)
    sandbox.control.wechat.block(openid, false)
    expect((await attempt()).openid).toBe(openid)
  })
})

describe('an openid', () => {
  it('stays the same for a named person after a restart, because the product stores it', () => {
    const openidOf = () => aSandbox().control.wechat.issueCode({ person: '王女士' }).openid
    expect(openidOf()).toBe(openidOf())
  })

  it('differs between apps for the same person, as with WeChat', () => {
    const other = aSandbox({ secrets: { ...secrets, wechat: { appId: 'wx-2', appSecret: 's' } } })
    const person = '王女士'
    expect(other.control.wechat.issueCode({ person }).openid).not.toBe(
      aSandbox().control.wechat.issueCode({ person }).openid,
    )
  })
})

describe('a seed', () => {
  it('makes codes and new users repeatable', () => {
    const issued = () => aSandbox({ seed: 'story' }).control.wechat.issueCode()
    expect(issued()).toEqual(issued())
    expect(aSandbox().control.wechat.issueCode()).not.toEqual(aSandbox().control.wechat.issueCode())
  })
})
