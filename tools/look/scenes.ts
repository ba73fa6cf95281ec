import type { Page } from 'playwright-core'
import type { Product } from '../journeys/product.ts'

/** What a scene needs: pages of people who are logged in or not, in the dress that is looked at. */
export interface Stage {
  product: Product
  /** A new browser with this viewer's session, opened at the path below `/#/`. */
  open: (viewer: SceneViewer, path: string) => Promise<Page>
}
export type SceneViewer = 'guest' | 'seeker' | 'manager'
export interface Scene {
  name: string
  /** Plays up to the moment that is photographed, and gives the page to photograph. */
  play: (stage: Stage) => Promise<Page>
}

const shown = (page: Page, words: string | RegExp) => page.getByText(words).filter({ visible: true })

async function answered({ open }: Stage): Promise<Page> {
  const page = await open('seeker', 'features/assistant/chat/index')
  await page.locator('textarea').filter({ visible: true }).last().fill('我有三年数据分析经验，面试怎么介绍自己')
  await page.getByLabel('发送').filter({ visible: true }).last().click()
  await page.getByLabel('复制回答').filter({ visible: true }).last().waitFor({ timeout: 60_000 })
  return page
}

async function aCv({ open }: Stage): Promise<Page> {
  const page = await open('seeker', 'pages/records/index')
  await shown(page, /数据分析/)
    .first()
    .click()
  await shown(page, '基本信息').first().waitFor()
  // The page slides in.
  await page.waitForTimeout(500)
  return page
}

async function printed(stage: Stage): Promise<Page> {
  const page = await aCv(stage)
  await shown(page, '预览').last().click()
  await shown(page, /第1页/).first().waitFor({ timeout: 30_000 })
  await page.waitForTimeout(1500)
  return page
}

async function invited(product: Product): Promise<{ roomId: string; path: string }> {
  const call = async (path: string, body: object, token = '') => {
    const headers = { 'content-type': 'application/json', ...(token ? { authorization: `Bearer ${token}` } : {}) }
    const response = await fetch(`${product.address}/api${path}`, {
      method: 'POST',
      headers,
      body: JSON.stringify(body),
    })
    return ((await response.json()) as { data: { token: string; roomId: string; link: string } }).data
  }
  const { token } = await call('/auth/login', { username: 'manager', password: 'manager123' })
  const { roomId } = await call('/interview/rooms', { roomName: '王阿姨的视频面试' }, token)
  const { link } = await call(`/interview/rooms/${roomId}/invites`, { role: 'worker' }, token)
  return { roomId, path: link.slice(link.indexOf('/#') + 3) }
}

async function atTheDoor({ open, product }: Stage): Promise<Page> {
  const { path } = await invited(product)
  const page = await open('guest', path)
  await shown(page, '您的画面').first().waitFor()
  await page.waitForTimeout(1500)
  return page
}

async function inTheRoom({ open, product }: Stage): Promise<Page> {
  const { roomId, path } = await invited(product)
  const host = await open('manager', `features/interviews/room/index?roomId=${roomId}`)
  await shown(host, '1人在场').first().waitFor()
  const guest = await open('guest', path)
  await guest.getByLabel('称呼', { exact: true }).filter({ visible: true }).last().fill('王桂兰')
  await shown(guest, '正常').nth(1).waitFor()
  await shown(guest, '敲门进入').last().click()
  await shown(host, '请进').last().click()
  await shown(guest, '2人在场').first().waitFor()
  await guest.waitForTimeout(3000)
  return host
}

/** What only shows after something was done. */
export const SCENES: readonly Scene[] = [
  { name: 'chat-answered', play: answered },
  { name: 'cv-edit', play: aCv },
  { name: 'cv-preview', play: printed },
  { name: 'device-check', play: atTheDoor },
  { name: 'room', play: inTheRoom },
]
