import { aCustomer } from '@qingpin/testing/customers'
import { expect, it } from 'vitest'
import { byRole, render, tap, type, until } from '../../../../test/render'
import { useServer } from '../../../../test/server'
import { openWith } from '../../../../test/taro'
import StaffHandover from './index'
import StaffList from '../list'

const { server, enter } = useServer()

it('shows what a leaver owns and which heir would get how much, asks once, and starts', async () => {
  const manager = await server.aStaff('manager', { name: '李经理' })
  const [leaver, heir] = [
    await server.aStaff('employee', { name: '周凯' }),
    await server.aStaff('employee', { name: '林晓晓' }),
  ]
  await server.as(leaver.token)('POST /api/customers/miniprogram/create', { body: aCustomer() as never })
  await enter(manager)
  openWith({ id: leaver.id })
  const page = await render(<StaffHandover />)
  await until(() => page.text().includes('林晓晓'))
  expect(page.text()).toContain('先选接手的同事')
  const option = [...page.element.querySelectorAll<HTMLElement>('.q-opt')].find((one) =>
    one.textContent?.includes('林晓晓'),
  )
  await tap(option as HTMLElement)
  await until(() => page.text().includes('林晓晓得1位'))
  const reason = page.element.querySelector('input')
  if (!reason) throw new Error('no reason')
  await type(reason, '离职')
  await tap(byRole('button', '停用并交接'))
  await until(() => document.querySelector('.q-dialog') !== null)
  await tap(document.querySelector('.q-dialog .q-btn--danger') as HTMLElement)
  const last = async () =>
    (await server.as(manager.token)('GET /api/users/{id}/handover', { params: { id: leaver.id } })).last
  await expect.poll(async () => (await last())?.reason).toBe('离职')
  await until(() => /正在交接|每一件的去向/.test(page.text()))
  expect(heir.id).not.toBe(leaver.id)
})

it('marks in the list who was suspended and owns something still', async () => {
  const [admin, leaver] = [await server.aStaff('admin'), await server.aStaff('employee', { name: '赵婷婷' })]
  await server.as(leaver.token)('POST /api/customers/miniprogram/create', { body: aCustomer() as never })
  await server.as(admin.token)('PATCH /api/users/{id}', { params: { id: leaver.id }, body: { status: 'suspended' } })
  await enter(admin)
  const page = await render(<StaffList />)
  await until(() => page.text().includes('还有1件没交接'))
  expect(page.text()).toContain('去交接')
})
