import { beforeEach, expect, it } from 'vitest'
import { aWorkerWithAccount } from '@qingpin/testing/listed'
import { clear } from '@/app/query'
import { byRole, render, tap, type, until } from '../../../../test/render'
import { useServer } from '../../../../test/server'
import Correct from './index'

const { server, enter } = useServer()
beforeEach(() => clear())

const field = (label: string) => document.querySelector(`input[aria-label="${label}"]`) as HTMLInputElement
const opened = () => until(() => field('年龄') !== null)

it('sends what she corrected, keeps it as a draft until then, and says when staff was faster', async () => {
  const { person, her, manager, id } = await aWorkerWithAccount(server, { age: 40, nativePlace: '河南信阳' })
  await enter(person)
  let page = await render(<Correct />)
  await opened()
  expect([field('年龄').value, field('老家').value]).toEqual(['40', '河南信阳'])
  await type(field('年龄'), '46')
  await page.leave()
  page = await render(<Correct />)
  await opened()
  expect(field('年龄').value).toBe('46')
  await type(field('年龄'), '16')
  await tap(byRole('button', '改好了'))
  expect(page.text()).toContain('年龄要在18到65岁之间。')
  await type(field('年龄'), '46')
  await tap(byRole('button', '改好了'))
  await until(() => page.text().includes('改好了'))
  await until(() => field('年龄').value === '46')
  expect((await her('GET /api/resumes/mine')).resume).toMatchObject({ age: 46, nativePlace: '河南信阳' })
  await page.leave()

  clear()
  page = await render(<Correct />)
  await opened()
  await manager('PATCH /api/resumes/miniprogram/{id}', { params: { id }, body: { age: 47 } })
  await type(field('老家'), '湖南岳阳')
  await tap(byRole('button', '改好了'))
  await until(() => page.text().includes('经纪人已经看过'))
  expect((await her('GET /api/resumes/mine')).resume).toMatchObject({ age: 47, nativePlace: '河南信阳' })
})
