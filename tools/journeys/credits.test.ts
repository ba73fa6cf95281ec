import { describe, expect, it } from 'vitest'
import { aPerson, type Person } from './browser.ts'
import { useJourney } from './journey.ts'

const journey = useJourney()

/** A new person, logged in, on the page that sells credits. */
async function aBuyer(phone: string): Promise<Person> {
  const { product, browser } = journey
  const person = await aPerson(browser, product.address, '/#/features/auth/login/index')
  await person.fill('手机号', phone)
  await person.tap('发验证码')
  await person.sees('验证码已发出')
  await person.fill('验证码', await product.smsCode(phone))
  await person.tap('登录')
  await person.tap('我的')
  await person.tap('积分')
  await person.sees('买多少')
  return person
}

/** Plays the phone that scans the code: the page that the code opens, in a tab of its own. */
async function scanAndPay(person: Person, { lose }: { lose: boolean }) {
  const { orders } = (await journey.product.inspect('/wxpay/orders')) as { orders: { prepayId: string }[] }
  const phone = await person.context.newPage()
  await phone.goto(`${journey.product.sandbox}/pay/${orders[0]?.prepayId ?? ''}`)
  if (lose) await phone.getByLabel('付了款，但通知丢了').check()
  await phone.getByRole('button', { name: '付款' }).click()
  await phone.getByText('付款成功').waitFor()
  await phone.close()
}

describe('buying credits in the browser', () => {
  it('shows a code, and the balance rises once when a phone has paid it', async () => {
    const person = await aBuyer('13655550001')
    await person.tap('微信支付 ¥28.00')
    await person.sees('打开微信，扫一扫付款')
    const drawn = person.page.locator('.q-qr img')
    await drawn.waitFor()
    expect((await drawn.boundingBox())?.width).toBeGreaterThan(200)
    await scanAndPay(person, { lose: false })
    await person.sees('360积分到账了')
    await person.sees('现在有380积分')
    await person.tap('看明细')
    await person.sees('首次购买赠送')
    await person.sees('剩380')
    const ends =
      "[...document.querySelectorAll('.hist__sum')].map((sum) => Math.round(sum.getBoundingClientRect().right))"
    const sums = await person.page.evaluate<number[]>(ends)
    expect(sums.length).toBeGreaterThan(2)
    expect(new Set(sums).size, 'all sums stand in one column, with a chevron beside them or not').toBe(1)
    await person.tap('购买积分')
    await person.sees('已到账')
    expect(person.problems).toEqual([])
    await person.context.close()
  })

  it('finds out by itself when the webhook was lost, credits once, and has a way back to the code', async () => {
    const person = await aBuyer('13655550002')
    await person.tap('微信支付 ¥28.00')
    await person.sees('打开微信，扫一扫付款')
    await person.tap('我付好了')
    await person.sees('正在向微信确认')
    await person.tap('回到付款码')
    await person.sees('打开微信，扫一扫付款')
    await scanAndPay(person, { lose: true })
    await person.sees('360积分到账了')
    await person.sees('现在有380积分')
    expect(person.problems).toEqual([])
    await person.context.close()
  })

  it.each([
    ['lost', '13655550004', { lose: true }],
    ['late', '13655550005', { delayMs: 6000 }],
    ['doubled', '13655550006', { copies: 2 }],
  ])('says on the order’s page that it is paid, without a tap and once: the webhook is %s', async (_, number, plan) => {
    const person = await aBuyer(number)
    await person.tap('微信支付 ¥28.00')
    await person.sees('打开微信，扫一扫付款')
    const id = /id=(\w+)/.exec(person.page.url())?.[1] ?? ''
    await person.page.goto(`${journey.product.address}/#/features/credits/order/index?id=${id}`)
    await person.sees('去付款')
    await journey.product.control('/wxpay/webhooks', plan)
    await scanAndPay(person, { lose: false })
    await person.sees('已到账')
    expect(await person.page.getByText('去付款').filter({ visible: true }).count()).toBe(0)
    const sent = async () => {
      const { sent: all } = (await journey.product.inspect('/wxpay/webhooks')) as { sent: unknown[] }
      return all.length
    }
    if (!('lose' in plan)) await expect.poll(sent, { timeout: 20_000 }).toBeGreaterThan(0)
    await person.page.goto(`${journey.product.address}/#/features/credits/buy/index`)
    await person.sees('380')
    expect(person.problems).toEqual([])
    await person.context.close()
  })

  it('closes an order on request, and says that nothing was paid', async () => {
    const person = await aBuyer('13655550003')
    await person.tap('微信支付 ¥28.00')
    await person.sees('打开微信，扫一扫付款')
    await person.tap('不买了')
    await person.tap('关掉订单')
    await person.sees('这笔订单关掉了')
    await person.tap('回去重新买')
    await person.sees('买多少')
    expect(person.problems).toEqual([])
    await person.context.close()
  })
})
