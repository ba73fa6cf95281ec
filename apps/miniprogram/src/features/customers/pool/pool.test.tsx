import { aCustomer } from '@qingpin/testing/customers'
import { expect, it } from 'vitest'
import { byRole, render, tap, type, until } from '../../../../test/render'
import { useServer } from '../../../../test/server'
import { openWith } from '../../../../test/taro'
import CustomerDetail from '../detail'
import { customerList } from '../list/filter-store'
import { CustomerList } from '../list/customer-list'
import AssignmentRules from '../rules'

const { server, enter } = useServer()

const entered = async (token: string, over: object = {}) =>
  (await server.as(token)('POST /api/customers/miniprogram/create', { body: aCustomer({ ...over }) as never })).id

it('lists what a colleague released, with the reason, and gives it to the person who claims it', async () => {
  const [owner, me] = [await server.aStaff('employee', { name: '赵婷' }), await server.aStaff('employee')]
  const id = await entered(owner.token, { name: '罗先生' })
  const params = { id }
  await server.as(owner.token)('POST /api/customers/miniprogram/{id}/release-to-pool', {
    params,
    body: { reason: '只要懂绍兴话的阿姨' },
  })
  await enter(me)
  customerList.setState({ pool: true })
  const page = await render(<CustomerList />)
  await until(() => page.text().includes('赵婷放回来的：只要懂绍兴话的阿姨'))
  expect(page.text()).toContain('今天还能领5位')
  await tap(byRole('button', '领取'))
  await expect
    .poll(async () => (await server.as(me.token)('GET /api/customers/miniprogram/list')).customers[0]?.name)
    .toBe('罗先生')
  await until(() => page.text().includes('公海里没有客户'))
})

it('puts a customer into the pool with a reason, from its page', async () => {
  const owner = await server.aStaff('employee')
  const id = await entered(owner.token, { name: '潘女士' })
  await enter(owner)
  openWith({ id })
  const page = await render(<CustomerDetail />)
  await until(() => page.text().includes('放回公海'))
  await tap(byRole('button', '放回公海'))
  await tap(byRole('radio', '联系不上'))
  const buttons = [...document.querySelectorAll<HTMLElement>('.q-sheet__foot .q-btn')]
  await tap(buttons[0] as HTMLElement)
  await expect
    .poll(async () => {
      const { items } = await server.as(owner.token)('GET /api/customers/pool', { query: { search: '潘女士' } })
      return items[0]?.released?.reason
    })
    .toBe('联系不上')
})

it('counts what rules would take before they are saved, and tells employees the rules in words', async () => {
  const [manager, employee] = [await server.aStaff('manager'), await server.aStaff('employee')]
  await entered(employee.token, { leadLevel: 'A类' })
  await enter(manager)
  const page = await render(<AssignmentRules />)
  await until(() => page.text().includes('几天没跟进就回公海'))
  const [remindA, , , , , recycleA] = [...page.element.querySelectorAll('input')]
  if (!remindA || !recycleA) throw new Error('no field')
  await type(remindA, '0')
  await tap(byRole('button', '算算会动到谁'))
  expect(page.text()).toContain('填1到365的整数。')
  await type(remindA, '1')
  await type(recycleA, '3')
  await tap(byRole('button', '算算会动到谁'))
  await until(() => page.text().includes('7天内会提醒'))
  expect(page.text()).toMatch(/7天内有\d+位会回公海/)
  await tap(byRole('button', '保存规则'))
  const stored = () => server.as(employee.token)('GET /api/customers/assignment-rules')
  await expect.poll(async () => (await stored()).remindDays['A类']).toBe(1)
  expect((await stored()).recycleDays['A类']).toBe(3)
  await enter(employee)
  const words = await render(<AssignmentRules />)
  await until(() => words.text().includes('1天没跟进'))
})
