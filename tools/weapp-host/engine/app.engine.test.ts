import { describe, expect, it } from 'vitest'
import { beginRegistration, finishRegistration } from '../../journeys/register-worker.ts'
import { beListed, comeByPoster, hide, registerByCard, staffToken } from '../worker-way.ts'
import type { SetData } from './view/report.ts'
import { aRoomOf } from '../../journeys/knocking.ts'
import { logInByWechat, merchantKey, useEngine } from './use-engine.ts'

const bench = useEngine()

const kB = 1000
/** The pause in typing after which the editor saves. */
const SAVED_AFTER_MS = 800
const LIST = 'features/workers/list/index'
const TABS = { home: '新文章', records: '简历', assistant: '可以这样问', interviews: '面试', me: '登录' }

interface Account {
  /** Calls and bytes are without the skeleton that a page draws between its frame and its content when the answer is slow. */
  calls: number
  bytes: number
  skeletons: number
  largest: number
}

function account(what: string, sent: readonly SetData[]): Account {
  const sum = (calls: readonly SetData[]) => calls.reduce((bytes, one) => bytes + one.bytes, 0)
  const skeletons = sent.slice(1).filter(({ skeleton }) => skeleton)
  const bytes = sum(sent) - sum(skeletons)
  process.stdout.write(
    `setData, ${what}: ${sent.length} calls, ${skeletons.length} for a skeleton, ${bytes} B and ${sum(skeletons)} B for it\n`,
  )
  expect(sum(skeletons), what).toBeLessThanOrEqual(3 * kB)
  return {
    calls: sent.length - skeletons.length,
    bytes,
    skeletons: skeletons.length,
    largest: Math.max(0, ...sent.map((one) => one.bytes)),
  }
}

describe("the WeChat bundle on WeChat's component framework", () => {
  it('shows the five tabs, each with at most three calls and 20 kB, and keeps them alive beside each other', async () => {
    const phone = await bench.boot()
    for (const [tab, words] of Object.entries(TABS)) {
      await phone.open(`/pages/${tab}/index`)
      await phone.sees(words)
      await phone.answered()
      const sent = account(
        tab,
        (await phone.setData()).filter(({ page }) => page === `pages/${tab}/index`),
      )
      expect(sent.calls, tab).toBeLessThanOrEqual(3)
      expect(sent.skeletons, tab).toBeLessThanOrEqual(1)
      expect(sent.bytes, tab).toBeLessThanOrEqual(20 * kB)
    }
    await phone.open('/pages/home/index')
    await phone.sees('新文章')
    expect(await phone.errors()).toEqual([])
  })

  it('shows a list of people within three calls and 20 kB', async () => {
    const phone = await bench.boot()
    await phone.open('/features/auth/staff-login/index')
    await phone.fill('用户名', 'employee')
    await phone.fill('密码', 'employee123')
    await phone.tap('登录')
    await phone.sees('新登记的阿姨')
    await phone.open(`/${LIST}`)
    await phone.sees('黄丽娟')
    const sent = (await phone.setData()).filter(({ page }) => page === LIST)
    const { calls, skeletons, bytes } = account('list of workers', sent)
    expect(calls).toBeLessThanOrEqual(3)
    expect(skeletons).toBeLessThanOrEqual(1)
    expect(bytes).toBeLessThanOrEqual(20 * kB)
    // The rest comes when she scrolls.
    await phone.page.getByText('黄丽娟').scrollIntoViewIfNeeded()
    await phone.page.mouse.wheel(0, 4000)
    await phone.sees('何素珍')
    expect(await phone.errors()).toEqual([])
  })

  it('logs in by WeChat, and pays in the dialog of WeChat', async () => {
    const phone = await bench.boot({
      payer: {
        appId: 'wx0000000000000000',
        merchantPublicKey: merchantKey(bench.product),
        pay: async (order) => {
          await bench.product.control('/wxpay/pay', { order })
          return true
        },
      },
    })
    await logInByWechat(phone)
    await phone.open('/features/credits/buy/index')
    await phone.tap('微信支付 ¥28.00')
    await phone.sees('360积分到账了')
    expect((await phone.log()).calls).toContain('requestPayment')
    expect(await phone.errors()).toEqual([])
  })

  it('registers a worker through real fields and taps, after she left in the middle', async () => {
    const phone = await bench.boot({ loginCode: 'dev:engine-worker' })
    const number = '13533335555'
    const worker = { name: '上官春梅', trade: '住家护老', age: '48', nativePlace: '四川南充' }
    await phone.open('/features/registration/register/index')
    await beginRegistration(phone, worker)
    await phone.open('/pages/home/index')
    await phone.open('/features/registration/register/index')
    await finishRegistration(phone, worker, number, () => bench.product.smsCode(number))
    expect(await phone.errors()).toEqual([])
  })

  it('takes a worker with large type from a poster to the list, by her card and a photo, until she hides', async () => {
    const { product } = bench
    const token = await staffToken(product)
    const phone = await bench.boot({ loginCode: 'dev:engine-poster', typeScale: 1.5 })
    const she = {
      name: '上官月娥',
      idNumber: '990101197401021228',
      masked: '9901**********1228',
      number: '13987650031',
      cooks: '腊味合蒸和荷叶夹都拿手',
      dish: '荷叶夹',
      calledPublicly: '上官阿姨',
    }
    await comeByPoster(phone, product, she, token)
    await registerByCard(phone, she)
    await beListed(phone, product, she, token)
    await hide(phone, she)
    expect(await phone.errors()).toEqual([])
  })

  it('sends the screen one small call for a keystroke in a CV, and opens the finished PDF', async () => {
    const phone = await bench.boot({ loginCode: 'dev:engine-writer' })
    await logInByWechat(phone)
    await phone.open('/pages/records/index')
    await phone.tap('写一份简历')
    await phone.sees('基本信息')
    await phone.fill('姓名', '路')
    await phone.sees('已保存')
    // Its removal would be counted.
    await expect.poll(() => phone.text()).not.toContain('已登录')
    const save = await phone.hold('PATCH', '/api/cvs/')
    await phone.field('姓名').press('End')
    const before = await phone.page.evaluate(() => performance.now())
    const sent = await phone.sentDuring(async () => {
      await phone.page.keyboard.insertText('小')
      await save.asked
    })
    save.release()
    expect(sent.length).toBeGreaterThan(0)
    // What comes later belongs to the save.
    const typed = sent.filter(({ at }) => at < before + SAVED_AFTER_MS)
    const { calls, largest } = account('a keystroke in a CV', typed)
    expect(calls).toBeLessThanOrEqual(1)
    expect(largest).toBeLessThanOrEqual(300)
    expect(await phone.field('姓名').inputValue()).toBe('路小')

    await phone.sees('已保存')
    await phone.tap('预览')
    await phone.tap('存成 PDF')
    await expect.poll(() => phone.opened()).toHaveLength(1)
    expect((await phone.opened())[0]?.begins).toBe('%PDF-')
    expect(await phone.errors()).toEqual([])
  })

  it('streams a long talk in at most ten calls a second of at most 1 kB, whole although chunks cut characters', async () => {
    const phone = await bench.boot({ loginCode: 'dev:engine-talker' })
    await logInByWechat(phone)
    const points = Array.from({ length: 12 }, (_, n) => `${n + 1}. **第${n + 1}点**👶🏻${'说得很细的一句话，'.repeat(4)}`)
    await bench.product.control('/deepseek/settings', { tokensPerSecond: 60 })
    await bench.product.control('/deepseek/script', { thinking: '想', text: points.join('\n') })
    await phone.open('/pages/assistant/index')
    await phone.tap('问一个新问题')
    await phone.fill('想问什么，写在这里', '说长一点')
    await phone.tap('发送')
    await phone.sees('第1点')
    const sent = await phone.sentDuring(() => phone.sees('第10点'))
    const { calls, largest } = account('a streamed talk', sent)
    const seconds = ((sent.at(-1)?.at ?? 0) - (sent[0]?.at ?? 0)) / 1000
    process.stdout.write(`setData, a streamed talk: ${(calls / seconds).toFixed(1)} a second, largest ${largest} B\n`)
    expect(calls).toBeGreaterThan(10)
    // Both ends of the stretch are counted, and the first call may be noticed late by one interval.
    expect(calls - 1).toBeLessThanOrEqual(10 * (seconds + 0.1))
    expect(largest).toBeLessThanOrEqual(1024)
    expect(await phone.text()).not.toContain('\ufffd')
    expect(await phone.errors()).toEqual([])
  })

  it('shows the native camera in a room, and waits in its lobby', async () => {
    const call = async (path: string, body: object, token = '') => {
      const headers = { 'content-type': 'application/json', ...(token && { authorization: `Bearer ${token}` }) }
      const reply = await fetch(bench.product.address + path, { method: 'POST', headers, body: JSON.stringify(body) })
      return ((await reply.json()) as { data: Record<string, string> }).data
    }
    const { token } = await call('/api/auth/login', { username: 'employee', password: 'employee123' })
    const { roomId } = await call('/api/interview/rooms', { roomName: '引擎面试' }, token)
    const { path } = await call(`/api/interview/rooms/${roomId}/invites`, { role: 'worker' }, token)
    await call(`/api/interview/rooms/${roomId}/enter`, {}, token)

    const phone = await bench.boot({ loginCode: 'dev:engine-guest' })
    await phone.open(path ?? '')
    await phone.sees('引擎面试')
    const camera = phone.native('live-pusher')
    expect(await camera.getAttribute('mode')).toBe('RTC')
    expect(await camera.getAttribute('device-position')).toBe('front')
    await phone.fill('称呼', '王桂兰')
    await phone.tap('敲门进入')
    await phone.sees('已通知陈默')
    expect(await phone.route()).toBe('features/interviews/room/index')
    // The invitation, opened again: the place of this phone in one tap.
    await phone.open(path ?? '')
    await phone.tap('接着用王桂兰进去')
    await phone.sees('已通知陈默')
    expect(await phone.errors()).toEqual([])
  })

  it.each([1, 1.5])('shows a knock on another page, with type %f times as large', async (typeScale) => {
    const host = await bench.boot({ loginCode: `dev:engine-host-${typeScale}`, typeScale })
    await host.open('/features/auth/staff-login/index')
    await host.fill('用户名', 'manager')
    await host.fill('密码', 'manager123')
    await host.tap('登录')
    await host.sees('新登记的阿姨')
    const room = await aRoomOf(bench.product, 'manager')
    await host.open('/features/customers/create/index')
    await host.sees('怎么联系')
    const watches = async () => (await host.log()).requests.some(({ url }) => url.includes('/api/events'))
    await expect.poll(watches, { timeout: 20_000 }).toBe(true)
    const guest = await room.knock('王桂兰')
    await host.sees('王桂兰在门外')
    await expect.poll(async () => (await host.log()).calls).toContain('play:/assets/sound/knock.wav')
    await host.tap('去看看')
    await host.sees('进去开门')
    await guest.leave()
    await room.end()
    expect(await host.errors()).toEqual([])
  })
})
