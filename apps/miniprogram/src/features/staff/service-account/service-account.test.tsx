import { bindTo } from '@qingpin/testing/service-account'
import { expect, it } from 'vitest'
import { byRole, render, tap, until } from '../../../../test/render'
import { useServer } from '../../../../test/server'
import ServiceAccount from './index'

const { server, enter } = useServer()

it('shows managers the settings and who is bound, and sends one of them a test message', async () => {
  const person = await server.aStaff('employee', { name: '陈默' })
  await bindTo(server, person)
  await enter(await server.aStaff('manager'))
  const page = await render(<ServiceAccount />)
  await until(() => page.text().includes('陈默'))
  expect(page.text()).toContain('安全模式')
  expect(page.text()).toContain('已绑定1人')
  await tap(byRole('button', '给陈默发测试消息'))
  await tap(byRole('button', '发送'))
  await until(() => page.text().includes('的消息已'))
  const [message] = server.sandbox.sandbox.serviceAccount.messages()
  expect(message?.data.thing1).toBe('这是一条测试消息')
})

it('shows why a message was refused', async () => {
  const person = await server.aStaff('employee', { name: '周慢' })
  await bindTo(server, person)
  await enter(await server.aStaff('manager'))
  const page = await render(<ServiceAccount />)
  await until(() => page.text().includes('周慢'))
  const body = { errcode: 47003, errmsg: 'argument invalid!' }
  server.sandbox.sandbox.faults.plan({ service: 'wechat', route: 'send', times: 1, body })
  await tap(byRole('button', '给周慢发测试消息'))
  await tap(byRole('button', '发送'))
  await until(() => page.text().includes('微信没有收下这条消息'))
  await until(() => page.text().includes('模板或内容不对'))
})

it('says of a test message without an answer that WeChat has not answered', async () => {
  const person = await server.aStaff('employee', { name: '钱静' })
  await bindTo(server, person)
  await enter(await server.aStaff('manager'))
  const page = await render(<ServiceAccount />)
  await until(() => page.text().includes('钱静'))
  server.sandbox.sandbox.faults.plan({ service: 'wechat', route: 'send', times: 1, status: 502 })
  await tap(byRole('button', '给钱静发测试消息'))
  await tap(byRole('button', '发送'))
  await until(() => document.querySelector('.q-toast__text')?.textContent === '微信还没有回音')
})

it('is closed to other roles', async () => {
  await enter(await server.aStaff('employee'))
  const page = await render(<ServiceAccount />)
  await until(() => page.text().includes('不能管理服务号'))
})
