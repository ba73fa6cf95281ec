import { beforeEach, expect, it, vi } from 'vitest'
import { byRole, render, settle, tap, type, until } from '../../../../test/render'
import { useServer } from '../../../../test/server'
import Taro, { openWith } from '../../../../test/taro'
import Chat from './index'

const { server, state, enter } = useServer()

const asPerson = async () => {
  const person = await server.aPerson()
  return () => enter(person)
}
const field = () => document.querySelector('textarea') as HTMLTextAreaElement
const ready = () => until(() => field() !== null)
const written = async (text: string) => {
  await ready()
  await type(field(), text)
}
const opened = () => until(() => vi.mocked(Taro.redirectTo).mock.calls.length > 0)

beforeEach(() => {
  openWith({})
  state.cut = false
})

it('keeps what one account was writing from the next one on this phone', async () => {
  const [first, second] = [await asPerson(), await asPerson()]
  await first()
  const page = await render(<Chat />)
  await written('我的工资能谈到多少')
  await second()
  await ready()
  expect(field().value).toBe('')
  await first()
  await ready()
  expect(field().value).toBe('我的工资能谈到多少')
  await page.leave()
})

it('asks what is suggested without taking what the person was writing', async () => {
  await (
    await asPerson()
  )()
  let page = await render(<Chat />)
  await written('我自己的问题')
  const starters = [...document.querySelectorAll<HTMLElement>('.q-row')]
  const whole = starters.find((one) => !one.textContent?.includes('：')) as HTMLElement
  state.cut = true
  await tap(whole)
  await settle()
  expect(field().value).toBe('我自己的问题')
  state.cut = false
  await tap(whole)
  await opened()
  await page.leave()
  page = await render(<Chat />)
  await ready()
  expect(field().value).toBe('我自己的问题')
})

it('does not lose what was written while the question was on its way', async () => {
  await (
    await asPerson()
  )()
  const page = await render(<Chat />)
  await written('怎么谈工资')
  const held = server.hold('POST /api/assistant/chats')
  await tap(byRole('button', '发送'))
  await type(field(), '怎么谈工资，还有休息')
  held.release()
  await opened()
  const [{ url }] = vi.mocked(Taro.redirectTo).mock.lastCall as unknown as [{ url: string }]
  await page.leave()
  openWith({ id: url.split('id=')[1] ?? '' })
  await render(<Chat />)
  await ready()
  expect(field().value).toBe('怎么谈工资，还有休息')
})
