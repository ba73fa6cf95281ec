import { describe, expect, it } from 'vitest'
import { aPerson, openAgain, type Person } from './browser.ts'
import { openGateway } from './buffering-gateway.ts'
import { useJourney } from './journey.ts'
import { aRoomOf } from './knocking.ts'

const journey = useJourney()

/** Counts the sounds that a page plays, but not the silent one that unlocks them. */
const WATCH = `
  globalThis.sounds = [];
  const play = HTMLMediaElement.prototype.play;
  HTMLMediaElement.prototype.play = function () {
    const playing = play.call(this);
    if (!this.muted && this.src.includes('knock')) playing.then(() => sounds.push(this.src));
    return playing;
  };
`
const soundsOf = async (...people: Person[]) =>
  (await Promise.all(people.map(({ page }) => page.evaluate<number>('sounds.length')))).reduce((sum, n) => sum + n, 0)
const badgeOf = ({ page }: Person) =>
  page
    .locator('.weui-tabbar__item', { hasText: '面试' })
    .locator('.weui-badge')
    .filter({ visible: true })
    .allTextContents()
    .then((texts) => texts.map((text) => text.trim()).join())

async function aStaff(username: string, address = journey.product.address): Promise<Person> {
  const staff = await aPerson(journey.browser, 'about:blank', '')
  await staff.context.addInitScript(WATCH)
  await staff.page.goto(`${address}/#/features/auth/staff-login/index`)
  await staff.fill('用户名', username)
  await staff.fill('密码', `${username}123`)
  await staff.tap('登录')
  await staff.sees('新登记的阿姨')
  return staff
}

describe('a knock at an interview', () => {
  it('is shown with a sound once on each screen of the host, and to no other person', async () => {
    const [host, other] = [await aStaff('employee'), await aStaff('manager')]
    const room = await aRoomOf(journey.product, 'employee')
    await host.tap('客户')
    const second = await openAgain(host, `${journey.product.address}/#/features/customers/create/index`)
    await second.sees('怎么联系')
    await second.page.mouse.click(200, 20)

    const guest = await room.knock('王桂兰')
    await host.sees('王桂兰在门外')
    await second.sees('王桂兰在门外')
    await expect.poll(() => badgeOf(host)).toBe('1')
    await expect.poll(() => soundsOf(host, second)).toBe(1)
    expect(await badgeOf(other)).toBe('')
    expect(await other.page.getByText('王桂兰在门外').count()).toBe(0)

    // The day counts the interview and opens exactly the list that it counts.
    await host.tap('工作台')
    await host.sees('1人在门外')
    const number = host.page.locator('.today-number', { hasText: '今天面试' }).filter({ visible: true })
    const n = Number(await number.locator('.today-number__n').textContent())
    await number.click()
    await host.sees(/王桂兰在门外，等了/)
    const rows = host.page
      .locator('.q-row')
      .filter({ visible: true })
      .filter({ hasText: /开的|开始/ })
    await expect.poll(() => rows.count()).toBe(n)

    // The way from the bar of any screen to the lobby.
    await second.tap('去看看')
    await second.sees('进去开门')
    await guest.leave()
    await expect.poll(() => badgeOf(host)).toBe('')
    await host.gone('王桂兰在门外')
    expect(await soundsOf(host, second, other)).toBe(1)
    for (const { problems, context } of [host, other]) {
      expect(problems).toEqual([])
      await context.close()
    }
    await room.end()
  })

  it('is seen behind a gateway that holds streams back, and by a stream again once it does not', async () => {
    const gateway = await openGateway(journey.product.address)
    const host = await aStaff('manager', gateway.address)
    const room = await aRoomOf(journey.product, 'manager')
    await expect.poll(() => gateway.streams(), { timeout: 30_000 }).toBe(1)
    // After the look at the beginning only an event can show a knock.
    await expect.poll(() => gateway.asked('/api/interview/lobby')).toBe(true)
    const first = await room.knock('王桂兰')
    await host.sees('王桂兰在门外')
    await first.leave()
    await host.gone('王桂兰在门外')

    gateway.letThrough()
    await host.context.setOffline(true)
    await host.context.setOffline(false)
    // One that finds out, and the one that is read from now on.
    await expect.poll(() => gateway.streams(), { timeout: 30_000 }).toBe(3)
    await room.knock('李秀英')
    await host.sees('李秀英在门外')
    await host.context.close()
    await room.end()
    await gateway.close()
  })
})
