import { beijingDay, DAY_MS } from '@qingpin/contract/core/days'
import { aCustomer } from '@qingpin/testing/customers'
import { START } from '@qingpin/testing/harness'
import { aWorker } from '@qingpin/testing/workers'
import { expect, it } from 'vitest'
import { byRole, render, tap, type, until } from '../../../test/render'
import { useServer } from '../../../test/server'
import { openWith } from '../../../test/taro'
import { CustomerPlacements } from './customer-card'
import DuePlacements from './due'
import PlacementTerms from './terms'
import { WorkerPlacements } from './worker-card'

const { server, enter } = useServer()
/** By the clock of the server. */
const day = (n: number) => beijingDay(START + n * DAY_MS)

async function both(name: string) {
  const owner = await server.aStaff('employee', { name: '林晓' })
  const api = server.as(owner.token)
  const { id } = await api('POST /api/customers/miniprogram/create', { body: aCustomer() as never })
  const worker = await api('POST /api/resumes/miniprogram/create', { body: aWorker({ name }) as never })
  await enter(owner)
  const customer = { id, contractStatus: '匹配中', assignedTo: { _id: owner.id } }
  return { owner, api, customer, workerId: worker.id }
}

it('signs a customer with a worker who was searched for, and says what is missing', async () => {
  const { api, customer, workerId } = await both('王桂兰')
  openWith({ customer: customer.id })
  const page = await render(<PlacementTerms />)
  await until(() => page.text().includes('什么时候'))
  await tap(byRole('button', '签约上户'))
  await until(() => page.text().includes('选一位阿姨。'))
  expect(page.text()).toContain('哪天上户？')
  await tap(byRole('button', '阿姨，按姓名、手机尾号找'))
  const search = document.querySelector<HTMLInputElement>('.q-sheet input')
  if (!search) throw new Error('no search')
  await type(search, '王桂兰')
  await until(() => document.querySelector('.q-sheet .q-row') !== null)
  await tap(document.querySelector('.q-sheet .q-row') as HTMLElement)
  await tap(byRole('radio', '明天'))
  await tap(byRole('radio', '26天'))
  await tap(byRole('button', '签约上户'))
  const read = () => api('GET /api/placements/of-customer/{id}', { params: { id: customer.id } })
  await expect.poll(async () => (await read()).items[0]?.worker.id).toBe(workerId)
  expect((await read()).items[0]).toMatchObject({ state: 'planned', trialUntil: null })
})

it('shows one record with the customer and with the worker, and ends it with a cause and a reason', async () => {
  const { api, customer, workerId } = await both('周秀英')
  const body = { customerId: customer.id, resumeId: workerId, startsOn: day(-3), pay: 9000 }
  await api('POST /api/placements', { body })
  const page = await render(<CustomerPlacements customer={customer} />)
  await until(() => page.text().includes('周秀英'))
  expect(page.text()).toContain('9000元/月')
  const worker = await render(<WorkerPlacements resumeId={workerId} />)
  await until(() => worker.text().includes('林晓安排到'))
  await tap(byRole('button', '下户'))
  await tap(byRole('radio', '阿姨不做了'))
  const reason = document.querySelector<HTMLInputElement>('.q-sheet input')
  if (!reason) throw new Error('no reason')
  await type(reason, '老家有事')
  await tap(byRole('button', '办下户'))
  await until(() => page.text().includes('阿姨不做了：老家有事'))
  await until(() => worker.text().includes('已下户'))
})

it('lists what is due, and takes a passed trial off', async () => {
  const { api, customer, workerId } = await both('钱小燕')
  const body = { customerId: customer.id, resumeId: workerId, startsOn: day(-3), trialUntil: day(0) }
  await api('POST /api/placements', { body })
  openWith({ due: 'trial' })
  const page = await render(<DuePlacements />)
  await until(() => page.text().includes('钱小燕'))
  const card = await render(<CustomerPlacements customer={customer} />)
  await until(() => card.text().includes('试工通过'))
  await tap(byRole('button', '试工通过'))
  await until(() => page.text().includes('没有要回话的试工'))
})
