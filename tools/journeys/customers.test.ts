import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { beijingDay } from '../../packages/contract/src/core/days.ts'
import { aPerson, type Person, shown } from './browser.ts'
import { clockForward } from './clock.ts'
import { useJourney } from './journey.ts'
import { look } from './look.ts'
import { asStaff, storageOf, type StaffApi } from './visitors.ts'

const journey = useJourney()

const NOTE = '先生周末休息，想周六上午带婆婆来店里见阿姨'

const CUSTOMERS = '/api/customers/miniprogram'
const SIX_MINUTES_MS = 360_000

interface Row {
  id: string
}
interface Note {
  type: string
  content: string
}

const LOOKS = [
  { words: 'light', dark: false, scale: 1, n: 1 },
  { words: 'dark', dark: true, scale: 1, n: 2 },
  { words: 'large type', dark: false, scale: 1.5, n: 3 },
]

/** The number above a label of the day. */
const numberOf = async (person: Person, label: string) => {
  const block = shown(person, '.today-number').filter({ hasText: label })
  return Number(await block.locator('.today-number__n').textContent())
}

describe.each(LOOKS)('an employee and her customers, in $words', ({ dark, scale, n }) => {
  let person: Person
  let employee: StaffApi
  let manager: StaffApi
  let id: string
  const scheme = dark ? 'dark' : 'light'
  const name = `卓女士${'甲乙丙'[n - 1]}`
  const phoneOf = (i: number) => `137112200${n}${i}`
  const phone = phoneOf(1)
  const fields = { leadSource: '转介绍', contractStatus: '匹配中', leadLevel: 'A类' }
  const enter = async (by: StaffApi, over: object) =>
    (await by.call<Row>(`${CUSTOMERS}/create`, { ...fields, ...over })).id
  const notes = () => employee.call<Note[]>(`${CUSTOMERS}/${id}/follow-ups`)
  const goBack = () => person.page.getByLabel('返回', { exact: true }).filter({ visible: true }).click()

  beforeAll(async () => {
    const { product, browser } = journey
    employee = await asStaff(product, 'employee')
    manager = await asStaff(product, 'manager')
    id = await enter(employee, { name, phone, salaryBudget: 13_000 })
    const plan = { type: 'wechat', content: '说好今天再打', nextFollowUpDate: beijingDay(Date.now()) }
    await employee.call(`${CUSTOMERS}/${id}/follow-ups`, plan)
    await enter(manager, { name: '别家的', phone: phoneOf(2) })
    person = await aPerson(browser, product.address, '/#/features/auth/staff-login/index', {
      dark,
      storage: storageOf(undefined, scale),
    })
  })
  afterAll(() => person.context.close())

  it('begins the day with numbers that open lists of just as many', async () => {
    await person.fill('用户名', 'employee')
    await person.fill('密码', 'employee123')
    await person.tap('登录')
    await person.sees('先跟这些')
    await look(person, [scheme])
    for (const label of ['逾期', '今天要跟']) {
      const due = await numberOf(person, label)
      expect(due, label).toBeGreaterThan(0)
      await shown(person, '.today-number').filter({ hasText: label }).click()
      await person.sees(new RegExp(`^${due}位，按`))
      await shown(person, '.cl-row').last().scrollIntoViewIfNeeded()
      await expect.poll(() => shown(person, '.cl-row').count()).toBe(due)
      await person.tap('工作台')
      await person.sees('先跟这些')
    }
    const words = person.page.getByText(/^全部\d+位客户$/)
    const all = /^全部(\d+)位客户$/.exec((await words.first().textContent()) ?? '')
    await person.tap(all?.[0] ?? '')
    await person.sees(new RegExp(`^${all?.[1]}位，按`))
    await look(person, [scheme])
  })

  it('finds a customer by the last four digits, and sees the number in full only when asking for it', async () => {
    await person.tap('客户')
    await person.fill(scale > 1 ? '姓名、尾号' : '姓名、手机尾号', phone.slice(-4))
    await person.sees(/^1位，按/)
    await person.tap(name)
    await person.sees('往来记录')
    await look(person, [scheme])
    expect(await person.page.getByText(phone).count()).toBe(0)
    await person.tap('显示')
    await person.sees(phone)
  })

  it('calls from the card, and is offered on return to note the call', async () => {
    // The question which program calls takes all taps of a headless browser.
    const holdCall =
      "navigation.addEventListener('navigate', (event) => { self.called = event.destination.url; event.preventDefault() }, { once: true })"
    await person.page.evaluate(holdCall)
    await person.tap('打电话')
    await expect.poll(() => person.page.evaluate<string>('self.called')).toBe(`tel:${phone}`)
    await person.answered()
    // A headless browser is never left; this is what the app hears when it is seen again. At once, because the next answer
    // sets the clock right.
    const comeBack = "document.dispatchEvent(new Event('visibilitychange'))"
    await person.page.evaluate(`${clockForward(SIX_MINUTES_MS)}; ${comeBack}`)
    await person.sees(/^记一下这次通话/)
    await look(person, [scheme])
    await person.tap('记一下')
    await person.sees('离开了约6分钟')
    await look(person, [scheme])
    await shown(person, '.fu textarea').fill('在开会，让晚上再打')
    await person.tap('明天')
    await person.tap('保存')
    await expect.poll(notes).toMatchObject([{ type: 'phone', content: '在开会，让晚上再打' }, {}])
  })

  it('writes down what was said and when to call again, and finds it in the timeline', async () => {
    await person.tap('记跟进')
    await person.tap('保存')
    await person.sees('写一句说了什么，下次接得上。')
    await person.tap('到店')
    await shown(person, '.fu textarea').fill(NOTE)
    // What was typed is on the phone, and there again when the page is.
    const stored = 'Object.values(localStorage).join()'
    await expect.poll(() => person.page.evaluate<string>(stored)).toContain(NOTE)
    await goBack()
    await person.sees('往来记录')
    await person.tap('记跟进')
    const typed = shown(person, '.fu textarea')
    await expect.poll(() => typed.inputValue()).toBe(NOTE)
    await look(person, [scheme])
    await person.tap('明天')
    await person.tap('不定钟点')
    await person.tap('9:30')
    await person.tap('保存')
    await person.sees('记下了')
    const newest = shown(person, '.cd-tl').first()
    await expect.poll(() => newest.textContent()).toContain(NOTE)
    expect(await newest.textContent()).toMatch(/^到店.*下次 \d+月\d+日 周. 9:30$/)
    expect(await shown(person, '.cd-foot__plan').textContent()).toMatch(/^下次跟进.* 9:30$/)
  })

  it('has one less to do today, and meets her words again in the list', async () => {
    await goBack()
    await expect.poll(() => shown(person, '.cl-row').textContent()).toContain(NOTE)
    expect(await shown(person, '.cl-row__next').textContent()).toBe('明天9:30')
    await person.tap('工作台')
    const today = async () => (await employee.call<{ customers: { today: number } }>('/api/today')).customers.today
    await expect.poll(() => numberOf(person, '今天要跟')).toBe(await today())
    expect(await shown(person, '.today-first').filter({ hasText: name }).count()).toBe(0)
  })

  it('writes a note in a lift, which waits, and is sent once', async () => {
    await person.tap('客户')
    await person.tap(name)
    await person.tap('记跟进')
    await person.sees('说了什么')
    await person.context.setOffline(true)
    await shown(person, '.fu textarea').fill('在电梯里记的')
    await person.tap('不用再约')
    await person.tap('保存')
    await person.sees(/1条待发送|待发送/)
    await look(person, [scheme])
    await person.context.setOffline(false)
    const sent = async () => (await notes()).filter(({ content }) => content === '在电梯里记的').length
    await expect.poll(sent).toBe(1)
    await person.gone(/待发送/)
    expect(await sent()).toBe(1)
  })

  it('decides which of two values stands where the manager edits, too', async () => {
    await person.tap('修改')
    await person.sees('怎么联系')
    await person.fill('到', '15000')
    await look(person, [scheme])
    await manager.call(`${CUSTOMERS}/${id}`, { salaryBudget: 16_000, area: '滨江' }, 'PATCH')
    await person.tap('保存1处')
    await person.sees(/刚改过这位客户/)
    await look(person, [scheme])
    await person.page
      .getByRole('radio', { name: /^我改的/ })
      .filter({ visible: true })
      .first()
      .click()
    await person.tap('就这样存')
    await expect.poll(() => employee.call(`${CUSTOMERS}/${id}`)).toMatchObject({ salaryBudget: 15_000, area: '滨江' })
    await person.sees('往来记录')
  })

  it('enters a customer, is shown which colleague has the number, and makes one by two quick taps', async () => {
    await goBack()
    await person.page.getByLabel('录客户').filter({ visible: true }).click()
    await person.tap('录好')
    await person.sees('手机号和微信号至少填一个，不然联系不上。')
    await person.fill('称呼', `顾女士${n}`)
    await person.fill('手机号', phoneOf(2))
    await person.sees(/^别\*\*有这个号，在.+那里，还没联系过$/)
    await person.sees('请同事转给我')
    await look(person, [scheme])
    for (const [row, choice] of [
      ['来源', '转介绍'],
      ['级别', 'B类'],
      ['服务', '月嫂'],
    ] as const) {
      await person.tap(row)
      await person.tap(choice)
      await expect.poll(() => shown(person, '.q-sheet').count()).toBe(0)
    }
    await person.fill('预算', '12800')
    await person.fill('手机号', phone)
    await person.tap('录好')
    await person.sees('一个手机号只录一位客户。')
    await person.tap('回去改')
    await expect.poll(() => shown(person, '.q-field__errtext').count()).toBe(1)
    await person.fill('手机号', phoneOf(3))
    await shown(person, '.q-btn').filter({ hasText: '录好' }).last().dblclick()
    await person.sees('往来记录')
    await person.sees(`顾女士${n}`)
    const path = `${CUSTOMERS}/list?search=${encodeURIComponent(`顾女士${n}`)}`
    const { customers } = await employee.call<{ customers: object[] }>(path)
    expect(customers).toMatchObject([{ serviceCategory: '月嫂', salaryBudget: 12_800, leadSource: '转介绍' }])
    expect(person.problems.filter((text) => !/Failed to fetch|ERR_INTERNET_DISCONNECTED/.test(text))).toEqual([])
  })
})
