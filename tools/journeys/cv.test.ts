import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { pathToFileURL } from 'node:url'
import { describe, expect, it } from 'vitest'
import { aPerson, openAgain, type Person } from './browser.ts'
import { useJourney } from './journey.ts'

const journey = useJourney()

const PHONE = '13566667777'
const WORDS = '把报表从每周一天缩短到一小时'

interface Reader {
  PDFiumLibrary: {
    init(): Promise<{
      loadDocument(bytes: Uint8Array): Promise<{ pages(): Iterable<{ getText(): string }>; destroy(): void }>
    }>
  }
}
/** The text of a file as another program reads it; the reader is a dependency of the BFF. */
async function textOf(file: string): Promise<string> {
  const require = createRequire(new URL('../../apps/bff/package.json', import.meta.url))
  const { PDFiumLibrary } = (await import(pathToFileURL(require.resolve('@hyzyla/pdfium')).href)) as Reader
  const document = await (await PDFiumLibrary.init()).loadDocument(readFileSync(file))
  const text = [...document.pages()].map((page) => page.getText()).join('\n')
  document.destroy()
  return text.replace(/\s+/g, '')
}

const logIn = async (person: Person) => {
  await person.page.goto(`${journey.product.address}/#/features/auth/login/index`)
  await person.fill('手机号', PHONE)
  await person.tap('发验证码')
  await person.sees('验证码已发出')
  await person.fill('验证码', await journey.product.smsCode(PHONE))
  await person.tap('登录')
}

/** Writes into the bullet at a place, as a keyboard does. */
const writeBullet = (person: Person, at: number, text: string) =>
  person.page.locator('.cve-bullet__area textarea').filter({ visible: true }).nth(at).fill(text)

describe('a job seeker', () => {
  let person: Person
  let address: string

  it('begins a CV, which is saved while it is written', async () => {
    person = await aPerson(journey.browser, journey.product.address)
    await logIn(person)
    await person.tap('简历')
    await person.tap('写一份简历')
    await person.sees('没起名的简历')
    await person.fill('姓名', '路小满')
    await person.fill('电话', PHONE)
    await person.sees(/已保存 \d/)
    await person.tap('下一项：求职意向')
    await person.fill('岗位', '店长')
    await person.sees('店长简历')
    await person.tap('下一项：工作经历')
    await person.tap('加一段工作')
    await person.fill('公司', '山青便利（杭州）')
    await person.fill('职位', '副店长')
    await person.tap('开始')
    await person.tap('2023')
    await person.tap('3月')
    await person.sees('2023年3月')
    await person.tap('加一条')
    await writeBullet(person, 0, WORDS)
    await person.sees(/已保存 \d/)
    address = person.page.url()
  })

  it('takes a word back and brings it again', async () => {
    await person.fill('职位', '店员')
    await person.page.getByLabel('撤销', { exact: true }).filter({ visible: true }).click()
    await expect.poll(() => person.page.getByLabel('职位', { exact: true }).last().inputValue()).toBe('副店长')
    await person.page.getByLabel('重做', { exact: true }).filter({ visible: true }).click()
    await expect.poll(() => person.page.getByLabel('职位', { exact: true }).last().inputValue()).toBe('店员')
    await person.page.getByLabel('撤销', { exact: true }).filter({ visible: true }).click()
  })

  it('writes on without a network, has the page killed, and finds every word again', async () => {
    await person.sees(/已保存 \d/)
    for (const city of ['杭', '杭州']) {
      await person.context.setOffline(true)
      await person.fill('城市', city)
      await person.sees('存在本机')
      await person.context.setOffline(false)
      await person.sees(/已保存 \d/)
    }
    await person.context.setOffline(true)
    await person.tap('加一条')
    await writeBullet(person, 1, '断网时写的这一句')
    await person.sees('存在本机')
    await person.page.close()

    await person.context.setOffline(false)
    person = await openAgain(person, address)
    await person.tap('工作经历')
    await expect
      .poll(() => person.page.locator('.cve-bullet__area textarea').nth(1).inputValue())
      .toBe('断网时写的这一句')
    await person.sees(/已保存 \d/)
    await person.page.reload()
    await person.sees('店长简历')
    await person.page.close()
  })

  it('sees the pages as they will be printed, and saves a PDF whose words can be read', async () => {
    const reader = await openAgain(person, journey.product.address)
    await reader.tap('简历')
    await reader.tap('店长简历')
    await reader.sees('基本信息')
    await reader.tap('预览')
    await reader.sees('第1页，共1页')
    const width = "document.querySelector('.cvp-page__picture img')?.naturalWidth ?? 0"
    await expect.poll(() => reader.page.evaluate<number>(width)).toBe(1080)

    const saved = reader.page.waitForEvent('download')
    await reader.tap('存成 PDF')
    const file = await saved
    expect(file.suggestedFilename()).toBe('路小满-店长.pdf')
    const text = await textOf(await file.path())
    for (const words of ['路小满', '店长', '山青便利（杭州）', '2023.03', WORDS, '断网时写的这一句'])
      expect(text).toContain(words)
    expect(person.problems.filter((problem) => !problem.includes('ERR_INTERNET_DISCONNECTED'))).toEqual([])
    await person.context.close()
  })
})
