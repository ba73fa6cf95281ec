import { describe, expect, it } from 'vitest'
import { aPerson, type Person } from './browser.ts'
import { comeAs } from './come-as.ts'
import { useJourney } from './journey.ts'
import { glance } from './screen-matrix/inspect.ts'

const journey = useJourney()

const SCREENS = ['pages/home/index', 'pages/records/index', 'pages/interviews/index', 'pages/me/index']

const aManager = () => comeAs(journey, { staff: 'manager' }, 'pages/home/index')

const show = async ({ page }: Person, path: string) => {
  await page.goto(`${journey.product.address}/#/${path}`)
  await page.reload()
}
const textOf = ({ page }: Person) => page.locator('.q-screen').filter({ visible: true }).last().innerText()

/** Every damage of one kind, in every stored answer, whatever its form. */
const DAMAGES: Record<string, (text: string) => string> = {
  'lists as null': (text) => text.replace(/\[[^\]]*\]/g, 'null'),
  'lists as {}': (text) => text.replace(/\[[^\]]*\]/g, '{}'),
  'numbers for text': (text) => text.replace(/:"[^"]*"/g, ':7'),
  'data as null': (text) => text.replace(/"data":.*?,"at"/, '"data":null,"at"'),
  'half of it': (text) => text.slice(0, text.length / 2),
}

describe('what the phone stored and was damaged', () => {
  it.each(Object.entries(DAMAGES))('%s: no screen is blank', async (_, damage) => {
    const person = await aManager()
    for (const path of SCREENS) {
      await show(person, path)
      // On a busy machine the page may not have begun to ask when nothing is under way.
      await expect.poll(async () => (await person.page.evaluate(glance)).waits, { timeout: 20_000 }).toBe(false)
      await person.answered()
    }
    const keys: string[] = await person.page.evaluate(() =>
      Object.keys(localStorage).filter((key) => key.startsWith('answer')),
    )
    expect(keys.length).toBeGreaterThan(2)
    for (const key of keys) {
      const stored = await person.page.evaluate((name) => localStorage.getItem(name) ?? '', key)
      const value = (JSON.parse(stored) as { data: string }).data
      await person.page.evaluate(
        ([name, text]) => localStorage.setItem(name ?? '', JSON.stringify({ data: text })),
        [key, damage(value)],
      )
    }
    for (const path of SCREENS) {
      await show(person, path)
      await person.answered()
      expect((await textOf(person)).length).toBeGreaterThan(10)
    }
    await person.context.close()
  })

  it('a malformed live answer shows the error face, and a retry brings the screen back', async () => {
    const person = await aManager()
    let malformed = true
    await person.page.route('**/api/today', async (route) => {
      if (!malformed) return route.continue()
      const reply = await route.fetch()
      const text = (await reply.text()).replace(/\[[^[\]]*\]/g, 'null')
      return route.fulfill({ response: reply, body: text })
    })
    const reports: string[] = []
    person.page.on('request', (request) => {
      if (request.url().includes('/api/client-errors')) reports.push(request.postData() ?? '')
    })
    await show(person, 'pages/home/index')
    await person.sees('这一页没能打开')
    await person.sees(/问题编号/)
    expect(reports[0]).toContain('"kind":"render"')
    malformed = false
    await person.tap('再试一次')
    await person.sees('新登记的阿姨')
    await person.context.close()
  })
})

describe('an older browser', () => {
  it('without Array.prototype.at, flatMap and replaceAll opens every tab', async () => {
    const person = await aPerson(journey.browser, 'about:blank')
    await person.context.addInitScript(() => {
      for (const [target, name] of [
        [Array.prototype, 'at'],
        [String.prototype, 'at'],
        [Array.prototype, 'flatMap'],
        [String.prototype, 'replaceAll'],
      ] as const)
        Reflect.deleteProperty(target, name)
    })
    await show(person, 'pages/home/index')
    await person.sees('我要求职')
    for (const tab of ['简历', 'AI 顾问', '面试', '我的']) await person.tap(tab)
    await person.sees('还没登录')
    expect(person.problems).toEqual([])
    await person.context.close()
  })

  it('that the app cannot run in says so', async () => {
    const person = await aPerson(journey.browser, 'about:blank')
    await person.context.addInitScript(() => Reflect.deleteProperty(globalThis, 'AbortController'))
    await person.page.goto(journey.product.address)
    await person.sees('这个浏览器太旧了，打不开轻聘')
    await person.context.close()
  })
})
