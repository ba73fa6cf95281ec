import { readFileSync } from 'node:fs'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { aPerson, type Person, shown } from './browser.ts'
import { look } from './look.ts'
import { useJourney } from './journey.ts'
import { letDaysPass, SILENT_SINCE, stepsOf, strikeHour, workBetween } from './silence.ts'
import { ask, asStaff, type StaffApi, storageOf } from './visitors.ts'

const journey = useJourney()

const LEADS = 15
const HEIR = '赵一鸣'
const REASON = '住得近，跑得过来'

const LOOKS = [
  { words: 'light', dark: false, scale: 1, mark: '甲', n: 1 },
  { words: 'dark', dark: true, scale: 1, mark: '乙', n: 2 },
  { words: 'large type', dark: false, scale: 1.5, mark: '丙', n: 3 },
]

describe.each(LOOKS)('a manager, in $words', ({ dark, scale, mark, n: at }) => {
  let person: Person
  let manager: StaffApi
  let employee: StaffApi
  let operator: StaffApi

  const phoneOf = (i: number) => `1380${at}66${String(i).padStart(4, '0')}`
  const enter = async (by: StaffApi, name: string, i: number, over: object = {}): Promise<string> => {
    const fields = { leadSource: '其他', contractStatus: '待定', leadLevel: 'B类', phone: phoneOf(i), ...over }
    return (await by.call<{ id: string }>('/api/customers/miniprogram/create', { name, ...fields })).id
  }
  const open = async (path: string, words: string | RegExp) => {
    await person.page.evaluate((hash) => void (location.hash = hash), `#${path}`)
    await person.sees(words)
  }
  /** Of two pages that change places, the new one. */
  const tileOf = (words: string) => shown(person, '.tn-tile').filter({ hasText: words }).last()
  const openTeam = () => open('/features/customers/team/index', '首次响应')

  beforeAll(async () => {
    ;[manager, employee, operator] = [
      await asStaff(journey.product, 'manager'),
      await asStaff(journey.product, 'employee'),
      await asStaff(journey.product, 'operator'),
    ]
    const storage = storageOf(manager.visit, scale)
    person = await aPerson(journey.browser, journey.product.address, '/#/pages/home/index', { dark, storage })
  })
  afterAll(async () => {
    expect(person.problems).toEqual([])
    await person.context.close()
  })

  it('reads the numbers of the team, and each of them opens a list of just as many', async () => {
    for (let i = 0; i < LEADS; i++) await enter(operator, `${mark}客${i}`, i)
    await person.sees('今天')
    await person.tap('团队')
    await person.sees('首次响应')
    await look(person)
    for (const words of ['逾期', '没分配', '公海']) {
      await openTeam()
      const tile = tileOf(words)
      const n = Number(await tile.locator('.tn-tile__n').textContent())
      expect(n, words).toBeGreaterThan(0)
      await tile.click()
      await person.sees(new RegExp(`^${n}位，`))
    }
    await openTeam()
    const bar = shown(person, '[role="link"][aria-label*="逾期"][aria-label*="过了"]').first()
    const [, n] = /逾期(\d+)位/.exec((await bar.getAttribute('aria-label')) ?? '') ?? []
    await bar.click()
    await expect.poll(() => shown(person, '.cl-count').textContent()).toBe(`${n}位`)
    await openTeam()
    await tileOf('首次响应').click()
    await expect.poll(() => shown(person, '.cl-count').textContent()).toMatch(/^[1-9]\d*位$/)
  })

  it('assigns fifteen leads at once with a reason, and the colleague is notified once', async () => {
    const colleague = await asStaff(journey.product, 'employee2')
    const assigned = async () =>
      (await colleague.call<{ items: { kind: string; title: string }[] }>('/api/notifications')).items.filter(
        ({ kind }) => kind === 'customer-assigned',
      )
    const before = (await assigned()).length
    await openTeam()
    await tileOf('没分配').click()
    await person.sees('选几位')
    await shown(person, '.q-search input').first().fill(`${mark}客`)
    await person.sees(new RegExp(`^${LEADS}位，`))
    await person.tap('选几位')
    for (let i = 0; i < LEADS; i++) await shown(person, '.cl-row').nth(i).click()
    await look(person)
    await person.tap(`转给同事，${LEADS}位`)
    await person.tap(HEIR)
    await person.fill('原因', REASON)
    const [reply] = await Promise.all([
      person.page.waitForResponse((response) => response.url().includes('/api/customers/assign-many')),
      person.tap('转过去'),
    ])
    const { data } = (await reply.json()) as { data: { results: { id: string; result: string }[] } }
    expect(data.results.map(({ result }) => result)).toEqual(Array.from({ length: LEADS }, () => 'assigned'))
    await person.sees(`${LEADS}位转给${HEIR}了`)
    for (const { id } of data.results) {
      const logs = await manager.call<object[]>(`/api/customers/miniprogram/${id}/assignment-logs`)
      expect(logs[0]).toMatchObject({ newAssignedTo: { name: HEIR }, reason: REASON })
    }
    const after = await assigned()
    expect(after).toHaveLength(before + 1)
    expect(after[0]?.title).toContain(`${LEADS}位客户`)
    await open(`/features/customers/detail/index?id=${data.results[0]?.id}`, '往来记录')
    await person.sees(new RegExp(REASON))
  })

  it('sees who was silent too long: first the owner is reminded, then managers, then it is a risk, in working hours only', async () => {
    const { product } = journey
    const id = await enter(employee, `${mark}沉默`, 40, { leadLevel: 'A类' })
    const hour = (new Date().getUTCHours() + 8) % 24
    await (hour < 12 ? workBetween(manager, 22, 23) : workBetween(manager, 0, 1))
    letDaysPass(product, id, 3, ['created_at', 'assigned_at', 'last_activity_at'])
    await strikeHour(product)
    expect(await stepsOf(manager, id)).toEqual([])
    await workBetween(manager, 0, 24)
    for (const [step, since] of Object.entries(SILENT_SINCE)) {
      letDaysPass(product, id, 1.1, since)
      await strikeHour(product)
      expect((await stepsOf(manager, id))[0]).toBe(step)
    }
    expect(await stepsOf(manager, id)).toHaveLength(3)
    await open('/features/customers/team/index', '首次响应')
    await open('/pages/home/index', /位有风险/)
    await open(`/features/customers/detail/index?id=${id}`, '往来记录')
    await person.tap('系统')
    await person.sees(/天没联系，提醒了陈默$/)
    await person.sees(/天没联系，提醒了陈默和经理$/)
    await person.sees(/天没联系，标成有风险$/)
    await look(person)
  })

  it('reads what a rule would do before it is saved, and who saved it after', async () => {
    await open('/features/customers/rules/index', '先试算')
    await person.fill('A类', String(20 + at))
    await person.tap('算算会动到谁')
    await person.sees(/^7天内(?:有\d+位|没有客户)会回公海/)
    await look(person)
    await person.tap('保存规则')
    await person.sees('规则改好了')
    await person.sees(/^林晓.*改过/)
    expect(await manager.call('/api/customers/assignment-rules')).toMatchObject({ recycleDays: { A类: 20 + at } })
  })

  it('makes one customer out of two by picking fields, with both timelines, and undoes it', async () => {
    const left = await enter(employee, `${mark}陈雅`, 50, { leadSource: '抖音', remarks: '做浙江月子餐' })
    const right = await enter(employee, `${mark}陈女士`, 51, { leadSource: '转介绍', remarks: '给大宝做饭' })
    for (const [id, content] of [
      [left, '左边说过的话'],
      [right, '右边说过的话'],
    ] as const)
      await employee.call(`/api/customers/miniprogram/${id}/follow-ups`, {
        type: 'phone',
        content,
        nextFollowUpDate: null,
      })
    await open(`/features/customers/merge/index?id=${left}&with=${right}`, '这两位是同一个人吗？')
    await shown(person, '.mg-cell').filter({ hasText: '转介绍' }).click()
    await shown(person, '.mg-cell').filter({ hasText: '给大宝做饭' }).click()
    await person.sees('两边都留')
    await look(person)
    await person.tap('合并成一位')
    await person.sees('左边说过的话')
    await person.sees('右边说过的话')
    await person.sees('合并进来的')
    const kept = await manager.call(`/api/customers/miniprogram/${left}`)
    expect(kept).toMatchObject({ leadSource: '转介绍', remarks: '做浙江月子餐\n给大宝做饭' })
    await person.tap('拆开')
    await shown(person, '.q-dialog .q-btn').last().click()
    await person.sees(`${mark}陈女士拆出来了`)
    await person.gone('右边说过的话')
    expect(await manager.call(`/api/customers/miniprogram/${left}`)).toMatchObject({ remarks: '做浙江月子餐' })
    expect(await manager.call(`/api/customers/miniprogram/${right}`)).toMatchObject({ remarks: '给大宝做饭' })
  })

  it('hands over what a colleague had who leaves: the session ends, and everything has an owner', async () => {
    const admin = await asStaff(journey.product, 'admin')
    const [username, password] = [`leaver${at}`, 'six-Purple-cranes-9']
    const { id: leaver } = await admin.call<{ id: string }>('/api/users', {
      username,
      password,
      name: `${mark}离职`,
      role: 'employee',
    })
    const { access_token: token } = await ask<{ access_token: string }>(journey.product, '/api/auth/login', {
      body: { username, password },
    })
    const ids: string[] = []
    for (const i of [60, 61, 62]) {
      const id = await enter(operator, `${mark}手上${i}`, i)
      await manager.call(`/api/customers/miniprogram/${id}/assign`, { assignedTo: leaver }, 'PATCH')
      ids.push(id)
    }
    await open(`/features/staff/handover/index?id=${leaver}`, '手上还有')
    await shown(person, '.q-opt').filter({ hasText: HEIR }).click()
    await person.fill('原因', '离职')
    await look(person)
    await person.tap('停用并交接')
    await shown(person, '.q-dialog .q-btn').last().click()
    await person.sees('每一件的去向')
    await expect.poll(() => person.page.getByText(`交给了${HEIR}`).filter({ visible: true }).count()).toBe(3)
    await expect(ask(journey.product, '/api/auth/me', { token })).rejects.toThrow()
    expect(await manager.call(`/api/users/${leaver}/handover`)).toMatchObject({
      holdings: { customers: 0, interviews: 0, shares: 0, requests: 0 },
      last: { state: 'done', done: 3 },
    })
    for (const id of ids)
      expect(await manager.call(`/api/customers/miniprogram/${id}`)).toMatchObject({ assignedTo: { name: HEIR } })
  })

  it('brings in a table: the good rows come in, and the three bad ones are downloaded with their reasons', async () => {
    const good = Array.from({ length: 5 }, (_, i) => `${mark}导入${i},${phoneOf(70 + i)}`)
    const bad = [`${mark}坏一,1.38E+10`, `,${phoneOf(80)}`, `${mark}坏三,`]
    const buffer = Buffer.from(['姓名,手机号', ...good, ...bad].join('\n'))
    await open('/features/customers/tables/index', '导入客户')
    const [chooser] = await Promise.all([person.page.waitForEvent('filechooser'), person.tap('选表格')])
    await chooser.setFiles({ name: `${mark}通讯录.csv`, mimeType: 'text/csv', buffer })
    await person.sees('每一列是什么')
    await person.tap('先看一遍')
    await person.sees('新客户5位，跳过0行，不能导入3行。')
    await look(person)
    await person.tap('导入这5位')
    await person.sees('下载这些行')
    await person.sees('姓名：这一项要填。')
    await look(person)
    const [file] = await Promise.all([person.page.waitForEvent('download'), person.tap('下载这些行')])
    const lines = readFileSync(await file.path(), 'utf8')
      .trim()
      .split('\r\n')
    expect(lines.slice(1)).toEqual([
      expect.stringContaining('科学计数'),
      expect.stringContaining('姓名：这一项要填。'),
      expect.stringContaining('手机号和微信号至少要填一个。'),
    ])
    const { total } = await manager.call<{ total: number }>(
      `/api/customers/miniprogram/list?search=${encodeURIComponent(`${mark}导入`)}`,
    )
    expect(total).toBe(5)
  })
})
