import type { Page } from 'playwright-core'
import type { Product } from '../journeys/product.ts'
import { type Scene, type Stage, shown } from './stage.ts'

async function aRoomWithInvite(product: Product): Promise<{ roomId: string; path: string }> {
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

async function beforeKnocking({ open, product }: Stage): Promise<Page> {
  const { path } = await aRoomWithInvite(product)
  const page = await open('guest', path)
  await shown(page, '您的画面').first().waitFor()
  await page.waitForTimeout(1500)
  return page
}

async function knocked({ open, product }: Stage): Promise<{ host: Page; guest: Page }> {
  const { roomId, path } = await aRoomWithInvite(product)
  const host = await open('manager', `features/interviews/room/index?roomId=${roomId}`)
  await shown(host, '1人在场').first().waitFor()
  const guest = await open('guest', path)
  await guest.getByLabel('称呼', { exact: true }).filter({ visible: true }).last().fill('王桂兰')
  await shown(guest, '正常').nth(1).waitFor()
  await shown(guest, '敲门进入').last().click()
  await shown(host, '请进').last().waitFor()
  await shown(guest, /已通知/)
    .first()
    .waitFor()
  await guest.waitForTimeout(1000)
  return { host, guest }
}

async function inside(stage: Stage): Promise<{ host: Page; guest: Page }> {
  const both = await knocked(stage)
  await shown(both.host, '请进').last().click()
  await shown(both.guest, '2人在场').first().waitFor()
  await both.guest.waitForTimeout(3000)
  return both
}

/** The guest's page after the host has tapped these words, one after another. */
async function after(stage: Stage, taps: readonly string[], seen: string): Promise<Page> {
  const { host, guest } = await inside(stage)
  for (const words of taps) {
    await shown(host, words).last().waitFor()
    await host.waitForTimeout(500)
    await shown(host, words).last().click()
  }
  await shown(guest, seen).first().waitFor()
  await guest.waitForTimeout(600)
  return guest
}

async function asking(stage: Stage, ...taps: readonly string[]): Promise<Page> {
  const { host } = await inside(stage)
  for (const words of taps) {
    await shown(host, words).last().click()
    await host.waitForTimeout(800)
  }
  return host
}

/** The invitation, opened again on the device that has used it. */
async function comingBack({ open, product }: Stage): Promise<Page> {
  const { path } = await aRoomWithInvite(product)
  const guest = await open('guest', path)
  await guest.getByLabel('称呼', { exact: true }).filter({ visible: true }).last().fill('王桂兰')
  await shown(guest, '敲门进入').last().click()
  await shown(guest, '先不等了').first().waitFor()
  await guest.goto('about:blank')
  await guest.goto(`${product.address}/#/${path}`)
  await shown(guest, '接着用王桂兰进去').first().waitFor()
  await guest.waitForTimeout(1500)
  return guest
}

async function cutOff(stage: Stage): Promise<Page> {
  const { host, guest } = await inside(stage)
  await guest.context().setOffline(true)
  await shown(guest, '正在重连').first().waitFor()
  await guest.close()
  await shown(host, '连接中断，正在重连').first().waitFor({ timeout: 60_000 })
  return host
}

/** A page of staff other than the room's while a guest knocks. */
async function knockedElsewhere({ open, product }: Stage, path: string, seen: string): Promise<Page> {
  const room = await aRoomWithInvite(product)
  const host = await open('manager', path)
  await shown(host, seen).first().waitFor()
  const [ticket] = /[\w-]+$/.exec(room.path) ?? []
  await fetch(`${product.address}/api/interview/guest/join`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ userName: '王桂兰', ticket }),
  })
  await shown(host, '王桂兰在门外').first().waitFor()
  await host.waitForTimeout(1200)
  return host
}

/** The device check, the lobby and the room, from knocking to the end. */
export const ROOM_SCENES: readonly Scene[] = [
  { name: 'device-check', play: beforeKnocking },
  { name: 'come-back', play: comingBack },
  { name: 'lobby', play: async (stage) => (await knocked(stage)).guest },
  { name: 'room-knock', play: async (stage) => (await knocked(stage)).host },
  { name: 'room', play: async (stage) => (await inside(stage)).host },
  { name: 'room-people', play: (stage) => asking(stage, '成员') },
  { name: 'room-leave', play: (stage) => asking(stage, '离开') },
  { name: 'room-cut', play: cutOff },
  { name: 'knock-today', play: (stage) => knockedElsewhere(stage, 'pages/home/index', '今天面试') },
  { name: 'knock-customers', play: (stage) => knockedElsewhere(stage, 'pages/records/index', '客户') },
  { name: 'knock-interviews', play: (stage) => knockedElsewhere(stage, 'pages/interviews/index', '进行中') },
  { name: 'knock-form', play: (stage) => knockedElsewhere(stage, 'features/customers/create/index', '怎么联系') },
  { name: 'room-remove', play: (stage) => asking(stage, '成员', '请离开') },
  { name: 'room-returned', play: (stage) => after(stage, ['成员', '请离开', '退回门外'], '请您先到门外') },
  { name: 'room-kicked', play: (stage) => after(stage, ['成员', '请离开', '请离开'], '主持人已请您离开') },
  { name: 'room-ended', play: (stage) => after(stage, ['离开', '为大家结束'], '谢谢您来') },
]
