import { act, useEffect } from 'react'
import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { render, settle } from '../../test/render'
import { useInfinite, type InfiniteQuery } from './infinite'
import { persistedAnswer } from './persisted-answers'
import { clear, invalidate, type Page } from './query'

type Fetch = (from: number | undefined) => Promise<Page<number, number>>

let list: InfiniteQuery<number>
let key = ['list', 0]

function Probe({ fetch, persist = false }: { readonly fetch: Fetch; readonly persist?: boolean }) {
  const current = useInfinite(key, fetch, { persist })
  useEffect(() => {
    list = current
  })
  return null
}

const threePages: Fetch = async (from = 0) => ({ items: [from, from + 1], next: from < 4 ? from + 2 : undefined })

beforeEach(() => {
  key = ['list', Math.random()]
})
afterEach(() => act(async () => clear()))

it('loads on at the end until there is no more', async () => {
  await render(<Probe fetch={threePages} />)
  expect(list).toMatchObject({ data: [0, 1], more: true })
  await act(async () => list.loadMore())
  await act(async () => list.loadMore())
  expect(list).toMatchObject({ data: [0, 1, 2, 3, 4, 5], more: false })
  await act(async () => list.loadMore())
  expect(list.data).toHaveLength(6)
})

it('fetches a page once, even if the end is reached several times meanwhile', async () => {
  const fetch = vi.fn(threePages)
  await render(<Probe fetch={fetch} />)
  await act(async () => {
    list.loadMore()
    list.loadMore()
  })
  expect(fetch).toHaveBeenCalledTimes(2)
})

it('stores the first page for use without a network, even if more pages were read', async () => {
  await render(<Probe fetch={threePages} persist />)
  await act(async () => list.loadMore())
  await act(async () => invalidate(key))
  expect(list.data).toEqual([0, 1, 2, 3])
  expect(persistedAnswer(JSON.stringify(key))?.data).toEqual({ items: [0, 1], next: 2, pages: 1 })
})

it('keeps the loaded pages when the next one fails, and retries', async () => {
  const fetch = vi.fn(threePages)
  await render(<Probe fetch={fetch} />)
  fetch.mockRejectedValueOnce(new Error('断了'))
  await act(async () => list.loadMore())
  expect(list).toMatchObject({ data: [0, 1], loadingMore: false })
  expect(list.moreError).toBeInstanceOf(Error)
  await act(async () => list.loadMore())
  expect(list).toMatchObject({ data: [0, 1, 2, 3], moreError: undefined })
})

it('after an edit is as long as before, so that the scroll position stays', async () => {
  await render(<Probe fetch={threePages} />)
  await act(async () => list.loadMore())
  await act(async () => invalidate(key))
  await settle()
  expect(list.data).toEqual([0, 1, 2, 3])
})

it('starts at the first page again when pulled down', async () => {
  await render(<Probe fetch={threePages} />)
  await act(async () => list.loadMore())
  await act(async () => void (await list.refetch()))
  expect(list.data).toEqual([0, 1])
})

it('drops a page that was requested before a refresh', async () => {
  let late: (page: Page<number, number>) => void = () => undefined
  const fetch = vi.fn(threePages)
  await render(<Probe fetch={fetch} />)
  fetch.mockImplementationOnce(() => new Promise((resolve) => (late = resolve)))
  await act(async () => list.loadMore())
  await act(async () => void (await list.refetch()))
  await act(async () => late({ items: [99], next: undefined }))
  expect(list.data).toEqual([0, 1])
})
