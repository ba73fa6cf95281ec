import { refusalSentence } from '@qingpin/contract/reviews/reviews.enums'
import { aWaitingWorker } from '@qingpin/testing/reviews'
import { expect, it } from 'vitest'
import { byRole, render, tap, type, until } from '../../../../test/render'
import { useServer } from '../../../../test/server'
import Reviews from './index'

const { server, enter, state } = useServer()

const stateOf = async (resumeId: string) =>
  (await server.db.q.select().from(server.db.s.checkedPictures)).find((one) => one.subjectId === resumeId)?.state

it('shows whose texts and pictures wait and why, lets one pass, and takes one down with a reason', async () => {
  const worker = await aWaitingWorker(server, '孙桂芳')
  await enter(await server.aStaff('operator'))
  const page = await render(<Reviews />)
  await until(() => page.text().includes('孙桂芳的个人照片'))
  expect(page.text()).toContain('微信不认识写的人，没有审核')
  expect(page.text()).toContain('孙桂芳很细心')
  await tap(byRole('button', '通过，孙桂芳的自我介绍'))
  await until(() => !page.text().includes('孙桂芳很细心'))
  await tap(byRole('button', '放大看孙桂芳的个人照片'))
  await until(() => document.querySelector('.q-pv__img') !== null)
  await tap(byRole('button', '关上'))
  await tap(byRole('button', '拿掉，孙桂芳的个人照片'))
  await tap(byRole('radio', '看不清'))
  expect(document.querySelector('.q-sheet')?.textContent).toContain(refusalSentence('unclear', null))
  await tap(byRole('button', '拿掉，告诉对方'))
  await until(() => page.text().includes('没有要看的内容'))
  expect(await stateOf(worker.resumeId)).toBe('refused')
  const { items } = await server.as(worker.token)('GET /api/notifications')
  expect(items).toMatchObject([{ title: '您的一张照片没通过审核', text: refusalSentence('unclear', null) }])
})

it('says that a colleague was faster, and shows what is left', async () => {
  const worker = await aWaitingWorker(server, '李秀珍')
  await enter(await server.aStaff('operator'))
  const page = await render(<Reviews />)
  await until(() => page.text().includes('李秀珍的个人照片'))
  const manager = server.as((await server.aStaff('manager')).token)
  for (const { id } of (await manager('GET /api/reviews')).items)
    await manager('POST /api/reviews/{id}', { params: { id }, body: { verdict: 'pass' } })
  await tap(byRole('button', '拿掉，李秀珍的个人照片'))
  await tap(byRole('radio', '别的'))
  await type(document.querySelector('.q-sheet input') as HTMLInputElement, '请换一张')
  await tap(byRole('button', '拿掉，告诉对方'))
  await until(() => document.body.textContent?.includes('这一条刚才已经有人看过了') === true)
  await until(() => page.text().includes('没有要看的内容'))
  expect(await stateOf(worker.resumeId)).toBe('passed')
})

it('says that nothing could be decided without network, and keeps what waits', async () => {
  const worker = await aWaitingWorker(server, '周玉兰')
  await enter(await server.aStaff('operator'))
  const page = await render(<Reviews />)
  await until(() => page.text().includes('周玉兰的个人照片'))
  state.cut = true
  await tap(byRole('button', '通过，周玉兰的个人照片'))
  await until(() => page.text().includes('没连上网'))
  state.cut = false
  expect([page.text().includes('周玉兰的个人照片'), await stateOf(worker.resumeId)]).toEqual([true, 'review'])
})

it('is closed to an employee', async () => {
  await enter(await server.aStaff('employee'))
  expect((await render(<Reviews />)).text()).toContain('不能审核内容')
})
