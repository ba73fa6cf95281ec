import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { ROOT } from '../build/stale.ts'
import { aPerson, type Person } from './browser.ts'
import { useJourney } from './journey.ts'
import { ask, logIn } from './visitors.ts'

const journey = useJourney()

const paper = (name: string) => join(ROOT, 'apps/bff/assets/papers', `${name}.jpg`)

/** Chooses files as a person does, in the picker that these words open. */
async function choose({ page }: Person, words: string, files: readonly string[]): Promise<void> {
  const target = page.getByText(words, { exact: true }).filter({ visible: true })
  const [chooser] = await Promise.all([page.waitForEvent('filechooser'), target.last().click()])
  await chooser.setFiles([...files])
}

const tiles = ({ page }: Person, section: string) =>
  page.locator('.q-card').filter({ hasText: section, visible: true }).locator('.q-up__tile:not(.q-up__tile--add)')

const count = (person: Person, section: string) => expect.poll(() => tiles(person, section).count())

async function enter(person: Person, phone: string): Promise<void> {
  await person.fill('手机号', phone)
  await person.tap('发验证码')
  await person.sees('验证码已发出')
  await person.fill('验证码', await journey.product.smsCode(phone))
  await person.tap('登录')
}

describe('a worker, her photos and her papers', () => {
  let person: Person

  it('has her card read into the registration, and nothing is filled in that she has not ticked', async () => {
    person = await aPerson(journey.browser, journey.product.address, '/#/features/registration/register/index')
    await person.fill('姓名', '王阿兰')
    await person.tap('拍身份证，自动填')
    await person.sees('照片不留下')
    await person.tap('先登录')
    await enter(person, '13855550101')
    await person.page.getByText('同意，去拍').filter({ visible: true }).waitFor()
    await choose(person, '同意，去拍', [paper('card-front')])
    await person.page.getByText('读出来这些，对不对？').filter({ visible: true }).waitFor()
    await person.sees('现在填的是王阿兰，勾上就换掉')
    await person.sees('9901**********3921')
    await person.tap('填进登记表，6项')
    await person.sees('怎么称呼您？')
    const name = person.page.getByLabel('姓名', { exact: true }).filter({ visible: true }).last()
    expect(await name.inputValue()).toBe('王阿兰')
    expect(person.problems).toEqual([])
  })

  it('sends three certificates at once, and the same one twice is there once', async () => {
    person = await aPerson(journey.browser, journey.product.address, '/#/features/auth/login/index')
    await enter(person, '13800000002')
    await person.sees('我的')
    await person.page.goto(`${journey.product.address}/#/features/my-resume/papers/index`)
    await person.sees('技能证书')
    const before = await tiles(person, '技能证书').count()
    await choose(person, '加证书', [paper('dish-1'), paper('dish-2'), paper('dish-3')])
    await count(person, '技能证书').toBe(before + 3)
    await choose(person, '加证书', [paper('dish-1')])
    await person.sees('这张早就在了，没有重复放。')
    await count(person, '技能证书').toBe(before + 3)
    await person.tap('知道了')
  })

  it('tries again with one tap when the line broke on the way', async () => {
    const before = await tiles(person, '工作照片').count()
    const cut = (url: URL) => url.pathname.startsWith('/store/')
    await person.page.route(cut, (route) =>
      route.request().method() === 'PUT' ? route.abort('connectionreset') : route.continue(),
    )
    await choose(person, '加照片', [paper('health')])
    await person.sees('重传')
    await person.sees('网断了，没传上。连上网会自己接着传。')
    await person.page.unroute(cut)
    await person.tap('重传')
    await person.gone('重传')
    await count(person, '工作照片').toBe(before + 1)
  })

  it('puts her dishes in another order, which stays', async () => {
    const stored = "JSON.parse(JSON.parse(localStorage.getItem('session')).data).access"
    const token = await person.page.evaluate<string>(stored)
    const mine = await ask<{ resume: { id: string } }>(journey.product, '/api/resumes/mine', { token })
    const order = async () => {
      const path = `/api/resumes/${mine.resume.id}/files`
      const { files } = await ask<{ files: { id: string; fileType: string }[] }>(journey.product, path, { token })
      return files.filter(({ fileType }) => fileType === 'confinementMealPhoto').map(({ id }) => id)
    }
    const [first = '', second = '', ...rest] = await order()
    await person.page.getByLabel('给月子餐排顺序').filter({ visible: true }).click()
    await person.page.getByLabel('月子餐第1张往后').filter({ visible: true }).click()
    await person.tap('就这样排')
    await expect.poll(order).toEqual([second, first, ...rest])
    expect(person.problems.filter((problem) => !problem.includes('ERR_CONNECTION_RESET'))).toEqual([])
  })
})

describe('staff and a worker’s papers', () => {
  it('lay the card beside the resume, and take over what differs', async () => {
    const person = await aPerson(journey.browser, journey.product.address, '/#/features/auth/staff-login/index')
    await person.fill('用户名', 'employee')
    await person.fill('密码', 'employee123')
    await person.tap('登录')
    await person.sees('先跟这些')
    const visit = await logIn(journey.product, { staff: 'employee' })
    const found = await ask<{ items: { id: string }[] }>(
      journey.product,
      `/api/resumes?search=${encodeURIComponent('王桂兰')}`,
      { token: visit?.access_token },
    )
    const id = found.items[0]?.id ?? ''
    await person.page.goto(`${journey.product.address}/#/features/workers/papers/index?id=${id}`)
    await person.sees('技能证书')
    await person.tap('对着证件核对资料')
    await person.sees('简历上写的')
    await person.tap('看证件')
    await person.page.getByText('读出文字，逐项比对').filter({ visible: true }).click()
    await person.page.getByText('简历没填').filter({ visible: true }).first().waitFor()
    await person.page.getByLabel('户籍地址采用证件上的').filter({ visible: true }).click()
    await person.sees('户籍地址改好了')
    const path = `/api/resumes/miniprogram/${id}`
    const saved = await ask<{ hukouAddress: string }>(journey.product, path, { token: visit?.access_token })
    expect(saved.hukouAddress).toContain('安宁市云水区')
    expect(person.problems).toEqual([])
  })
})
