import { expect, it } from 'vitest'
import { readError } from './read-error'

const answered = (status: number, code: string, message: string) =>
  readError(Object.assign(new Error(message), { status, code, requestId: 'ddcb5b31' }))

it('gives a way on where the role does not allow it, and nothing to report', () => {
  const face = answered(403, 'FORBIDDEN', '当前身份没有这项权限。')
  expect(face).toMatchObject({ title: '当前身份没有这项权限。', retry: false, way: 'role', requestId: undefined })
  expect(answered(403, 'PASSWORD_CHANGE_REQUIRED', '先改密码。')).toMatchObject({ text: '', way: 'password' })
})

it('quotes the request of what was not expected', () => {
  expect(answered(500, 'INTERNAL_ERROR', '没打开。')).toMatchObject({ retry: true, requestId: 'ddcb5b31' })
})
