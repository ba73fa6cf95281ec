import { act } from 'react'
import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { render } from '../../../../test/render'
import type { Order } from '../api'
import { type Phase, usePayment } from './use-payment'

const asked = vi.fn(async (_url: string) => new Response('{}', { status: 503 }))
const confirms = () => asked.mock.calls.filter(([url]) => String(url).endsWith('/confirm')).length
beforeEach(() => {
  vi.useFakeTimers()
  asked.mockClear()
  vi.stubGlobal('fetch', asked)
})
afterEach(() => {
  vi.useRealTimers()
  vi.unstubAllGlobals()
})

const payment = { ask: () => undefined as void, wait: () => undefined as void, phase: 'waiting' as Phase }
function Following({ state, start }: { readonly state: Order['state']; readonly start: Phase }) {
  Object.assign(payment, usePayment({ id: 'one', state }, start))
  return null
}
const seconds = (count: number) => act(() => vi.advanceTimersByTimeAsync(count * 1000))

it.each(['waiting', 'asking'] as const)('asks no more once an order is paid: %s', async (start) => {
  const page = await render(<Following state="paying" start={start} />)
  await seconds(12)
  expect(asked).toHaveBeenCalled()
  await page.update(<Following state="credited" start={start} />)
  asked.mockClear()
  await seconds(60)
  expect(asked).not.toHaveBeenCalled()
})

it('asks WeChat 3 s after the code appeared, and within its limit from then on', async () => {
  await render(<Following state="paying" start="waiting" />)
  await seconds(2.9)
  expect(confirms()).toBe(0)
  await seconds(0.2)
  expect(confirms()).toBe(1)
  await seconds(57)
  expect(confirms()).toBeGreaterThanOrEqual(6)
  expect(confirms()).toBeLessThanOrEqual(9)
})

it('goes back to the code when the person has not paid after all, and asks as the code does', async () => {
  await render(<Following state="paying" start="waiting" />)
  await act(async () => payment.ask())
  await seconds(1)
  expect(payment.phase).toBe('asking')
  await act(async () => payment.wait())
  asked.mockClear()
  await seconds(2.9)
  expect(payment.phase).toBe('waiting')
  expect(asked).not.toHaveBeenCalled()
  await seconds(120)
  expect(payment.phase, 'the former round has ended').toBe('waiting')
})
