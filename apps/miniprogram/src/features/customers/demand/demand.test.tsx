import { aCustomer } from '@qingpin/testing/customers'
import { expect, it } from 'vitest'
import { byRole, render, tap, type, until } from '../../../../test/render'
import { useServer } from '../../../../test/server'
import { openWith } from '../../../../test/taro'
import { useOutbox } from '@/app/outbox/outbox'
import CustomerDetail from '../detail'

const { server, enter } = useServer()

async function atDetail(role: 'employee' | 'admissions' = 'employee') {
  const staff = await server.aStaff(role)
  const api = server.as(staff.token)
  const { id } = await api('POST /api/customers/miniprogram/create', {
    body: aCustomer({ name: '陈雅琴', salaryBudget: 13_000, likes: ['会做饭'], remarks: '怕狗' }) as never,
  })
  await enter(staff)
  openWith({ id })
  const page = await render(<CustomerDetail />)
  await until(() => page.text().includes('往来记录') && page.text().includes('录入'))
  const read = () => api('GET /api/customers/miniprogram/{id}', { params: { id } })
  const line = (label: string) => page.element.querySelector<HTMLElement>(`[aria-label^="${label}："]`) as HTMLElement
  return { page, read, line, id, api }
}

it('a line of the demand is changed where it is read', async () => {
  const { page, read, line } = await atDetail()
  await tap(line('预算'))
  const field = [...document.querySelectorAll<HTMLInputElement>('.q-sheet input')].find((one) => one.value === '13000')
  await type(field as HTMLInputElement, '14500')
  await tap(byRole('button', '存好'))
  await expect.poll(async () => (await read()).salaryBudget).toBe(14_500)
  await until(() => page.text().includes('14500'))
})

it('a choice of the demand is made by one tap', async () => {
  const { read, line } = await atDetail()
  await tap(line('工种'))
  await tap(byRole('radio', '月嫂'))
  await tap(byRole('button', '存好'))
  await expect.poll(async () => (await read()).serviceCategory).toBe('月嫂')
})

it('a change of the same line that a colleague has made meanwhile waits for a decision', async () => {
  const { line, id } = await atDetail()
  const manager = await server.aStaff('manager')
  await server.as(manager.token)('PATCH /api/customers/miniprogram/{id}', {
    params: { id },
    body: { salaryBudget: 15_000 },
  })
  await tap(line('预算'))
  const field = [...document.querySelectorAll<HTMLInputElement>('.q-sheet input')].find((one) => one.value === '13000')
  await type(field as HTMLInputElement, '14500')
  await tap(byRole('button', '存好'))
  await until(() => useOutbox.getState().items.some(({ state }) => state === 'conflict'))
  await until(() => document.body.textContent.includes('1条要您定'))
})

it('a value that the server refuses is said at its field, and the sheet stays', async () => {
  const { line, read } = await atDetail()
  await tap(line('上户'))
  const [field] = [...document.querySelectorAll<HTMLInputElement>('.q-sheet input')]
  await type(field as HTMLInputElement, '2026-13-40')
  await tap(byRole('button', '存好'))
  await until(() => document.querySelector('.q-sheet')?.textContent.includes('日期') ?? false)
  expect((await read()).expectedStartDate).toBeNull()
})

it('what the server would refuse is said before anything is sent', async () => {
  const { line, read } = await atDetail()
  await tap(line('预算'))
  const [least] = [...document.querySelectorAll<HTMLInputElement>('.q-sheet input')]
  await type(least as HTMLInputElement, '20000')
  await tap(byRole('button', '存好'))
  await until(() => document.querySelector('.q-sheet')?.textContent.includes('最少的不能比最多的还高。') ?? false)
  expect(useOutbox.getState().items).toEqual([])
  expect((await read()).salaryBudgetMin).toBeNull()
})

it('likes are chosen among those of the service, or written', async () => {
  const { line, read } = await atDetail()
  await tap(line('看重'))
  await tap(byRole('checkbox', '会开车'))
  const area = document.querySelector<HTMLTextAreaElement>('.q-sheet textarea')
  expect(area?.value).toBe('会做饭、会开车')
  await type(area as HTMLTextAreaElement, '会开车、会说绍兴话')
  await tap(byRole('button', '存好'))
  await expect.poll(async () => (await read()).likes).toEqual(['会开车', '会说绍兴话'])
})
