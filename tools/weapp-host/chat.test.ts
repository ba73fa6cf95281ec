import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { outputOf } from '../build/stale.ts'
import { type Product, startProduct } from '../journeys/product.ts'
import { Phone } from './phone.ts'

let product: Product
beforeAll(async () => {
  product = await startProduct()
})
afterAll(() => product.stop())

const CHAT = 'features/assistant/chat/index'
const aPhone = async (device: string) => {
  const phone = new Phone({ dist: outputOf('weapp'), api: product.address, loginCode: () => `dev:${device}` })
  await phone.open('/pages/me/index')
  await phone.open('/features/auth/login/index')
  await phone.tap('用微信登录')
  await phone.sees('微信用户')
  return phone
}

describe('a talk with the assistant on a phone', () => {
  it('is read whole from chunks that are cut inside characters, paid once and found again', async () => {
    const phone = await aPhone('talker')
    const text = '她带过早产儿👶🏻和双胞胎，**很细心**。'.repeat(6)
    await product.control('/deepseek/settings', { tokensPerSecond: 0 })
    await product.control('/deepseek/script', { thinking: '想了👩‍🍼一下', text })
    await phone.open('/pages/assistant/index')
    await phone.tap('问一个新问题')
    await phone.fill('想问什么，写在这里', '介绍一下王阿姨👵')
    await phone.tap('发送')
    await phone.sees('已思考')
    await phone.sees('很细心')
    await phone.sees('2积分')
    const shown = phone.text().replaceAll('\n', '')
    expect(shown).toContain('她带过早产儿👶🏻和双胞胎，')
    expect(shown).not.toContain('\ufffd')
    // A short answer may be over before its topic is read; the engine's test watches a long one as it streams.
    expect(phone.log.requests.some(({ url }) => /^\/api\/assistant\/chats\/[0-9a-f]{24}/.test(url))).toBe(true)
    expect(phone.errors).toEqual([])
  })

  it('sends the screen at most ten times a second, and at most 1 kB each, for an answer of any length', async () => {
    const phone = await aPhone('listener')
    await product.control('/deepseek/settings', { tokensPerSecond: 60 })
    const text = Array.from(
      { length: 12 },
      (_, n) => `${n + 1}. **第${n + 1}点**　${'说得很细很细的一句话，'.repeat(4)}`,
    ).join('\n')
    await product.control('/deepseek/script', {
      thinking: '想',
      text: `${'开头没有分段的一大段话，'.repeat(20)}\n\n${text}`,
    })
    await phone.open('/pages/assistant/index')
    await phone.tap('问一个新问题')
    await phone.fill('想问什么，写在这里', '说长一点')
    await phone.tap('发送')
    await phone.sees('正在写')
    const from = { count: phone.setData.length, at: performance.now() }
    await phone.sees('第9点')
    const sent = phone.setData.slice(from.count).filter(({ page }) => page === CHAT)
    const seconds = (performance.now() - from.at) / 1000
    // One more than ten: both ends of the stretch are counted.
    expect(sent.length - 1).toBeLessThanOrEqual(10 * seconds)
    expect(sent.length).toBeGreaterThan(10)
    expect(Math.max(...sent.map(({ bytes }) => bytes))).toBeLessThanOrEqual(1024)
    expect(phone.errors).toEqual([])
  })
})
