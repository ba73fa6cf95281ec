import { createPublicKey } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { outputOf } from '../build/stale.ts'
import { type Product, startProduct } from '../journeys/product.ts'
import { Phone } from './phone.ts'

let product: Product
beforeAll(async () => {
  product = await startProduct()
})
afterAll(() => product.stop())

const APP_ID = 'wx0000000000000000'

/** A phone whose payment dialog knows the merchant's public key, and whose owner does as `pays` says. */
function aPhone(device: string, pays: (prepayId: string) => Promise<boolean>) {
  const secrets = JSON.parse(readFileSync(join(product.dataDir, 'dev-secrets.json'), 'utf8')) as Record<string, string>
  const merchantPublicKey = createPublicKey(secrets.wxpayMerchantKey ?? '')
    .export({ type: 'spki', format: 'pem' })
    .toString()
  return new Phone({
    dist: outputOf('weapp'),
    api: product.address,
    loginCode: () => `dev:${device}`,
    payer: { appId: APP_ID, merchantPublicKey, pay: pays },
  })
}

async function openCredits(phone: Phone) {
  await phone.open('/pages/me/index')
  await phone.tap('登录')
  await phone.tap('用微信登录')
  await phone.sees('微信用户')
  await phone.open('/features/credits/buy/index')
  await phone.sees('微信支付 ¥28.00')
}

describe('paying in the WeChat bundle', () => {
  it('opens the dialog with what the merchant signed, and shows the credits once WeChat has confirmed', async () => {
    const phone = aPhone('buyer', async (order) => {
      await product.control('/wxpay/pay', { order })
      return true
    })
    await openCredits(phone)
    await phone.tap('微信支付 ¥28.00')
    await phone.sees('360积分到账了')
    await phone.sees('现在有380积分')
    expect(phone.errors).toEqual([])
  })

  it('queries WeChat when the webhook is lost', async () => {
    const phone = aPhone('unlucky-buyer', async (order) => {
      await product.control('/wxpay/webhooks', { lose: true })
      await product.control('/wxpay/pay', { order })
      return true
    })
    await openCredits(phone)
    await phone.tap('微信支付 ¥28.00')
    await phone.sees('360积分到账了')
    expect(phone.log.requests.some(({ url }) => url.endsWith('/confirm'))).toBe(true)
    expect(phone.errors).toEqual([])
  })

  it.each([
    ['lost', { lose: true }],
    ['late', { delayMs: 6000 }],
    ['doubled', { copies: 2 }],
  ])('finds on the order’s page by itself that it is paid: the webhook is %s', async (word, plan) => {
    let number = ''
    const phone = aPhone(`order-${word}-buyer`, async (order) => {
      number = order
      return true
    })
    await openCredits(phone)
    await phone.tap('微信支付 ¥28.00')
    await phone.sees('正在向微信确认')
    const id = () => phone.log.requests.map(({ url }) => /^\/api\/orders\/(\w+)/.exec(url)?.[1]).find(Boolean)
    await expect.poll(id).toBeDefined()
    await phone.open(`/features/credits/order/index?id=${id() ?? ''}`)
    await phone.sees('去付款')
    await product.control('/wxpay/webhooks', plan)
    await product.control('/wxpay/pay', { order: number })
    await phone.sees('已到账')
    expect(phone.text()).not.toContain('去付款')
    await phone.open('/features/credits/history/index')
    await phone.sees('剩380')
    expect(phone.errors).toEqual([])
  })

  it('stays where it is when the person closes the dialog, and says that nothing was paid', async () => {
    const phone = aPhone('doubter', async () => false)
    await openCredits(phone)
    await phone.tap('微信支付 ¥28.00')
    await phone.sees('没有付款，也没有扣钱')
    expect(phone.route).toBe('features/credits/buy/index')
    expect(phone.errors).toEqual([])
  })
})
