import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { outputOf } from '../build/stale.ts'
import { type Product, startProduct } from '../journeys/product.ts'
import { Phone, type PhoneOptions } from './phone.ts'

let product: Product
beforeAll(async () => {
  product = await startProduct()
})
afterAll(() => product.stop())

const aPhone = (options: Partial<PhoneOptions> = {}) =>
  new Phone({ dist: outputOf('weapp'), api: product.address, loginCode: () => 'dev:shell', ...options })

async function logIn(phone: Phone): Promise<void> {
  await phone.open('/features/auth/staff-login/index')
  await phone.fill('用户名', 'employee')
  await phone.fill('密码', 'employee123')
  await phone.tap('登录')
  await phone.sees('新登记的阿姨')
}

const TABS = {
  home: '新登记的阿姨',
  records: '陈雅琴',
  assistant: 'AI',
  interviews: '王阿姨的视频面试',
  me: '退出登录',
}

/** The logins of the demo are meant to be read by everybody. */
const answerKeys = (phone: Phone) =>
  [...phone.stored.keys()].filter((key) => key.startsWith('answer:') && !key.includes('client-config'))

describe('an app that starts without a network', () => {
  it('shows the last answers of every tab with their time, and new ones once there is a network', async () => {
    const before = aPhone()
    await logIn(before)
    for (const [tab, words] of Object.entries(TABS)) {
      await before.open(`/pages/${tab}/index`)
      await before.sees(words)
      await before.settle()
    }

    const cold = aPhone({ stored: before.stored, online: false })
    for (const [tab, words] of Object.entries(TABS)) {
      await cold.open(`/pages/${tab}/index`)
      await cold.sees(words)
      if (tab === 'me') continue
      await cold.sees('离线内容，更新于今天')
      await cold.sees('再试一次')
    }
    await cold.open('/pages/home/index')
    await cold.sees('离线内容')
    cold.connect(true)
    await expect.poll(() => cold.text().includes('离线内容')).toBe(false)
    await cold.sees('新登记的阿姨')
    expect(cold.errors).toEqual([])
  })

  it('stores nothing of a person who has logged out, and no full number', async () => {
    const phone = aPhone()
    await logIn(phone)
    await phone.open('/pages/records/index')
    await phone.sees('陈雅琴')
    const keys = answerKeys(phone)
    expect(keys.length).toBeGreaterThan(0)
    for (const key of keys) expect(String(phone.stored.get(key))).not.toMatch(/"1[3-9]\d{9}"/)
    await phone.open('/pages/me/index')
    await phone.tap('退出登录')
    await phone.tap('退出')
    await phone.sees('还没登录')
    const words = [...phone.stored].filter(([key]) => key.startsWith('answer')).join()
    expect(words).not.toContain('陈雅琴')
    expect(phone.errors).toEqual([])
  })
})

describe('the privacy contract', () => {
  const missing = '/features/customers/detail/index?id=000000000000000000000000'

  it('is asked about when it is needed, not on arrival; after a refusal the page goes on, and asks no second time at once', async () => {
    const phone = aPhone({ asksPrivacy: true })
    await phone.open('/pages/home/index')
    await phone.sees('我要求职')
    expect(phone.text()).not.toContain('用之前，先说清楚')

    await logIn(phone)
    await phone.open(missing)
    await phone.tap('复制编号')
    await phone.sees('用之前，先说清楚')
    expect(phone.log.calls).toContain('privacy:exposureAuthorization')
    await phone.tap('看《用户隐私保护指引》')
    expect(phone.log.calls).toContain('openPrivacyContract')
    await phone.tap('先不同意')
    expect(phone.log.calls.filter((call) => call === 'privacy:disagree')).toHaveLength(1)
    await expect.poll(() => phone.text().includes('用之前')).toBe(false)

    await phone.tap('复制编号')
    expect(phone.text()).not.toContain('用之前')
    expect(phone.log.calls.filter((call) => call === 'privacy:disagree')).toHaveLength(2)
    expect(phone.log.calls).not.toContain('setClipboardData')
    expect(phone.errors).toEqual([])
  })

  it('lets the first try go on when the person agrees by the button that WeChat believes', async () => {
    const phone = aPhone({ asksPrivacy: true })
    await logIn(phone)
    await phone.open(missing)
    await phone.tap('复制编号')
    await phone.tap('同意')
    await phone.sees('编号复制好了')
    expect(phone.log.calls.filter((call) => call === 'setClipboardData')).toHaveLength(1)
    await expect.poll(() => phone.text().includes('用之前')).toBe(false)
    await phone.tap('复制编号')
    await expect.poll(() => phone.log.calls.filter((call) => call === 'setClipboardData').length).toBe(2)
    expect(phone.text()).not.toContain('用之前')
    expect(phone.errors).toEqual([])
  })
})

describe('a new version of the app', () => {
  it('is offered on a tab, never on a page with a form, and installed when the person accepts', async () => {
    const phone = aPhone()
    await phone.open('/pages/home/index')
    await phone.sees('我要求职')
    phone.offerUpdate(true)
    await phone.sees('有新版本了')
    await phone.open('/features/registration/register/index')
    await phone.sees('第1步')
    expect(phone.text()).not.toContain('有新版本了')
    expect(phone.log.calls).not.toContain('applyUpdate')
    await phone.open('/pages/home/index')
    await phone.tap('现在更新')
    expect(phone.log.calls).toContain('applyUpdate')
    expect(phone.errors).toEqual([])
  })

  it('that could not be fetched is reported by a toast, which disappears', async () => {
    const phone = aPhone()
    await phone.open('/pages/home/index')
    phone.offerUpdate(false)
    await phone.sees('新版本没下载好')
    await phone.tap('知道了')
    expect(phone.text()).not.toContain('新版本没下载好')
  })
})

describe('an address of an earlier release', () => {
  it('opens the page that replaces it, from a shared card or a code', async () => {
    const phone = aPhone()
    await phone.open('/features/resumes-public/list/index?trade=yuesao')
    await phone.sees('位阿姨')
    expect(phone.route).toBe('features/public-workers/list/index')
    await phone.open('/features/resumes-public/shared/index?scene=gone-gone-gone')
    await phone.sees('打不开')
    expect(phone.route).toBe('features/public-workers/shared/index')
    await phone.open('/features/resumes/register/index')
    await phone.sees('第1步')
    expect(phone.errors).toEqual([])
  })

  it('of a page that never was opens the page that says so', async () => {
    const phone = aPhone()
    await phone.open('/features/nothing/index')
    await phone.sees('没找到这一页')
    expect(phone.errors).toEqual([])
  })
})
