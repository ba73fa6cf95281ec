import { createHash } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import { aSandbox, login, sendSms } from '../test-sandbox.ts'
import { callCos } from '../test-stores.ts'
import { formatDuration } from './format.ts'

const nasty = '<script>alert(1)</script>'
const nastyQuote = '"><img src=x onerror=alert(1)>'

const pageOf = async ({ app }: ReturnType<typeof aSandbox>) => (await app.request('/lab')).text()

describe('the lab', () => {
  it('names the next step in each section of an empty sandbox', async () => {
    const text = await pageOf(aSandbox())
    for (const words of [
      '我是谁',
      '短信收件箱',
      '发一个微信登录码',
      '故障',
      '时钟',
      '还没有短信',
      '还没有人登录过',
      '对象存储',
      '还没有文件',
      '一切正常',
    ]) {
      expect(text).toContain(words)
    }
  })

  it('shows the newest message first, with its code set apart for copying', async () => {
    const sandbox = aSandbox()
    await sendSms(sandbox)
    await sendSms(sandbox, { body: { PhoneNumberSet: ['13911112222'], TemplateParamSet: ['907155', '5'] } })
    const text = await pageOf(sandbox)
    expect(text).toContain('<span class="digits">907155</span>')
    expect(text).toContain('data-copy="907155"')
    expect(text.indexOf('139 1111 2222')).toBeLessThan(text.indexOf('138 0000 0001'))
  })

  it('escapes what callers send, in the page and in the refreshed parts', async () => {
    const sandbox = aSandbox({ acceptUnknownCodes: true })
    for (const [index, text] of [nasty, nastyQuote].entries()) {
      sandbox.control.wechat.issueCode({ person: text })
      await login(sandbox, { js_code: `dev:${text}` })
      await sendSms(sandbox, { body: { PhoneNumberSet: [`+861380000000${index}`], TemplateParamSet: [text] } })
      sandbox.control.faults.plan({ service: 'sms', route: text, times: 1, body: text })
    }
    const live = JSON.stringify(await (await sandbox.app.request('/lab/live')).json())
    for (const shown of [await pageOf(sandbox), live]) {
      expect(shown).not.toContain(nasty)
      expect(shown).not.toContain('<img')
      expect(shown).toContain('&lt;script&gt;')
    }
  })

  it('lists people with openid, last login and whether they are blocked', async () => {
    const sandbox = aSandbox()
    const { code, openid } = sandbox.control.wechat.issueCode({ person: '王女士' })
    await login(sandbox, { js_code: code })
    sandbox.control.wechat.block(openid)
    const text = await pageOf(sandbox)
    for (const words of ['王女士', openid, '12:00 登录', '已拦截', '解除拦截']) expect(text).toContain(words)
  })

  it('describes planned faults as sentences', async () => {
    const sandbox = aSandbox()
    sandbox.control.faults.plan({ service: 'sms', route: 'SendSms', times: 2, delayMs: 3000, status: 503 })
    const text = await pageOf(sandbox)
    for (const words of ['短信 SendSms', '慢 3 秒，返回 503', '还有 2 次']) expect(text).toContain(words)
  })

  it('allows only its own script and style, by their hashes, and loads nothing from elsewhere', async () => {
    const response = await aSandbox().app.request('/lab')
    const text = await response.text()
    const policy = response.headers.get('content-security-policy') ?? ''
    for (const tag of ['script', 'style']) {
      const inline = [...text.matchAll(new RegExp(`<${tag}>([\\s\\S]*?)</${tag}>`, 'g'))].map((match) => match[1] ?? '')
      expect(inline).toHaveLength(1)
      expect(policy).toContain(
        createHash('sha256')
          .update(inline[0] ?? '')
          .digest('base64'),
      )
    }
    expect(policy).toContain("default-src 'none'")
    expect(policy).not.toContain('unsafe')
    expect(text).not.toMatch(/(src|href)="(https?:)?\/\//)
  })

  it('opens in a browser at the bare address', async () => {
    const response = await aSandbox().app.request('/')
    expect([response.status, response.headers.get('location')]).toEqual([302, '/lab'])
  })

  it('shows the clock in Beijing time with its distance from the machine', async () => {
    const sandbox = aSandbox()
    expect(await pageOf(sandbox)).toContain('2026/11/20 12:00:00')
    expect(await pageOf(sandbox)).toContain('停住了')
    sandbox.control.clock.setOffset(90 * 60_000)
    expect(await pageOf(sandbox)).toContain('比这台电脑快 1 小时 30 分钟')
    expect([formatDuration(0), formatDuration(-86_400_000)]).toEqual(['0 秒', '1 天'])
  })

  it('shows fired faults with call and time, and a button that cancels each planned one', async () => {
    const sandbox = aSandbox({ acceptUnknownCodes: true })
    sandbox.control.faults.plan({ service: 'wechat', times: 5, probability: 1, status: 503, retryAfter: 9 })
    sandbox.control.faults.plan({ service: 'wxpay', route: 'webhook', times: 3, probability: 0.25, repeat: 2 })
    await sandbox.app.request('/wx/sns/jscode2session')
    const text = await pageOf(sandbox)
    for (const words of [
      '返回 503，要求等 9 秒',
      '还有 4 次',
      'GET /wx/sns/jscode2session',
      '第 1 次调用',
      '25% 的几率，多发 2 次',
      '/control/faults/clear',
      '已经发生的',
    ]) {
      expect(text).toContain(words)
    }
  })

  it('lists files of the stores with their size, and escapes their keys', async () => {
    const sandbox = aSandbox()
    const path = `/cos/private-1250000000/${encodeURIComponent(nasty)}`
    await callCos(sandbox, { method: 'PUT', path, body: 'x'.repeat(2048), headers: { 'content-type': 'image/png' } })
    const text = await pageOf(sandbox)
    for (const words of ['private-1250000000', '>COS<', 'image/png，2.0 KB']) expect(text).toContain(words)
    expect(text).not.toContain(nasty)
  })
})
