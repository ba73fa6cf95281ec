import { aCustomer } from '@qingpin/testing/customers'
import { expect, it } from 'vitest'
import { byRole, render, tap, until } from '../../../../test/render'
import { useServer } from '../../../../test/server'
import { CustomerList } from './customer-list'
import { customerList } from './filter-store'

const { server, enter } = useServer()

it('gives several customers to a colleague with one reason, and not to whom the viewer may not assign', async () => {
  const [manager, from, to] = [
    await server.aStaff('manager'),
    await server.aStaff('employee'),
    await server.aStaff('employee', { name: '陈默' }),
  ]
  for (const name of ['甲女士', '乙女士', '丙女士'])
    await server.as(from.token)('POST /api/customers/miniprogram/create', { body: aCustomer({ name }) as never })
  await enter(manager)
  customerList.setState({ pool: false, mine: false })
  const page = await render(<CustomerList />)
  await until(() => page.text().includes('丙女士'))
  await tap(byRole('button', '选几位'))
  const rows = [...page.element.querySelectorAll<HTMLElement>('.cl-row[role="checkbox"]')]
  await tap(rows[0] as HTMLElement)
  await tap(rows[1] as HTMLElement)
  await tap(byRole('button', '转给同事，2位'))
  await until(() => document.body.textContent?.includes('陈默') ?? false)
  const colleague = [...document.querySelectorAll<HTMLElement>('.q-opt')].find((one) =>
    one.textContent?.includes('陈默'),
  )
  await tap(colleague as HTMLElement)
  await tap(byRole('button', '转过去'))
  await expect.poll(async () => (await server.as(to.token)('GET /api/customers/miniprogram/list')).total).toBe(2)
  await enter(from)
  const own = await render(<CustomerList />)
  await until(() => own.text().includes('统计'))
  expect(own.text()).not.toContain('选几位')
})
