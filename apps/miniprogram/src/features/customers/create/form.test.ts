import { expect, it } from 'vitest'
import { dropSession, startAs } from '@/app/session'
import { customerDraft, EMPTY } from './form'

const logIn = (id: string) => startAs({ access_token: 'a', refresh_token: 'r', user: { id, role: 'teacher' } } as never)

it('keeps an unsent customer for its own account only', () => {
  logIn('one')
  customerDraft.of().write({ ...EMPTY, name: '陈女士', phone: '13711220033' })
  dropSession()
  logIn('two')
  expect(customerDraft.of().read()).toBeUndefined()
  logIn('one')
  expect(customerDraft.of().read()).toMatchObject({ name: '陈女士', phone: '13711220033', wechatId: '' })
  customerDraft.of().drop()
  expect(customerDraft.of().read()).toBeUndefined()
})
