import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { findShell } from '../../check/browser.ts'
import { launch, VIEWPORT } from '../browser.ts'
import { glance, inspect } from './inspect.ts'

let browser: Browser
beforeAll(async () => {
  browser = await launch([], findShell)
})
afterAll(() => browser.close())

async function drawn(html: string) {
  const page = await browser.newPage({ viewport: VIEWPORT })
  await page.setContent(`<body style="margin:0;font:16px/1.5 sans-serif;color:#16211e;background:#fff">${html}</body>`)
  const seen = { problems: await page.evaluate(inspect, { latin: 'AI|PDF' }), glance: await page.evaluate(glance) }
  await page.close()
  return seen
}

const button = (style: string, more = '') =>
  `<div role="button" style="width:44px;height:44px;${style}" ${more}>好</div>`

describe('an inspection of what is drawn', () => {
  it('has nothing to say about a page that is all right', async () => {
    const html = `<h1>面试</h1><p>AI 写的 PDF，20积分</p>${button('')}<input placeholder="手机号" style="color:#16211e">`
    expect((await drawn(html)).problems).toEqual([])
  })

  it.each([
    [
      'text that leaves the screen',
      '<p style="white-space:nowrap">很长的一行字很长的一行字很长的一行字很长的一行字很长的一行字</p>',
      'runs off the screen',
    ],
    ['a page that is wider than the screen', '<div style="width:500px;height:9px"></div>', 'the page is 500 wide'],
    [
      'dots that leave the screen themselves',
      '<p style="width:500px;overflow:hidden;white-space:nowrap;text-overflow:ellipsis">很长的一行字很长的一行字很长的一行字很长的一行字很长的一行字</p>',
      'runs off the screen',
    ],
    [
      'text that is cut at the side',
      '<p style="width:60px;overflow:hidden;white-space:nowrap">剩下的看不见了</p>',
      'cut at the side',
    ],
    ['text that is cut below', '<p style="height:20px;overflow:hidden">一行<br>又一行</p>', 'cut above or below'],
    ['grey text on grey', '<p style="color:#999;background:#eee">看不清</p>', 'contrast of 2.4'],
    ['text that is half transparent', '<p style="opacity:.5">看不清</p>', 'contrast of'],
    ['a faint placeholder', '<style>::placeholder{color:#bbb}</style><input placeholder="手机号">', 'contrast of 1.9'],
    [
      'an icon as pale as its ground',
      '<i class="q-i" style="display:block;width:9px;height:9px;color:#ddd"></i>',
      'contrast of 1.3',
    ],
    ['a target that is too small', button('width:30px'), 'a target of 30 × 44'],
    [
      'a target without a name',
      '<div role="button" style="width:44px;height:44px"></div>',
      'no name for a screen reader',
    ],
    ['English', '<p>操作 failed</p>', 'says failed'],
    ['an English label', `<div aria-label="Close">关</div>`, 'says Close'],
  ])('finds %s', async (_, html, problem) => {
    expect((await drawn(html)).problems.join('\n')).toContain(problem)
  })

  it('lets a target draw its reach around itself, a strip scroll, and a name end in dots', async () => {
    const reach = '<style>.small::after{content:"";position:absolute;inset:-12px}</style>'
    const small = button('position:relative;width:24px;height:24px', 'class="small"')
    const strip =
      '<div style="overflow-x:auto"><p style="width:600px;white-space:nowrap">月嫂、护老、保洁、钟点工</p></div>'
    const dots =
      '<p style="width:60px;overflow:hidden;white-space:nowrap;text-overflow:ellipsis">名字很长的一个人，长得一直伸到屏幕外面去，谁也看不到它在哪里结束</p>'
    expect((await drawn(`<div style="padding:20px">${reach}${small}</div>${strip}${dots}`)).problems).toEqual([])
  })

  it('finds targets without room between them at a desk, but for those that something else covers', async () => {
    const desk = '<script>document.body.classList.add("q-desk")</script>'
    const [first, next] = [button('width:28px;height:28px'), button('width:28px;height:28px')]
    expect((await drawn(desk + first + next)).problems.join('\n')).toContain('is too close to')
    expect((await drawn(`${desk}${first}<p style="height:4px;margin:0"></p>${next}`)).problems).toEqual([])
    const bar = '<div style="position:fixed;top:28px;left:0;right:0;height:60px;background:#fff"></div>'
    expect((await drawn(desk + first + next + bar)).problems).toEqual([])
  })

  it('knows a skeleton from content', async () => {
    const skeleton = '<div role="status" aria-label="正在取内容" style="height:9px"></div>'
    expect((await drawn(skeleton)).glance.waits).toBe(true)
    expect((await drawn('<p>内容</p>')).glance).toMatchObject({ waits: false, text: '内容' })
  })
})
