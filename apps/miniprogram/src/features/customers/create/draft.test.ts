import { expect, it } from 'vitest'
import { dropSession, startAs } from '@/app/session'
import { dropForm, keepForm, storedForm } from './draft'
import { EMPTY } from './form'

const logIn = (id: string) => startAs({ access_token: 'a', refresh_token: 'r', user: { id, role: 'teacher' } } as never)

it('keeps a customer that is not entered yet for the one who began, and for nobody else', () => {
  logIn('one')
  keepForm({ ...EMPTY, name: '陈女士', phone: '13711220033' })
  dropSession()
  logIn('two')
  expect(storedForm()).toEqual(EMPTY)
  logIn('one')
  expect(storedForm()).toMatchObject({ name: '陈女士', phone: '13711220033', wechatId: '' })
  dropForm()
  expect(storedForm()).toEqual(EMPTY)
})
