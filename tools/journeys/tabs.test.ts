import { describe, expect, it } from 'vitest'
import { aPerson } from './browser.ts'
import { useJourney } from './journey.ts'

const journey = useJourney()

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
})
