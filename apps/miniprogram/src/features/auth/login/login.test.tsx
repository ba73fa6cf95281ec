import { aPhone } from '@qingpin/testing/harness'
import { expect, it } from 'vitest'
import { byRole, render, tap, type, until } from '../../../../test/render'
import { useServer } from '../../../../test/server'
import Login from './index'

const { server } = useServer()

const open = async () => {
  const page = await render(<Login />)
  const inputs = () => [...page.element.querySelectorAll('input')]
  const phone = () => inputs()[0] as HTMLInputElement
  const code = () => inputs()[1] as HTMLInputElement
  const button = (words: RegExp) =>
    [...page.element.querySelectorAll<HTMLElement>('[role="button"]')].find((one) => words.test(one.textContent ?? ''))
  return { page, phone, code, button }
}

it('forgets 已发出 and the countdown when the number is corrected, and knows the number from before', async () => {
  const [first, right] = [aPhone(), aPhone()]
  const { page, phone, code, button } = await open()
  await type(phone(), first)
  await tap(byRole('button', '发验证码'))
  await until(() => page.text().includes('验证码已发出'))
  await until(() => button(/\d+秒后再发/) !== undefined)
  await type(code(), '123456')
  await type(phone(), right)
  expect(page.text()).not.toContain('验证码已发出')
  expect(code().value).toBe('')
  await tap(byRole('button', '发验证码'))
  await until(() => server.sandbox.sandbox.sms.outbox(right).length === 1)
  await type(phone(), first)
  await until(() => button(/\d+秒后再发/) !== undefined)
  expect(page.text()).toContain('验证码已发出')
})

it('says at the code whether it is wrong, used up or expired', async () => {
  const phoneNumber = aPhone()
  const { page, phone, code } = await open()
  await type(phone(), phoneNumber)
  await tap(byRole('button', '发验证码'))
  await until(() => server.sandbox.sandbox.sms.outbox(phoneNumber).length === 1)
  const sent = server.sandbox.sandbox.sms.outbox(phoneNumber)[0]?.code ?? ''
  const wrong = String((Number(sent) + 1) % 1_000_000).padStart(6, '0')
  const enter = async (typed: string, sentence: string) => {
    await type(code(), typed)
    await tap(byRole('button', '登录'))
    await until(() => page.text().includes(sentence))
  }
  await enter(wrong, '验证码不对，请照短信再填一次')
  server.advance(300_000)
  await enter(sent, '验证码已经过期')
})
