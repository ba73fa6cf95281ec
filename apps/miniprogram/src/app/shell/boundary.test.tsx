import { View } from '@tarojs/components'
import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { act } from 'react'
import { byRole, render, tap } from '../../../test/render'
import { persistAnswer, persistedAnswer } from '../persisted-answers'
import { dropAnswers } from '../query-store'
import { useQuery } from '../query'
import { guardPage } from './guard-page'
import { Screen } from './screen'

const sent: { page: string; message: string; stack?: string }[] = []
beforeEach(() => {
  // React writes what a boundary has caught to the console.
  vi.spyOn(console, 'error').mockImplementation(() => undefined)
  vi.stubGlobal('fetch', async (_: string, init?: RequestInit) => {
    if (typeof init?.body === 'string') sent.push(JSON.parse(init.body))
    return Response.json({ success: true, data: { reference: 'b52e-07d4' } })
  })
})
afterEach(() => {
  sent.length = 0
  vi.unstubAllGlobals()
  dropAnswers('all')
})

type List = { readonly list: readonly { readonly name: string }[] }
const good: List = { list: [{ name: '陈雅琴' }] }
let answer: unknown = good
let key = 0
beforeEach(() => {
  answer = good
  key += 1
})

const Names = ({ data }: { readonly data: List }) => <View>{data.list.map(({ name }) => name.slice(0, 3))}</View>
const Inside = guardPage(() => {
  const query = useQuery(['boundary', key], async () => answer as List, { persist: true })
  return (
    <Screen title="客户" query={query}>
      {(data: List) => <Names data={data} />}
    </Screen>
  )
})
const Outside = guardPage(() => {
  const { data } = useQuery(['boundary', key], async () => answer as List, { persist: true })
  return (
    <Screen title="客户">{data === undefined ? '在等' : data.list.map(({ name }) => name.slice(0, 3)).join()}</Screen>
  )
})
const FACE = '这一页没能打开'

const damages = [{}, { list: null }, { list: {} }, { list: [null] }, { list: [{ name: 7 }] }, 'text', 7, []]
const pages = [
  ['below the screen', Inside],
  ['in the page itself', Outside],
] as const

it.each(
  pages.flatMap(([where, Page]) => damages.map((damaged) => [where, JSON.stringify(damaged), Page, damaged] as const)),
)('an answer that cannot be drawn %s (%s) shows a face, and a retry fetches it anew', async (_, __, Page, damaged) => {
  answer = damaged
  const page = await render(<Page />)
  await vi.waitFor(() => expect(page.text()).toContain(FACE))
  answer = good
  await tap(byRole('button', '再试一次'))
  await vi.waitFor(() => expect(page.text()).toContain('陈雅琴'))
  expect(page.text()).not.toContain(FACE)
})

it('an answer of no data (null) is an error of the query, and a retry fetches it anew', async () => {
  answer = null
  const page = await render(<Inside />)
  await vi.waitFor(() => expect(page.text()).toContain('这一页没打开'))
  answer = good
  await tap(byRole('button', '再试一次'))
  await vi.waitFor(() => expect(page.text()).toContain('陈雅琴'))
})

it.each(pages)('one that was stored like that is fetched anew without a word, %s', async (_, Page) => {
  persistAnswer(JSON.stringify(['boundary', key]), { data: { list: null }, at: 1 })
  const page = await render(<Page />)
  await vi.waitFor(() => expect(page.text()).toContain('陈雅琴'))
  expect(persistedAnswer(JSON.stringify(['boundary', key]))?.data).toEqual(good)
})

it('the face keeps the title of the screen, names the report, and sends nothing that was quoted', async () => {
  answer = { list: [{ name: { slice: () => JSON.parse('王桂兰 13711220033') as string } }] }
  const page = await render(<Inside />)
  await vi.waitFor(() => expect(page.text()).toContain('问题编号 b52e-07d4'))
  expect(page.text()).toContain('客户')
  expect(page.text()).toContain('已经记下了')
  const [report] = sent
  expect(report).toMatchObject({ kind: 'render', platform: 'h5' })
  expect(JSON.stringify(report)).not.toMatch(/王桂兰|13711220033/)
})

it('the face says nothing of a report that did not arrive', async () => {
  vi.stubGlobal('fetch', async () => {
    throw new TypeError('Failed to fetch')
  })
  const Broken = guardPage((): never => {
    throw new Error('only here')
  })
  const page = await render(<Broken />)
  await act(async () => undefined)
  expect(page.text()).toContain(FACE)
  expect(page.text()).not.toContain('已经记下')
})
