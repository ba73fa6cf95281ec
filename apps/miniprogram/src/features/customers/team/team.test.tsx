import { aCustomer } from '@qingpin/testing/customers'
import type { StaffLogin } from '@qingpin/testing/harness'
import { expect, it } from 'vitest'
import { byRole, render, tap, until } from '../../../../test/render'
import { useServer } from '../../../../test/server'
import { openWith } from '../../../../test/taro'
import { Today } from '../../../pages/home/today'
import { customerList } from '../list/filter-store'
import CustomerSubset from '../subset'
import { formatMinutes, overdueFinding, responseFinding, sourcesFinding, stepsFinding } from './findings'
import TeamNumbersPage from './index'

const { server, enter } = useServer()

const entered = async ({ token }: StaffLogin, over: object = {}) =>
  (await server.as(token)('POST /api/customers/miniprogram/create', { body: aCustomer({ ...over }) as never })).id

it('says in each title what is remarkable', () => {
  const person = (name: string, total: number, long: number) => ({ id: name, name, total, long })
  const overdue = (...people: ReturnType<typeof person>[]) => overdueFinding({ total: 0, people })
  expect(overdue(person('周凯', 6, 4), person('赵婷', 4, 1))).toBe('周凯逾期最多，6位里4位过了3天')
  expect(overdue(person('周凯', 2, 0), person('赵婷', 2, 0))).toBe('周凯和赵婷逾期最多，2位')
  expect(overdue(person('周凯', 0, 0))).toBe('没有人逾期')
  const points = (...medians: (number | null)[]) => medians.map((median) => ({ from: '2026-11-07', median }))
  const response = (median: number | null, ...medians: (number | null)[]) =>
    responseFinding({ median, counted: 9, waiting: 0, points: points(...medians) })
  expect(response(18, 41, null, 36, 20, 18)).toBe('首次响应快了，中位数18分')
  expect(response(30, 20, 40)).toBe('首次响应慢了，中位数30分')
  expect(response(null)).toBe('这段时间还没有首次响应')
  expect([formatMinutes(119), formatMinutes(150), formatMinutes(4000)]).toEqual(['119分', '3小时', '3天'])
  const source = (name: string, all: number, signed: number) => ({ source: name, entered: all, signed })
  expect(sourcesFinding([source('抖音', 96, 9), source('转介绍', 54, 14)])).toBe('抖音来得多，转介绍成得多')
  expect(sourcesFinding([source('抖音', 3, 0)])).toBe('抖音来得最多，还没有签的')
  const steps = (...counts: number[]) =>
    stepsFinding(
      (['entered', 'contacted', 'matching', 'interviewed', 'signed'] as const).map((reach, i) => ({
        reach,
        count: counts[i] ?? 0,
      })),
    )
  expect(steps(264, 201, 118, 64, 31)).toBe('联系上却没往下走的最多，83位')
  expect(steps(9, 1, 1, 1, 1)).toBe('还没联系上的最多，8位')
})

it('shows a manager the numbers of the team, and opens the list that one counts', async () => {
  const [operator, owner] = [await server.aStaff('operator'), await server.aStaff('employee', { name: '周凯' })]
  await entered(operator, { name: '何女士', leadSource: '美团' })
  await entered(owner, { leadSource: '抖音' })
  await enter(await server.aStaff('manager'))
  const page = await render(<TeamNumbersPage />)
  await until(() => page.text().includes('1位新客没人管'))
  expect(page.text()).toContain('美团1位')
  expect(page.text()).toContain('近30天进来的2位，走到哪一步')
  await tap(byRole('link', '抖音来了1位，签了0位'))
  await tap(byRole('button', '去分配'))
  expect(customerList.getState()).toMatchObject({ chip: 'unassigned', mine: false })
})

it('lists what a number counts, under its words', async () => {
  const owner = await server.aStaff('employee')
  await entered(owner, { name: '罗先生', leadSource: '高阁' })
  await entered(owner, { name: '潘女士', leadSource: '官网' })
  await enter(await server.aStaff('manager'))
  openWith({ title: '本周高阁来的', leadSource: '高阁', reached: 'entered' })
  const page = await render(<CustomerSubset />)
  await until(() => page.text().includes('罗先生'))
  expect(page.text()).toContain('本周高阁来的')
  expect(page.text()).toContain('1位')
  expect(page.text()).not.toContain('潘女士')
})

it('shows in the first tab what waits, and opens the list of it', async () => {
  const operator = await server.aStaff('operator')
  await entered(operator, { name: '钟女士' })
  await enter(await server.aStaff('manager'))
  const page = await render(<Today />)
  await until(() => /\d+位还没分配/.test(page.text()))
  const line = page.element.querySelector<HTMLElement>('[aria-label*="还没分配"]')
  if (!line) throw new Error('no line of the unassigned')
  await tap(line)
  expect(customerList.getState().chip).toBe('unassigned')
})
