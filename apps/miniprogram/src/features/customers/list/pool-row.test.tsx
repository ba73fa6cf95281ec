import { startOfDay } from '@qingpin/contract/core/days'
import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { render } from '../../../../test/render'
import type { PoolCard } from '../api'
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

it('a row of the pool counts its days anew after midnight', async () => {
  const card = { id: 'a', name: '罗先生', leadLevel: 'A类', assignedAt: noted } as unknown as PoolCard
  const list = await render(<PoolRow card={card} day={startOfDay(EVENING)} />)
  expect(list.text()).toContain('第1天')
  vi.setSystemTime(NEXT_DAY)
  // The card is the same one: only the day tells the row that it has to be drawn anew.
  await list.update(<PoolRow card={card} day={startOfDay(NEXT_DAY)} />)
  expect(list.text()).toContain('第2天')
})
