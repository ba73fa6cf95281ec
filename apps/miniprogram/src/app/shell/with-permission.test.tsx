import { View } from '@tarojs/components'
import Taro from '@tarojs/taro'
import { act } from 'react'
import { beforeEach, expect, it, vi } from 'vitest'
import { byRole, render, tap } from '../../../test/render'
import { dropSession, startAs } from '../session'
import { withPermission } from './with-permission'

const as = (role: string, roleLabel: string) =>
  act(async () =>
    startAs({
      access_token: 'a',
      refresh_token: `${role}.1`,
      token: 'a',
      user: { id: role, role, roles: [role], name: '林晓', roleLabel },
    } as never),
  )
const Page = withPermission({ permission: 'user:create', title: '添加成员' }, () => <View>用户名</View>)
const opened = () => vi.mocked(Taro.navigateTo).mock.lastCall?.[0]

beforeEach(() => act(async () => dropSession()))

it('opens for an account that may send it, and stays open when the session ends in the middle', async () => {
  await as('admin', '系统管理员')
  const page = await render(<Page />)
  expect(page.text()).toContain('用户名')
  await act(async () => dropSession())
  expect(page.text()).toContain('用户名')
})

it('does not open for another role, and says which way leads on', async () => {
  await as('employee', '普通员工')
  const page = await render(<Page />)
  expect(page.text()).not.toContain('用户名')
  expect(page.text()).toContain('普通员工不能添加成员')
  await tap(byRole('button', '去切换身份'))
  expect(Taro.switchTab).toHaveBeenLastCalledWith({ url: '/pages/me/index' })
})

it('leads to the login of the account that was used last, and opens after it', async () => {
  await as('admin', '系统管理员')
  await act(async () => dropSession())
  const page = await render(<Page />)
  expect(page.text()).toContain('登录后才能添加成员')
  await tap(byRole('button', '去登录'))
  expect(opened()).toEqual({ url: '/features/auth/staff-login/index?account=admin' })
  await as('admin', '系统管理员')
  expect(page.text()).toContain('用户名')
  await page.leave()

  await as('personal', '个人')
  await act(async () => dropSession())
  await render(<Page />)
  await tap(byRole('button', '去登录'))
  expect(opened()).toEqual({ url: '/features/auth/login/index' })
})
