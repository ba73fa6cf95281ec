import { describe, expect, it } from 'vitest'
import { aSandbox, login, post, secrets, start } from '../test-sandbox.ts'

interface Answer {
  access_token: string
  expires_in: number
  errcode?: number
  phone_info?: { phoneNumber: string; purePhoneNumber: string; countryCode: string }
  result?: { suggest: string }
}
type Sandbox = ReturnType<typeof aSandbox>

const second = 1000
const defaults = {
  grant_type: 'client_credential',
  appid: secrets.wechat.appId,
  secret: secrets.wechat.appSecret,
}
async function ask(sandbox: Sandbox, path: string, body: unknown): Promise<Answer> {
  return (await (await post(sandbox, `/wx${path}`, body)).json()) as Answer
}
function stable(sandbox: Sandbox, changes: object = {}) {
  return ask(sandbox, '/cgi-bin/stable_token', { ...defaults, ...changes })
}
function phoneOf(sandbox: Sandbox, token: string, code: string) {
  return ask(sandbox, `/wxa/business/getuserphonenumber?access_token=${token}`, { code })
}
function judge(sandbox: Sandbox, token: string, body: object) {
  return ask(sandbox, `/wxa/msg_sec_check?access_token=${token}`, body)
}

describe('stable_token', () => {
  it('gives every caller the same token while it is valid, with the remaining time', async () => {
    const sandbox = aSandbox()
    const first = await stable(sandbox)
    sandbox.control.clock.advance(100 * second)
    expect(await stable(sandbox)).toEqual({ access_token: first.access_token, expires_in: 7100 })
  })

  it('renews five minutes early, and the old token works beside the new one until its end', async () => {
    const sandbox = aSandbox()
    const old = (await stable(sandbox)).access_token
    sandbox.control.clock.advance(6900 * second)
    const fresh = await stable(sandbox)
    expect([fresh.access_token === old, fresh.expires_in]).toEqual([false, 7200])
    const { code } = sandbox.control.wechat.issuePhoneCode('13912345678')
    expect((await phoneOf(sandbox, old, code)).errcode).toBe(0)
    sandbox.control.clock.advance(300 * second)
    expect((await phoneOf(sandbox, old, code)).errcode).toBe(42001)
  })

  it('revokes the old token at once when forced, which works every 30 seconds and 20 times a day', async () => {
    const sandbox = aSandbox()
    const old = (await stable(sandbox)).access_token
    const force = () => stable(sandbox, { force_refresh: true })
    expect((await force()).access_token).not.toBe(old)
    expect((await phoneOf(sandbox, old, 'x')).errcode).toBe(40001)
    expect((await force()).errcode).toBe(45011)
    for (let n = 1; n < 20; n++) {
      sandbox.control.clock.advance(30 * second)
      expect((await force()).errcode).toBeUndefined()
    }
    sandbox.control.clock.advance(30 * second)
    expect((await force()).errcode).toBe(45009)
    sandbox.control.clock.fix(start + 25 * 3600 * second)
    expect((await force()).errcode).toBeUndefined()
  })

  it.each([
    ['another grant type', { grant_type: 'authorization_code' }, 40002],
    ['another app id', { appid: 'wx-other' }, 40013],
    ['a missing app id', { appid: undefined }, 41002],
    ['a wrong secret', { secret: 'guess' }, 40125],
    ['a missing secret', { secret: undefined }, 41004],
  ])('gives no token for %s', async (_, changes, errcode) => {
    expect((await stable(aSandbox(), changes)).errcode).toBe(errcode)
  })
})

describe('a call with an access token', () => {
  it('must be a POST of JSON with a valid token', async () => {
    const sandbox = aSandbox()
    const { access_token: token } = await stable(sandbox)
    const path = '/wx/wxa/business/getuserphonenumber'
    async function codeOf(url: string, init?: object) {
      return ((await (await sandbox.app.request(url, init)).json()) as Answer).errcode
    }
    expect(await codeOf(`${path}?access_token=${token}`)).toBe(43002)
    expect(await codeOf(path, { method: 'POST', body: '{}' })).toBe(41001)
    expect(await codeOf(`${path}?access_token=guess`, { method: 'POST', body: '{}' })).toBe(40001)
    expect(await codeOf(`${path}?access_token=${token}`, { method: 'POST', body: 'code=1' })).toBe(47001)
  })
})

describe('a phone code', () => {
  it('gives its number once, within five minutes', async () => {
    const sandbox = aSandbox()
    const { access_token: token } = await stable(sandbox)
    const { code } = sandbox.control.wechat.issuePhoneCode('5551234567', '1')
    expect((await phoneOf(sandbox, token, code)).phone_info).toMatchObject({
      phoneNumber: '+15551234567',
      purePhoneNumber: '5551234567',
      countryCode: '1',
    })
    expect((await phoneOf(sandbox, token, code)).errcode).toBe(40029)
    const late = sandbox.control.wechat.issuePhoneCode('13912345678')
    sandbox.control.clock.advance(301 * second)
    expect((await phoneOf(sandbox, token, late.code)).errcode).toBe(40029)
    expect((await phoneOf(sandbox, token, 'unknown')).errcode).toBe(40029)
  })

  it('that is unknown gives the number in it, or always the same invented one, in development', async () => {
    const sandbox = aSandbox({ acceptUnknownCodes: true })
    const { access_token: token } = await stable(sandbox)
    const numberOf = async (code: string) => (await phoneOf(sandbox, token, code)).phone_info?.purePhoneNumber
    expect(await numberOf('device-1')).toMatch(/^137\d{8}$/)
    expect(await numberOf('device-1')).toBe(await numberOf('device-1'))
    expect(await numberOf('tel:13912345678')).toBe('13912345678')
  })

  it('stays good while WeChat is busy', async () => {
    const sandbox = aSandbox()
    const { access_token: token } = await stable(sandbox)
    const { code } = sandbox.control.wechat.issuePhoneCode('13912345678')
    sandbox.control.wechat.busy(1)
    expect((await phoneOf(sandbox, token, code)).errcode).toBe(-1)
    expect((await phoneOf(sandbox, token, code)).errcode).toBe(0)
  })
})

describe('the text check', () => {
  it('requires a person seen within two hours in version 2', async () => {
    const sandbox = aSandbox()
    const { access_token: token } = await stable(sandbox)
    const { code, openid } = sandbox.control.wechat.issueCode({ person: '王女士' })
    const body = { version: 2, scene: 1, openid, content: '您好' }
    expect((await judge(sandbox, token, body)).errcode).toBe(61010)
    await login(sandbox, { js_code: code })
    expect((await judge(sandbox, token, body)).result).toEqual({ suggest: 'pass', label: 100 })
    expect((await judge(sandbox, token, { ...body, content: '来赌博' })).result?.suggest).toBe('risky')
    expect((await judge(sandbox, token, { ...body, content: '测试疑似' })).result?.suggest).toBe('review')
    expect((await judge(sandbox, token, { ...body, openid: 'nobody' })).errcode).toBe(40003)
    expect((await judge(sandbox, token, { ...body, scene: 9 })).errcode).toBe(40097)
    expect((await judge(sandbox, token, { ...body, content: '字'.repeat(2501) })).errcode).toBe(45002)
    expect((await judge(sandbox, token, { ...body, content: '' })).errcode).toBe(44002)
    sandbox.control.clock.advance(7201 * second)
    expect((await judge(sandbox, (await stable(sandbox)).access_token, body)).errcode).toBe(61010)
  })

  it('judges a text without openid in version 1, and refuses it with 87014', async () => {
    const sandbox = aSandbox()
    const { access_token: token } = await stable(sandbox)
    expect((await judge(sandbox, token, { content: '测试违规' })).errcode).toBe(87014)
    expect(await judge(sandbox, token, { content: '您好' })).toEqual({ errcode: 0, errmsg: 'ok' })
  })
})

describe('the control API', () => {
  it('issues phone codes, revokes the token, and gives words another verdict', async () => {
    const sandbox = aSandbox()
    const host = { host: '127.0.0.1:8788' }
    async function send(path: string, body: object) {
      return (await post(sandbox, `/control${path}`, body, host)).json() as Promise<Record<string, unknown>>
    }
    const { access_token: token } = await stable(sandbox)
    const { code } = await send('/wechat/phone-codes', { phone: '13912345678' })
    expect((await phoneOf(sandbox, token, String(code))).errcode).toBe(0)
    expect(await send('/wechat/words', { word: '优惠', verdict: 'risky' })).toMatchObject({ words: { 优惠: 'risky' } })
    expect((await judge(sandbox, token, { content: '优惠多' })).errcode).toBe(87014)
    expect(await send('/wechat/token/revoke', {})).toEqual({ made: 1, forcedToday: 0 })
    expect((await judge(sandbox, token, { content: '您好' })).errcode).toBe(40001)
  })
})
