import { aShortlist } from '@qingpin/testing/shortlists'
import { aCustomer } from '@qingpin/testing/customers'
import { aListedWorker } from '@qingpin/testing/listed'
import { beijingDay, DAY_MS } from '@qingpin/contract/core/days'
import { act } from 'react'
import { expect, it } from 'vitest'
import { serverNow } from '@/app/clock'
import { invalidate } from '@/app/query'
import { byRole, render, tap, type, until } from '../../../test/render'
import { useServer } from '../../../test/server'
import { openWith } from '../../../test/taro'
import CustomerMatch from '../customers/match'
import ShortlistCreate from './create'
import ShortlistDetail from './detail'
import ShortlistGuest from './guest'
import Shortlists from './list'
import { storeGuest } from './stored-guest'

const { server, enter } = useServer()

/** A customer on the page of the link. */
async function asCustomer() {
  const made = await aShortlist(server)
  const { guestToken } = await made.open()
  storeGuest({ id: made.list.id, ticket: made.ticket, token: guestToken })
  openWith({ id: made.list.id })
  const guest = await render(<ShortlistGuest />)
  await until(() => guest.text().includes('林晓给您选了2位'))
  return { made, guest, guestToken }
}

it('shows workers with reasons and mismatches, and changes the demand where it is read', async () => {
  const me = await server.aStaff('employee')
  await aListedWorker(server, { jobType: 'yangchong', expectedSalary: 9000 })
  const customer = aCustomer({ serviceCategory: '养宠', salaryBudget: 8000 })
  const { id } = await server.as(me.token)('POST /api/customers/miniprogram/create', { body: customer as never })
  await enter(me)
  openWith({ id })
  const page = await render(<CustomerMatch />)
  await until(() => page.text().includes('要9000，超预算1000元'))
  expect(page.text()).toContain('没有样样对得上的，差得少的在前')
  await tap(byRole('link', '改需求'))
  await until(() => page.text().includes('住不住家'))
  const budget = [...document.querySelectorAll('input')].find((one) => one.value === '8000')
  await type(budget as HTMLInputElement, '9500')
  await tap(byRole('button', '存好'))
  await until(() => page.text().includes('价格在预算内'))
  const saved = await server.as(me.token)('GET /api/customers/miniprogram/{id}', { params: { id } })
  expect(saved.salaryBudget).toBe(9500)
})

it('shows staff what the customer will see before the link is made', async () => {
  const made = await aShortlist(server)
  await enter(made.staff)
  openWith({ customerId: made.customerId, workers: made.resumeIds.join(), name: '陈女士' })
  const page = await render(<ShortlistCreate />)
  await until(() => page.text().includes('林晓给您选了2位'))
  await tap(byRole('button', '生成链接'))
  await expect
    .poll(async () => (await made.api('GET /api/shortlists', { query: { customerId: made.customerId } })).items.length)
    .toBe(2)
})

it('keeps what a customer likes, compares, writes and proposes, and shows it to staff', async () => {
  const { made, guest } = await asCustomer()
  await tap(byRole('checkbox', '想见钱阿姨'))
  await until(() => guest.text().includes('想见1位'))
  await tap(byRole('checkbox', '比一比钱阿姨'))
  await until(() => guest.text().includes('还能再选'))
  await guest.leave()

  await enter(made.staff)
  openWith({})
  const lists = await render(<Shortlists />)
  await until(() => lists.text().includes('想见1位'))
  await lists.leave()
  openWith({ id: made.list.id })
  const detail = await render(<ShortlistDetail />)
  await until(() => detail.text().includes('点的想见'))
  await expect
    .poll(async () => (await made.api('GET /api/shortlists/{id}', { params: made.params })).unseen)
    .toBe(false)
})

const area = () => document.querySelector('textarea') as HTMLTextAreaElement
const close = async () => {
  await tap(byRole('button', '关上'))
  await until(() => document.querySelector('textarea') === null)
}

it('keeps what a customer began to write of each worker when the sheet closes, until it is sent', async () => {
  const { guest } = await asCustomer()
  const [first, second] = [...document.querySelectorAll<HTMLElement>('[aria-label$=留言]')]
  await tap(first as HTMLElement)
  await type(area(), '会做黄酒煮蛋吗')
  await close()
  await tap(second as HTMLElement)
  expect(area().value).toBe('')
  await close()
  await tap(first as HTMLElement)
  expect(area().value).toBe('会做黄酒煮蛋吗')
  await tap(byRole('button', '发出去'))
  await until(() => guest.text().includes('留言1'))
  await tap(first as HTMLElement)
  expect(area().value).toBe('')
})

it('keeps the answer that staff began, and the note of a new list', async () => {
  const made = await aShortlist(server)
  await made.open()
  await enter(made.staff)
  openWith({ id: made.list.id })
  const detail = await render(<ShortlistDetail />)
  await until(() => detail.text().includes('说一句'))
  const reply = () => [...document.querySelectorAll<HTMLElement>('.q-btn')].find((one) => one.textContent === '说一句')
  await tap(reply() as HTMLElement)
  await type(area(), '会的')
  await close()
  await tap(reply() as HTMLElement)
  expect(area().value).toBe('会的')
  await detail.leave()
  openWith({ customerId: made.customerId, workers: made.resumeIds.join(), name: '陈女士' })
  const note = () => document.querySelectorAll('input')[1] as HTMLInputElement
  const begun = await render(<ShortlistCreate />)
  await until(() => begun.text().includes('林晓给您选了2位'))
  await type(note(), '都会做月子餐')
  await begun.leave()
  const again = await render(<ShortlistCreate />)
  await until(() => again.text().includes('林晓给您选了2位'))
  expect(note().value).toBe('都会做月子餐')
})

it('takes every tap of a quick hand', async () => {
  const { made, guestToken } = await asCustomer()
  const boxes = (words: string) =>
    [...document.querySelectorAll<HTMLElement>('[role=checkbox]')].filter((one) =>
      one.getAttribute('aria-label')?.startsWith(words),
    )
  await act(async () => [...boxes('想见'), ...boxes('比一比')].forEach((one) => one.click()))
  await expect
    .poll(async () =>
      (await made.api('GET /api/shortlists/{id}', { params: made.params })).items.map((one) => one.liked),
    )
    .toEqual([true, true])
  await until(() => boxes('比一比').every((one) => one.getAttribute('aria-checked') === 'true'))
  await expect
    .poll(async () => (await made.open(guestToken)).shortlist.comparedIds.toSorted())
    .toEqual(made.list.items.map(({ id }) => id).toSorted())
})

it('says of a proposed time that an interview was planned on that day', async () => {
  const made = await aShortlist(server)
  const { guest } = await made.open()
  const day = beijingDay(serverNow() + 2 * DAY_MS)
  await guest('PUT /api/shortlists/guest/times', { body: { slots: [{ day, half: 'morning' }], note: null } })
  const [item] = made.list.items
  await enter(made.staff)
  openWith({ id: made.list.id })
  const page = await render(<ShortlistDetail />)
  await until(() => page.text().includes('约这个'))
  const at = new Date(Date.parse(`${day}T10:00:00+08:00`)).toISOString()
  await made.api('POST /api/shortlists/{id}/interview', {
    params: made.params,
    idempotencyKey: 'planned-from-a-time',
    body: { workerId: item?.id ?? '', at },
  })
  invalidate(['shortlist', made.list.id])
  await until(() => page.text().includes('上午，这天约了'))
  expect(page.text()).not.toContain('约这个')
})

it('names the person to ask when a list is closed', async () => {
  const made = await aShortlist(server)
  await made.api('POST /api/shortlists/{id}/revoke', { params: made.params })
  openWith({ t: made.ticket })
  const page = await render(<ShortlistGuest />)
  await until(() => page.text().includes('这份名单不再公开了'))
  expect(page.text()).toContain('请联系林晓')
})
