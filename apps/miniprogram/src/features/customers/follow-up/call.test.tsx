import { act } from 'react'
import { aCustomer } from '@qingpin/testing/customers'
import { beforeEach, expect, it, vi } from 'vitest'
import { byRole, render, tap, until } from '../../../../test/render'
import { useServer } from '../../../../test/server'
import { openWith } from '../../../../test/taro'
import { forgetCall, useCall } from '../call'
import CustomerDetail from '../detail/index'
import FollowUp from './index'

const { server, enter } = useServer()
const realNow = Date.now
let late = 0

beforeEach(() => {
  late = server.ctx().now - realNow()
  vi.spyOn(Date, 'now').mockImplementation(() => realNow() + late)
  forgetCall()
})

/** An employee calls a customer from the detail, and comes back after so many seconds. */
async function afterCall(seconds: number) {
  const staff = await server.aStaff('employee')
  const api = server.as(staff.token)
  const { id } = await api('POST /api/customers/miniprogram/create', { body: aCustomer({ name: '何女士' }) as never })
  await enter(staff)
  openWith({ id })
  const page = await render(<CustomerDetail />)
  await until(() => page.text().includes('打电话'))
  const dial = [...page.element.querySelectorAll<HTMLElement>('.cd-act')].find((one) => one.textContent === '打电话')
  await tap(dial as HTMLElement)
  await until(() => page.element.textContent.includes('136'))
  await vi.waitFor(() => expect(useCall.getState().call ?? 'dialled').toBe('dialled'))
  late += seconds * 1000
  await act(async () => void document.dispatchEvent(new Event('visibilitychange')))
  const notes = () => api('GET /api/customers/miniprogram/{id}/follow-ups', { params: { id } })
  return { page, id, notes }
}

it('after a call the app asks whether to note it, and the form knows its time and length', async () => {
  const { page, id, notes } = await afterCall(125)
  await until(() => page.text().includes('记一下这次通话？何女士'))
  await page.leave()
  openWith({ id, call: '1' })
  const form = await render(<FollowUp />)
  await until(() => form.text().includes('离开了约2分钟'))
  expect(byRole('radio', '聊了约2分钟').getAttribute('aria-checked')).toBe('true')
  await tap(byRole('radio', '没人接'))
  await tap(byRole('button', '保存'))
  await until(() => form.text().includes('还没选下次跟进'))
  await tap([...document.querySelectorAll<HTMLElement>('.q-sheet [role="radio"]')][0] as HTMLElement)
  await expect.poll(async () => (await notes()).length).toBe(1)
  expect((await notes())[0]).toMatchObject({ type: 'phone', result: '没人接', content: '没人接' })
  await until(() => useCall.getState().call === undefined)
})

it('a call that is not to be noted is asked about once', async () => {
  const { page } = await afterCall(5)
  await until(() => page.text().includes('记一下这次通话？'))
  await tap(byRole('button', '知道了'))
  await until(() => !page.text().includes('记一下这次通话？'))
})
