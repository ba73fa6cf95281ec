import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { outputOf } from '../../build/stale.ts'
import { findShell } from '../../check/browser.ts'
import { launch } from '../../journeys/browser.ts'
import { type Changes, withBroken } from '../broken.ts'
import { BUDGET } from '../sizes.ts'
import { readBundle } from './bundle.ts'
import { bootEngine, type Engine } from './engine.ts'

/** No server listens there: what is tried here fails before the app sends a request. */
const NOWHERE = 'http://127.0.0.1:9'

let browser: Browser
beforeAll(async () => {
  browser = await launch([], findShell)
})
afterAll(() => browser.close())

/** What reading a broken build complains of. */
const complaints = (changes: Changes) => withBroken(outputOf('weapp'), changes, (dist) => readBundle(dist).problems)

/** What happens when a broken build runs. */
const run = (changes: Changes, work: (phone: Engine) => Promise<void> = async () => undefined) =>
  withBroken(outputOf('weapp'), changes, async (dist) => {
    const phone = await bootEngine(browser, { dist, api: NOWHERE })
    try {
      await work(phone)
      return { errors: (await phone.errors()).join('\n'), setData: await phone.setData() }
    } finally {
      await phone.close()
    }
  })

const before = (code: string) => (text: string) => `${code};${text}`

describe('a build that is broken on purpose', () => {
  it.each([
    ['fetch', "fetch('/api/home')"],
    ['TextDecoder', 'new TextDecoder()'],
    ['Function', "Function('return 1')().toFixed()"],
  ])('fails at the start when it needs %s, which a phone has not', async (_, code) => {
    expect((await run({ 'app.js': before(code) })).errors).toContain('module app.js: TypeError')
  })

  it('sees nothing of the browser it runs in', async () => {
    const names = ['URL', 'URLSearchParams', 'AbortController', 'crypto', 'structuredClone', 'document', 'window']
    const seen = names.map((name) => `typeof ${name}`).join()
    const { errors } = await run({ 'app.js': before(`throw new Error('sees ' + [${seen}])`) })
    expect(errors).toContain(`sees ${names.map(() => 'undefined').join()}`)
  })

  it('is refused for a page without its template', async () => {
    const found = await complaints({ 'pages/me/index.wxml': () => undefined })
    expect(found).toEqual(['pages/me/index.wxml is missing'])
  })

  it('is refused for a component that is not there', async () => {
    expect(await complaints({ 'comp.js': () => undefined })).toEqual(['comp.js is missing'])
  })

  it('is refused for an error in its WXML, with the line', async () => {
    const [found] = await complaints({ 'pages/home/index.wxml': (text) => `${text}\n<view wx:if="{{a +}}">` })
    expect(found).toMatch(/^pages\/home\/index\.wxml:\d+ /)
  })

  it('is refused for JavaScript that does not parse', async () => {
    const [found] = await complaints({ 'common.js': (text) => `${text}\nconst = 1` })
    expect(found).toMatch(/^common\.js: /)
  })

  it('is refused for a package over its budget', async () => {
    const blow = (bytes: number) => (text: string) => `${text}\n//${'x'.repeat(bytes)}`
    expect((await complaints({ 'common.js': blow(BUDGET.main) }))[0]).toMatch(/^the main package has \d+ kB/)
    const [found] = await complaints({ 'features/cvs/edit/index.js': blow(BUDGET.sub) })
    expect(found).toMatch(/^features\/cvs has \d+ kB, more than 900 kB/)
  })

  it('gets an event for a page that no package has', async () => {
    const go = before("setTimeout(() => wx.navigateTo({ url: '/features/cvs/gone/index' }), 0)")
    const { errors } = await run({ 'app.js': go }, (phone) => expect.poll(() => phone.errors()).not.toEqual([]))
    expect(errors).toContain('page "features/cvs/gone/index" is not found')
  })

  it('shows in the count when it floods the screen', async () => {
    const flood = before("setInterval(() => getCurrentPages()[0]?.setData({ flood: 'x'.repeat(2000) }), 10)")
    const { setData } = await run({ 'app.js': flood }, async (phone) => {
      await phone.open('/pages/home/index')
      const large = async () => (await phone.setData()).filter(({ bytes }) => bytes > 2000).length
      await expect.poll(large).toBeGreaterThan(10)
    })
    expect(setData.filter(({ bytes }) => bytes > 2000).length).toBeGreaterThan(10)
  })
})
