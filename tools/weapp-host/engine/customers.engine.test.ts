import { describe, expect, it } from 'vitest'
import { beijingDay, DAY_MS } from '../../../packages/contract/src/core/days.ts'
import { ask, asStaff, type StaffApi } from '../../journeys/visitors.ts'
import { logInAsStaff, useEngine } from './use-engine.ts'

const bench = useEngine()

const NOTE = '先生周末休息，想周六上午带婆婆来见阿姨'
const LIKE = '带过早产儿'
const HEIR = '赵一鸣'
const REASON = '住得近，跑得过来'
const CUSTOMERS = '/api/customers/miniprogram'
const SIX_MINUTES_MS = 360_000

interface Row {
  id: string
}
interface Guest {
  guestToken: string
  shortlist: { workers: [Row, ...Row[]] }
}
interface Entry {
  followUp?: { type: string; content: string; result?: string } | null
}

const enter = async (by: StaffApi, name: string, phone: string, over: object = {}): Promise<string> => {
  const fields = { leadSource: '其他', contractStatus: '匹配中', leadLevel: 'A类', phone, ...over }
  return (await by.call<Row>(`${CUSTOMERS}/create`, { name, ...fields })).id
}

describe("an employee with a customer on WeChat's component framework", () => {
  it('calls her, notes it, finds workers, and makes an interview of the time that she proposes', async () => {
    const { product } = bench
    const employee = await asStaff(product, 'employee')
    const over = { serviceCategory: '月嫂', salaryBudget: 14_000 }
    const id = await enter(employee, '上官女士', '13811115555', over)
    const notes = async () =>
      (await employee.call<{ items: Entry[] }>(`${CUSTOMERS}/${id}/timeline`)).items.flatMap(
        ({ followUp }) => followUp ?? [],
      )
    const phone = await bench.boot()
    await logInAsStaff(phone, 'employee')
    await phone.open('/pages/records/index')
    await phone.fill('姓名、手机尾号', '上官')
    await phone.sees('1位，按')
    await phone.tap('上官女士')
    await phone.sees('往来记录')
    expect(await phone.text()).not.toContain('13811115555')
    await phone.tap('显示手机号')
    await phone.sees('13811115555')

    await phone.tap('打电话')
    await expect.poll(async () => (await phone.log()).calls).toContain('makePhoneCall')
    await phone.comeBack(SIX_MINUTES_MS)
    await phone.sees('记一下这次通话？上官女士')
    await phone.tap('记一下')
    await phone.sees('离开了约6分钟')
    await phone.fill('客户的想法、答应的事、要准备什么', NOTE)
    await phone.tap('明天')
    await phone.tap('保存')
    await phone.sees('下次跟进')
    await expect.poll(notes).toMatchObject([{ type: 'phone', content: NOTE, result: '聊了约6分钟' }])
    const { nextFollowUpAt } = await employee.call<{ nextFollowUpAt: string }>(`${CUSTOMERS}/${id}`)
    expect(beijingDay(Date.parse(nextFollowUpAt))).toBe(beijingDay(Date.now() + DAY_MS))
    await phone.sees(NOTE)

    await phone.tap('找合适的阿姨')
    await phone.tap('改需求')
    await phone.tap(LIKE)
    await phone.tap('存好')
    await phone.sees('需求改好了')
    expect(await employee.call(`${CUSTOMERS}/${id}`)).toMatchObject({ likes: [LIKE] })
    await phone.sees(LIKE)
    const { items } = await employee.call<{ items: { name: string }[] }>(`/api/shortlists/matches/${id}?pageSize=2`)
    for (const { name } of items) await phone.tap(`选${name}`)
    await phone.sees('选了2位')
    await phone.tap('做成名单')
    await phone.sees('客户看到的是这样')
    await phone.tap('生成链接')
    await phone.sees('客户能看')

    const lists = await employee.call<{ items: [Row] }>(`/api/shortlists?customerId=${id}`)
    const list = () => employee.call<{ link: string; items: object[] }>(`/api/shortlists/${lists.items[0].id}`)
    const ticket = (await list()).link.split('t=').at(-1)
    const { guestToken: participant, shortlist } = await ask<Guest>(product, '/api/shortlists/guest/open', {
      body: { ticket },
    })
    const guest = (path: string, body: object) =>
      ask(product, `/api/shortlists/guest/${path}`, { body, method: 'PUT', participant })
    await guest('like', { workerId: shortlist.workers[0].id, liked: true })
    await guest('times', { slots: [{ day: beijingDay(Date.now() + 2 * DAY_MS), half: 'evening' }], note: '' })
    await phone.sees('点的想见')
    await phone.sees('提的面试时间')
    await phone.tap('约这个')
    await phone.tap('约好')
    await phone.sees('约好了，客户的名单上看得到')
    const [first, second] = (await list()).items
    expect(first).toMatchObject({ liked: true, interview: { ended: false } })
    expect(second).toMatchObject({ liked: false, interview: null })
    const written = (await notes()).map(({ content }) => content)
    for (const words of [/想见/, /提了面试时间/, /约在/])
      expect(written.some((one) => one.startsWith('名单：') && words.test(one))).toBe(true)
    expect(await phone.errors()).toEqual([])
  })
})

describe("a manager with large type on WeChat's component framework", () => {
  it('opens the list of a number, assigns from it, and makes one customer of two', async () => {
    const { product } = bench
    const manager = await asStaff(product, 'manager')
    const employee = await asStaff(product, 'employee')
    const operator = await asStaff(product, 'operator')
    const leads: string[] = []
    for (const n of [1, 2]) leads.push(await enter(operator, `欧阳客${n}`, `1381111666${n}`))
    const left = await enter(employee, '欧阳雅', '13811117771', { leadSource: '抖音' })
    const right = await enter(employee, '欧阳女士', '13811117772', { leadSource: '转介绍' })

    const phone = await bench.boot({ loginCode: 'dev:engine-manager', typeScale: 1.5 })
    await logInAsStaff(phone, 'manager')
    await phone.tap('团队')
    await phone.sees('首次响应')
    const { total } = await manager.call<{ total: number }>(`${CUSTOMERS}/list?due=unassigned`)
    await phone.tap(`没分配${total}`)
    await phone.sees(`${total}位，按`)
    await phone.fill('姓名、尾号', '欧阳客')
    await phone.sees('2位，按')
    await phone.tap('选几位')
    for (const n of [1, 2]) await phone.tap(`欧阳客${n}`)
    await phone.tap('转给同事，2位')
    await phone.tap(HEIR)
    await phone.fill('原因', REASON)
    await phone.tap('转过去')
    await phone.sees(`2位转给${HEIR}了`)
    for (const id of leads) {
      const [log] = await manager.call<object[]>(`${CUSTOMERS}/${id}/assignment-logs`)
      expect(log).toMatchObject({ newAssignedTo: { name: HEIR }, reason: REASON })
    }

    await phone.open(`/features/customers/detail/index?id=${left}`)
    await phone.sees('往来记录')
    await phone.tap('和另一位合并')
    await phone.fill('姓名、手机尾号、编号', '欧阳女士')
    await phone.tap('欧阳女士')
    await phone.sees('这两位是同一个人吗？')
    await phone.tap('来源，右，转介绍')
    await phone.tap('合并成一位')
    await phone.sees('合并进来的')
    await phone.sees('转介绍')
    expect(await manager.call(`${CUSTOMERS}/${left}`)).toMatchObject({ name: '欧阳雅', leadSource: '转介绍' })
    await expect(manager.call(`${CUSTOMERS}/${right}`)).rejects.toThrow()
    expect(await phone.errors()).toEqual([])
  })
})
