import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { isOpenElsewhere, onTabClosed, startOpenTabs, tabId } from './open-tabs'
import { linkTabs } from './tab-link'

let held: string[] = []
beforeEach(() => {
  vi.useFakeTimers()
  localStorage.clear()
  const locks = {
    request: async (name: string) => void held.push(name),
    query: async () => ({ held: held.map((name) => ({ name })) }),
  }
  vi.stubGlobal('navigator', { ...navigator, locks })
})
afterEach(() => {
  vi.useRealTimers()
  vi.unstubAllGlobals()
})

it('knows which other tabs are open, and finds one that was killed or whose message was lost', async () => {
  const closed = vi.fn()
  const off = onTabClosed(closed)
  const list = (...tabs: string[]) =>
    localStorage.setItem('open-tabs', JSON.stringify(Object.fromEntries(tabs.map((tab) => [tab, Date.now()]))))
  startOpenTabs()
  expect(held).toEqual([`tab/${tabId()}`])
  // No tab of before has answered.
  await vi.advanceTimersByTimeAsync(500)
  closed.mockClear()

  list('one', 'two')
  held.push('tab/one', 'tab/two')
  await vi.advanceTimersByTimeAsync(5000)
  expect([isOpenElsewhere('one'), isOpenElsewhere('two'), isOpenElsewhere(tabId())]).toEqual([true, true, false])
  expect(closed).not.toHaveBeenCalled()

  held = held.filter((name) => name !== 'tab/one')
  await vi.advanceTimersByTimeAsync(5000)
  expect([isOpenElsewhere('one'), isOpenElsewhere('two')]).toEqual([false, true])
  expect(closed).toHaveBeenCalledTimes(1)

  // A new tab removed it because it was busy.
  list()
  await vi.advanceTimersByTimeAsync(5000)
  expect(closed).toHaveBeenCalledTimes(1)
  // It closed, and its message was lost.
  held = held.filter((name) => name !== 'tab/two')
  await vi.advanceTimersByTimeAsync(5000)
  expect(closed).toHaveBeenCalledTimes(2)

  // It was open between two looks only: what is known of it is that it spoke.
  const heard = vi.fn()
  const three = linkTabs('tabs', heard)
  three.post({ kind: 'hello', id: 'three', self: 'x' })
  await vi.waitFor(() => expect(heard).toHaveBeenCalled())
  await vi.advanceTimersByTimeAsync(5000)
  expect(closed).toHaveBeenCalledTimes(3)
  three.close()

  // It was never heard of, and was killed between two looks.
  localStorage.setItem('open-tabs', JSON.stringify({ four: Date.now() }))
  await vi.advanceTimersByTimeAsync(5000)
  expect(closed).toHaveBeenCalledTimes(4)
  off()
})

it.each([['null'], ['[]'], ['7'], ['{"one":"now"}'], ['{']])(
  'takes a list that is none (%s) for an empty one',
  (list) => {
    localStorage.setItem('open-tabs', list)
    expect(isOpenElsewhere('one')).toBe(false)
  },
)
