import { act } from 'react'
import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { render } from '../../../../test/render'
import type { Order } from '../api'
import { type Phase, usePayment } from './use-payment'

const asked = vi.fn(async () => new Response('{}', { status: 503 }))
beforeEach(() => {
  vi.useFakeTimers()
  vi.stubGlobal('fetch', asked)
})
afterEach(() => {
  vi.useRealTimers()
  vi.unstubAllGlobals()
})

function Following({ state, start }: { readonly state: Order['state']; readonly start: Phase }) {
  usePayment({ id: 'one', state }, start)
  return null
}

it.each(['waiting', 'asking'] as const)('asks no more once an order is paid: %s', async (start) => {
  const page = await render(<Following state="paying" start={start} />)
  await act(() => vi.advanceTimersByTimeAsync(12_000))
  expect(asked).toHaveBeenCalled()
  await page.update(<Following state="credited" start={start} />)
  asked.mockClear()
  await act(() => vi.advanceTimersByTimeAsync(60_000))
  expect(asked).not.toHaveBeenCalled()
})
