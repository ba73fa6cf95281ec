import { describe, expect, it } from 'vitest'
import { ENGINES, refusal, useApp } from '@qingpin/testing/harness'
import { deviceOf } from '../../http/device.ts'
import { maskAddress } from './session.rules.ts'

const IPHONE =
  'Mozilla/5.0 (iPhone; CPU iPhone OS 18_1 like Mac OS X) AppleWebKit/605.1.15 Mobile/15E148 MicroMessenger/8.0.54'
const WINDOWS = 'Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 Chrome/142.0 Safari/537.36 Edg/142.0'

describe.each(ENGINES)('the devices of an account on %s', (engine) => {
  const app = useApp(engine)
  async function twoDevices() {
    const staff = await app.aStaff('employee')
    const body = { username: staff.username, password: staff.password }
    const enter = async (headers: Record<string, string>) =>
      (await app.raw('POST', '/api/auth/login', { body, headers })).json.data.token as string
    const phone = await enter({ 'user-agent': IPHONE, 'x-client': 'weapp' })
    app.advance(60_000)
    const computer = await enter({ 'user-agent': WINDOWS, 'x-client': 'h5' })
    return { staff, phone, computer }
  }
  const list = async (token: string) => (await app.as(token)('GET /api/auth/sessions')).items

  it('are listed by the names in their headers, the calling one first and marked', async () => {
    const { phone } = await twoDevices()
    const items = await list(phone)
    expect(items.map(({ name, kind, current }) => [name, kind, current])).toEqual([
      ['iPhone，微信小程序', 'phone', true],
      ['Windows 电脑，Edge', 'computer', false],
      ['没有说明的设备', 'unknown', false],
    ])
  })

  it('show when they were last used, to a few minutes, without a write at every request', async () => {
    const { phone, computer } = await twoDevices()
    app.advance(20 * 60_000)
    await app.as(computer)('GET /api/auth/me')
    await app.deps.background.idle()
    const seen = (await list(phone)).find((one) => one.kind === 'computer')?.seenAt
    expect(seen).toBe(new Date(app.ctx().now).toISOString())
    app.advance(60_000)
    await app.as(computer)('GET /api/auth/me')
    await app.deps.background.idle()
    expect((await list(phone)).find((one) => one.kind === 'computer')?.seenAt).toBe(seen)
  })

  it('are ended one by one, immediately; a repeat changes nothing', async () => {
    const { phone, computer } = await twoDevices()
    const id = (await list(phone)).find((one) => one.kind === 'computer')?.id ?? ''
    for (let i = 0; i < 2; i++) await app.as(phone)('DELETE /api/auth/sessions/{id}', { params: { id } })
    expect((await refusal(app.as(computer)('GET /api/auth/me'))).code).toBe('TOKEN_INVALID')
    expect((await list(phone)).map((one) => one.kind)).not.toContain('computer')
  })

  it('are all ended but the calling one', async () => {
    const { phone, computer, staff } = await twoDevices()
    expect(await app.as(phone)('POST /api/auth/sessions/end-others')).toEqual({ ended: 2 })
    expect(await app.as(phone)('POST /api/auth/sessions/end-others')).toEqual({ ended: 0 })
    for (const token of [computer, staff.token])
      expect((await refusal(app.as(token)('GET /api/auth/me'))).code).toBe('TOKEN_INVALID')
    expect(await list(phone)).toHaveLength(1)
  })

  it('of another account are not found and stay logged in', async () => {
    const { phone } = await twoDevices()
    const id = (await list(phone))[0]?.id ?? ''
    const stranger = await app.aPerson()
    const refused = await refusal(app.as(stranger.token)('DELETE /api/auth/sessions/{id}', { params: { id } }))
    expect([refused.status, refused.code]).toEqual([404, 'NOT_FOUND'])
    expect((await list(phone))[0]?.current).toBe(true)
  })

  it('that have expired are not listed', async () => {
    const { staff } = await twoDevices()
    app.advance(31 * 24 * 3_600_000)
    const body = { username: staff.username, password: staff.password }
    expect(await list((await app.as()('POST /api/auth/login', { body })).token)).toHaveLength(1)
  })
})

describe('the name of a device', () => {
  it.each([
    [IPHONE, 'weapp', 'iPhone，微信小程序'],
    [IPHONE, undefined, 'iPhone，微信里的网页'],
    ['Mozilla/5.0 (Linux; Android 15; V2049A) Mobile Chrome/140', 'h5', '安卓手机，Chrome'],
    ['Mozilla/5.0 (Linux; Android 15; SM-X900) Chrome/140', 'h5', '安卓平板，Chrome'],
    ['Mozilla/5.0 (Macintosh; Intel Mac OS X 14) Version/18 Safari/605', 'h5', 'Mac 电脑，Safari'],
    ['wechatdevtools/1.06 Windows', 'weapp', '微信开发者工具，微信小程序'],
    ['curl/8.5', undefined, '没有说明的设备'],
    [undefined, undefined, '没有说明的设备'],
  ])('of %s, %s is %s', (userAgent, client, name) => {
    expect(deviceOf({ userAgent, client }).deviceName).toBe(name)
  })

  it.each([
    ['183.14.20.7', '183.14.*.*'],
    ['127.0.0.1', '本机'],
    ['::1', '本机'],
    ['2408:8207:1840:ab0::1', '2408:8207:*'],
    ['in-process', null],
  ])('keeps of the address %s only %s', (address, masked) => {
    expect(maskAddress(address)).toBe(masked)
  })
})
