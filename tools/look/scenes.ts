import type { Page } from 'playwright-core'
import { CV_SCENES } from './cv-scenes.ts'
import { PAID_SCENES } from './paid-scenes.ts'
import { ROOM_SCENES } from './room-scenes.ts'
import { type Scene, settle, shown, type Stage } from './stage.ts'

async function picking({ open }: Stage): Promise<Page> {
  const page = await open('manager', 'features/interviews/create/index')
  await shown(page, '阿姨').last().click()
  await settle(page)
  await page.locator('.q-search__input input, input.q-search__input').filter({ visible: true }).last().fill('王桂')
  await page.waitForTimeout(1200)
  return page
}

async function followingUp({ open }: Stage): Promise<Page> {
  const page = await open('manager', 'pages/records/index')
  await page.locator('.cl-row').first().click()
  await shown(page, '记跟进').last().click()
  await page.locator('.fu textarea').fill('想周六上午带婆婆来店里见阿姨')
  await shown(page, '保存').last().click()
  await shown(page, '选别的日子').waitFor()
  return settle(page)
}

/** What only shows after something was done. */
export const SCENES: readonly Scene[] = [
  ...PAID_SCENES,
  ...CV_SCENES,
  ...ROOM_SCENES,
  { name: 'interview-pick', play: picking },
  { name: 'follow-up-next', play: followingUp },
]
