import { startOfDay } from '@qingpin/contract/core/days'
import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { render } from '../../../../test/render'
import type { PoolCard } from '../api'
import { formatReleased } from '../format'
import { PoolRow } from './pool-row'

const EVENING = Date.parse('2026-11-20T23:50:00+08:00')
const NEXT_DAY = EVENING + 20 * 60_000
const noted = new Date(EVENING - 3_600_000).toISOString()

beforeEach(() => {
  vi.useFakeTimers({ toFake: ['Date'] })
  vi.setSystemTime(EVENING)
})
afterEach(() => {
  vi.useRealTimers()
})

const [me, manager] = [
  { _id: 'me', name: '林晓' },
  { _id: 'manager', name: '李经理' },
]
it.each([
  ['by herself', { action: 'release', assignedBy: me }, '您放回来的'],
  ['by a manager', { action: 'release', assignedBy: manager }, '从您这里出来的'],
  ['by the rules', { action: 'recycle', assignedBy: null }, '您太久没跟，按规则放出来的'],
  ['when she handed over', { action: 'handover', assignedBy: manager }, '从您这里出来的'],
])('tells the person who lost a customer %s how it went', async (_, log, words) => {
  const claimableFrom = new Date(NEXT_DAY).toISOString()
  const released = { oldAssignedTo: me, reason: null, ...log }
  const card = { id: 'a', name: '罗先生', leadLevel: 'A类', assignedAt: noted, claimableFrom, released }
  const row = await render(<PoolRow card={card as unknown as PoolCard} day={startOfDay(EVENING)} />)
  expect(row.text()).toContain(`${words}，`)
})

it('does not say of a person who left that she gave a customer back', () => {
  const left = { oldAssignedTo: me, assignedBy: manager, reason: null }
  expect(formatReleased({ ...left, action: 'handover' })).toBe('林晓交接出来的')
  expect(formatReleased({ ...left, action: 'release' })).toBe('李经理放回来的')
})

it('a row of the pool counts its days anew after midnight', async () => {
  const card = { id: 'a', name: '罗先生', leadLevel: 'A类', assignedAt: noted } as unknown as PoolCard
  const list = await render(<PoolRow card={card} day={startOfDay(EVENING)} />)
  expect(list.text()).toContain('第1天')
  vi.setSystemTime(NEXT_DAY)
  // The card is the same one: only the day tells the row that it has to be drawn anew.
  await list.update(<PoolRow card={card} day={startOfDay(NEXT_DAY)} />)
  expect(list.text()).toContain('第2天')
})
