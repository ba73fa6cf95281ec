import { expect, it } from 'vitest'
import { aWorkerWithAccount } from '@qingpin/testing/listed'
import { render, until } from '../../../../test/render'
import { useServer } from '../../../../test/server'
import { openWith } from '../../../../test/taro'
import WorkerPapers from './index'

const { server, enter } = useServer()

it('shows staff the papers of a resume, and an error where there is no such resume', async () => {
  const worker = await aWorkerWithAccount(server, { name: '孙秀英' })
  await enter(await server.aStaff('employee'))
  openWith({ id: 'a'.repeat(24) })
  const missing = await render(<WorkerPapers />)
  await until(() => missing.text().includes('没找到'))
  await missing.leave()
  openWith({ id: worker.id })
  const page = await render(<WorkerPapers />)
  await until(() => page.text().includes('孙秀英的照片和证件'))
})

it('shows a worker nothing of another worker', async () => {
  const other = await aWorkerWithAccount(server, { name: '孙秀英' })
  await enter((await aWorkerWithAccount(server, {})).person)
  openWith({ id: other.id })
  const page = await render(<WorkerPapers />)
  await until(() => page.text().includes('没有') || page.text().includes('没找到'))
  expect(page.text()).not.toContain('孙秀英')
})
