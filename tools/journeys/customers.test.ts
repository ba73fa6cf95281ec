import { describe, expect, it } from 'vitest'
import { aPerson, type Person, shown } from './browser.ts'
import { useJourney } from './journey.ts'

const journey = useJourney()

const NOTE = '先生周末休息，想周六上午带婆婆来店里见阿姨'

interface Customer {
  id: string
  name: string
}

/** What the API knows, for comparing with what the screens say. */
async function asked(path: string, body?: object): Promise<Record<string, unknown>> {
  const login = await fetch(`${journey.product.address}/api/auth/login`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ username: 'employee', password: 'employee123' }),
  })
  const { data } = (await login.json()) as { data: { access_token: string } }
  const response = await fetch(`${journey.product.address}/api${path}`, {
    headers: { authorization: `Bearer ${data.access_token}`, 'content-type': 'application/json' },
    ...(body ? { method: 'POST', body: JSON.stringify(body) } : {}),
  })
  return ((await response.json()) as { data: Record<string, unknown> }).data
}

/** The number above a label of the day. */
const numberOf = async (person: Person, label: string) => {
  const block = shown(person, '.today-number').filter({ hasText: label })
  return Number(await block.locator('.today-number__n').textContent())
}

describe('an employee and her customers', () => {
  let person: Person
  let customer: Customer
  let phone: string

  it('begins the day with numbers that open lists of just as many', async () => {
    person = await aPerson(journey.browser, journey.product.address, '/#/features/auth/staff-login/index')
    await person.fill('用户名', 'employee')
    await person.fill('密码', 'employee123')
    await person.tap('登录')
    await person.sees('先跟这些')
    for (const label of ['逾期', '今天要跟']) {
      const n = await numberOf(person, label)
      expect(n, label).toBeGreaterThan(0)
      await shown(person, '.today-number').filter({ hasText: label }).click()
      await person.sees(new RegExp(`^${n}位，按`))
      await shown(person, '.cl-row').last().scrollIntoViewIfNeeded()
      await expect.poll(() => shown(person, '.cl-row').count()).toBe(n)
      await person.tap('工作台')
      await person.sees('先跟这些')
    }
    const all = /^全部(\d+)位客户$/.exec(
      (await person.page
        .getByText(/^全部\d+位客户$/)
        .first()
        .textContent()) ?? '',
    )
    await person.tap(all?.[0] ?? '')
    await person.sees(new RegExp(`^${all?.[1]}位，按`))
  })

  it('finds a customer by the last four digits, and sees the number in full only when asking for it', async () => {
    const { customers } = (await asked('/customers/miniprogram/list?search=陈雅琴')) as { customers: [Customer] }
    customer = customers[0]
    const { value } = await asked(`/customers/miniprogram/${customer.id}/reveal`, { field: 'phone' })
    phone = String(value)

    await person.tap('客户')
    await person.fill('姓名、手机尾号', phone.slice(-4))
    await person.sees(/^1位，按/)
    await person.tap(customer.name)
    await person.sees('往来记录')
    expect(await person.page.getByText(phone).count()).toBe(0)
    await person.tap('显示')
    await person.sees(phone)
  })

  it('writes down what was said and when to call again, and finds it in the timeline', async () => {
    await person.tap('记跟进')
    await person.tap('保存')
    await person.sees('写一句说了什么，下次接得上。')
    await person.tap('到店')
    await person.page.locator('.fu textarea').filter({ visible: true }).fill(NOTE)
    // What was typed is on the phone, and there again when the page is.
    const stored = 'Object.values(localStorage).join()'
    await expect.poll(() => person.page.evaluate<string>(stored)).toContain(NOTE)
    await person.page.getByLabel('返回', { exact: true }).filter({ visible: true }).click()
    await person.sees('往来记录')
    await person.tap('记跟进')
    const typed = shown(person, '.fu textarea')
    await expect.poll(() => typed.inputValue()).toBe(NOTE)
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
    const { customers } = (await asked('/today')) as { customers: { today: number } }
    await person.page.getByLabel('返回', { exact: true }).filter({ visible: true }).click()
    await expect.poll(() => shown(person, '.cl-row').textContent()).toContain(NOTE)
    expect(await shown(person, '.cl-row__next').textContent()).toBe('明天9:30')
    await person.tap('工作台')
    await expect.poll(() => numberOf(person, '今天要跟')).toBe(customers.today)
    expect(await shown(person, '.today-first').filter({ hasText: customer.name }).count()).toBe(0)
    expect(person.problems).toEqual([])
  })

  it('enters a customer, and is warned of a duplicate', async () => {
    await person.tap('客户')
    await person.page.getByLabel('录客户').filter({ visible: true }).click()
    await person.tap('录好')
    await person.sees('手机号和微信号至少填一个，不然联系不上。')
    await person.fill('称呼', '顾女士')
    await person.fill('手机号', phone)
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
    await person.tap('录好')
    await person.sees('一个手机号只录一位客户。')
    await person.tap('回去改')
    await expect.poll(() => shown(person, '.q-field__errtext').count()).toBe(1)
    await person.fill('手机号', '13711220033')
    await person.tap('录好')
    await person.sees('往来记录')
    await person.sees('顾女士')
    const { customers } = (await asked('/customers/miniprogram/list?search=顾女士')) as { customers: Customer[] }
    expect(customers).toMatchObject([{ serviceCategory: '月嫂', salaryBudget: 12_800, leadSource: '转介绍' }])
    expect(person.problems).toEqual([])
    await person.context.close()
  })
})
