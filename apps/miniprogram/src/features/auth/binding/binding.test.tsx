import { bindTo } from '@qingpin/testing/service-account'
import { expect, it } from 'vitest'
import { byRole, render, tap, until } from '../../../../test/render'
import { useServer } from '../../../../test/server'
import BindingPage from './index'

const { server, enter } = useServer()

it('shows a code to a person who is not bound, that it is bound, and the way back', async () => {
  const person = await server.aPerson()
  await enter(person)
  const page = await render(<BindingPage />)
  await until(() => page.text().includes('没有绑定'))
  await tap(byRole('button', '取绑定码'))
  await until(() => page.text().includes('只能用一次'))
  const picture = document.querySelector<HTMLImageElement>('.auth-code__picture')
  expect(picture?.getAttribute('src') ?? picture?.querySelector('img')?.src).toContain('/cgi-bin/showqrcode?ticket=')
})

it('sends a test message and ends the binding, after asking', async () => {
  const person = await server.aPerson()
  await bindTo(server, person)
  await enter(person)
  const page = await render(<BindingPage />)
  await until(() => page.text().includes('已绑定'))
  await tap(byRole('button', '发一条给我试试'))
  await until(() => server.sandbox.sandbox.serviceAccount.messages().length === 1)
  await tap(byRole('button', '解除绑定'))
  await until(() => page.text().includes('解除绑定？'))
  await tap(byRole('button', '解除'))
  await until(() => page.text().includes('没有绑定'))
})

it('says of a test message without an answer that WeChat has not answered, and not that it was sent', async () => {
  const person = await server.aPerson()
  await bindTo(server, person)
  await enter(person)
  const page = await render(<BindingPage />)
  await until(() => page.text().includes('已绑定'))
  server.sandbox.sandbox.faults.plan({ service: 'wechat', route: 'send', times: 1, status: 502 })
  await tap(byRole('button', '发一条给我试试'))
  await until(() => page.text().includes('微信还没有回音'))
})

it('promises notifications in WeChat only where they are sent there', async () => {
  await enter(await server.aPerson())
  const page = await render(<BindingPage />)
  await until(() => page.text().includes('收得到提醒：面试、客户、积分'))
  const { serviceAccount } = server.deps.settings
  if (!serviceAccount) throw new Error('there is no service account')
  const { noticeTemplate } = serviceAccount
  Object.assign(serviceAccount, { noticeTemplate: '' })
  await enter(await server.aPerson())
  const other = await render(<BindingPage />)
  await until(() => other.text().includes('提醒还没有接到微信'))
  Object.assign(serviceAccount, { noticeTemplate })
})

it('says why there is no code while WeChat does not answer', async () => {
  await enter(await server.aPerson())
  const page = await render(<BindingPage />)
  await until(() => page.text().includes('没有绑定'))
  server.sandbox.sandbox.faults.plan({ service: 'wechat', route: 'create', times: 1, status: 503 })
  await tap(byRole('button', '取绑定码'))
  await until(() => page.text().includes('微信那边暂时没有回应'))
})
