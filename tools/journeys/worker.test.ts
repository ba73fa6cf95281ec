import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { findShell } from '../check/browser.ts'
import { aBlurredPhoto, aPhotoWithLocation } from '../../packages/testing/src/odd-files.ts'
import { ROOT } from '../build/stale.ts'
import { aPerson, launch, type Person } from './browser.ts'
import { useJourney } from './journey.ts'
import { look } from './look.ts'
import { next } from './register-worker.ts'
import { ask, logIn } from './visitors.ts'

const journey = useJourney(findShell)

/** What the agency noted when she rang. It is not public: she has not confirmed it. */
const FILE = {
  name: '上官玉兰',
  gender: 'female',
  age: 52,
  jobType: 'zhujia-baomu',
  phone: '13987650011',
  nativePlace: '湖南岳阳',
}
const ID_NUMBER = '990101197401021228'
const CARD = {
  side: 'Front',
  name: FILE.name,
  gender: '女',
  nationality: '汉',
  id: ID_NUMBER,
  addr: '安宁市云水区柳岸路7号',
}
/** Whose phone she holds. */
const DAUGHTER = '13987650012'
const COOKS = '剁椒鱼头和烤全鱼都拿手'

const paper = (name: string) => join(ROOT, 'apps/bff/assets/papers', `${name}.jpg`)
/** As a phone names what it takes. */
const photo = (buffer: Buffer, n: number) => ({ name: `IMG_${n}.jpg`, mimeType: 'image/jpeg', buffer })
/** What lies in the store. */
const pictures = () =>
  readdirSync(join(journey.product.dataDir, 'files'), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && entry.name.endsWith('.jpg'))
    .map(({ parentPath, name }) => readFileSync(join(parentPath, name)))
/** A slow line, so that something is left to see of the way. */
const SLOW = { offline: false, latency: 20, downloadThroughput: 1e6, uploadThroughput: 12_000 }

/** The browser of a person who has set the type scale to 1.5. */
let large: Browser
let her: Person
let staff: Person
let stranger: Person
let resumeId = ''
const links: string[] = []

beforeAll(async () => {
  large = await launch(['--blink-settings=defaultFontSize=24'], findShell)
})
afterAll(() => large?.close())

const label = ({ page }: Person, words: string) => page.getByLabel(words, { exact: true }).filter({ visible: true })

async function choose(words: string, files: ReturnType<typeof photo>[]): Promise<void> {
  const target = her.page.getByText(words, { exact: true }).filter({ visible: true })
  const [chooser] = await Promise.all([her.page.waitForEvent('filechooser'), target.last().click()])
  await chooser.setFiles(files)
}

async function prove(phone: string): Promise<void> {
  await her.tap('发验证码')
  await her.sees('验证码已发出')
  await her.fill('验证码', await journey.product.smsCode(phone))
}

/** Makes a link in the sheet that is opened by these words, and takes it from the clipboard. */
async function shareBy(person: Person, words: string): Promise<string> {
  await person.context.grantPermissions(['clipboard-read', 'clipboard-write'])
  await person.tap(words)
  await person.tap('生成链接')
  await person.sees('扫一扫就能看')
  await look(person)
  await person.tap('复制链接')
  await person.sees('链接复制好了')
  return person.page.evaluate(() => navigator.clipboard.readText())
}

describe('a worker of 52 who reads large type', () => {
  it('scans a poster of the agency and finds large type by itself, and where to ring', async () => {
    const { product } = journey
    const token = (await logIn(product, { staff: 'employee' }))?.access_token
    const { items } = await ask<{ items: { id: string }[] }>(product, '/api/resumes/public/list?pageSize=1')
    const poster = await ask<{ path: string }>(product, `/api/resumes/${items[0]?.id}/share`, { body: {}, token })
    ;({ id: resumeId } = await ask<{ id: string }>(product, '/api/resumes/miniprogram/create', { body: FILE, token }))
    const unlist = { body: { listed: false }, method: 'PATCH', token }
    await ask(product, `/api/resumes/miniprogram/${resumeId}/visibility`, unlist)

    her = await aPerson(large, product.address, `/#${poster.path}`)
    await her.sees('打电话约面试')
    await her.page.locator('.q-screen.care').waitFor()
    await look(her)
    await her.page.getByText('我也想找活').scrollIntoViewIfNeeded()
    await look(her)
    await her.tap('我也想找活')
    await her.sees('怎么称呼您？')
    await her.sees('不会填，打电话问')
    await look(her)
  })

  it('photographs her card: a blurred picture asks for another one, which fills in name and age', async () => {
    await her.tap('拍身份证，自动填')
    await her.sees('照片只用来读字')
    await her.sees('不会拍，打电话问')
    await look(her)
    await her.tap('先登录')
    await her.sees('登录不了，打电话问')
    await look(her)
    await her.fill('手机号', DAUGHTER)
    await prove(DAUGHTER)
    await her.tap('登录')
    await her.sees('同意，去拍')
    await choose('同意，去拍', [photo(await aBlurredPhoto(paper('card-front')), 1)])
    // Tesseract may have to start first.
    await her.page.getByText('再近一点，占满画面').waitFor()
    await look(her)

    await journey.product.control('/wechat/cards', CARD)
    await choose('再拍一张', [photo(readFileSync(paper('card-front')), 2)])
    await her.sees('读出来这些，对不对？')
    await her.sees('9901**********1228')
    await look(her)
    await her.tap('填进登记表，7项')
    await her.sees('怎么称呼您？')
    expect(await label(her, '姓名').last().inputValue()).toBe(FILE.name)
    await look(her)
    await next(her)
    await her.sees('您想做什么工作？')
    await look(her)
    await her.tap('住家保姆')
    await next(her)
    await her.sees('您的情况')
    expect(await label(her, '年龄').last().inputValue()).toBe('52')
    await her.sees('9901**********1228')
    expect(await her.page.content()).not.toContain(ID_NUMBER)
    await look(her)
  })

  it('learns that the agency has her record, and claims it by a code to her own number', async () => {
    await her.fill('老家在哪里', '湖南岳阳平江')
    await next(her)
    await her.fill('这一行做了几年', '11')
    await look(her)
    await next(her)
    await her.tap('中餐')
    await her.fill('用自己的话说说，可以不写', COOKS)
    await look(her)
    await next(her)
    await her.sees('怎么联系您？')
    await her.tap('换一个号码')
    await her.fill('手机号', FILE.phone)
    await look(her)
    await her.tap('这个号码登记过，验证一下接着用')
    await prove(FILE.phone)
    await her.page.getByText('验证号码，接着用').scrollIntoViewIfNeeded()
    await look(her)
    await her.tap('验证号码，接着用')
  })

  it('reads who looks at her file, and when', async () => {
    await her.sees(`接上了，${FILE.name}`)
    await her.sees('经纪人看新填的')
    await her.sees('一般一个工作日内看完，缺什么会问您')
    await look(her)
  })

  it('sends three certificates while the network drops, one of them twice, and no place goes along', async () => {
    await her.tap('传照片')
    await her.sees('技能证书')
    await look(her)
    const card = her.page.locator('.q-card').filter({ hasText: '技能证书', visible: true })
    const tiles = card.locator('.q-up__tile:not(.q-up__tile--add)')
    const withPlace = photo(await aPhotoWithLocation(paper('dish-3')), 3)
    expect(withPlace.buffer.includes('Exif')).toBe(true)
    const before = pictures().length
    const others = ['certificate-1', 'certificate-2'].map((name, i) => photo(readFileSync(paper(name)), 4 + i))

    const line = await her.context.newCDPSession(her.page)
    await line.send('Network.enable')
    await line.send('Network.emulateNetworkConditions', SLOW)
    await choose('加证书', [withPlace, ...others])
    await card
      .getByText(/^[1-9]\d?%$/)
      .nth(2)
      .waitFor()
    await look(her)
    await line.send('Network.emulateNetworkConditions', { ...SLOW, offline: true })
    await card.getByText('重传').nth(2).waitFor()
    await her.sees('网断了，没传上。连上网会自己接着传。')
    await look(her)
    await line.send('Network.emulateNetworkConditions', { ...SLOW, uploadThroughput: -1, downloadThroughput: -1 })
    await expect.poll(() => tiles.getByText('%').count()).toBe(0)
    await expect.poll(() => tiles.count()).toBe(3)
    await look(her)
    await choose('加证书', [withPlace])
    await her.sees('这张早就在了，没有重复放。')
    expect(await tiles.count()).toBe(3)
    await look(her)
    await her.tap('知道了')
    const kept = pictures()
    expect(kept.length).toBeGreaterThan(before)
    expect(kept.filter((bytes) => bytes.includes('Exif'))).toEqual([])
  })

  it('is listed by staff, found by a stranger, and shared by staff and by herself', async () => {
    const { product, browser } = journey
    staff = await aPerson(browser, product.address, '/#/features/auth/staff-login/index')
    await staff.fill('用户名', 'employee')
    await staff.fill('密码', 'employee123')
    await staff.tap('登录')
    await staff.sees('先跟这些')
    await staff.tap('找阿姨')
    await staff.page.locator('input').filter({ visible: true }).first().fill(FILE.name)
    await staff.tap(FILE.name)
    await label(staff, '上架给客户看').click()
    await staff.tap('她同意，上架')
    await staff.sees('请写下她怎么同意上架的，比如：签约时当面同意。')
    await staff.tap('签约时当面同意')
    await look(staff)
    await staff.tap('她同意，上架')
    await staff.sees('公开中')
    await look(staff)
    links.push(await shareBy(staff, '分享给客户'))

    // Words that no service has judged are hidden from strangers until staff has read them.
    const operator = (await logIn(product, { staff: 'operator' }))?.access_token
    const { items } = await ask<{ items: { id: string }[] }>(product, '/api/reviews', { token: operator })
    for (const { id } of items) await ask(product, `/api/reviews/${id}`, { body: { verdict: 'pass' }, token: operator })

    stranger = await aPerson(browser, product.address)
    await stranger.tap('找阿姨')
    await stranger.tap('看全部阿姨')
    await stranger.fill('会做什么、老家在哪里', '剁椒鱼头')
    await stranger.sees('1位阿姨')
    await look(stranger)
    await stranger.tap('上官阿姨')
    await stranger.sees(COOKS)
    await look(stranger)

    await label(her, '返回').click()
    await her.sees('打电话约面试')
    await label(her, '返回').click()
    await her.tap('我要求职')
    await her.sees('雇主找得到您')
    await look(her)
    await her.page.getByText('分享我的简历').scrollIntoViewIfNeeded()
    await look(her)
    links.push(await shareBy(her, '分享我的简历'))
    for (const link of links) {
      await stranger.page.goto(link)
      await stranger.sees(COOKS)
      await stranger.sees(/这份简历.+前能看/)
    }
    await look(stranger)
  })

  it('hides herself, is gone from the list at once, and old links say so', async () => {
    const { product } = journey
    await label(her, '关上').last().click()
    await label(her, '公开我的简历').click()
    await her.sees('雇主找不到您，发出去的链接也打不开')
    await look(her)
    for (const link of links) {
      await stranger.page.goto('about:blank')
      await stranger.page.goto(link)
      await stranger.sees('她现在不公开简历了')
    }
    await look(stranger)
    await stranger.tap('看别的阿姨')
    await stranger.fill('会做什么、老家在哪里', '剁椒鱼头')
    await stranger.sees('没有找到')
    await look(stranger)
    expect((await fetch(`${product.address}/api/resumes/public/${resumeId}`)).status).toBe(404)
    const dropped = (problem: string) => problem.includes('ERR_INTERNET_DISCONNECTED')
    for (const { problems } of [her, staff, stranger]) expect(problems.filter((one) => !dropped(one))).toEqual([])
  })
})
