import { expect, it } from 'vitest'
import { idCardFront, SHE } from '@qingpin/testing/id-cards'
import { byRole, render, tap, until } from '../../../../test/render'
import { useServer } from '../../../../test/server'
import { aFile, choose } from '../../../../test/upload'
import ResumeCreate from './index'

const { server, enter } = useServer()

it('fills the form of staff from the card: what is ticked, nothing that was typed, and no picture stays', async () => {
  await enter(await server.aStaff('employee'))
  const page = await render(<ResumeCreate />)
  const { name, address: addr, gender, ethnicity: nationality } = SHE
  const id = '990101198307152003'
  server.sandbox.sandbox.wechat.pictures.show({ card: { type: 'Front', name, addr, gender, nationality, id } }, 1)
  await until(() => page.text().includes('拍身份证，自动填'))
  await tap(document.querySelector('.reg-card') as HTMLElement)
  await choose(aFile(idCardFront(), 'card.png', 'image/png'))
  await until(() => page.text().includes('读出来这些，对不对？'))
  expect(page.text()).not.toContain('把照片留作')
  await tap(byRole('button', '填进表，7项'))
  const value = (label: string) => document.querySelector<HTMLInputElement>(`input[aria-label="${label}"]`)?.value
  expect([value('姓名'), value('年龄')]).toEqual([SHE.name, '43'])
  expect(page.text()).toContain('填了7项')
})
