import { describe, expect, it } from 'vitest'
import { findShell } from '../check/browser.ts'
import { aPerson } from './browser.ts'
import { comeAs } from './come-as.ts'
import { useJourney } from './journey.ts'
import { look } from './look.ts'
import { ask, logIn, storageOf, type Viewer } from './visitors.ts'

const journey = useJourney(findShell)
const HOUR_MS = 3_600_000
/** The demo worker who has an account of her own. */
const WORKER: Viewer = { phone: '13800000002' }

const tokenOf = async (viewer: Viewer) => (await logIn(journey.product, viewer))?.access_token ?? ''

describe('a worker with large type', () => {
  it('reads on her phone that an interview was planned for her, opens it, and has read it then', async () => {
    const { product } = journey
    const her = await comeAs(journey, WORKER, 'pages/me/index', 1.5)
    await her.sees('我的')
    const { resume } = await ask<{ resume: { id: string } }>(product, '/api/resumes/mine', {
      token: her.visit.access_token,
    })
    const scheduledAt = new Date(Date.now() + 26 * HOUR_MS).toISOString()
    await ask(product, '/api/interview/rooms', {
      body: { roomName: '和陈女士见面', scheduledAt, resumeId: resume.id },
      token: await tokenOf({ staff: 'employee' }),
    })
    // Her open page hears it.
    const badge = her.page.locator('.taro-tabbar-badge').filter({ visible: true })
    await expect.poll(() => badge.count()).toBe(1)
    await look(her, ['light', 'dark'])
    await her.tap('消息')
    await her.sees(/约您.+视频面试/)
    await look(her, ['light', 'dark'])
    await her.page.locator('.nt-row--new').filter({ visible: true }).first().click()
    await expect.poll(() => her.page.url()).toContain('interview')
    const isRead = async () => {
      const path = '/api/notifications'
      const { items } = await ask<{ items: { title: string; read: boolean }[] }>(product, path, {
        token: her.visit.access_token,
      })
      return items.find(({ title }) => title.includes('视频面试'))?.read
    }
    await expect.poll(isRead).toBe(true)
    expect(her.problems).toEqual([])
    await her.context.close()
  })
})

describe('content with dates', () => {
  it('of a manager is seen from its first minute to its last, and its clicks are counted', async () => {
    const { product, browser } = journey
    const token = await tokenOf({ staff: 'manager' })
    const { items } = await ask<{ items: { imageUrl: string; id: string }[] }>(product, '/api/content/banners', {
      token,
    })
    // The app goes by the server's clock, which here is the machine's.
    const end = Date.now() + 50_000
    const banner = (title: string, startsAt: number) => ({
      title,
      imageUrl: items[0]?.imageUrl,
      linkType: 'miniprogram',
      linkUrl: '/features/content/articles/index',
      status: 'active',
      startsAt: new Date(startsAt).toISOString(),
      endsAt: new Date(end).toISOString(),
    })
    const post = (body: object) =>
      ask<{ id: string }>(product, '/api/content/banners', { body, token, key: crypto.randomUUID() })
    const { id } = await post(banner('这一会儿的活动', Date.now() - 1000))
    await post(banner('还没到时候', end - 1000))
    // First in order, so that the front page shows it.
    await ask(product, '/api/content/banner-order', { body: { ids: [id] }, method: 'PUT', token })
    const guest = await aPerson(browser, product.address)
    await guest.sees('这一会儿的活动')
    expect(await guest.page.getByText('还没到时候').count()).toBe(0)
    const other = await aPerson(browser, product.address, '/', { storage: storageOf(undefined, 1.5) })
    await other.sees('这一会儿的活动')
    await look(other, ['light', 'dark'])
    await other.context.close()
    await guest.tap('这一会儿的活动')
    await guest.sees('挑月嫂先问六件事')
    const counted = async () => (await ask<{ clicks: number }>(product, `/api/content/banners/${id}`, { token })).clicks
    await expect.poll(counted).toBe(1)
    await guest.page.getByLabel('返回').filter({ visible: true }).click()
    await guest.sees('这一会儿的活动')
    // The page asks for nothing; its own copy ends.
    await expect.poll(() => guest.page.getByText('这一会儿的活动').filter({ visible: true }).count()).toBe(0)
    expect(guest.problems).toEqual([])
    await guest.context.close()
  })
})

describe('a manager', () => {
  it.each([1, 1.5])('finds on the page of a customer who has seen her number, at %s times the type', async (scale) => {
    const { product } = journey
    const employee = await tokenOf({ staff: 'employee' })
    const list = '/api/customers/miniprogram/list?limit=1'
    const { customers } = await ask<{ customers: { _id: string }[] }>(product, list, { token: employee })
    const id = customers[0]?._id ?? ''
    const path = `/api/customers/miniprogram/${id}/reveal`
    await ask(product, path, { body: { field: 'phone' }, token: employee })
    const page = `features/customers/detail/index?id=${id}`
    const manager = await comeAs(journey, { staff: 'manager' }, page, scale)
    await manager.tap('操作记录')
    await manager.sees(/看客户的号码/)
    await look(manager, ['light', 'dark'])
    await manager.page
      .getByText(/看客户的号码/)
      .filter({ visible: true })
      .first()
      .click()
    await manager.sees('什么时候')
    await look(manager, ['light', 'dark'])
    expect(manager.problems).toEqual([])
    await manager.context.close()
  })
})

describe('hostile text', () => {
  it('in articles, names and comments is shown as words and runs nowhere', async () => {
    const { product } = journey
    const token = await tokenOf({ staff: 'operator' })
    const evil = '<img src=x onerror="window.__ran=1"><script>window.__ran=1</script>'
    const { id } = await ask<{ id: string }>(product, '/api/content/articles', {
      body: {
        title: `标题${evil}`.slice(0, 60),
        status: 'published',
        html: `<p>正文开头${evil}<a href="javascript:window.__ran=1">点这里</a><svg onload="window.__ran=1"></svg></p>`,
      },
      token,
      key: 'hostile-article-0001',
    })
    const reader = await aPerson(journey.browser, product.address, `/#/features/content/article/index?id=${id}`)
    await reader.sees(/正文开头/)
    await reader.page.getByText('点这里').first().click()
    const staff = await tokenOf({ staff: 'employee' })
    const made = await ask<{ customer: { id: string } }>(product, '/api/customers/miniprogram/create', {
      body: {
        name: '孙女士',
        phone: '13811112222',
        leadSource: '转介绍',
        contractStatus: '匹配中',
        leadLevel: 'A类',
        remarks: evil,
      },
      token: staff,
    })
    const colleague = await comeAs(
      journey,
      { staff: 'employee' },
      `features/customers/detail/index?id=${made.customer.id}`,
    )
    await colleague.sees(/onerror/)
    for (const { page } of [reader, colleague]) {
      expect(await page.evaluate('window.__ran')).toBeUndefined()
      expect(await page.locator('.q-screen').locator('img[src="x"], svg[onload], a[href^="javascript"]').count()).toBe(
        0,
      )
    }
    expect([...reader.problems, ...colleague.problems]).toEqual([])
    await reader.context.close()
    await colleague.context.close()
  })
})
