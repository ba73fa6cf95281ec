import { beforeEach, expect, it } from 'vitest'
import { aListedWorker } from '@qingpin/testing/listed'
import { byRole, render, tap, until } from '../../../../test/render'
import { useServer } from '../../../../test/server'
import { ShareSheet } from './share-sheet'

const { server, enter } = useServer()
let resumeId = ''

beforeEach(async () => {
  resumeId = (await aListedWorker(server)).id
})

/** The sheet, open for a manager. */
async function openSheet() {
  const manager = await server.aStaff('manager')
  await enter(manager)
  const sheet = (open: boolean) => <ShareSheet open={open} resumeId={resumeId} name="钱**" onClose={() => {}} />
  const page = await render(sheet(true))
  const links = async () =>
    (await server.as(manager.token)('GET /api/resumes/shares', { query: { resumeId } })).items.length
  const reopen = async () => {
    await page.update(sheet(false))
    await page.update(sheet(true))
  }
  return { page, links, reopen }
}
const make = () => tap(byRole('button', '生成链接'))

it('makes one link when the answer was lost and the button is tapped again', async () => {
  const { page, links } = await openSheet()
  server.loseAnswer(`POST /api/resumes/${resumeId}/share`)
  await make()
  await until(() => page.text().includes('没连上网'))
  expect(await links()).toBe(1)
  await make()
  await until(() => page.text().includes('复制链接'))
  expect(await links()).toBe(1)
})

it('makes another link when it is opened again after one was made', async () => {
  const { page, links, reopen } = await openSheet()
  await make()
  await until(() => page.text().includes('复制链接'))
  await reopen()
  await make()
  await until(() => page.text().includes('复制链接'))
  expect(await links()).toBe(2)
})
