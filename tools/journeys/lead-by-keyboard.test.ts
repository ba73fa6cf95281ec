import { readFileSync } from 'node:fs'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { aPerson, type Person, shown } from './browser.ts'
import { address, choose, WIDE_WINDOW, logIn, panelOpens, press, tabTo, type } from './by-keyboard.ts'
import { useJourney } from './journey.ts'
import { letDaysPass, SILENT_SINCE, stepsOf, strikeHour, workBetween } from './silence.ts'
import { ask, asStaff, type StaffApi } from './visitors.ts'

const journey = useJourney()

const LEADS = 15
const HEIR = '赵一鸣'
const REASON = '住得近，跑得过来'
const LIST = '/api/customers/miniprogram/list'

interface Found {
  total: number
  customers: { id: string; name: string }[]
}

describe('a manager who leads a team, by keyboard alone', () => {
  let person: Person
  let manager: StaffApi
  let employee: StaffApi
  let operator: StaffApi

  const phoneOf = (i: number) => `1380966${String(i).padStart(4, '0')}`
  const enter = async (by: StaffApi, name: string, i: number, over: object = {}): Promise<string> => {
    const fields = { leadSource: '其他', contractStatus: '待定', leadLevel: 'B类', phone: phoneOf(i), ...over }
    return (await by.call<{ id: string }>('/api/customers/miniprogram/create', { name, ...fields })).id
  }
  const customer = (id: string) => manager.call(`/api/customers/miniprogram/${id}`)
  const rows = () => shown(person, '.desk-list .cl-row')
  const names = () => rows().locator('.cl-row__name').allTextContents()
  const goHome = async () => {
    await press(person, '1')
    await person.sees('先做这些')
  }
  const openTeam = async () => {
    await goHome()
    await choose(person, '团队')
    await person.sees('首次响应')
  }
  /** Finds a customer from the first page; the list may have kept an earlier search. */
  const openCustomer = async (name: string) => {
    await goHome()
    await press(person, '/')
    await type(person, name)
    await press(person, 'Enter')
    await expect.poll(names).toEqual([name])
    await press(person, 'ArrowDown')
    await person.sees('往来记录')
    const inside = () => shown(person, '.taro_page :focus').count()
    // Pressed again where the page was drawn anew meanwhile, which takes the focus away.
    const goInside = async () => (await inside()) || (await press(person, 'Enter'), await inside())
    await expect.poll(goInside, { interval: 2000 }).toBe(1)
  }

  beforeAll(async () => {
    const { product, browser } = journey
    ;[manager, employee, operator] = [
      await asStaff(product, 'manager'),
      await asStaff(product, 'employee'),
      await asStaff(product, 'operator'),
    ]
    person = await aPerson(browser, product.address, '/#/features/auth/staff-login/index')
    await person.page.setViewportSize(WIDE_WINDOW)
  })
  afterAll(async () => {
    expect(person.problems).toEqual([])
    await person.context.close()
  })

  it('reads the numbers of the team, and each of them opens a list of just as many', async () => {
    for (let i = 0; i < LEADS; i++) await enter(operator, `甲客${i}`, i)
    await logIn(person, 'manager')
    for (const [words, query] of [
      ['逾期', 'due=overdue'],
      ['没分配', 'due=unassigned'],
    ] as const) {
      const { total, customers } = await manager.call<Found>(
        `${LIST}?${query}&pageSize=5&sortBy=nextFollowUpAt&sortOrder=asc`,
      )
      expect(total, words).toBeGreaterThan(0)
      await openTeam()
      await choose(person, `${words}${total}`)
      await person.sees(new RegExp(`^${total}位，`))
      await expect.poll(async () => (await names()).slice(0, 5)).toEqual(customers.map(({ name }) => name))
    }
    const pool = await manager.call<{ total: number }>('/api/customers/pool')
    await openTeam()
    await choose(person, `公海${pool.total}`)
    await person.sees(new RegExp(`^${pool.total}位，`))
    await openTeam()
    await tabTo(person, /逾期[1-9]\d*位，\d+位过了/)
    const label = await person.page.locator(':focus').getAttribute('aria-label')
    await press(person, 'Enter')
    await expect.poll(() => shown(person, '.cl-count').textContent()).toBe(/逾期(\d+位)/.exec(label ?? '')?.[1])
    await openTeam()
    await choose(person, /^首次响应/)
    await expect.poll(() => shown(person, '.cl-count').textContent()).toMatch(/^[1-9]\d*位$/)
  })

  it('assigns fifteen leads at once with a reason', async () => {
    await openTeam()
    await choose(person, /^没分配/)
    await person.sees('选几位')
    await press(person, '/')
    await type(person, '甲客')
    await person.sees(new RegExp(`^${LEADS}位，`))
    await choose(person, '选几位')
    await person.sees('点选要转的客户')
    for (let i = 0; i < LEADS; i++) {
      await press(person, 'ArrowDown')
      await press(person, 'Space')
    }
    await choose(person, `转给同事，${LEADS}位`)
    await panelOpens(person, 'sheet')
    await shown(person, '.q-sheet .q-opt').first().waitFor()
    await choose(person, new RegExp(`^${HEIR}`), 'Space')
    await tabTo(person, '原因')
    await type(person, REASON)
    const [reply] = await Promise.all([
      person.page.waitForResponse((response) => response.url().includes('/api/customers/assign-many')),
      press(person, 'Control+Enter'),
    ])
    const { data } = (await reply.json()) as { data: { results: { id: string; result: string }[] } }
    expect(data.results.map(({ result }) => result)).toEqual(Array.from({ length: LEADS }, () => 'assigned'))
    await person.sees(`${LEADS}位转给${HEIR}了`)
    for (const { id } of data.results) {
      const logs = await manager.call<object[]>(`/api/customers/miniprogram/${id}/assignment-logs`)
      expect(logs[0]).toMatchObject({ newAssignedTo: { name: HEIR }, reason: REASON })
      expect(await customer(id)).toMatchObject({ assignedTo: { name: HEIR } })
    }
    await openCustomer('甲客0')
    await person.sees(new RegExp(REASON))
  })

  it('finds who was silent too long among the risks, and reads each step of it', async () => {
    const { product } = journey
    const id = await enter(employee, '甲沉默', 40, { leadLevel: 'A类' })
    await workBetween(manager, 0, 24)
    letDaysPass(product, id, 3, ['created_at', 'assigned_at', 'last_activity_at'])
    for (const [step, since] of Object.entries(SILENT_SINCE)) {
      letDaysPass(product, id, 1.1, since)
      await strikeHour(product)
      expect((await stepsOf(manager, id))[0]).toBe(step)
    }
    await goHome()
    await choose(person, /位有风险/)
    await expect.poll(names).toContain('甲沉默')
    const risks = await manager.call<Found>(`${LIST}?due=risk&pageSize=50`)
    expect(risks.customers.map((one) => one.id)).toContain(id)
    await person.sees(new RegExp(`^${risks.total}位，`))
    for (let i = 0; i < risks.total; i++) {
      await press(person, 'ArrowDown')
      if ((await shown(person, '.cl-row:focus .cl-row__name').textContent()) === '甲沉默') break
    }
    await press(person, 'Enter')
    await expect.poll(() => address(person)).toContain(id)
    await person.sees('往来记录')
    await choose(person, '系统', 'Space')
    await person.sees(/天没联系，提醒了陈默$/)
    await person.sees(/天没联系，提醒了陈默和经理$/)
    await person.sees(/天没联系，标成有风险$/)
  })

  it('reads what a rule would do before it is saved, and who saved it after', async () => {
    await press(person, '2')
    await choose(person, /^公海/)
    await choose(person, '怎么进公海的')
    await person.sees('先试算')
    // Of two fields of this name the second one: days until a customer goes back to the pool.
    await tabTo(person, '开公海')
    await tabTo(person, 'A类')
    await press(person, 'Control+A')
    await type(person, '29')
    await choose(person, /^算算会动到谁/)
    await person.sees(/^7天内(?:有\d+位|没有客户)会回公海/)
    await press(person, 'Control+Enter')
    await person.sees('规则改好了')
    await person.sees(/^林晓.*改过/)
    expect(await manager.call('/api/customers/assignment-rules')).toMatchObject({ recycleDays: { A类: 29 } })
  })

  it('makes one customer out of two by picking fields, and undoes it', async () => {
    const left = await enter(employee, '甲陈雅', 50, { leadSource: '抖音', remarks: '做浙江月子餐' })
    const right = await enter(employee, '甲陈女士', 51, { leadSource: '转介绍', remarks: '给大宝做饭' })
    const note = (content: string) => ({ type: 'phone', content, nextFollowUpDate: null })
    await employee.call(`/api/customers/miniprogram/${left}/follow-ups`, note('左边说过的话'))
    await employee.call(`/api/customers/miniprogram/${right}/follow-ups`, note('右边说过的话'))
    await openCustomer('甲陈雅')
    await choose(person, /^和另一位合并/)
    await tabTo(person, '姓名、手机尾号、编号')
    await press(person, 'Control+A')
    await type(person, '甲陈女士')
    // Her row in the list at the side has the same words.
    await shown(person, '.ct').getByText('甲陈女士').waitFor()
    await choose(person, /^甲陈女士/)
    await person.sees('这两位是同一个人吗？')
    await choose(person, /，右，转介绍$/, 'Space')
    await choose(person, /，右，给大宝做饭$/, 'Space')
    await person.sees('两边都留')
    await press(person, 'Control+Enter')
    await person.sees('合并进来的')
    await person.sees('左边说过的话')
    await person.sees('右边说过的话')
    expect(await customer(left)).toMatchObject({ leadSource: '转介绍', remarks: '做浙江月子餐\n给大宝做饭' })
    await expect(customer(right)).rejects.toThrow()
    await choose(person, /^拆开/)
    await panelOpens(person, 'dialog')
    await choose(person, '拆开')
    await person.sees('甲陈女士拆出来了')
    expect(await customer(left)).toMatchObject({ leadSource: '抖音', remarks: '做浙江月子餐' })
    expect(await customer(right)).toMatchObject({ leadSource: '转介绍', remarks: '给大宝做饭' })
  })

  it('hands over what a colleague had who leaves: the session ends, and everything has an owner', async () => {
    const admin = await asStaff(journey.product, 'admin')
    const [username, password] = ['leaver', 'six-Purple-cranes-9']
    const account = { username, password, name: '甲离职', role: 'employee' }
    const { id: leaver } = await admin.call<{ id: string }>('/api/users', account)
    const { access_token: token } = await ask<{ access_token: string }>(journey.product, '/api/auth/login', {
      body: { username, password },
    })
    const ids: string[] = []
    for (const i of [60, 61, 62]) {
      const id = await enter(operator, `甲手上${i}`, i)
      await manager.call(`/api/customers/miniprogram/${id}/assign`, { assignedTo: leaver }, 'PATCH')
      ids.push(id)
    }
    await press(person, '6')
    await choose(person, /^团队成员/)
    await tabTo(person, '姓名、用户名')
    await type(person, '甲离职')
    await choose(person, /甲离职/)
    await person.sees('手上还有')
    await choose(person, new RegExp(`^${HEIR}`), 'Space')
    await tabTo(person, '原因')
    await type(person, '离职')
    await choose(person, /^停用并交接/)
    await panelOpens(person, 'dialog')
    await choose(person, '交接')
    await person.sees('每一件的去向')
    await expect.poll(() => person.page.getByText(`交给了${HEIR}`).filter({ visible: true }).count()).toBe(3)
    await expect(ask(journey.product, '/api/auth/me', { token })).rejects.toThrow()
    expect(await manager.call(`/api/users/${leaver}/handover`)).toMatchObject({
      holdings: { customers: 0, interviews: 0, shares: 0, requests: 0 },
      last: { state: 'done', done: 3 },
    })
    for (const id of ids) expect(await customer(id)).toMatchObject({ assignedTo: { name: HEIR } })
  })

  it('brings in a table: the good rows come in, and the bad one is downloaded with its reason', async () => {
    const good = Array.from({ length: 5 }, (_, i) => `甲导入${i},${phoneOf(70 + i)}`)
    const buffer = Buffer.from(['姓名,手机号', ...good, `,${phoneOf(80)}`].join('\n'))
    await press(person, '2')
    await choose(person, '导入导出')
    await person.sees('导入客户')
    // The window of the system, in which the file is chosen, is not the app's.
    const [chooser] = await Promise.all([person.page.waitForEvent('filechooser'), choose(person, /^选表格/)])
    await chooser.setFiles({ name: '甲通讯录.csv', mimeType: 'text/csv', buffer })
    await person.sees('每一列是什么')
    await choose(person, /^先看一遍/)
    await person.sees('新客户5位，跳过0行，不能导入1行。')
    await press(person, 'Control+Enter')
    await person.sees('姓名：这一项要填。')
    const [file] = await Promise.all([person.page.waitForEvent('download'), choose(person, /^下载这些行/)])
    expect(readFileSync(await file.path(), 'utf8')).toContain(`,${phoneOf(80)},`)
    const { total, customers } = await manager.call<Found>(`${LIST}?search=${encodeURIComponent('甲导入')}`)
    expect(total).toBe(5)
    expect(customers.map(({ name }) => name).toSorted()).toEqual(good.map((row) => row.split(',')[0]))
  })
})
