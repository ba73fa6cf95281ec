import { DAY_MS } from '@qingpin/contract/core/days'
import { act } from 'react'
import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { render } from '../../test/render'
import { formatDay } from '@/ui/format-time'
import { guardPage } from './shell/guard-page'
import { noteServerTime, serverNow, useServerDay } from './clock'

const SERVER = Date.parse('2026-11-26T15:59:30Z')
const reply = (timestamp: unknown, header: Record<string, string> = {}) => ({
  status: 200,
  header,
  data: { success: true, timestamp },
})

beforeEach(() => vi.useFakeTimers({ now: SERVER - 3 * DAY_MS }))
afterEach(() => {
  noteServerTime(reply(Date.now()), Date.now(), Date.now())
  vi.useRealTimers()
})

it('is the time of the server, however wrong the phone is', () => {
  noteServerTime(reply(SERVER), Date.now(), Date.now())
  expect(serverNow()).toBe(SERVER)
  vi.advanceTimersByTime(5000)
  expect(serverNow()).toBe(SERVER + 5000)
})

it('is not read from a cached reply, from one without a time, or from the delay of a reply', () => {
  noteServerTime(reply(SERVER), Date.now(), Date.now())
  noteServerTime(reply(SERVER - 100_000, { 'cache-control': 'public, max-age=300' }), Date.now(), Date.now())
  noteServerTime(reply('soon'), Date.now(), Date.now())
  noteServerTime({ status: 502, header: {}, data: 'Bad Gateway' }, Date.now(), Date.now())
  noteServerTime(reply(SERVER + 1500), Date.now(), Date.now())
  expect(serverNow()).toBe(SERVER)
})

it('has every page drawn anew after midnight in Beijing, also one that does not know of it', async () => {
  noteServerTime(reply(SERVER), Date.now(), Date.now())
  const Page = guardPage(function Due() {
    return <>{formatDay(SERVER - 60_000, serverNow())}</>
  })
  const page = await render(<Page />)
  expect(page.text()).toBe('今天')
  await act(async () => vi.advanceTimersByTime(32_000))
  expect(page.text()).toBe('昨天')
})

it('lets a page say the next day after midnight in Beijing, and look again', async () => {
  noteServerTime(reply(SERVER), Date.now(), Date.now())
  const noted = SERVER - 60_000
  const looked = vi.fn()
  function Page() {
    const now = useServerDay(looked)
    return <>{formatDay(noted, now)}</>
  }
  const page = await render(<Page />)
  expect([page.text(), looked.mock.calls.length]).toEqual(['今天', 0])
  await act(async () => vi.advanceTimersByTime(32_000))
  expect([page.text(), looked.mock.calls.length]).toEqual(['昨天', 1])
})
