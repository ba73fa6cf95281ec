import { describe, expect, it } from 'vitest'
import { findShell } from '../check/browser.ts'
import { aPerson, type Person } from './browser.ts'
import { useJourney } from './journey.ts'
import { until } from './until.ts'
import { storageOf } from './visitors.ts'

const journey = useJourney(findShell)

async function logInAs(person: Person, phone: string): Promise<void> {
  await person.tap('我的')
  await person.tap('登录')
  await person.fill('手机号', phone)
  await person.tap('发验证码')
  await person.sees(/验证码已发出/)
  await person.fill('验证码', await journey.product.smsCode(phone))
  await person.tap('登录')
  await person.sees('退出登录')
}

describe('the five tabs', () => {
  it('change their words with the role, and no tap leaves an error in the console', async () => {
    const person = await aPerson(journey.browser, journey.product.address)
    for (const tab of ['简历', 'AI 顾问', '面试', '我的']) await person.tap(tab)
    await person.tap('登录')
    await person.tap('我是员工，用账号登录')
    await person.fill('用户名', 'manager')
    await person.fill('密码', 'manager123')
    await person.tap('登录')
    await person.sees('新登记的阿姨')
    for (const tab of ['客户', 'AI 顾问', '面试', '我的', '工作台']) await person.tap(tab)

    await person.tap('我的')
    await person.tap('切换身份')
    await person.tap('个人')
    await person.sees('我要求职')
    await person.tap('简历')
    await person.sees('去登记')
    expect(person.problems).toEqual([])
    await person.context.close()
  })

  it('begin with three workers, each with a link to her page', async () => {
    const person = await aPerson(journey.browser, journey.product.address)
    await person.sees('能来的阿姨')
    const rows = person.page.locator('.q-person')
    expect(await rows.count()).toBe(3)
    for (const row of await rows.all()) expect(await row.innerText()).toContain('能接单')
    await rows.first().click()
    await person.sees('打电话约面试')
    expect(person.problems).toEqual([])
    await person.context.close()
  })

  it('grow with the type, at half its pace, and so does the bar above', async () => {
    const sizes = async (scale: number) => {
      const person = await aPerson(journey.browser, journey.product.address)
      await person.context.addInitScript(
        (entries) => {
          for (const [key, value] of Object.entries(entries)) localStorage.setItem(key, value)
        },
        storageOf(undefined, scale),
      )
      await person.page.goto(`${journey.product.address}/#/pages/me/index`)
      await person.page.reload()
      await person.sees('还没登录')
      const sizeOf = (bar: string) =>
        person.page.evaluate<number>(`parseFloat(getComputedStyle(document.querySelector('${bar}')).fontSize)`)
      const found = { title: await sizeOf('.q-nav__title'), tab: await sizeOf('.weui-tabbar__label') }
      await person.context.close()
      return found
    }
    const [normal, large] = [await sizes(1), await sizes(1.5)]
    expect(large.title / normal.title).toBeCloseTo(1.25, 2)
    expect(large.tab / normal.tab).toBeCloseTo(1.25, 2)
  })

  it('have the pictures of chosen tabs before one is chosen, so that none is missing without a network', async () => {
    const person = await aPerson(journey.browser, journey.product.address)
    await person.sees('我要求职')
    const loaded = () =>
      person.page.evaluate<string[]>(
        "performance.getEntriesByType('resource').map(({ name }) => name.split('/').pop()).filter((name) => /-on.png$/.test(name)).sort()",
      )
    await expect
      .poll(loaded)
      .toEqual(['assistant', 'doc', 'home', 'user', 'video'].map((icon) => `${icon}-light-on.png`))
    await person.context.setOffline(true)
    await person.tap('我的')
    const pictures =
      "Array.from(document.querySelectorAll('taro-tabbar img'), ({ src, complete, naturalWidth }) => ({ src, complete, naturalWidth }))"
    const drawn = await until(
      async () => {
        const found = await person.page.evaluate<HTMLImageElement[]>(pictures)
        const isChosen = found.some(({ src }) => src.endsWith('user-light-on.png'))
        return isChosen && found.every(({ complete }) => complete) && found
      },
      () => 'the tab is never chosen, or its picture never there',
    )
    expect(drawn).toHaveLength(5)
    expect(Math.min(...drawn.map(({ naturalWidth }) => naturalWidth))).toBeGreaterThan(0)
    await person.context.close()
  })

  it('say that the network is gone, with a drawing that needs none, and come back by themselves', async () => {
    const person = await aPerson(journey.browser, journey.product.address, '/#/features/auth/staff-login/index')
    await person.fill('用户名', 'employee')
    await person.fill('密码', 'employee123')
    await person.tap('登录')
    await person.sees('新登记的阿姨')
    await person.tap('找阿姨')
    await person.sees('王桂兰')
    await person.context.setOffline(true)
    // The chip: a row of the list can say the same word.
    await person.page
      .locator('.q-chip')
      .filter({ hasText: /^保洁$/ })
      .first()
      .click()
    await person.sees('没连上网')
    const widths = "Array.from(document.querySelectorAll('.q-error .q-art img')).map((image) => image.naturalWidth)"
    const drawn = await person.page.evaluate<number[]>(widths)
    expect(drawn).toHaveLength(1)
    expect(drawn[0]).toBeGreaterThan(0)
    await person.context.setOffline(false)
    await person.sees('高秋菊')
    await person.context.close()
  })

  it('show their last answers and how old they are while there is no network, and new ones by themselves after', async () => {
    const person = await aPerson(journey.browser, journey.product.address)
    await logInAs(person, '13800000001')
    const tabs = { 首页: '我要求职', 简历: '再写一份', 'AI 顾问': '积分', 面试: '还没有面试', 我的: '退出登录' }
    for (const [tab, words] of Object.entries(tabs)) {
      await person.tap(tab)
      await person.sees(words)
    }
    await person.answered()
    await person.context.setOffline(true)
    for (const [tab, words] of Object.entries(tabs)) {
      await person.tap(tab)
      await person.sees(words)
      await person.sees(tab === '我的' ? '网络断了' : /离线内容，更新于今天\d+:\d\d/)
    }
    await person.tap('简历')
    await person.tap('再试一次')
    await person.sees('再写一份')
    await person.sees('离线内容')

    await person.context.setOffline(false)
    await person.gone('离线内容')
    expect(person.problems.filter((problem) => !/ERR_INTERNET_DISCONNECTED/.test(problem))).toEqual([])
    await person.context.close()
  })

  it('keep nothing of a person who has logged out, and never a number that was shown in full', async () => {
    const person = await aPerson(journey.browser, journey.product.address, '/#/features/auth/staff-login/index')
    await person.fill('用户名', 'employee')
    await person.fill('密码', 'employee123')
    await person.tap('登录')
    await person.sees('新登记的阿姨')
    await person.tap('客户')
    await person.sees(/\d+位，按/)
    await person.tap('陈雅琴')
    await person.sees('往来记录')
    await person.tap('显示')
    await person.sees(/1\d{2} ?\d{4} ?\d{4}/)
    const kept = () =>
      person.page.evaluate(() =>
        Object.entries(localStorage)
          .filter(([key]) => key.startsWith('answer') && !key.includes('client-config'))
          .map(([, value]) => String(value)),
      )
    const before = await kept()
    expect(before.join()).toContain('陈雅琴')
    expect(before.join()).not.toMatch(/\\"1[3-9]\d{9}\\"/)

    await person.page.goBack()
    await person.tap('我的')
    await person.tap('退出登录')
    await person.tap('退出')
    await person.sees('还没登录')
    expect((await kept()).join()).not.toContain('陈雅琴')
    await person.context.close()
  })

  it('offer a new build when the app is opened again, but not on a page with a form', async () => {
    const person = await aPerson(journey.browser, journey.product.address)
    await person.sees('我要求职')
    const { page } = person
    let asked = 0
    await page.route(`${journey.product.address}/`, async (route) => {
      asked += 1
      const html = await (await route.fetch()).text()
      return route.fulfill({ contentType: 'text/html', body: html.replace(/js\/app\.\w+\.js/, 'js/app.0a1b2c3d.js') })
    })
    const comesBack = () => page.evaluate("document.dispatchEvent(new Event('visibilitychange'))")
    await comesBack()
    await person.forward(11 * 60_000)
    await comesBack()
    await person.sees('有新版本了')
    // Within ten minutes of the start nothing was asked.
    expect(asked).toBe(1)
    await person.tap('我要求职')
    await person.sees('第1步')
    // The page below slides away first.
    await expect.poll(() => page.getByText('有新版本了').filter({ visible: true }).count()).toBe(0)
    await page.goBack()
    await person.sees('有新版本了')
    // The page that leaves lies on top until it is gone.
    await page.getByText('第1步').waitFor({ state: 'detached' })
    await page.unroute(`${journey.product.address}/`)
    await Promise.all([page.waitForEvent('load'), person.tap('现在更新')])
    await person.sees('我要求职')
    expect(await page.getByText('有新版本了').count()).toBe(0)
    await person.context.close()
  })
})
