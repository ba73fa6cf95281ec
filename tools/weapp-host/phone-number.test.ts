import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { outputOf } from '../build/stale.ts'
import { type Product, startProduct } from '../journeys/product.ts'
import { Phone } from './phone.ts'

let product: Product
beforeAll(async () => {
  product = await startProduct()
})
afterAll(() => product.stop())

const aPhone = (device: string) =>
  new Phone({ dist: outputOf('weapp'), api: product.address, loginCode: () => `dev:${device}` })

describe("WeChat's phone button in the bundle", () => {
  it('logs in with the number that WeChat proves, and refusing it leaves the page as it was', async () => {
    const phone = aPhone('asks-for-her-number')
    await phone.open('/pages/me/index')
    await phone.tap('登录')
    expect(await phone.native('button', ['open-type'])).toEqual({ 'open-type': 'getPhoneNumber' })
    await phone.answerPhoneButton('用微信手机号登录', undefined)
    await phone.sees('用微信手机号登录')
    expect(phone.log.requests.filter(({ url }) => url.includes('miniprogram-login'))).toEqual([])
    await phone.answerPhoneButton('用微信手机号登录', 'tel:13712340001')
    await phone.sees('137****0001')
    expect(phone.errors).toEqual([])
  })

  it('binds a number to an account without one, and refuses the number of another account', async () => {
    const phone = aPhone('binds-later')
    await phone.open('/pages/me/index')
    await phone.tap('登录')
    await phone.tap('用微信登录')
    await phone.sees('微信用户')
    await phone.tap('绑定手机号')
    await phone.answerPhoneButton('绑定微信手机号', 'tel:13800000001')
    await phone.sees('这个手机号已绑在另一个账号上')
    await phone.answerPhoneButton('绑定微信手机号', 'tel:13712340002')
    await phone.sees('137****0002')
    expect(phone.errors).toEqual([])
  })

  it('is named as the mini program in the list of devices', async () => {
    const phone = aPhone('looks-at-devices')
    await phone.open('/pages/me/index')
    await phone.tap('登录')
    await phone.tap('用微信登录')
    await phone.sees('微信用户')
    await phone.tap('登录设备')
    await phone.sees('微信小程序')
    await phone.sees('正在用')
    expect(phone.errors).toEqual([])
  })
})
