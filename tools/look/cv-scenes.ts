import type { Page } from 'playwright-core'
import { type Scene, settle, shown, type Stage } from './stage.ts'

interface Cv {
  id: string
  version: number
  document: { basics: Record<string, string> }
}

/** What another phone of the same person does meanwhile. */
async function elsewhere(page: Page, { product }: Stage, method: string, path: string, body?: object): Promise<Cv> {
  const session = await page.evaluate<string>(`JSON.parse(JSON.parse(localStorage.session).data).access`)
  const response = await fetch(`${product.address}/api/cvs${path}`, {
    method,
    headers: { authorization: `Bearer ${session}`, 'content-type': 'application/json' },
    ...(body ? { body: JSON.stringify(body) } : {}),
  })
  return ((await response.json()) as { data: Cv }).data
}

async function aCv({ open }: Stage): Promise<Page> {
  const page = await open('seeker', 'pages/records/index')
  await shown(page, /数据分析/)
    .first()
    .click()
  await shown(page, '基本信息').first().waitFor()
  return settle(page)
}

/** A copy that a scene may spoil, and its editor. */
async function aCopy(stage: Stage): Promise<{ page: Page; cv: Cv }> {
  const page = await aCv(stage)
  const id = new URL(page.url().replace('/#/', '/')).searchParams.get('id') ?? ''
  const cv = await elsewhere(page, stage, 'POST', `/${id}/copy`)
  await page.goto(`${stage.product.address}/#/features/cvs/edit/index?id=${cv.id}`)
  await page.reload()
  await shown(page, '基本信息').first().waitFor()
  return { page: await settle(page), cv }
}

const write = (page: Page, label: string, text: string) =>
  page.getByLabel(label, { exact: true }).filter({ visible: true }).last().fill(text)

async function gone(stage: Stage, { page, cv }: { page: Page; cv: Cv }): Promise<Page> {
  await elsewhere(page, stage, 'DELETE', `/${cv.id}`)
  return page
}

async function printed(stage: Stage): Promise<Page> {
  const page = await aCv(stage)
  await shown(page, '预览').last().click()
  await shown(page, /第1页/).first().waitFor({ timeout: 30_000 })
  await page.waitForTimeout(1500)
  return page
}

async function unprintable(stage: Stage): Promise<Page> {
  const made = await aCopy(stage)
  const { page } = made
  await write(page, '住在', '杭州🚀')
  await shown(page, '预览').last().click()
  await shown(page, /印不出/)
    .first()
    .waitFor({ timeout: 30_000 })
  await page.waitForTimeout(2000)
  return gone(stage, made)
}

async function clashing(stage: Stage): Promise<Page> {
  const made = await aCopy(stage)
  const { page, cv } = made
  const basics = { ...cv.document.basics, city: '上海', phone: '13900001111' }
  const body = { version: cv.version, document: { ...cv.document, basics } }
  await elsewhere(page, stage, 'PATCH', `/${cv.id}`, body)
  await write(page, '住在', '杭州滨江')
  await shown(page, '在别处也改过').first().waitFor()
  return gone(stage, { ...made, page: await settle(page) })
}

async function offline(stage: Stage): Promise<Page> {
  const made = await aCopy(stage)
  await made.page.context().setOffline(true)
  await write(made.page, '住在', '杭州滨江')
  await shown(made.page, /存在本机/)
    .first()
    .waitFor()
  return gone(stage, { ...made, page: await settle(made.page) })
}

async function deletedElsewhere(stage: Stage): Promise<Page> {
  const made = await aCopy(stage)
  await gone(stage, made)
  await write(made.page, '住在', '杭州滨江')
  await shown(made.page, '另存一份').first().waitFor()
  return settle(made.page)
}

async function acting(stage: Stage, words?: string): Promise<Page> {
  const page = await stage.open('seeker', 'pages/records/index')
  await page
    .getByLabel(/，更多$/)
    .filter({ visible: true })
    .first()
    .click()
  await shown(page, '照着再来一份').last().waitFor()
  await settle(page)
  if (words) await shown(page, words).last().click()
  return settle(page)
}

export const CV_SCENES: readonly Scene[] = [
  { name: 'cv-edit', play: aCv },
  { name: 'cv-offline', play: offline },
  { name: 'cv-clash', play: clashing },
  { name: 'cv-gone', play: deletedElsewhere },
  { name: 'cv-preview', play: printed },
  { name: 'cv-unprintable', play: unprintable },
  { name: 'cv-actions', play: (stage) => acting(stage) },
  { name: 'cv-rename', play: (stage) => acting(stage, '改名字') },
  { name: 'cv-delete', play: (stage) => acting(stage, '删掉') },
]
