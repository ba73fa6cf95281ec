import { describe, expect, it } from 'vitest'
import { openAgain, type Person } from './browser.ts'
import { comeAs } from './come-as.ts'
import { useJourney } from './journey.ts'
import { until } from './until.ts'
import { ask, logIn, storageOf, type Viewer } from './visitors.ts'

const journey = useJourney()
const at = (path: string) => `${journey.product.address}/#/${path}`

const aBrowser = (viewer: Viewer, path: string) => comeAs(journey, viewer, path)

/** The connections for events that a tab has open. */
function connectionsOf({ page }: Person): Set<unknown> {
  const open = new Set<unknown>()
  page.on('request', (request) => request.url().includes('/api/events') && open.add(request))
  for (const end of ['requestfinished', 'requestfailed'] as const)
    page.on(end as 'requestfinished', (request) => open.delete(request))
  return open
}

describe('nine tabs of one account', () => {
  it('hold one connection, hand it on when any of them is closed, and the last one still learns of a logout', async () => {
    const first = await aBrowser({ staff: 'manager' }, 'pages/me/index')
    await first.sees('退出登录')
    const tabs = [{ person: first as Person, open: connectionsOf(first) }]
    while (tabs.length < 9) {
      const person = await openAgain({ context: first.context, problems: first.problems }, 'about:blank')
      const open = connectionsOf(person)
      await person.page.goto(at('pages/me/index'))
      tabs.push({ person, open })
    }
    for (const { person } of tabs) await person.sees('退出登录')
    // The first tab has had its connection since before it was looked at.
    await tabs[0]?.person.page.reload()
    const holders = () => tabs.filter(({ open }) => open.size > 0)
    const one = () => holders().length === 1 && holders()[0]?.open.size === 1
    while (tabs.length > 1) {
      await until(one, () => `${tabs.length} tabs hold ${holders().length} connections`)
      const leader = tabs.findIndex(({ open }) => open.size > 0)
      const [closed] = tabs.splice(tabs.length % 2 ? leader : (leader + 1) % tabs.length, 1)
      await closed?.person.page.close()
    }
    await until(one, () => 'the last tab holds no connection')
    const other = await logIn(journey.product, { staff: 'manager' })
    await ask(journey.product, '/api/auth/sessions/end-others', { body: {}, token: other?.access_token })
    await tabs[0]?.person.sees('登录已结束')
    await first.context.close()
  })
})

describe('three tabs', () => {
  it('are empty at once when one logs out, and all go over to the account that logs in then', async () => {
    const first = await aBrowser({ staff: 'manager' }, 'pages/me/index')
    await first.sees('退出登录')
    const others = [
      await openAgain(first, at('pages/records/index')),
      await openAgain(first, at('pages/records/index')),
    ]
    for (const tab of others) await tab.sees(/女士|先生/)
    const before = await others[0]?.page.locator('body').innerText()
    const names = (before?.match(/[\u4e00-\u9fff]{1,3}(女士|先生)/g) ?? []).slice(0, 3)
    expect(names.length).toBeGreaterThan(0)

    await first.tap('退出登录')
    await first.tap('退出')
    for (const tab of others) {
      await tab.sees('已经退出登录')
      const left = await tab.page.locator('body').innerText()
      expect(names.filter((name) => left.includes(name))).toEqual([])
      await tab.tap('知道了')
      await tab.sees('我要求职')
    }
    const next = await logIn(journey.product, { staff: 'employee' })
    if (!next) throw new Error('nobody logged in')
    await first.page.evaluate(
      (entries) => {
        for (const [key, value] of Object.entries(entries)) localStorage.setItem(key, value)
      },
      { session: storageOf(next, 1).session ?? '' },
    )
    for (const tab of others) {
      await tab.tap('我的')
      await tab.sees('普通员工')
    }
    expect(first.problems).toEqual([])
    await first.context.close()
  })
})

describe('two tabs of one CV', () => {
  it('type without a network; the one that stays takes over what the other one wrote, and asks about one text', async () => {
    const { visit, ...first } = await aBrowser({ phone: '13577778888' }, 'pages/me/index')
    const token = visit.access_token
    const { id } = await ask<{ id: string }>(journey.product, '/api/cvs', { body: {}, token })
    const editor = at(`features/cvs/edit/index?id=${id}`)
    const one = await openAgain(first, editor)
    const two = await openAgain(first, editor)
    for (const tab of [one, two]) await tab.page.getByLabel('姓名', { exact: true }).last().waitFor()
    await first.context.setOffline(true)
    await one.fill('姓名', '路小满')
    await one.fill('电话', '13577778888')
    await two.fill('姓名', '路大满')
    await two.fill('邮箱', 'lu@example.com')
    for (const tab of [one, two]) await tab.sees('存在本机')
    // As a person closes it: the page hears of it.
    await one.page.goto('about:blank')
    await one.page.close()
    await two.sees('另一个标签页也写过')
    await two.sees('我的')
    await two.sees('另一个标签页的')
    await two.page.getByText('路小满').last().click()
    await two.tap('就这样存')
    await first.context.setOffline(false)
    await two.sees(/已保存 \d/)
    const { document } = await ask<{ document: { basics: object } }>(journey.product, `/api/cvs/${id}`, { token })
    expect(document.basics).toMatchObject({ name: '路小满', phone: '13577778888', email: 'lu@example.com' })
    // The browser itself says that there was no network.
    expect(first.problems.filter((one) => !one.includes('ERR_INTERNET_DISCONNECTED'))).toEqual([])
    await first.context.close()
  })

  it('are both closed: the next one has the text of both', async () => {
    const { visit, ...first } = await aBrowser({ phone: '13577779999' }, 'pages/me/index')
    const token = visit.access_token
    const { id } = await ask<{ id: string }>(journey.product, '/api/cvs', { body: {}, token })
    const editor = at(`features/cvs/edit/index?id=${id}`)
    const tabs = [await openAgain(first, editor), await openAgain(first, editor)]
    for (const tab of tabs) await tab.page.getByLabel('姓名', { exact: true }).last().waitFor()
    await first.context.setOffline(true)
    await tabs[0]?.fill('姓名', '路小满')
    await tabs[1]?.fill('电话', '13577778888')
    for (const tab of tabs) await tab.sees('存在本机')
    await tabs[1]?.page.close()
    await tabs[0]?.page.close()
    await first.context.setOffline(false)
    const next = await openAgain(first, editor)
    await next.sees(/已保存 \d/)
    const basics = async () =>
      (await ask<{ document: { basics: object } }>(journey.product, `/api/cvs/${id}`, { token })).document.basics
    await expect.poll(basics, { timeout: 20_000 }).toMatchObject({ name: '路小满', phone: '13577778888' })
    // The browser itself says that there was no network.
    expect(first.problems.filter((one) => !one.includes('ERR_INTERNET_DISCONNECTED'))).toEqual([])
    await first.context.close()
  })
})

describe('two tabs of one customer form', () => {
  const FORM = 'features/customers/create/index'
  const drafts = ({ page }: Person) =>
    page.evaluate(() => Object.keys(localStorage).filter((key) => key.startsWith('draft/customer/')).length)
  const nameIn = ({ page }: Person) => page.getByLabel('称呼', { exact: true }).last().inputValue()

  it('keep what each wrote; the one that stays asks when the other one is closed, and both can be read', async () => {
    const first = await aBrowser({ staff: 'employee' }, 'pages/me/index')
    await first.sees('退出登录')
    const [one, two] = [await openAgain(first, at(FORM)), await openAgain(first, at(FORM))]
    for (const tab of [one, two]) await tab.page.getByLabel('称呼', { exact: true }).last().waitFor()
    await one.fill('称呼', '陈女士')
    await two.fill('称呼', '罗先生')
    await one.fill('微信号', 'chen88')
    await two.fill('区域', '滨江')
    await expect.poll(() => drafts(two)).toBe(2)
    // A reload closes a tab for a moment only.
    await one.page.reload()
    await expect.poll(() => nameIn(one)).toBe('陈女士')
    expect(await two.page.getByText('两份没发出去的内容').count()).toBe(0)
    await one.page.goto('about:blank')
    await one.page.close()
    await two.sees('这台手机上有两份没发出去的内容')
    for (const words of ['陈女士', 'chen88', '罗先生', '滨江']) await two.sees(words)
    await two.tap('用另一份')
    await expect.poll(() => nameIn(two)).toBe('陈女士')
    await expect.poll(() => drafts(two)).toBe(1)
    expect(first.problems).toEqual([])
    await first.context.close()
  })

  it('are both closed: the next one asks which of the two goes on', async () => {
    const first = await aBrowser({ staff: 'employee' }, 'pages/me/index')
    await first.sees('退出登录')
    const [one, two] = [await openAgain(first, at(FORM)), await openAgain(first, at(FORM))]
    await one.fill('称呼', '陈女士')
    // The timers of a tab behind another one are slow, and the one that was written last is asked about first.
    await expect.poll(() => drafts(two)).toBe(1)
    await two.fill('称呼', '罗先生')
    await expect.poll(() => drafts(two)).toBe(2)
    for (const { page } of [two, one]) {
      await page.goto('about:blank')
      await page.close()
    }
    const next = await openAgain(first, at(FORM))
    await next.sees('这台手机上有两份没发出去的内容')
    await next.tap('用这份')
    await expect.poll(() => drafts(next)).toBe(1)
    expect(await nameIn(next)).toBe('罗先生')
    expect(first.problems).toEqual([])
    await first.context.close()
  })
})

describe('one host', () => {
  it('in two tabs and on a second device goes on in the last one, and comes back by one tap', async () => {
    const first = await aBrowser({ staff: 'manager' }, 'pages/me/index')
    const token = first.visit.access_token
    const body = { roomName: '王阿姨面试' }
    const { roomId } = await ask<{ roomId: string }>(journey.product, '/api/interview/rooms', { body, token })
    const room = at(`features/interviews/room/index?roomId=${roomId}`)
    const one = await openAgain(first, room)
    await one.sees('离开')
    const two = await openAgain(first, room)
    await two.sees('离开')
    await one.sees('面试转到另一个标签页上了')
    await one.tap('在这里继续')
    await one.sees('离开')
    await two.sees('面试转到另一个标签页上了')
    await two.page.close()

    const visit = await logIn(journey.product, { staff: 'manager' })
    await ask(journey.product, `/api/interview/rooms/${roomId}/enter`, { body: {}, token: visit?.access_token })
    await one.sees(/面试转到.+上了/)
    await one.sees('这里的麦克风和摄像头已经关了')
    await one.tap('在这里继续')
    await one.sees('离开')
    await ask(journey.product, `/api/interview/rooms/${roomId}/end`, { body: {}, token })
    expect(first.problems).toEqual([])
    await first.context.close()
  })
})
