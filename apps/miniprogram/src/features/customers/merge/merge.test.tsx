import { aCustomer } from '@qingpin/testing/customers'
import { expect, it } from 'vitest'
import { byRole, render, tap, type, until } from '../../../../test/render'
import { useServer } from '../../../../test/server'
import { openWith } from '../../../../test/taro'
import CustomerDetail from '../detail'
import RemovedCustomers from '../removal'
import { aShortlist } from '@qingpin/testing/shortlists'
import { chosen } from './model'
import CustomerMerge from '.'

const { server, enter } = useServer()

const entered = async (token: string, over: object) =>
  (await server.as(token)('POST /api/customers/miniprogram/create', { body: aCustomer({ ...over }) as never })).id
const detail = (token: string, id: string) =>
  server.as(token)('GET /api/customers/miniprogram/{id}', { params: { id } })

async function twice() {
  const me = await server.aStaff('employee', { name: '林晓' })
  const left = await entered(me.token, { name: '陈雅琴', leadSource: '抖音', remarks: '做浙江月子餐' })
  const right = await entered(me.token, { name: '陈女士', leadSource: '转介绍', remarks: '给大宝做饭' })
  await enter(me)
  return { me, left, right }
}
const cells = () => [...document.querySelectorAll<HTMLElement>('.mg-cell')]
const cell = (text: string) => cells().find((one) => one.textContent?.includes(text)) as HTMLElement

it('makes one customer out of two by the values that are chosen, and undoes it on the page of the one that stays', async () => {
  const { me, left, right } = await twice()
  openWith({ id: left, with: right })
  const page = await render(<CustomerMerge />)
  await until(() => page.text().includes('这两位是同一个人吗'))
  await tap(cell('转介绍'))
  await tap(cell('给大宝做饭'))
  expect(page.text()).toContain('两边都留')
  await tap(byRole('button', '合并成一位'))
  await expect.poll(async () => (await detail(me.token, left)).remarks).toBe('做浙江月子餐\n给大宝做饭')
  expect(await detail(me.token, left)).toMatchObject({ name: '陈雅琴', leadSource: '转介绍' })
  openWith({ id: left })
  const record = await render(<CustomerDetail />)
  await until(() => record.text().includes('合并进来的'))
  expect(record.text()).toContain('把陈女士')
  await tap(byRole('button', '拆开'))
  await tap([...document.querySelectorAll<HTMLElement>('.q-dialog .q-btn')].at(-1) as HTMLElement)
  await expect.poll(async () => (await detail(me.token, right)).name).toBe('陈女士')
})

it('takes what came over off the page again when it is undone', async () => {
  const made = await aShortlist(server)
  const left = await entered(made.staff.token, { name: '甲女士' })
  const [keptVersion, mergedVersion] = await Promise.all(
    [left, made.customerId].map(async (id) => (await detail(made.staff.token, id)).version),
  )
  const body = { keptId: left, mergedId: made.customerId, keptVersion, mergedVersion, fields: {} }
  await made.api('POST /api/customers/merge', { body: body as never, idempotencyKey: 'merge-with-a-list' })
  await enter(made.staff)
  openWith({ id: left })
  const record = await render(<CustomerDetail />)
  await until(() => record.text().includes('的名单') && record.text().includes('合并进来的'))
  await tap(byRole('button', '拆开'))
  await tap([...document.querySelectorAll<HTMLElement>('.q-dialog .q-btn')].at(-1) as HTMLElement)
  await until(() => !record.text().includes('的名单'))
})

it('keeps a customer with a worker signed, on either side of a merge', () => {
  const pair = { name: 'contractStatus', label: '状态', left: '待定', right: '已签约', both: false }
  expect([chosen(pair, {}, 'left'), chosen({ ...pair, name: 'leadLevel' }, {}, 'left')]).toEqual(['right', 'left'])
  expect(chosen(pair, { contractStatus: 'left' }, 'right')).toBe('left')
})

it('keeps the other number where that one is chosen, after the other customer was searched for', async () => {
  const { me, left, right } = await twice()
  openWith({ id: left })
  const page = await render(<CustomerMerge />)
  await until(() => page.text().includes('和哪位合并'))
  const input = page.element.querySelector('input')
  if (!input) throw new Error('no search box')
  await type(input, '陈女士')
  await until(() => page.text().includes('林晓的客户'))
  await tap(document.querySelector('.q-row') as HTMLElement)
  await until(() => page.text().includes('这两位是同一个人吗'))
  await tap(cells()[1] as HTMLElement)
  await tap(byRole('button', '合并成一位'))
  await expect
    .poll(async () => (await server.as(me.token)('GET /api/customers/miniprogram/list')).customers.map(({ id }) => id))
    .toEqual([right])
})

it('shows the latest where a colleague has edited one meanwhile', async () => {
  const { left, right } = await twice()
  openWith({ id: left, with: right })
  const page = await render(<CustomerMerge />)
  await until(() => page.text().includes('这两位是同一个人吗'))
  const manager = await server.aStaff('manager')
  const params = { id: right }
  await server.as(manager.token)('PATCH /api/customers/miniprogram/{id}', { params, body: { area: '西湖' } })
  await tap(byRole('button', '合并成一位'))
  await until(() => page.text().includes('刚有同事改过其中一位'))
  await until(() => page.text().includes('西湖'))
})

it('deletes a customer with a reason from its page, and brings it back from the list', async () => {
  const manager = await server.aStaff('manager')
  const id = await entered(manager.token, { name: '丁先生' })
  await enter(manager)
  openWith({ id })
  const page = await render(<CustomerDetail />)
  await until(() => page.text().includes('删除客户'))
  await tap([...document.querySelectorAll<HTMLElement>('.q-row--danger')][0] as HTMLElement)
  await tap(byRole('radio', '同行来试探'))
  await tap([...document.querySelectorAll<HTMLElement>('.q-sheet__foot .q-btn')][0] as HTMLElement)
  openWith({})
  const list = await render(<RemovedCustomers />)
  await until(() => list.text().includes('同行来试探'))
  await tap(byRole('button', '恢复'))
  await expect.poll(async () => (await detail(manager.token, id)).name).toBe('丁先生')
})
