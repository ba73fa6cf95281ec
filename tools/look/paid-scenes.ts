import type { Page } from 'playwright-core'
import { type Scene, settle, shown, type Stage } from './stage.ts'

const field = (page: Page) => page.locator('textarea').filter({ visible: true }).last()

async function asked({ open, product }: Stage, script: Record<string, object>, words: string): Promise<Page> {
  for (const [path, body] of Object.entries(script)) await product.control(`/deepseek/${path}`, body)
  const page = await open('seeker', 'features/assistant/chat/index')
  await field(page).fill(words)
  await page.getByLabel('发送').filter({ visible: true }).last().click()
  return page
}

async function answered(stage: Stage): Promise<Page> {
  const page = await asked(stage, {}, '我有三年数据分析经验，面试怎么介绍自己')
  await page.getByLabel('复制回答').filter({ visible: true }).last().waitFor({ timeout: 60_000 })
  return page
}

async function failed(stage: Stage): Promise<Page> {
  const page = await asked(stage, { fail: { status: 402 } }, '明天去面试，穿什么合适')
  await shown(page, '再试一次').last().waitFor({ timeout: 60_000 })
  return settle(page)
}

async function stopped(stage: Stage): Promise<Page> {
  const text = '1. **先说结果**　再说怎么做到的。\n2. **带一个数字**　对方记得住。\n3. 其余的等他来问。'.repeat(8)
  const script = { settings: { tokensPerSecond: 30 }, script: { thinking: '想', text } }
  const page = await asked(stage, script, '怎么介绍自己的项目')
  await shown(page, '带一个数字').first().waitFor({ timeout: 60_000 })
  await page.getByLabel('停下').filter({ visible: true }).last().click()
  await shown(page, /让它停在这里/)
    .last()
    .waitFor()
  await stage.product.control('/deepseek/settings', { tokensPerSecond: 0 })
  return settle(page)
}

/** The balance is the only thing that is not real here: no account of the demo has so few credits. */
async function short({ open, product }: Stage): Promise<Page> {
  const page = await open('seeker', 'pages/me/index')
  await page.route(/\/api\/assistant/, async (route) => {
    const response = await route.fetch()
    const text = (await response.text()).replace(/"available":\d+/, '"available":1')
    await route.fulfill({ response, body: text })
  })
  await page.goto(`${product.address}/#/features/assistant/chat/index`)
  await page.reload()
  await field(page).fill('怎么谈薪资')
  return settle(page)
}

async function ordered({ open }: Stage): Promise<Page> {
  const page = await open('seeker', 'features/credits/buy/index')
  await page.clock.install()
  await shown(page, /^微信支付/)
    .last()
    .click()
  await shown(page, '打开微信，扫一扫付款').last().waitFor()
  await page.clock.runFor(1000)
  return settle(page)
}

async function tapped(stage: Stage, words: readonly string[], seen: string): Promise<Page> {
  const page = await ordered(stage)
  for (const one of words) {
    await shown(page, one).last().click()
    await settle(page)
  }
  await shown(page, seen).last().waitFor()
  return settle(page)
}

async function unsure(stage: Stage): Promise<Page> {
  const page = await tapped(stage, ['我付好了'], '正在向微信确认')
  for (let i = 0; i < 40 && !(await shown(page, '微信还没说收到钱').last().isVisible()); i += 1) {
    await page.clock.runFor(2000)
    await page.waitForTimeout(100)
  }
  return settle(page)
}

/** What costs credits, and what buys them. */
export const PAID_SCENES: readonly Scene[] = [
  { name: 'chat-answered', play: answered },
  { name: 'chat-failed', play: failed },
  { name: 'chat-stopped', play: stopped },
  { name: 'chat-short', play: short },
  { name: 'pay-code', play: ordered },
  { name: 'pay-leave', play: (stage) => tapped(stage, ['不买了'], '不买了？') },
  { name: 'pay-closed', play: (stage) => tapped(stage, ['不买了', '关掉订单'], '这笔订单关掉了') },
  { name: 'pay-asking', play: (stage) => tapped(stage, ['我付好了'], '正在向微信确认') },
  { name: 'pay-unsure', play: unsure },
]
