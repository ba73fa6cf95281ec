import { describe, expect, it } from 'vitest'
import { ask, logIn } from '../../journeys/visitors.ts'
import type { Engine } from './engine.ts'
import { useEngine } from './use-engine.ts'

const bench = useEngine()
const EVIL = '<img src=x onerror="globalThis.__ran=1"><script>globalThis.__ran=1</script>'

/** What is drawn of the text beyond its words, and whether any of it ran. */
const drawnOf = async ({ page }: Engine) => ({
  ran: await page.evaluate('globalThis.__ran'),
  drawn: await page.locator('img[src="x"], image[src="x"], svg[onload], script:has-text("__ran"), rich-text').count(),
})

describe("hostile text on WeChat's component framework", () => {
  it('in articles, names and comments is shown as words and runs nowhere', async () => {
    const { product } = bench
    const operator = (await logIn(product, { staff: 'operator' }))?.access_token
    const html = `<p>正文开头${EVIL}<a href="javascript:globalThis.__ran=1">点这里</a><svg onload="globalThis.__ran=1"></svg></p>`
    const article = await ask<{ id: string }>(product, '/api/content/articles', {
      body: { title: `标题${EVIL}`.slice(0, 60), status: 'published', html },
      token: operator,
      key: 'hostile-article-0002',
    })
    const staff = (await logIn(product, { staff: 'employee' }))?.access_token
    const { customer } = await ask<{ customer: { id: string } }>(product, '/api/customers/miniprogram/create', {
      body: {
        name: '孙女士',
        phone: '13811113333',
        leadSource: '转介绍',
        contractStatus: '匹配中',
        leadLevel: 'A类',
        remarks: EVIL,
      },
      token: staff,
    })

    const phone = await bench.boot()
    await phone.open(`/features/content/article/index?id=${article.id}`)
    await phone.sees('正文开头')
    await phone.tap('点这里')
    expect(await drawnOf(phone)).toEqual({ ran: undefined, drawn: 0 })
    await phone.open('/features/auth/staff-login/index')
    await phone.fill('用户名', 'employee')
    await phone.fill('密码', 'employee123')
    await phone.tap('登录')
    await phone.sees('先跟这些')
    await phone.open(`/features/customers/detail/index?id=${customer.id}`)
    await phone.sees('onerror')
    expect(await drawnOf(phone)).toEqual({ ran: undefined, drawn: 0 })
    expect(await phone.errors()).toEqual([])
  })
})
