import { act } from 'react'
import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { clear } from '@/app/query'
import { hidePage, openWith, showPage } from '../../../../test/taro'
import { render } from '../../../../test/render'
import OrderDetail from './index'

const order = {
  id: 'one',
  number: '20261201',
  state: 'paying',
  stateLabel: '待支付',
  credits: 300,
  bonus: 60,
  amountFen: 2800,
  platform: 'h5',
  createdAt: '2026-12-01T08:00:00.000Z',
  expiresAt: '2026-12-01T08:30:00.000Z',
  paidAt: null as string | null,
}
const paid = { ...order, state: 'credited', stateLabel: '已到账', paidAt: '2026-12-01T08:01:00.000Z' }
/** What WeChat says; undefined while it does not answer. */
let wechat: object | undefined
let asks: number[] = []
const started = () => Date.now() - Date.parse('2026-12-01T08:05:00.000Z')

beforeEach(() => {
  vi.useFakeTimers({ now: new Date('2026-12-01T08:05:00.000Z') })
  openWith({ id: 'one' })
  clear()
  asks = []
  wechat = order
  vi.stubGlobal('fetch', async (url: string) => {
    const confirm = String(url).endsWith('/confirm')
    if (confirm) asks.push(Math.round(started() / 1000))
    const data = confirm ? wechat : order
    if (!data) return new Response(JSON.stringify({ success: false, code: 'PAYMENT_BUSY' }), { status: 503 })
    return new Response(JSON.stringify({ success: true, data }))
  })
})
afterEach(() => {
  vi.useRealTimers()
  vi.unstubAllGlobals()
})
const seconds = (count: number) => act(() => vi.advanceTimersByTimeAsync(count * 1000))
const tick = () => act(() => vi.advanceTimersByTimeAsync(10))

it('asks when it opens and 5, 10, 20 and 40 s later, and offers to pay only once WeChat has answered', async () => {
  let answer = () => {}
  vi.stubGlobal('fetch', async (url: string) => {
    if (String(url).endsWith('/confirm')) {
      asks.push(Math.round(started() / 1000))
      await new Promise<void>((resolve) => (answer = resolve))
    }
    return new Response(JSON.stringify({ success: true, data: order }))
  })
  const page = await render(<OrderDetail />)
  await tick()
  expect(page.text()).toContain('正在向微信确认')
  expect(document.querySelectorAll('.q-btn:not(.q-btn--busy)')).toHaveLength(0)
  answer()
  await tick()
  expect(page.text()).toContain('待支付')
  expect(page.text()).toContain('查到账')
  await seconds(120)
  expect(asks).toEqual([0, 5, 10, 20, 40])
})

it('says that a paid order is paid without a tap, and asks no more', async () => {
  const page = await render(<OrderDetail />)
  await seconds(4)
  expect(page.text()).toContain('待支付')
  wechat = paid
  await seconds(2)
  expect(page.text()).toContain('已到账')
  expect(page.text()).not.toContain('去付款')
  await seconds(60)
  expect(asks).toEqual([0, 5])
})

it('warns against paying again while WeChat has not answered', async () => {
  wechat = undefined
  const page = await render(<OrderDetail />)
  await tick()
  await seconds(1)
  expect(page.text()).toContain('付过了先别再付')
  wechat = order
  await seconds(5)
  expect(page.text()).not.toContain('付过了先别再付')
})

it('asks from the beginning when it comes back to the front, and not while it is away', async () => {
  await render(<OrderDetail />)
  await tick()
  await act(async () => hidePage())
  await seconds(30)
  expect(asks).toEqual([0])
  await act(async () => showPage())
  await seconds(6)
  expect(asks).toEqual([0, 30, 35])
})
