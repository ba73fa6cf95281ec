import { beforeEach, expect, it } from 'vitest'
import { idCardFront, SHE } from '@qingpin/testing/id-cards'
import { aWorkerWithAccount } from '@qingpin/testing/listed'
import { byRole, render, tap, until } from '../../../../test/render'
import { useServer } from '../../../../test/server'
import { openWith } from '../../../../test/taro'
import { aFile, choose } from '../../../../test/upload'
import IdCardPage from './index'

const { server, enter } = useServer()

/** A worker in front of the page, her card read. */
async function withCard(listed: boolean) {
  const worker = await aWorkerWithAccount(server, { name: SHE.name, gender: 'male' })
  if (listed) await worker.list()
  await enter(worker.person)
  const page = await render(<IdCardPage />)
  const { name, address: addr, gender, ethnicity: nationality } = SHE
  const id = listed ? '990101198307153923' : '990101198307151004'
  server.sandbox.sandbox.wechat.pictures.show({ card: { type: 'Front', name, addr, gender, nationality, id } }, 1)
  await until(() => page.text().includes('同意，去拍'))
  await tap(byRole('button', '同意，去拍'))
  await choose(aFile(idCardFront(), 'card.png', 'image/png'))
  await until(() => page.text().includes('和简历不一样'))
  return { ...worker, page }
}
const hers = async (her: Awaited<ReturnType<typeof withCard>>['her']) => (await her('GET /api/resumes/mine')).resume

beforeEach(() => openWith({ for: 'mine' }))

it('copies differing fields, one at a time, into a resume that is not reviewed yet', async () => {
  const { page, her } = await withCard(false)
  expect(page.text()).toContain('有6处和简历不一样点一下，就换成身份证上的')
  await tap(byRole('button', '性别采用证件上的'))
  await until(() => page.text().includes('有5处和简历不一样'))
  expect(await hers(her)).toMatchObject({ gender: 'female', age: 40, birthDate: null })
  expect(page.text()).not.toContain('打电话')
})

it('changes nothing in a reviewed resume, and reports an edit conflict', async () => {
  const { page, her, manager, id } = await withCard(true)
  expect(page.text()).toContain('有按钮的您可以自己换，别的请打个电话')
  expect(() => byRole('button', '性别采用证件上的')).toThrow('no button')
  await manager('PATCH /api/resumes/miniprogram/{id}', { params: { id }, body: { nativePlace: '河南信阳' } })
  await tap(byRole('button', '生日采用证件上的'))
  await until(() => page.text().includes('有人刚改过这份简历'))
  expect((await hers(her))?.birthDate).toBeNull()
  await until(() => document.querySelectorAll('[aria-label="生日采用证件上的"]').length === 1)
  await tap(byRole('button', '生日采用证件上的'))
  await until(() => page.text().includes('有4处和简历不一样'))
  expect(await hers(her)).toMatchObject({ birthDate: SHE.birthDate, gender: 'male' })
})
