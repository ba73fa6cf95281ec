import { describe, expect, it } from 'vitest'
import { aPerson, type Person, shown } from './browser.ts'
import { beginRegistration, next } from './register-worker.ts'
import { useJourney } from './journey.ts'

const journey = useJourney()

const at = (person: Person) => new URL(person.page.url()).hash.split('?')[0]
/** The browser's way back: its button, its key, or the gesture. */
const goBack = (person: Person) => person.page.goBack().then(() => undefined)
/** Whether the next step back is one within the page. */
const guarded = (person: Person, on: boolean) =>
  expect.poll(() => person.page.evaluate<boolean>("'stepBack' in (history.state ?? {})")).toBe(on)
const isOpen = (person: Person, title: string) =>
  person.page.getByRole('dialog', { name: title }).filter({ visible: true })

async function asEmployee(): Promise<Person> {
  const person = await aPerson(journey.browser, journey.product.address, '/#/features/auth/staff-login/index')
  await person.fill('用户名', 'employee')
  await person.fill('密码', 'employee123')
  await person.tap('登录')
  await person.sees('先跟这些')
  return person
}

describe('the way back of the browser', () => {
  it('closes the filter of customers and stays on the list; then it leaves the list as ever', async () => {
    const person = await asEmployee()
    await person.tap('客户')
    await person.sees(/位，按/)
    const list = at(person)
    await person.page.getByLabel('筛选', { exact: true }).filter({ visible: true }).last().click()
    await isOpen(person, '筛选客户').waitFor()
    await guarded(person, true)
    await goBack(person)
    await isOpen(person, '筛选客户').waitFor({ state: 'detached' })
    expect(at(person)).toBe(list)
    await person.sees(/位，按/)
    // Closed by a tap it leaves nothing behind: the next page, and back again, in one step each.
    await person.page.getByLabel('筛选', { exact: true }).filter({ visible: true }).last().click()
    await isOpen(person, '筛选客户').waitFor()
    await person.page.getByLabel('关上').filter({ visible: true }).last().click()
    await isOpen(person, '筛选客户').waitFor({ state: 'detached' })
    await person.page.locator('.cl-row').filter({ visible: true }).first().click()
    await expect.poll(() => at(person)).toBe('#/features/customers/detail/index')
    await goBack(person)
    await expect.poll(() => at(person)).toBe(list)
    await person.sees(/位，按/)
    expect(person.problems).toEqual([])
    await person.context.close()
  })

  it('closes the sheet of the front page, and a row of the sheet opens its page above the front page', async () => {
    const person = await aPerson(journey.browser, journey.product.address)
    await person.tap('找阿姨')
    await isOpen(person, '找阿姨').waitFor()
    await guarded(person, true)
    await goBack(person)
    await isOpen(person, '找阿姨').waitFor({ state: 'detached' })
    expect(at(person)).toBe('#/pages/home/index')
    await person.tap('找阿姨')
    await person.tap('看全部阿姨')
    await expect.poll(() => at(person)).toBe('#/features/public-workers/list/index')
    await goBack(person)
    await expect.poll(() => at(person)).toBe('#/pages/home/index')
    await person.sees('我要求职')
    expect(person.problems).toEqual([])
    await person.context.close()
  })

  it('goes one step back in the registration, step by step, and then leaves it', async () => {
    const person = await aPerson(journey.browser, journey.product.address)
    await person.tap('我要求职')
    await person.sees('怎么称呼您？')
    const form = at(person) ?? ''
    await beginRegistration(person, { name: '上官秋月', trade: '住家护老', age: '48', nativePlace: '四川南充' })
    await guarded(person, true)
    await goBack(person)
    await person.sees('您想做什么工作？')
    await guarded(person, true)
    await goBack(person)
    await person.sees('怎么称呼您？')
    expect(at(person)).toBe(form)
    expect(await person.page.getByLabel('姓名').filter({ visible: true }).last().inputValue()).toBe('上官秋月')
    await next(person)
    await person.sees('您想做什么工作？')
    await guarded(person, true)
    await goBack(person)
    await person.sees('怎么称呼您？')
    await guarded(person, false)
    await goBack(person)
    await expect.poll(() => at(person)).toBe('#/pages/home/index')
    expect(person.problems).toEqual([])
    await person.context.close()
  })

  it('closes the sheet of a field in the editor of a CV, and what was written stays', async () => {
    const phone = '13566660077'
    const person = await aPerson(journey.browser, journey.product.address, '/#/features/auth/login/index')
    await person.fill('手机号', phone)
    await person.tap('发验证码')
    await person.sees('验证码已发出')
    await person.fill('验证码', await journey.product.smsCode(phone))
    await person.tap('登录')
    await person.tap('简历')
    await person.tap('写一份简历')
    await person.fill('姓名', '路小满')
    const editor = at(person)
    await person.page.getByLabel(/^性别/).filter({ visible: true }).last().click()
    await isOpen(person, '性别').waitFor()
    await guarded(person, true)
    await goBack(person)
    await isOpen(person, '性别').waitFor({ state: 'detached' })
    expect(at(person)).toBe(editor)
    expect(await person.page.getByLabel('姓名').filter({ visible: true }).last().inputValue()).toBe('路小满')
    expect(person.problems).toEqual([])
    await person.context.close()
  })

  it('stays in the form after two quick presses, and keeps what was written', async () => {
    const person = await aPerson(journey.browser, journey.product.address)
    await person.tap('我要求职')
    await person.sees('怎么称呼您？')
    const form = at(person) ?? ''
    await beginRegistration(person, { name: '上官秋月', trade: '住家护老', age: '48', nativePlace: '四川南充' })
    await guarded(person, true)
    await person.page.evaluate(pressTwice(30))
    await person.sees('怎么称呼您？')
    await guarded(person, false)
    expect(at(person)).toBe(form)
    expect(await person.page.getByLabel('姓名').filter({ visible: true }).last().inputValue()).toBe('上官秋月')
    await goBack(person)
    await expect.poll(() => at(person)).toBe('#/pages/home/index')
    expect(person.problems).toEqual([])
    await person.context.close()
  })
})

/** Two presses with so long in between, without a wait for the page. */
const pressTwice = (ms: number) => `history.back(); setTimeout(() => history.back(), ${ms})`

/** On the page of a customer, above the list. */
async function atCustomer(): Promise<Person> {
  const person = await asEmployee()
  await person.tap('客户')
  await person.sees(/位，按/)
  await shown(person, '.cl-row').first().click()
  await person.sees('往来记录')
  return person
}
const writeFollowUp = (person: Person) => shown(person, '.cd-foot__act').first().click()

/** By then every timer of the router that hides or removes a page has run. */
const ROUTER_MS = 700

describe('a page that is left before it has opened', () => {
  it('gives the page below it back, whether that is a tab or not', async () => {
    const person = await asEmployee()
    await person.tap('客户')
    await person.sees(/位，按/)
    const back = person.page.evaluate(onHash('customers/detail', 'history.back()'))
    await shown(person, '.cl-row').first().click()
    await back
    await expect.poll(() => at(person)).toBe('#/pages/records/index')
    await person.page.waitForTimeout(ROUTER_MS)
    expect(await shown(person, '.cl-row').count()).toBeGreaterThan(0)

    await shown(person, '.cl-row').first().click()
    await person.sees('往来记录')
    await person.page.waitForTimeout(ROUTER_MS)
    const backAgain = person.page.evaluate(onHash('customers/follow-up', 'history.back()'))
    await writeFollowUp(person)
    await backAgain
    await expect.poll(() => at(person)).toBe('#/features/customers/detail/index')
    await person.page.waitForTimeout(ROUTER_MS)
    expect(await person.page.getByText('往来记录').filter({ visible: true }).count()).toBeGreaterThan(0)
    expect(person.problems).toEqual([])
    await person.context.close()
  })

  it('does not open any more once it is loaded, and the page below is not loaded anew', async () => {
    const person = await atCustomer()
    await shown(person, '.taro_page')
      .last()
      .evaluate((page) => page.setAttribute('data-first', ''))
    let load = () => {}
    const held = new Promise<void>((resolve) => (load = resolve))
    let waiting = 0
    await person.page.route(/\.js$/, async (route) => {
      waiting += 1
      await held
      await route.continue()
    })
    await writeFollowUp(person)
    await expect.poll(() => waiting).toBeGreaterThan(0)
    await goBack(person)
    await expect.poll(() => at(person)).toBe('#/features/customers/detail/index')
    load()
    await person.page.waitForTimeout(ROUTER_MS)
    expect(await shown(person, '.fu').count()).toBe(0)
    expect(await shown(person, '[data-first]').count()).toBe(1)
    await person.sees('往来记录')
    await writeFollowUp(person)
    await shown(person, '.fu').waitFor()
    expect(person.problems).toEqual([])
    await person.context.close()
  })

  it('is gone after two quick presses, as is the page below it', async () => {
    const person = await atCustomer()
    await writeFollowUp(person)
    await shown(person, '.fu').waitFor()
    await person.page.waitForTimeout(ROUTER_MS)
    await person.page.evaluate(pressTwice(100))
    await person.sees(/位，按/)
    await person.page.waitForTimeout(ROUTER_MS)
    expect(at(person)).toBe('#/pages/records/index')
    expect(await shown(person, '.cl-row').count()).toBeGreaterThan(0)
    expect(await person.page.locator('.taro_page[id*="customers/"]').count()).toBe(0)
    expect(person.problems).toEqual([])
    await person.context.close()
  })
})

/** Does something once, as soon as the address holds these words. */
const onHash = (words: string, code: string) => `new Promise((done) => {
  const timer = setInterval(() => {
    if (!location.hash.includes('${words}')) return
    clearInterval(timer)
    ${code}
    done()
  }, 5)
})`
