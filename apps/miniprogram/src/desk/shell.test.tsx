import { aCustomer } from '@qingpin/testing/customers'
import Taro from '@tarojs/taro'
import { act } from 'react'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { byRole, render, tap, until } from '../../test/render'
import { useServer } from '../../test/server'
import { Shell } from './shell.h5'

const { server, enter } = useServer()
const DETAIL = '/features/customers/detail/index'

beforeEach(() => void (window.location.hash = '/pages/records/index'))
afterEach(() => void (window.location.hash = ''))

const press = (key: string, code = key) =>
  act(async () => void document.dispatchEvent(new KeyboardEvent('keydown', { key, code, bubbles: true })))

it('shows the list of the part that the address belongs to, and marks the row whose detail is in front', async () => {
  const employee = await server.aStaff('employee')
  for (const name of ['甲女士', '乙女士'])
    await server.as(employee.token)('POST /api/customers/miniprogram/create', { body: aCustomer({ name }) as never })
  const { customers } = await server.as(employee.token)('GET /api/customers/miniprogram/list')
  const second = customers.find(({ name }) => name === '乙女士')
  window.location.hash = `${DETAIL}?id=${second?.id}`
  await enter(employee)
  await render(<Shell />)
  await until(() => document.querySelector('.desk-list')?.textContent?.includes('乙女士') ?? false)
  const current = [...document.querySelectorAll('.desk-list [aria-current="true"]')]
  expect(current.map((row) => row.querySelector('.cl-row__name')?.textContent)).toEqual(['乙女士'])
  expect(document.body.classList.contains('q-desk--detail')).toBe(true)
  // The tools of the list stand in the bar, not a second time in the list.
  expect(document.querySelectorAll('.desk-bar .q-search')).toHaveLength(1)
  expect(document.querySelectorAll('.desk-list .q-search')).toHaveLength(0)
})

it('says what to do while nothing is chosen, and leads to the parts by number', async () => {
  await enter(await server.aStaff('employee'))
  const desk = await render(<Shell />)
  await until(() => document.body.textContent?.includes('在左边选一位客户') ?? false)
  await press('4', 'Digit4')
  expect(Taro.switchTab).toHaveBeenCalledWith({ url: '/pages/interviews/index' })
  await tap(byRole('link', '工作台'))
  expect(Taro.switchTab).toHaveBeenLastCalledWith({ url: '/pages/home/index' })
  await tap(byRole('button', '快捷键'))
  await until(() => document.body.textContent?.includes('在列表里换一行') ?? false)
  await desk.leave()
  expect(document.body.className).not.toContain('q-desk')
})
