import { PERMISSIONS } from '@qingpin/contract/core/policy'
import { PERMISSION_GROUPS } from '@qingpin/contract/staff/permissions.enums'
import { aCustomer } from '@qingpin/testing/customers'
import Taro from '@tarojs/taro'
import { expect, it } from 'vitest'
import { AuditLink } from '@/app/audit-link'
import { byRole, render, tap, until } from '../../../../test/render'
import { useServer } from '../../../../test/server'
import { openWith } from '../../../../test/taro'
import Roles from '../roles'
import AuditLog from './index'

const { server, enter } = useServer()

it('shows who did what, narrows it down by kind, and opens what the log says of one step', async () => {
  const [manager, employee] = [
    await server.aStaff('manager', { name: '李经理' }),
    await server.aStaff('employee', { name: '周凯' }),
  ]
  const api = server.as(employee.token)
  const { customer } = await api('POST /api/customers/miniprogram/create', {
    body: aCustomer({ name: '郑秀英' }) as never,
  })
  await api('POST /api/customers/miniprogram/{id}/reveal', { params: { id: customer.id }, body: { field: 'phone' } })
  await enter(manager)
  openWith({ record: customer.id })
  const page = await render(<AuditLog />)
  await until(() => page.text().includes('周凯 看客户的号码'))
  expect(page.text()).toContain('周凯 录入客户')
  expect(page.text()).toContain('2条，新的在前')
  await tap(byRole('radio', '看号码'))
  await until(() => !page.text().includes('周凯 录入客户'))
  const row = [...page.element.querySelectorAll<HTMLElement>('.q-row')].find((one) =>
    one.textContent?.includes('周凯 看客户的号码'),
  )
  await tap(row as HTMLElement)
  await until(() => document.querySelector('.q-sheet .q-row') !== null)
  expect(document.querySelector('.q-sheet')?.textContent).toContain('周凯，普通员工')
})

it('opens from the page of a record, for those who may read it', async () => {
  const [manager, employee] = [await server.aStaff('manager'), await server.aStaff('employee')]
  await enter(employee)
  expect((await render(<AuditLink record="65f0a1b2c3d4e5f601020304" />)).text()).toBe('')
  await enter(manager)
  await render(<AuditLink record="65f0a1b2c3d4e5f601020304" />)
  await tap(document.querySelector('.q-row') as HTMLElement)
  expect(Taro.navigateTo).toHaveBeenLastCalledWith({
    url: '/features/staff/audit-log/index?record=65f0a1b2c3d4e5f601020304',
  })
})

it('is closed to an employee, and so is the table of roles', async () => {
  await enter(await server.aStaff('employee'))
  openWith({})
  expect((await render(<AuditLog />)).text()).toContain('不能看操作记录')
  expect((await render(<Roles />)).text()).toContain('不能看角色和权限')
})

it('says of each role what the policy gives it', async () => {
  await enter(await server.aStaff('manager'))
  openWith({})
  const page = await render(<Roles />)
  const answerOf = (label: string) =>
    [...page.element.querySelectorAll('.q-row')].find((row) => row.textContent?.startsWith(label))?.textContent
  expect([answerOf('改分配规则'), answerOf('添加账号')]).toEqual(['改分配规则能', '添加账号不能'])
  await tap(byRole('radio', '普通员工'))
  expect([answerOf('改分配规则'), answerOf('录入客户')]).toEqual(['改分配规则不能', '录入客户能'])
  expect(PERMISSION_GROUPS.flatMap(([, permissions]) => permissions).toSorted()).toEqual([...PERMISSIONS].toSorted())
})
