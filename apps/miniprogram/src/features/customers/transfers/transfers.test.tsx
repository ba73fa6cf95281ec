import { aCustomer } from '@qingpin/testing/customers'
import { aPhone } from '@qingpin/testing/harness'
import { expect, it } from 'vitest'
import { byRole, render, tap, type, until } from '../../../../test/render'
import { useServer } from '../../../../test/server'
import { openWith } from '../../../../test/taro'
import CustomerCreate from '../create'
import CustomerDetail from '../detail'
import TransferRequests from '.'

const { server, enter } = useServer()

async function pair() {
  const [owner, asker] = [
    await server.aStaff('employee', { name: '赵婷' }),
    await server.aStaff('employee', { name: '周凯' }),
  ]
  const phone = aPhone()
  const body = aCustomer({ phone, name: '罗先生' }) as never
  const { id } = await server.as(owner.token)('POST /api/customers/miniprogram/create', { body })
  return { owner, asker, phone, id }
}
const footButtons = () => [...document.querySelectorAll<HTMLElement>('.q-sheet__foot .q-btn')]

it('asks the colleague whose customer has the number that is typed, and lists what was asked', async () => {
  const { owner, asker, phone } = await pair()
  await enter(asker)
  const page = await render(<CustomerCreate />)
  const input = page.element.querySelectorAll('input')[1]
  if (!input) throw new Error('no field')
  await type(input, phone)
  await until(() => page.text().includes('在赵婷那里'))
  await tap(byRole('link', '请同事转给我'))
  expect(page.text()).toContain('同意之前号码还是遮住的')
  await tap(footButtons()[0] as HTMLElement)
  await expect
    .poll(async () => (await server.as(owner.token)('GET /api/customers/transfer-requests')).counts.toAnswer)
    .toBe(1)
  openWith({ box: 'asked' })
  const list = await render(<TransferRequests />)
  await until(() => list.text().includes('问了赵婷'))
  expect(list.text()).toContain('罗**')
  await tap(byRole('button', '不要了'))
  await until(() => list.text().includes('收回了'))
})

it('hands a customer over from the list, with a sentence', async () => {
  const { owner, asker, phone, id } = await pair()
  await server.as(asker.token)('POST /api/customers/transfer-requests', {
    body: { phone, message: '她打来了' } as never,
  })
  await enter(owner)
  openWith({})
  const list = await render(<TransferRequests />)
  await until(() => list.text().includes('周凯想要'))
  expect(list.text()).toContain('她打来了')
  await tap(byRole('button', '回话'))
  await tap(footButtons()[1] as HTMLElement)
  await until(() => list.text().includes('没有等您回话的'))
  const { assignedTo } = await server.as(asker.token)('GET /api/customers/miniprogram/{id}', { params: { id } })
  expect(assignedTo?.name).toBe('周凯')
})

it('shows a request on the page of its customer, where a no is given', async () => {
  const { owner, asker, phone, id } = await pair()
  await server.as(asker.token)('POST /api/customers/transfer-requests', { body: { phone } as never })
  await enter(owner)
  openWith({ id })
  const page = await render(<CustomerDetail />)
  await until(() => page.text().includes('同事请求转交'))
  await tap(byRole('button', '回话'))
  await tap(footButtons()[0] as HTMLElement)
  await until(() => page.text().includes('赵婷没有转'))
})
