import { describe, expect, it } from 'vitest'
import { aPerson, type Person } from './browser.ts'
import { useJourney } from './journey.ts'
import { layLine } from './line.ts'
import { until } from './until.ts'

const journey = useJourney()
const control = (path: string, body: object) => journey.product.control(`/deepseek/${path}`, body)
const ANSWER = Array.from(
  { length: 8 },
  (_, n) => `${n + 1}. **第${n + 1}点**　先把这一件事情说清楚，再说下一件。`,
).join('\n')

async function aSeeker(phone: string, address = journey.product.address): Promise<Person> {
  const person = await aPerson(journey.browser, address, '/#/features/auth/login/index')
  await person.fill('手机号', phone)
  await person.tap('发验证码')
  await person.sees(/验证码已发出/)
  await person.fill('验证码', await journey.product.smsCode(phone))
  await person.tap('登录')
  await person.tap('AI 顾问')
  await person.sees('可以这样问')
  return person
}
const ask = async (person: Person, words: string) => {
  await person.page.locator('textarea').filter({ visible: true }).last().fill(words)
  await person.page.getByLabel('发送').filter({ visible: true }).last().click()
}
const balance = (person: Person) =>
  person.page
    .getByText(/^余额 \d+$/)
    .filter({ visible: true })
    .last()
    .textContent()
const answered = (person: Person) => person.page.getByLabel('复制回答').filter({ visible: true }).last().waitFor()

describe('a talk with the assistant', () => {
  it('is thought about, written, cut in the middle, continued, complete, and paid once', async () => {
    const line = await layLine(journey.product.address)
    const person = await aSeeker('13622220001', line.address)
    await control('settings', { tokensPerSecond: 40 })
    await control('script', { thinking: '先想清楚要说哪几点，再一点一点说。'.repeat(12), text: ANSWER })
    await person.tap('问一个新问题')
    await person.sees('这条预计2–4积分，失败不扣')
    await ask(person, '怎么说得清楚')
    await person.sees('正在想')
    await person.tap('看看怎么想的')
    await person.sees(/先想清楚/)
    await person.sees('正在写')
    await person.sees('第2点')
    line.cut()
    await person.sees('正在重新连接')
    await until(
      () => line.refused() > 1,
      () => 'the stream was not asked for again',
    )
    line.mend()
    await answered(person)
    const whole = await person.page.locator('.answer .md').last().textContent()
    expect(whole).toBe(ANSWER.replace(/\*\*|\n|(?<=\d)\. /g, ''))
    expect(await person.page.getByText('2积分', { exact: true }).filter({ visible: true }).count()).toBe(1)
    await expect.poll(() => balance(person)).toBe('余额 18')

    await person.page.goto(`${line.address}/#/features/assistant/history/index`)
    // The list is fetched anew under the finger: Playwright's own click waits until it stands still.
    await person.page.locator('.q-row').filter({ hasText: '怎么说得清楚' }).filter({ visible: true }).first().click()
    await answered(person)
    expect(await person.page.locator('.answer .md').last().textContent()).toBe(whole)
    expect(person.problems.filter((text) => !text.includes('ERR_'))).toEqual([])
    await person.context.close()
    await line.close()
  })

  it('stops where the person says, and goes on being one conversation', async () => {
    const person = await aSeeker('13622220002')
    await control('settings', { tokensPerSecond: 40 })
    await control('script', { thinking: '想', text: ANSWER })
    await person.tap('视频面试前，我该准备什么？')
    await person.sees('第1点')
    await person.page.getByLabel('停下').filter({ visible: true }).last().click()
    await person.sees('您让它停在这里，只按写出来的算。')
    await expect.poll(() => balance(person)).toBe('余额 19')
    await control('settings', { tokensPerSecond: 0 })
    await ask(person, '接着写')
    await person.page.getByLabel('重新回答').filter({ visible: true }).last().waitFor()
    await expect.poll(() => person.page.locator('.answer').count()).toBe(2)
    expect(person.problems).toEqual([])
    await person.context.close()
  })

  it('says what went wrong with the vendor, takes nothing for it, and is answered at the next try', async () => {
    const person = await aSeeker('13622220003')
    await control('settings', { tokensPerSecond: 0 })
    await control('fail', { status: 402 })
    await person.tap('问一个新问题')
    await ask(person, '明天去面试')
    await person.sees('助手暂时用不了，我们已经知道了。没有扣积分。')
    await expect.poll(() => balance(person)).toBe('余额 20')
    await person.tap('再试一次')
    await answered(person)
    await person.sees('2/2')
    expect(person.problems).toEqual([])
    await person.context.close()
  })

  it('keeps the question when it could not be sent', async () => {
    const person = await aSeeker('13622220004')
    await person.tap('问一个新问题')
    await person.page.locator('textarea').filter({ visible: true }).last().fill('写好的问题')
    await person.context.setOffline(true)
    await person.page.getByLabel('发送').filter({ visible: true }).last().click()
    await person.sees(/没连上网/)
    expect(await person.page.locator('textarea').last().inputValue()).toBe('写好的问题')
    await person.context.setOffline(false)
    await control('settings', { tokensPerSecond: 0 })
    await person.page.getByLabel('发送').filter({ visible: true }).last().click()
    await answered(person)
    await person.context.close()
  })
})
