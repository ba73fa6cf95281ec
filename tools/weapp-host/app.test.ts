import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { outputOf } from '../build/stale.ts'
import { type Product, startProduct } from '../journeys/product.ts'
import { beginRegistration, finishRegistration } from '../journeys/register-worker.ts'
import { Phone } from './phone.ts'

let product: Product
beforeAll(async () => {
  product = await startProduct()
})
afterAll(() => product.stop())

const aPhone = (device = 'a') =>
  new Phone({ dist: outputOf('weapp'), api: product.address, loginCode: () => `dev:${device}` })

describe('the WeChat bundle on a phone', () => {
  it('opens every page of app.json without an error', async () => {
    const phone = aPhone()
    const { pages, subPackages } = phone.appConfig
    const routes = [...pages, ...subPackages.flatMap(({ root, pages: own }) => own.map((page) => `${root}/${page}`))]
    expect(routes.length).toBeGreaterThan(10)
    for (const route of routes) {
      await phone.open(`/${route}`)
      await phone.settle()
      expect(phone.text(), route).not.toBe('')
    }
    await phone.settle()
    expect(phone.errors).toEqual([])
  })

  it('logs in by WeChat and meets the same person again', async () => {
    const phone = aPhone('same-device')
    await phone.open('/pages/me/index')
    await phone.tap('登录')
    await phone.tap('用微信登录')
    await phone.sees('微信用户')
    expect(phone.log.requests.map(({ url, status }) => `${status} ${url}`)).toContain('200 /api/auth/miniprogram-login')
    expect(phone.errors).toEqual([])
  })

  it('logs staff in and shows the tabs of staff', async () => {
    const phone = aPhone()
    await phone.open('/features/auth/staff-login/index')
    await phone.fill('用户名', 'employee')
    await phone.fill('密码', 'employee123')
    await phone.tap('登录')
    await phone.sees('新登记的阿姨')
    expect(phone.log.calls).toContain('setTabBarItem')
    expect(phone.errors).toEqual([])
  })

  it('registers a worker by SMS code, after she left in the middle', async () => {
    const phone = aPhone('new-worker')
    const number = '13533334444'
    const worker = { name: '司马秋兰', trade: '住家护老', age: '51', nativePlace: '四川绵阳' }
    await phone.open('/features/registration/register/index')
    await beginRegistration(phone, worker)

    await phone.open('/pages/home/index')
    await phone.open('/features/registration/register/index')
    await finishRegistration(phone, worker, number, () => product.smsCode(number))
    expect(phone.errors).toEqual([])
  })

  it('changes a resume through POST with the override header, because wx.request knows no PATCH', async () => {
    const phone = aPhone()
    await phone.open('/features/auth/staff-login/index')
    await phone.fill('用户名', 'manager')
    await phone.fill('密码', 'manager123')
    await phone.tap('登录')
    await phone.sees('新登记的阿姨')
    await phone.open('/features/auth/profile/index')
    await phone.fill('称呼', '林晓二')
    await phone.tap('保存')
    const change = () => phone.log.requests.find(({ url }) => url === '/api/auth/me')
    await expect.poll(change).toEqual({ method: 'POST', url: '/api/auth/me', status: 200 })
    expect(phone.errors).toEqual([])
  })

  it('knocks at an interview by its link, with the native camera picture, and waits in the lobby', async () => {
    const call = async (path: string, body: object, token = '') => {
      const headers = { 'content-type': 'application/json', ...(token && { authorization: `Bearer ${token}` }) }
      const reply = await fetch(product.address + path, { method: 'POST', headers, body: JSON.stringify(body) })
      return ((await reply.json()) as { data: Record<string, string> }).data
    }
    const { token } = await call('/api/auth/login', { username: 'employee', password: 'employee123' })
    const { roomId } = await call('/api/interview/rooms', { roomName: '手机面试' }, token)
    const { path } = await call(`/api/interview/rooms/${roomId}/invites`, { role: 'worker' }, token)
    await call(`/api/interview/rooms/${roomId}/enter`, {}, token)

    const phone = aPhone('interview')
    await phone.open(path ?? '')
    await phone.sees('手机面试')
    const pusher = await phone.native('live-pusher', ['mode', 'enable-camera', 'device-position'])
    expect(pusher).toEqual({ mode: 'RTC', 'enable-camera': true, 'device-position': 'front' })
    await phone.fill('称呼', '王桂兰')
    await phone.tap('敲门进入')
    await phone.sees('已通知')
    expect(phone.route).toBe('features/interviews/room/index')
    expect(phone.errors).toEqual([])
  })
})
