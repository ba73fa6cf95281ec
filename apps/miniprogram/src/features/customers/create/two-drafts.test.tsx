import { beforeEach, expect, it } from 'vitest'
import { setStored, storedKeys } from '@/platform/storage'
import { byRole, render, tap, type, until } from '../../../../test/render'
import { useServer } from '../../../../test/server'
import { customerDraft, EMPTY } from './form'
import CustomerCreate from './index'

const { server, enter } = useServer()

beforeEach(() => localStorage.clear())

const nameField = () => document.querySelector('input') as HTMLInputElement
const sheet = () => document.querySelector('[role="dialog"]')?.textContent ?? ''

it('asks which of two customers that were begun in two tabs goes on, and sends the chosen one', async () => {
  const staff = await server.aStaff('employee')
  await enter(staff)
  const { owner } = customerDraft.of()
  const begun = { ...EMPTY, leadSource: '美团', leadLevel: 'A类', area: '滨江' }
  const left = (tab: string, savedAt: number, over: object) =>
    setStored(`draft/customer/${owner}~${tab}`, { savedAt, tab, value: { ...begun, ...over } })
  left('first', 1, { name: '陈女士', phone: '13500002222' })
  left('second', 2, { name: '罗先生', wechatId: 'luo88' })
  await render(<CustomerCreate />)
  expect(nameField().value).toBe('罗先生')
  for (const words of ['两份没发出去的内容', '陈女士', '13500002222', '罗先生', 'luo88'])
    expect(sheet()).toContain(words)
  expect(sheet()).not.toContain('滨江')
  await tap(byRole('button', '用另一份'))
  expect(nameField().value).toBe('陈女士')
  await until(() => sheet() === '')
  expect(storedKeys('draft/customer/')).toHaveLength(1)
  await type(nameField(), '陈美玲')
  await tap(byRole('button', '录好'))
  await until(() => storedKeys('draft/customer/').length === 0)
  const { customers } = await server.as(staff.token)('GET /api/customers/miniprogram/list', { query: {} })
  expect(customers.map(({ name }) => name)).toEqual(['陈美玲'])
})
