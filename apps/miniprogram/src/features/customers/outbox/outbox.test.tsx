import Taro from '@tarojs/taro'
import { act } from 'react'
import { aCustomer } from '@qingpin/testing/customers'
import { aPhone } from '@qingpin/testing/harness'
import { beforeAll, beforeEach, expect, it, vi } from 'vitest'
import { useOutbox } from '@/app/outbox/outbox'
import { deliver, startOutbox } from '@/app/outbox/sender'
import { dropSession } from '@/app/session'
import { byRole, render, tap, type, until } from '../../../../test/render'
import { useServer } from '../../../../test/server'
import { openWith } from '../../../../test/taro'
import FollowUp from '../follow-up/index'
import Outbox from './index'
import { asFollowUp } from './words'

const { server, state, enter } = useServer()

beforeAll(() => startOutbox())
beforeEach(() => {
  state.calls.length = 0
  state.cut = false
})

const net = (up: boolean) =>
  act(async () => {
    vi.spyOn(navigator, 'onLine', 'get').mockReturnValue(up)
    window.dispatchEvent(new Event(up ? 'online' : 'offline'))
  })

async function aCase(over: object = {}) {
  const staff = await server.aStaff('employee', { name: '林晓' })
  const api = server.as(staff.token)
  const { id } = await api('POST /api/customers/miniprogram/create', {
    body: aCustomer({ name: '陈雅琴', salaryBudget: 13_000, area: '滨江', ...over }) as never,
  })
  await enter(staff)
  state.calls.length = 0
  const params = { id }
  const manager = await server.aStaff('manager', { name: '李经理' })
  return {
    staff,
    api,
    id,
    read: () => api('GET /api/customers/miniprogram/{id}', { params }),
    notes: () => api('GET /api/customers/miniprogram/{id}/follow-ups', { params }),
    theirs: (body: object) =>
      server.as(manager.token)('PATCH /api/customers/miniprogram/{id}', { params, body: body as never }),
    note: (content: string) =>
      act(() => deliver({ kind: 'follow-up', name: '陈雅琴', customerId: id, body: { type: 'phone', content } })),
    edit: (body: Record<string, string | number>, base: Record<string, string | number>) =>
      act(() => deliver({ kind: 'edit', name: '陈雅琴', customerId: id, body: { ...body, version: 1 }, base })),
  }
}
const writes = () => state.calls.filter((call) => call.startsWith('POST') && call.endsWith('/follow-ups'))
const left = () => useOutbox.getState().items

it('a follow-up that is written without network waits, and is sent once when it is back', async () => {
  const { id, notes } = await aCase()
  openWith({ id })
  const page = await render(<FollowUp />)
  await until(() => page.text().includes('说了什么'))
  await net(false)
  await type(page.element.querySelector('textarea') as HTMLTextAreaElement, '电梯里写的')
  await tap(byRole('radio', '不用再约'))
  await tap(byRole('button', '保存'))
  await until(() => left().length === 1)
  expect(writes()).toEqual([])
  await page.leave()
  await net(true)
  await expect.poll(async () => (await notes()).map(({ content }) => content)).toEqual(['电梯里写的'])
  await until(() => left().length === 0)
  expect(writes()).toHaveLength(1)
})

it('what is written is sent in the order in which it was written, by its own time', async () => {
  const { note, notes } = await aCase()
  await net(false)
  for (const content of ['一', '二', '三']) await note(content)
  const page = await render(<Outbox />)
  await until(() => page.text().includes('剩3条'))
  expect(page.text()).toMatch(/通话陈雅琴.*一排在第1.*二排在第2.*三排在第3/)
  await net(true)
  await until(() => page.text().includes('都发出去了'))
  expect(useOutbox.getState().sent.map(({ item }) => item.body.content)).toEqual(['一', '二', '三'])
  expect((await notes()).every(({ writtenAt }) => writtenAt !== null)).toBe(true)
})

it('an answer that is lost leaves no double: the same is sent again and finds its row', async () => {
  const { note, notes, id } = await aCase()
  server.loseAnswer(`POST /api/customers/miniprogram/${id}/follow-ups`)
  await note('回答丢了')
  await until(() => left().length === 0)
  expect(writes().length).toBeGreaterThan(1)
  expect(await notes()).toHaveLength(1)
})

it('what has had no answer can be neither changed nor thrown away, because it may be there', async () => {
  const { note } = await aCase()
  state.cut = true
  await note('不知道到没到')
  const page = await render(<Outbox />)
  await until(() => page.text().includes('没等到回答'))
  expect(page.text()).not.toContain('不发了')
  state.cut = false
  await net(true)
  await until(() => left().length === 0)
})

it('an edit goes on top of other fields that a colleague has changed, without a question', async () => {
  const { edit, read, theirs } = await aCase()
  await net(false)
  await edit({ salaryBudget: 12_000 }, { salaryBudget: 13_000 })
  await theirs({ area: '西湖' })
  await net(true)
  await expect.poll(async () => (await read()).salaryBudget).toBe(12_000)
  expect((await read()).area).toBe('西湖')
  await until(() => left().length === 0)
})

it.each([
  ['我改的', 12_000, 0],
  ['李经理改的', 14_000, 0],
  ['都保留', 14_000, 1],
])('of a field that both have changed, %s is kept as the person chooses', async (choice, budget, noted) => {
  const { edit, read, notes, theirs } = await aCase()
  await net(false)
  await edit({ salaryBudget: 12_000 }, { salaryBudget: 13_000 })
  await theirs({ salaryBudget: 14_000 })
  await net(true)
  const page = await render(<Outbox />)
  await until(() => page.text().includes('陈雅琴的预算，两边都改了'))
  expect(page.text()).toContain('原来是13000元')
  const cell = [...page.element.querySelectorAll<HTMLElement>('.ob-cell')].find((one) =>
    one.textContent?.startsWith(choice),
  )
  await tap(cell as HTMLElement)
  await tap(byRole('button', '就这样存'))
  await expect.poll(async () => (await read()).salaryBudget).toBe(budget)
  await until(() => left().length === 0)
  const contents = (await notes()).map(({ content }) => content)
  expect(contents).toHaveLength(noted)
  if (noted) expect(contents[0]).toContain('没网时想把预算改成12000元')
})

it('of a phone that both have changed one is kept, and neither is written into the history', async () => {
  const { edit, read, notes, theirs } = await aCase()
  const [mine, other] = [aPhone(), aPhone()]
  const { phone: before } = await read()
  await net(false)
  await edit({ phone: mine }, { phone: before ?? '' })
  await theirs({ phone: other })
  await net(true)
  const page = await render(<Outbox />)
  await until(() => page.text().includes('陈雅琴的手机号，两边都改了'))
  expect(page.text()).not.toContain('都保留')
  await tap(byRole('button', '就这样存'))
  await expect.poll(async () => (await read()).phone?.slice(-4)).toBe(mine.slice(-4))
  await until(() => left().length === 0)
  expect(await notes()).toEqual([])
})

it.each([
  ['phone', '138 1234 5678', '手机号改成138****5678'],
  ['wechatId', 'wx_chen88', '微信号改成wx****88'],
  ['idCardNumber', '11010119900307663X', '身份证改成1101**********663X'],
])('in the words of a follow-up the %s is masked', (name, value, shown) => {
  const body = { [name]: value }
  const item = { id: '1', kind: 'edit', name: '陈雅琴', body, at: 0, turn: 0, state: 'conflict' } as const
  expect(asFollowUp(item, [name], 0)).toContain(shown)
})

it('of two edits of one field without network the second stands, and no person is asked about her own', async () => {
  const { edit, read } = await aCase()
  const [first, second] = [aPhone(), aPhone()]
  const { phone: mask } = await read()
  const base = { salaryBudget: 13_000, phone: mask ?? '' }
  await net(false)
  await edit({ salaryBudget: 12_000, phone: first }, base)
  await edit({ salaryBudget: 11_000, phone: second }, base)
  await net(true)
  await until(() => left().length === 0)
  const { salaryBudget, phone } = await read()
  expect([salaryBudget, phone?.slice(-4)]).toEqual([11_000, second.slice(-4)])
})

it('what a person has insisted on against a colleague does not conflict with her own next edit', async () => {
  const { edit, read, theirs } = await aCase()
  await net(false)
  await edit({ salaryBudget: 12_000 }, { salaryBudget: 13_000 })
  await edit({ salaryBudget: 11_000 }, { salaryBudget: 13_000 })
  await theirs({ salaryBudget: 14_000 })
  await net(true)
  const page = await render(<Outbox />)
  await until(() => page.text().includes('陈雅琴的预算，两边都改了'))
  await tap(byRole('radio', '我改的，12000元'))
  await tap(byRole('button', '就这样存'))
  await until(() => left().length === 0)
  expect((await read()).salaryBudget).toBe(11_000)
})

it('a follow-up is not held up by an edit that waits for a decision', async () => {
  const { edit, note, notes, theirs } = await aCase()
  await net(false)
  await edit({ salaryBudget: 12_000 }, { salaryBudget: 13_000 })
  await note('照样发')
  await edit({ salaryBudget: 11_000 }, { salaryBudget: 13_000 })
  await theirs({ salaryBudget: 14_000 })
  await net(true)
  await expect.poll(async () => (await notes()).length).toBe(1)
  await until(() => left().some((item) => item.state === 'conflict'))
  expect(left().map((item) => item.state)).toEqual(['conflict', 'waiting'])
})

const BUSY = { code: 'DUPLICATE_HITS_USED_UP', message: '查到同事客户的次数太多了，过一会儿再查。' }
const BROKEN = { code: 'INTERNAL_ERROR', message: '服务出了问题，已经记下。请稍后再试。' }
const CREATE = 'POST /api/customers/miniprogram/create'

it('what the server is too busy for says why, can be changed, and does not hold up the next', async () => {
  const { note, notes } = await aCase()
  const { mend } = server.fail(CREATE, 429, BUSY)
  await net(false)
  await act(() => deliver({ kind: 'customer', name: '高先生', body: aCustomer({ name: '高先生' }) as never }))
  await note('排在后面')
  await net(true)
  await expect.poll(async () => (await notes()).length).toBe(1)
  const page = await render(<Outbox />)
  await until(() => page.text().includes('发了1次没发成：查到同事客户的次数太多了'))
  expect(left()[0]).toMatchObject({ state: 'waiting', turn: 1 })
  expect(left()[0]?.unknown).toBeFalsy()
  await tap(byRole('button', '不建了'))
  await tap(byRole('button', '删掉'))
  await until(() => left().length === 0)
  mend()
})

it('a form is refused at once while the server is too busy, and nothing waits', async () => {
  await aCase()
  const { mend } = server.fail(CREATE, 429, BUSY)
  const body = aCustomer({ name: '高先生' }) as never
  await expect(act(() => deliver({ kind: 'customer', name: '高先生', body }))).rejects.toMatchObject({ status: 429 })
  expect(left()).toEqual([])
  mend()
})

it('an item over which the server breaks again and again holds up its own customer only', async () => {
  const { note, id, api } = await aCase()
  const other = await api(CREATE, { body: aCustomer({ name: '高先生' }) as never })
  const params = { id: other.id }
  const othersNotes = () => api('GET /api/customers/miniprogram/{id}/follow-ups', { params })
  const { mend } = server.fail(`POST /api/customers/miniprogram/${id}/follow-ups`, 500, BROKEN)
  await net(false)
  await note('一')
  await note('二')
  const body = { type: 'phone', content: '别人的' }
  await act(() => deliver({ kind: 'follow-up', name: '高先生', customerId: other.id, body }))
  const page = await render(<Outbox />)
  for (const times of [1, 2, 3]) {
    await net(false)
    await net(true)
    await until(() => left()[0]?.delay?.times === times)
  }
  await expect.poll(async () => (await othersNotes()).length).toBe(1)
  await until(() => page.text().includes('发了3次没发成：服务出了问题'))
  expect(left().map((item) => item.body.content)).toEqual(['一', '二'])
  mend()
  await tap(byRole('button', '现在再发'))
  await until(() => left().length === 0)
  expect(useOutbox.getState().sent.map(({ item }) => item.body.content)).toEqual(['别人的', '一', '二'])
})

it('leads to the pool where the customer with the number is there', async () => {
  const { api } = await aCase()
  const phone = aPhone()
  const { id } = await api(CREATE, { body: aCustomer({ phone }) as never })
  await api('POST /api/customers/miniprogram/{id}/release-to-pool', { params: { id }, body: { reason: null } })
  await net(false)
  await act(() => deliver({ kind: 'customer', name: '高先生', body: aCustomer({ phone }) as never }))
  const page = await render(<Outbox />)
  await net(true)
  await until(() => page.text().includes('没建成'))
  await tap(byRole('button', '去公海看'))
  expect(vi.mocked(Taro.navigateTo).mock.lastCall?.[0]?.url).toContain('customers/pool/index')
  await tap(byRole('button', '不建了'))
  await tap(byRole('button', '删掉'))
})

it('enters a second customer with the same WeChat id where that is meant', async () => {
  const { api } = await aCase()
  const wechatId = `wx${aPhone()}`
  await api(CREATE, { body: aCustomer({ wechatId }) as never })
  await net(false)
  await act(() => deliver({ kind: 'customer', name: '高先生', body: aCustomer({ name: '高先生', wechatId }) as never }))
  const page = await render(<Outbox />)
  await net(true)
  await until(() => page.text().includes('没建成'))
  await tap(byRole('button', '照样录'))
  await until(() => left().length === 0)
  const { customers } = await api('GET /api/customers/miniprogram/list', { query: { search: '高先生' } })
  expect(customers).toHaveLength(1)
})

it('a note that is changed while it waits keeps the plan and the time of its call', async () => {
  const { id } = await aCase()
  await net(false)
  const writtenAt = '2026-11-20T02:00:00.000Z'
  const body = { type: 'phone', content: '打过了', keepsPlan: true, writtenAt }
  await act(() => deliver({ kind: 'follow-up', name: '陈雅琴', customerId: id, body }))
  openWith({ id, item: left()[0]?.id ?? '' })
  const page = await render(<FollowUp />)
  await until(() => page.text().includes('说了什么'))
  await type(page.element.querySelector('textarea') as HTMLTextAreaElement, '打过了，要会煲汤的')
  await tap(byRole('button', '保存'))
  expect(left()[0]?.body).toEqual({ ...body, content: '打过了，要会煲汤的' })
  await page.leave()
  await net(true)
  await until(() => left().length === 0)
})

it('a new customer whose number a colleague has stays with its reason, and can be thrown away', async () => {
  await aCase()
  const other = await server.aStaff('employee')
  const phone = aPhone()
  await server.as(other.token)('POST /api/customers/miniprogram/create', { body: aCustomer({ phone }) as never })
  await net(false)
  const body = { ...aCustomer({ phone }), name: '高先生' }
  await act(() => deliver({ kind: 'customer', name: '高先生', body }))
  const page = await render(<Outbox />)
  await net(true)
  await until(() => page.text().includes('没建成'))
  expect(page.text()).toContain('您写的都留着')
  await tap(byRole('button', '不建了'))
  await tap(byRole('button', '删掉'))
  await until(() => page.text().includes('没网时写的'))
})

it('what is written waits through a logout, unseen by the next account, and is sent for its own', async () => {
  const { note, notes, staff } = await aCase()
  await net(false)
  await note('退出前写的')
  await act(async () => dropSession())
  await net(true)
  const next = await server.aStaff('employee')
  await enter(next)
  expect(left()).toEqual([])
  expect(await notes()).toEqual([])
  await enter(staff)
  await expect.poll(async () => (await notes()).length).toBe(1)
})
