import { aCustomer } from '@qingpin/testing/customers'
import { aPhone } from '@qingpin/testing/harness'
import { expect, it } from 'vitest'
import { byRole, render, tap, type, until } from '../../../../test/render'
import { useServer } from '../../../../test/server'
import { openWith } from '../../../../test/taro'
import CustomerEdit from './index'

const { server, enter } = useServer()

async function atForm(over: object = {}) {
  const staff = await server.aStaff('employee')
  const api = server.as(staff.token)
  const phone = aPhone()
  const { id } = await api('POST /api/customers/miniprogram/create', {
    body: aCustomer({ phone, area: '滨江', salaryBudget: 9000, ...over }) as never,
  })
  await enter(staff)
  openWith({ id })
  const page = await render(<CustomerEdit />)
  await until(() => page.text().includes('想要什么'))
  const field = (value: string) => {
    const found = [...page.element.querySelectorAll('input')].find((one) => one.value === value)
    if (!found) throw new Error(`no field with ${value}`)
    return found
  }
  const stored = () => api('GET /api/customers/miniprogram/{id}', { params: { id } })
  const colleague = (body: object) =>
    api('PATCH /api/customers/miniprogram/{id}', { params: { id }, body: body as never })
  return { page, field, stored, colleague, staff, phone, api, id }
}

it('saves what was changed and leaves the masked numbers as they are', async () => {
  const { field, stored, api, id, phone } = await atForm()
  expect(byRole('button', '还没有改动')).toBeTruthy()
  await type(field('9000'), '12000')
  await tap(byRole('button', '保存1处'))
  await expect.poll(async () => (await stored()).salaryBudget).toBe(12_000)
  const params = { id }
  const { value } = await api('POST /api/customers/miniprogram/{id}/reveal', { params, body: { field: 'phone' } })
  expect(value).toBe(phone)
})

it('takes over what a colleague changed elsewhere, and asks where both changed the same', async () => {
  const { page, field, stored, colleague } = await atForm()
  await type(field('9000'), '12000')
  await colleague({ area: '西湖' })
  await tap(byRole('button', '保存1处'))
  await expect.poll(async () => (await stored()).salaryBudget).toBe(12_000)
  expect((await stored()).area).toBe('西湖')
  expect(page.text()).not.toContain('同事刚改过这位客户')
})

it('says while typing with whom a number is already', async () => {
  const { page, field, stored, api } = await atForm()
  const other = aPhone()
  await api('POST /api/customers/miniprogram/create', { body: aCustomer({ phone: other, name: '罗先生' }) as never })
  await type(field((await stored()).phone ?? ''), other)
  await until(() => page.text().includes('罗先生有这个号，还没联系过'))
})

it('leaves signing, and what ends it, to the page of the customer', async () => {
  const { page } = await atForm({ contractStatus: '匹配中' })
  await tap(byRole('button', '状态，匹配中'))
  const offered = [...document.querySelectorAll('.q-sheet [role="radio"]')].map((one) => one.textContent)
  expect(offered).toContain('签约中')
  expect(offered).not.toContain('已签约')
  expect(page.text()).toContain('签约、下户在客户页上点状态办')
})

it('offers no other status of a customer who is signed', async () => {
  await atForm({ contractStatus: '已签约' })
  await tap(byRole('button', '状态，已签约'))
  expect(document.querySelectorAll('.q-sheet [role="radio"]')).toHaveLength(0)
})

it('keeps what I chose of two values of one field', async () => {
  const { page, field, stored, colleague } = await atForm()
  await type(field('滨江'), '余杭')
  await type(field('9000'), '12000')
  await colleague({ area: '西湖' })
  await tap(byRole('button', '保存2处'))
  await until(() => page.text().includes('同事刚改过这位客户'))
  await tap(byRole('radio', '同事改的，西湖'))
  await tap(byRole('button', '就这样存'))
  await expect.poll(async () => (await stored()).salaryBudget).toBe(12_000)
  expect((await stored()).area).toBe('西湖')
})

it('leads to the customer who has the phone, and lets one WeChat id stand twice where that is meant', async () => {
  const { page, field, stored, api } = await atForm({ wechatId: `wx${aPhone()}` })
  const [other, wechatId] = [aPhone(), `wx${aPhone()}`]
  await api('POST /api/customers/miniprogram/create', { body: aCustomer({ phone: other, wechatId }) as never })
  const { phone, wechatId: mask } = await stored()
  await type(field(phone ?? ''), other)
  await tap(byRole('button', '保存1处'))
  await until(() => page.text().includes('一个手机号只录一位客户'))
  await tap(byRole('button', '回去改'))
  await type(field(other), phone ?? '')
  await type(field(mask ?? ''), wechatId)
  await tap(byRole('button', '保存1处'))
  await until(() => page.text().includes('也可以两位都留着'))
  await tap(byRole('button', '照样存'))
  await expect.poll(async () => (await stored()).version).toBe(2)
})
