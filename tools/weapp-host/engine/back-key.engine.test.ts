import { describe, expect, it } from 'vitest'
import { beginRegistration } from '../../journeys/register-worker.ts'
import { logInByWechat, useEngine } from './use-engine.ts'
import type { Engine } from './engine.ts'

const bench = useEngine()

const sheet = (phone: Engine, title: string) =>
  phone.page.locator('.q-layer').filter({ hasText: title }).filter({ visible: true })
/** A container of WeChat needs a moment to stand in the way. */
const guarded = (phone: Engine) => phone.page.locator('page-container[show]').last().waitFor({ state: 'attached' })

async function closesByBack(phone: Engine, title: string): Promise<void> {
  const route = await phone.route()
  await sheet(phone, title).waitFor()
  await guarded(phone)
  await phone.goBack()
  await sheet(phone, title).waitFor({ state: 'detached' })
  expect(await phone.route()).toBe(route)
}

describe("the phone's way back", () => {
  it('closes the filter of customers, the sheet of the front page, and then leaves the page', async () => {
    const phone = await bench.boot()
    await phone.open('/pages/home/index')
    await phone.tap('找阿姨')
    await closesByBack(phone, '找阿姨')
    await phone.open('/features/auth/staff-login/index')
    await phone.fill('用户名', 'employee')
    await phone.fill('密码', 'employee123')
    await phone.tap('登录')
    await phone.sees('先跟这些')
    await phone.open('/pages/records/index')
    await phone.sees('位，按')
    await phone.tap('筛选')
    await closesByBack(phone, '筛选客户')
    expect(await phone.errors()).toEqual([])
  })

  it('goes one step back in the registration, step by step, and then leaves it', async () => {
    const phone = await bench.boot({ loginCode: 'dev:engine-back' })
    await phone.open('/pages/home/index')
    await phone.open('/features/registration/register/index')
    await beginRegistration(phone, { name: '上官秋月', trade: '住家护老', age: '48', nativePlace: '四川南充' })
    await guarded(phone)
    await phone.goBack()
    await phone.sees('您想做什么工作？')
    await guarded(phone)
    await phone.goBack()
    await phone.sees('怎么称呼您？')
    await phone.page.locator('page-container[show]').waitFor({ state: 'detached' })
    await phone.goBack()
    await expect.poll(() => phone.route()).toBe('pages/home/index')
    expect(await phone.errors()).toEqual([])
  })

  it('closes the sheet of a field in the editor of a CV', async () => {
    const phone = await bench.boot({ loginCode: 'dev:engine-editor' })
    await logInByWechat(phone)
    await phone.open('/pages/records/index')
    await phone.tap('写一份简历')
    await phone.fill('姓名', '路小满')
    await phone.page.getByLabel(/^性别/).filter({ visible: true }).last().click()
    await closesByBack(phone, '性别')
    expect(await phone.errors()).toEqual([])
  })
})
