import { aCustomer } from '@qingpin/testing/customers'
import { bindTo } from '@qingpin/testing/service-account'
import { expect, it } from 'vitest'
import { byRole, render, tap, until } from '../../../../test/render'
import { useServer } from '../../../../test/server'
import Taro, { openWith } from '../../../../test/taro'
import Centre from '.'
import Deliveries from '../deliveries'
import Preferences from '../preferences'

const { server, enter } = useServer()

/** An employee who was given a customer, and is asked for another one. */
async function notified() {
  const [manager, employee, asker] = [
    await server.aStaff('manager', { name: '李经理' }),
    await server.aStaff('employee', { name: '赵婷' }),
    await server.aStaff('employee', { name: '周凯' }),
  ]
  const body = aCustomer({ name: '罗女士' })
  const { id } = await server.as(manager.token)('POST /api/customers/miniprogram/create', { body: body as never })
  await server.as(manager.token)('POST /api/customers/assign-many', { body: { ids: [id], assignedTo: employee.id } })
  await server.as(asker.token)('POST /api/customers/transfer-requests', {
    body: { phone: body.phone, message: '老客户介绍的' } as never,
  })
  return { manager, employee, asker, id }
}

const rowSaying = (words: string) => {
  const row = [...document.querySelectorAll<HTMLElement>('.nt-row')].find((one) => one.textContent.includes(words))
  if (!row) throw new Error(`no row says ${words}`)
  return row
}

it('lists what happened by day, opens what a row is about, and marks it as read', async () => {
  const { employee, id } = await notified()
  await enter(employee)
  const page = await render(<Centre />)
  await until(() => page.text().includes('李经理把罗女士分给您了'))
  expect(page.text()).toContain('今天')
  expect(page.text()).toContain('没看的 2')
  await tap(rowSaying('李经理把罗女士分给您了'))
  expect(Taro.navigateTo).toHaveBeenLastCalledWith(
    expect.objectContaining({ url: `/features/customers/detail/index?id=${id}` }),
  )
  await until(() => page.text().includes('没看的 1'))
})

it('answers a request of a colleague where it is read', async () => {
  const { employee, asker } = await notified()
  await enter(employee)
  const page = await render(<Centre />)
  await until(() => page.text().includes('周凯想要您的客户罗女士'))
  expect(page.text()).toContain('留言：老客户介绍的')
  await tap(byRole('button', '转给同事'))
  await expect
    .poll(async () => (await server.as(asker.token)('GET /api/notifications')).items[0]?.title)
    .toBe('赵婷把罗女士转给您了')
})

it('marks all as read, and says so where nothing is left', async () => {
  const { employee } = await notified()
  await enter(employee)
  const page = await render(<Centre />)
  await until(() => page.text().includes('全部看过了'))
  await tap(byRole('button', '全部看过了'))
  await until(() => !page.text().includes('全部看过了'))
  await tap(byRole('radio', '没看的'))
  await until(() => page.text().includes('都看过了'))
})

it('sets quiet hours and ways, each at once', async () => {
  const { employee } = await notified()
  await enter(employee)
  const page = await render(<Preferences />)
  await until(() => page.text().includes('夜里不打扰'))
  await tap(byRole('switch', '客户发到微信'))
  await expect
    .poll(async () => (await server.as(employee.token)('GET /api/notifications/preferences')).wechatOff)
    .toEqual(['customer'])
  await tap(byRole('switch', '夜里不打扰'))
  await expect
    .poll(async () => (await server.as(employee.token)('GET /api/notifications/preferences')).quiet.on)
    .toBe(false)
})

it('shows to managers alone who got what', async () => {
  const { manager, employee } = await notified()
  await enter(manager)
  const page = await render(<Deliveries />)
  await until(() => page.text().includes('这里没有消息'))
  await enter(employee)
  openWith({})
  const refused = await render(<Deliveries />)
  await until(() => !refused.text().includes('这里没有消息'))
})

it('says that WeChat is not reached, unless by the service account', async () => {
  const NOWHERE = '微信里收不到'
  await enter(await server.aPerson())
  const page = await render(<Preferences />)
  await until(() => page.text().includes(NOWHERE))
  expect(page.text()).toContain('合成一条发给您')
  const bound = await server.aPerson()
  await bindTo(server, bound)
  await enter(bound)
  const other = await render(<Preferences />)
  await until(() => other.text().includes('发到微信'))
  await until(() => !other.text().includes(NOWHERE))
})
