import { beijingDay, DAY_MS, startOfDay } from '@qingpin/contract/core/days'
import { beforeEach, expect, it, vi } from 'vitest'
import { aCustomer } from '@qingpin/testing/customers'
import { byRole, render, tap, type, until } from '../../../../test/render'
import { useServer } from '../../../../test/server'
import { openWith } from '../../../../test/taro'
import FollowUp from './index'

const { server, state, enter } = useServer()
const realNow = Date.now
const ASKED = '还没选下次跟进'
const NOTE = '/follow-ups'

beforeEach(() => {
  // The phone's clock goes on from the server's, which stands still.
  const ahead = server.ctx().now - realNow()
  vi.spyOn(Date, 'now').mockImplementation(() => realNow() + ahead)
  state.calls.length = 0
})

const inDays = (days: number) => startOfDay(server.ctx().now) + days * DAY_MS

/** An employee writes what was said, with a plan of so many days ahead made before. */
async function atForm(plannedIn?: number, contractStatus = '待定') {
  const staff = await server.aStaff('employee')
  const api = server.as(staff.token)
  const { id } = await api('POST /api/customers/miniprogram/create', { body: aCustomer({ contractStatus }) })
  const params = { id }
  if (plannedIn !== undefined) {
    const body = { type: 'phone', content: '先约好', nextFollowUpDate: beijingDay(inDays(plannedIn)) } as const
    await api('POST /api/customers/miniprogram/{id}/follow-ups', { params, body })
  }
  await enter(staff)
  openWith({ id })
  const page = await render(<FollowUp />)
  await until(() => page.text().includes('说了什么'))
  const area = page.element.querySelector('textarea')
  if (!area) throw new Error('nowhere to write')
  await type(area, '问了预产期')
  const next = async () => (await api('GET /api/customers/miniprogram/{id}', { params })).nextFollowUpAt
  const noted = () => state.calls.some((call) => call.startsWith('POST') && call.endsWith(NOTE))
  return { page, next, noted }
}
/** A row of the sheet: its words, then what stands below them. */
const row = (label: string): HTMLElement => {
  const rows = [...document.querySelectorAll<HTMLElement>('.q-sheet [role="radio"]')]
  const found = rows.find((one) => one.querySelector('.q-pick__label')?.textContent === label)
  if (!found) throw new Error(`no row ${label}`)
  return found
}

it.each([
  ['none was planned', undefined],
  ['what was planned for today is done by it', 0],
])(
  'a follow-up without a next day is not saved before one is chosen where %s, and then by one tap',
  async (_, plan) => {
    const { page, next, noted } = await atForm(plan)
    await tap(byRole('button', '保存'))
    expect(page.text()).toContain(ASKED)
    expect(noted()).toBe(false)
    await tap(row('明天'))
    await until(noted)
    await expect.poll(async () => Date.parse((await next()) ?? '')).toBe(inDays(1))
  },
)

it('says what 不用再约 means before it is chosen, and keeps it', async () => {
  const { noted, next } = await atForm(0)
  await tap(byRole('button', '保存'))
  expect(row('不用再约').textContent).toContain('不再排进「今天要跟」')
  await tap(row('不用再约'))
  await until(noted)
  await expect.poll(next).toBeNull()
})

it('leads from the question to any other day, which is saved when 保存 is tapped again', async () => {
  const { page, noted } = await atForm()
  await tap(byRole('button', '保存'))
  await tap(row('选别的日子'))
  await until(() => page.text().includes('下次跟进今天'))
  await tap(document.querySelectorAll<HTMLElement>('.q-layer:not(.q-layer--leaving) .q-pick')[10] as HTMLElement)
  expect(noted()).toBe(false)
  await tap(byRole('button', '保存'))
  await until(noted)
})

it('asks nothing where a plan for later stands: it says so, and stays', async () => {
  const { page, next, noted } = await atForm(3)
  expect(page.text()).toContain('照旧，')
  await tap(byRole('button', '保存'))
  await until(noted)
  expect(page.text()).not.toContain(ASKED)
  expect(Date.parse((await next()) ?? '')).toBe(inDays(3))
})

it('asks nothing of a customer with whom nothing is to be planned any more', async () => {
  const { page, noted } = await atForm(undefined, '已签约')
  await tap(byRole('button', '保存'))
  await until(noted)
  expect(page.text()).not.toContain(ASKED)
})

it('plans by the day of the server on a phone whose clock is days ahead', async () => {
  const ahead = server.ctx().now - realNow() + 3 * DAY_MS
  vi.spyOn(Date, 'now').mockImplementation(() => realNow() + ahead)
  const { next, noted } = await atForm()
  await tap(byRole('radio', '明天'))
  await tap(byRole('button', '保存'))
  await until(noted)
  await expect.poll(async () => Date.parse((await next()) ?? '')).toBe(inDays(1))
})

it('keeps no hour of a removed day', async () => {
  const { next, noted } = await atForm()
  await tap(byRole('radio', '明天'))
  const clock = [...document.querySelectorAll<HTMLElement>('.q-field')].find((one) => one.textContent?.includes('钟点'))
  await tap(clock as HTMLElement)
  await tap(row('15:00'))
  await tap(byRole('radio', '明天'))
  await tap(byRole('button', '保存'))
  await tap(row('明天'))
  await until(noted)
  await expect.poll(async () => Date.parse((await next()) ?? '')).toBe(inDays(1))
})
