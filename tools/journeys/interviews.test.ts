import type { Page } from 'playwright-core'
import { describe, expect, it } from 'vitest'
import { aPerson, type Person } from './browser.ts'
import { useJourney } from './journey.ts'
import { layMediaLine, type MediaLine } from './media-line.ts'
import { until } from './until.ts'

const journey = useJourney()

/** Records all connections and local tracks of the page, for the test to measure. */
const WATCH = `
  globalThis.watched = { pcs: [], tracks: [] };
  const Real = globalThis.RTCPeerConnection;
  globalThis.RTCPeerConnection = function (...args) { const pc = new Real(...args); watched.pcs.push(pc); return pc };
  globalThis.RTCPeerConnection.prototype = Real.prototype;
  // The browser's error page of a lost network has no devices.
  const ask = navigator.mediaDevices?.getUserMedia.bind(navigator.mediaDevices);
  if (ask) navigator.mediaDevices.getUserMedia = async (what) => { const s = await ask(what); watched.tracks.push(...s.getTracks()); return s };
`
interface Flow {
  frames: number
  packets: number
}
/** The least that arrives over the open connections of a page; nothing while there are fewer connections. */
const flow = (page: Page, peers: number) =>
  page.evaluate<Flow>(`(async () => {
    const open = watched.pcs.filter((pc) => pc.connectionState !== 'closed')
    if (open.length !== ${peers}) return { frames: 0, packets: 0 }
    const flows = await Promise.all(open.map(async (pc) => {
      const found = { frames: 0, packets: 0 }
      for (const one of (await pc.getStats()).values()) {
        if (one.type !== 'inbound-rtp') continue
        if (one.kind === 'video') found.frames += one.framesDecoded ?? 0
        if (one.kind === 'audio') found.packets += one.packetsReceived ?? 0
      }
      return found
    }))
    return { frames: Math.min(...flows.map((f) => f.frames)), packets: Math.min(...flows.map((f) => f.packets)), }
  })()`)

async function growing(page: Page, peers: number, than: Flow = { frames: 5, packets: 20 }): Promise<void> {
  const grows = async () => {
    const now = await flow(page, peers)
    return now.frames > than.frames && now.packets > than.packets
  }
  await until(grows, async () => `nothing arrives: ${JSON.stringify(await flow(page, peers))}`)
}

const tiles = (page: Page) => page.locator('.ir-tile').filter({ visible: true }).count()
/** Whether the tile of the other participant is still the same element. */
const OTHER = `[...document.querySelectorAll('.ir-tile')].find((tile) => tile.offsetParent)`
const mark = (page: Page) => page.evaluate(`${OTHER}.before = true`)
const isMarked = (page: Page) => page.evaluate<boolean>(`${OTHER}.before === true`)
const unsees = ({ page }: Person, words: string) =>
  page.getByText(words).filter({ visible: true }).first().waitFor({ state: 'detached' })
const liveTracks = (page: Page) =>
  page.evaluate<number>(`watched.tracks.filter((track) => track.readyState === 'live').length`)

async function aCaller(path: string, line?: MediaLine): Promise<Person> {
  const person = await aPerson(journey.browser, 'about:blank', '')
  await person.context.addInitScript(WATCH)
  await line?.join(person.context)
  await person.page.goto(journey.product.address + path)
  return person
}

interface Called {
  data: { token: string; roomId: string; id: string; link: string }
}
async function call(path: string, body: object, token?: string): Promise<Called['data']> {
  const headers = { 'content-type': 'application/json', ...(token ? { authorization: `Bearer ${token}` } : {}) }
  const init = { method: 'POST', headers, body: JSON.stringify(body) }
  return ((await (await fetch(`${journey.product.address}/api${path}`, init)).json()) as Called).data
}
async function look(path: string, token: string): Promise<{ items: { uses: number }[] }> {
  const headers = { authorization: `Bearer ${token}` }
  const reply = await fetch(`${journey.product.address}/api${path}`, { headers })
  return ((await reply.json()) as { data: { items: { uses: number }[] } }).data
}
const below = (link: string) => link.slice(link.indexOf('/#'))

async function aHost(line?: MediaLine) {
  const { token } = await call('/auth/login', { username: 'manager', password: 'manager123' })
  const { roomId } = await call('/interview/rooms', { roomName: '王阿姨的视频面试' }, token)
  const invite = async (role: string) => {
    const made = await call(`/interview/rooms/${roomId}/invites`, { role }, token)
    return { id: made.id, path: below(made.link) }
  }
  const host = await aCaller('/#/features/auth/staff-login/index', line)
  await host.fill('用户名', 'manager')
  await host.fill('密码', 'manager123')
  await host.tap('登录')
  await host.sees('新登记的阿姨')
  return { host, roomId, token, invite }
}

async function knock(path: string, name: string, line?: MediaLine): Promise<Person> {
  const guest = await aCaller(path, line)
  await guest.sees('您的画面')
  await guest.fill('称呼', name)
  await guest.page.getByText('正常').filter({ visible: true }).nth(1).waitFor()
  await guest.tap('敲门进入')
  return guest
}

describe('an interview', () => {
  it('connects three browsers: without login, through the lobby, with picture and sound in all directions, and again in the same tile', async () => {
    const { host, roomId, invite } = await aHost()
    await host.page.goto(`${journey.product.address}/#/features/interviews/room/index?roomId=${roomId}`)
    await host.sees('1人在场')

    // The invitation opens as a sheet: the page stays, and so does the camera.
    await host.tap('去邀请')
    await host.tap('应聘人')
    await host.sees('还没人用')
    await host.page.getByLabel('邀请二维码').waitFor()
    await host.page.getByLabel('关上').filter({ visible: true }).last().click()
    expect(await liveTracks(host.page)).toBe(2)
    const invited = await invite('worker')

    const worker = await knock(invited.path, '王桂兰')
    await worker.sees('已通知')
    expect(worker.page.url()).not.toContain('t=')
    await host.sees('王桂兰在门外')
    await host.tap('请进')
    await worker.sees('2人在场')
    await Promise.all([growing(host.page, 1), growing(worker.page, 1)])

    const customer = await knock((await invite('customer')).path, '周女士')
    await host.sees('周女士在门外')
    await host.tap('请进')
    await customer.sees('3人在场')
    await Promise.all([host, worker, customer].map(({ page }) => growing(page, 2)))
    expect(await Promise.all([host, worker, customer].map(({ page }) => tiles(page)))).toEqual([3, 3, 3])

    // Messages reach the others.
    await worker.tap('打字')
    await worker.page.locator('input[placeholder="说点什么"]').filter({ visible: true }).fill('听得很清楚')
    await worker.tap('发送')
    await host.tap('打字')
    await host.sees('听得很清楚')
    await host.page.getByLabel('关上').filter({ visible: true }).last().click()
    await worker.page.getByLabel('关上').filter({ visible: true }).last().click()

    // After so long without a network that a heartbeat is missed, the media goes on in the same tile.
    const missed = worker.page.waitForEvent('requestfailed', (request) => request.method() === 'POST')
    await worker.context.setOffline(true)
    await worker.sees('正在重连')
    await missed
    await worker.context.setOffline(false)
    await worker.sees('已连上')
    for (const { page } of [host, worker]) {
      const before = await flow(page, 2)
      await growing(page, 2, before)
      expect(await tiles(page)).toBe(3)
    }

    // The page is opened anew: the same participant, no second one.
    await worker.page.reload()
    await worker.sees('3人在场')
    await Promise.all([growing(worker.page, 2), growing(host.page, 2)])
    expect(await tiles(host.page)).toBe(3)

    // Leaving ends all tracks of the participant, and the others go on.
    expect(await liveTracks(customer.page)).toBe(2)
    await customer.tap('离开')
    await customer.page.locator('.q-dialog').getByText('离开', { exact: true }).click()
    await customer.sees('您已经离开')
    expect(await liveTracks(customer.page)).toBe(0)
    await host.sees('2人在场')
    await growing(host.page, 1, await flow(host.page, 1))

    // Cancelling the dialog leaves all participants inside, the host too.
    await host.tap('离开')
    await host.tap('再聊聊')
    await host.gone('要结束面试吗？')
    await host.sees('2人在场')
    await host.tap('离开')
    await host.tap('为大家结束')
    await worker.sees('谢谢您来')
    await host.sees('面试结束了')
    expect(await Promise.all([host, worker].map(({ page }) => liveTracks(page)))).toEqual([0, 0])
    // The link stops working; a former participant reads why.
    await worker.page.goto('about:blank')
    await worker.page.goto(journey.product.address + invited.path)
    await worker.sees('面试已经结束')
    for (const { problems, context } of [host, worker, customer]) {
      // The browser logs the requests that fail without network.
      expect(problems.filter((text) => !text.includes('ERR_INTERNET_DISCONNECTED'))).toEqual([])
      await context.close()
    }
  })

  it('shows that no packet gets through, and goes on in the same tile, over the old connection or a new one', async () => {
    const line = layMediaLine()
    const { host, roomId, invite } = await aHost(line)
    await host.page.goto(`${journey.product.address}/#/features/interviews/room/index?roomId=${roomId}`)
    await host.sees('1人在场')
    const worker = await knock((await invite('worker')).path, '王桂兰', line)
    await host.sees('王桂兰在门外')
    await host.tap('请进')
    await worker.sees('2人在场')
    const both = [host, worker]
    const connections = () => Promise.all(both.map(({ page }) => page.evaluate<number>('watched.pcs.length')))
    await Promise.all(both.map(({ page }) => growing(page, 1)))
    await Promise.all(both.map((person) => mark(person.page)))

    // No packet arrives, although both still reach the server.
    line.cut()
    await Promise.all(both.map((person) => person.sees('连接中断，正在重连')))
    await Promise.all(both.map((person) => person.sees(/^正在重连$/)))
    const packets = () => Promise.all(both.map(async ({ page }) => (await flow(page, 1)).packets))
    const still = await packets()
    const lost = line.lost()
    await until(
      () => line.lost() > lost + 100,
      () => 'not sending',
    )
    expect(await packets()).toEqual(still)
    line.mend()
    await Promise.all(both.map((person) => person.sees('已连上')))
    await Promise.all(both.map(async ({ page }) => growing(page, 1, await flow(page, 1))))
    await Promise.all(both.map((person) => unsees(person, '连接中断，正在重连')))

    // The former candidates stay dead: without an ICE restart the picture would stay dark.
    line.drop()
    await Promise.all(both.map((person) => person.sees('连接中断，正在重连')))
    await Promise.all(both.map((person) => unsees(person, '连接中断，正在重连')))
    await Promise.all(both.map(async ({ page }) => growing(page, 1, await flow(page, 1))))

    expect(await Promise.all(both.map(({ page }) => isMarked(page)))).toEqual([true, true])
    expect(await connections()).toEqual([1, 1])
    for (const { problems, context } of both) {
      expect(problems).toEqual([])
      await context.close()
    }
    line.close()
  })

  it('brings a device back to its place in one tap, makes the next person at it another participant, and lets one leave without a network', async () => {
    const { host, roomId, token, invite } = await aHost()
    await host.page.goto(`${journey.product.address}/#/features/interviews/room/index?roomId=${roomId}`)
    await host.sees('1人在场')
    const { path } = await invite('worker')
    const first = await knock(path, '王桂兰')
    await host.sees('王桂兰在门外')
    await host.tap('请进')
    await first.sees('2人在场')

    await first.context.setOffline(true)
    await first.tap('离开')
    await first.page.locator('.q-dialog').getByText('离开', { exact: true }).click()
    await first.sees('您已经离开')
    expect(await liveTracks(first.page)).toBe(0)
    await first.context.setOffline(false)
    await host.sees('1人在场')

    // The same phone and link: one tap, and no name to spell.
    const open = async () => {
      await first.page.goto('about:blank')
      await first.page.goto(journey.product.address + path)
      await first.sees('接着用王桂兰进去')
    }
    await open()
    await first.tap('接着用王桂兰进去')
    await host.sees('王桂兰在门外')
    await host.tap('请进')
    await first.sees('2人在场')

    // The next person at the phone: her place is left first, and the other one knocks.
    await open()
    await first.tap('换个人')
    await host.sees('1人在场')
    await first.fill('称呼', '李秀英')
    await first.tap('敲门进入')
    await first.sees('已通知')
    await host.sees('李秀英在门外')
    const { items } = await look(`/interview/rooms/${roomId}/invites`, token)
    expect(items.map(({ uses }) => uses)).toEqual([2])
    for (const { context } of [host, first]) await context.close()
  })

  it('refuses a forged ticket, a revoked one, and a removed guest, who was asked about and sent to the lobby before', async () => {
    const { host, roomId, token, invite } = await aHost()
    const good = await invite('worker')
    const forged = await aCaller(`${good.path.slice(0, -3)}xyz`)
    await forged.sees('这个邀请已经关上了')
    expect(await forged.page.locator('body').textContent()).not.toContain('王阿姨')

    const revoked = await invite('customer')
    await call(`/interview/invites/${revoked.id}/revoke`, {}, token)
    const late = await aCaller(revoked.path)
    await late.sees('这个邀请已经关上了')

    await host.page.goto(`${journey.product.address}/#/features/interviews/room/index?roomId=${roomId}`)
    const guest = await knock(good.path, '路人甲')
    await host.sees('路人甲在门外')
    await host.tap('请进')
    await guest.sees('2人在场')
    const remove = async (how: string) => {
      await host.tap('成员')
      await host.tap('请离开')
      await host.sees('请路人甲出去吗？')
      await guest.sees('2人在场')
      // The row below has the same words until its sheet is closed.
      const sheet = host.page.locator('.q-sheet', { hasText: '请路人甲出去吗？' })
      await sheet.getByText(how, { exact: true }).last().click()
    }
    await remove('退回门外')
    await guest.sees('请您先到门外等一下')
    await host.sees('路人甲在门外')
    await host.tap('拒绝')
    await guest.sees('这次没有请您进来')
    // A refusal by mistake is taken back.
    await host.tap('撤销')
    await guest.sees('已经敲了门')
    await host.tap('请进')
    await guest.sees('2人在场')
    await remove('请离开')
    await guest.sees('主持人已请您离开')
    expect(await liveTracks(guest.page)).toBe(0)
    await guest.page.goto(journey.product.address + good.path)
    await guest.page.reload()
    await guest.sees('这个邀请已经关上了')
    for (const { context } of [host, forged, late, guest]) await context.close()
  })
})
