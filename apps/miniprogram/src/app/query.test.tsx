import { act, useEffect } from 'react'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { create } from 'zustand'
import { render, settle } from '../../test/render'
import { showPage } from '../../test/taro'
import { persistedAnswer } from './persisted-answers'
import { clear, invalidate, mutate, setData, useQuery, type Query, type QueryKey, type QueryOptions } from './query'

let seen: Query<string>

function Probe({
  id,
  fetch,
  ...options
}: { readonly id: QueryKey; readonly fetch: () => Promise<string> } & QueryOptions) {
  const query = useQuery(id, fetch, options)
  useEffect(() => {
    seen = query
  })
  return <div>{query.loading ? '正在取' : (query.data ?? '没有')}</div>
}

const network = (up: boolean) =>
  act(async () => {
    vi.spyOn(navigator, 'onLine', 'get').mockReturnValue(up)
    window.dispatchEvent(new Event(up ? 'online' : 'offline'))
  })

const refused = Object.assign(new Error('不行'), { status: 403 })

let key: QueryKey = []
let nth = 0
beforeEach(() => {
  nth += 1
  key = ['test', nth]
})
afterEach(() => act(async () => clear()))

describe('useQuery', () => {
  it('is loading until the first answer, so that no screen flashes its empty state', async () => {
    let answer: (text: string) => void = () => undefined
    const page = await render(<Probe id={key} fetch={() => new Promise((resolve) => (answer = resolve))} />)
    expect(page.text()).toBe('正在取')
    await act(async () => answer('一份'))
    expect(page.text()).toBe('一份')
    expect(seen.at).toBeGreaterThan(0)
  })

  it.each([null, undefined])('takes an answer without data (%s) for an error, which can be retried', async (none) => {
    const answers = [none, none, '一份']
    const fetch = vi.fn(async () => answers.shift() as string)
    const page = await render(<Probe id={key} fetch={fetch} retries={1} />)
    await act(() => vi.waitFor(() => expect(fetch).toHaveBeenCalledTimes(2)))
    expect(seen.error).toBeInstanceOf(Error)
    expect([seen.data, seen.loading, fetch.mock.calls.length]).toEqual([undefined, false, 2])
    await act(() => seen.refetch())
    expect(page.text()).toBe('一份')
  })

  it('fetches once for two users of a key', async () => {
    const fetch = vi.fn(async () => '一份')
    await render(
      <>
        <Probe id={key} fetch={fetch} />
        <Probe id={key} fetch={fetch} />
      </>,
    )
    await settle()
    expect(fetch).toHaveBeenCalledTimes(1)
  })

  it('does not retry a refusal, because the answer would be the same', async () => {
    const fetch = vi.fn(async () => Promise.reject(refused))
    await render(<Probe id={key} fetch={fetch} retries={3} />)
    await settle()
    expect(fetch).toHaveBeenCalledTimes(1)
    expect(seen).toMatchObject({ error: refused, loading: false, data: undefined })
  })

  it('retries after a network error', async () => {
    vi.useFakeTimers()
    const fetch = vi.fn<() => Promise<string>>().mockRejectedValueOnce(new Error('断了')).mockResolvedValue('好了')
    await render(<Probe id={key} fetch={fetch} />)
    await act(() => vi.advanceTimersByTimeAsync(400))
    vi.useRealTimers()
    expect(fetch).toHaveBeenCalledTimes(2)
    expect(seen.data).toBe('好了')
  })

  it('fetches nothing while it is disabled', async () => {
    const fetch = vi.fn(async () => '一份')
    const page = await render(<Probe id={key} fetch={fetch} enabled={false} />)
    expect(seen.loading).toBe(false)
    await page.update(<Probe id={key} fetch={fetch} enabled />)
    expect(seen.data).toBe('一份')
  })

  it('is offline instead of loading without a network, and fetches when the network is back', async () => {
    await network(false)
    const fetch = vi.fn(async () => '一份')
    await render(<Probe id={key} fetch={fetch} />)
    expect(seen).toMatchObject({ loading: false, offline: true, data: undefined })
    expect(fetch).not.toHaveBeenCalled()
    await network(true)
    await settle()
    expect(seen).toMatchObject({ offline: false, data: '一份' })
  })

  it('fetches again when the page comes back to the front, only if the answer is outdated', async () => {
    const fetch = vi.fn(async () => '一份')
    await render(<Probe id={key} fetch={fetch} staleMs={60_000} />)
    await act(async () => showPage())
    expect(fetch).toHaveBeenCalledTimes(1)
    await act(async () => invalidate(key))
    expect(fetch).toHaveBeenCalledTimes(2)
  })

  it('shows the stored answer with its time without a network', async () => {
    const page = await render(<Probe id={key} fetch={async () => '上次的'} persist dropMs={0} />)
    const { at } = seen
    await page.leave()
    await settle()
    await network(false)
    await render(<Probe id={key} fetch={async () => '新的'} persist />)
    expect(seen).toMatchObject({ data: '上次的', at, offline: true })
    await network(true)
  })
})

describe('invalidate, setData, mutate', () => {
  it('an answer from before an edit does not undo it', async () => {
    let answer: (text: string) => void = () => undefined
    await render(<Probe id={key} fetch={() => new Promise((resolve) => (answer = resolve))} />)
    await act(async () => void setData<string>(key, () => '改过的'))
    await act(async () => answer('旧的'))
    expect(seen.data).toBe('改过的')
  })

  it('invalidates all keys with the prefix, and no others', async () => {
    const touched = vi.fn(async () => '一')
    const other = vi.fn(async () => '二')
    await render(
      <>
        <Probe id={[...key, 'list']} fetch={touched} />
        <Probe id={['elsewhere', nth]} fetch={other} />
      </>,
    )
    await act(async () => invalidate(key))
    expect(touched).toHaveBeenCalledTimes(2)
    expect(other).toHaveBeenCalledTimes(1)
  })

  it('takes an optimistic change back when the write fails', async () => {
    await render(<Probe id={key} fetch={async () => '原来的'} />)
    const optimistic = () => setData<string>(key, () => '改过的')
    let refuse: (error: Error) => void = () => undefined
    const run = () => new Promise<never>((_, reject) => (refuse = reject))
    const caught = vi.fn()
    await act(async () => void mutate(run, { optimistic }).catch(caught))
    expect(seen.data).toBe('改过的')
    await act(async () => refuse(refused))
    expect(caught).toHaveBeenCalledWith(refused)
    expect(seen.data).toBe('原来的')
  })

  it('fetches the queries that a write has invalidated', async () => {
    const fetch = vi.fn(async () => '一份')
    await render(<Probe id={key} fetch={fetch} />)
    await act(async () => void (await mutate(async () => '写好了', { touch: [key] })))
    expect(fetch).toHaveBeenCalledTimes(2)
  })

  it('fetches once for a page that is opened again right after a logout', async () => {
    const fetch = vi.fn(async () => '一份')
    const before = await render(<Probe id={key} fetch={fetch} dropMs={20} />)
    await before.leave()
    clear()
    const page = await render(<Probe id={key} fetch={fetch} dropMs={20} />)
    // Past the time at which the answer of before the logout is dropped.
    await act(async () => void (await new Promise((resolve) => setTimeout(resolve, 60))))
    await page.update(<Probe id={key} fetch={fetch} dropMs={20} retries={2} />)
    await act(async () => void (await new Promise((resolve) => setTimeout(resolve, 60))))
    expect(fetch).toHaveBeenCalledTimes(2)
    expect(page.text()).toBe('一份')
  })

  it('after a logout no answer is left, on screen or in storage', async () => {
    const page = await render(<Probe id={key} fetch={async () => '私事'} persist />)
    expect(persistedAnswer(JSON.stringify(key))).toBeDefined()
    await page.update(<Probe id={key} fetch={async () => '私事'} persist enabled={false} />)
    await act(async () => clear())
    expect(seen.data).toBeUndefined()
    expect(persistedAnswer(JSON.stringify(key))).toBeUndefined()
  })

  it('after a role switch a screen of the former role fetches nothing, and one that stays fetches again', async () => {
    const ofStaff = vi.fn(async () => '工作台')
    const ofBoth = vi.fn(async () => '积分')
    const useRole = create(() => ({ role: 'employee' }))
    const OfStaff = () => (useRole().role === 'employee' ? <Probe id={key} fetch={ofStaff} /> : null)
    await render(
      <>
        <OfStaff />
        <Probe id={['both', nth]} fetch={ofBoth} />
      </>,
    )
    await act(async () => {
      useRole.setState({ role: 'personal' })
      clear()
    })
    await settle()
    expect(ofStaff).toHaveBeenCalledTimes(1)
    expect(ofBoth).toHaveBeenCalledTimes(2)
  })
})
