import type { Browser, Locator, Page, Request } from 'playwright-core'
import { boxOf, WAIT_MS, VIEWPORT } from '../../journeys/browser.ts'
import { clockForward } from '../../journeys/clock.ts'
import type { Actor } from '../../journeys/register-worker.ts'
import { payWith, type WxPayer } from '../payer.ts'
import type { PaymentOptions, Photo, WxLog } from '../wx.ts'
import type { SubscribeChoice } from '../wx-subscribe.ts'
import { readBundle } from './bundle.ts'
import { type Served, serve } from './serve.ts'
import type { Report, SetData } from './view/report.ts'

export interface EngineOptions {
  /** The built bundle. */
  dist: string
  api: string
  loginCode?: string
  /** The size of type that is set in WeChat; 1, normal, unless said otherwise. */
  typeScale?: number
  payer?: WxPayer
}

/** Boots a WeChat bundle on WeChat's component framework in a browser; fails with what is wrong with the bundle. */
export async function bootEngine(browser: Browser, options: EngineOptions): Promise<Engine> {
  const bundle = readBundle(options.dist)
  if (bundle.problems.length > 0) throw new Error(bundle.problems.join('\n'))
  const { api, loginCode = 'dev:engine', typeScale = 1 } = options
  const served = await serve(bundle, api, { loginCode, typeScale })
  const context = await browser.newContext({ viewport: VIEWPORT, locale: 'zh-CN', timezoneId: 'Asia/Shanghai' })
  const page = await context.newPage()
  page.setDefaultTimeout(WAIT_MS)
  const engine = new Engine(page, served)
  await page.route('**', (route) =>
    route.request().url().startsWith(served.address) ? route.continue() : route.abort(),
  )
  await page.exposeFunction('__pay', (asked: PaymentOptions) => payWith(options.payer, asked))
  await page.goto(served.address)
  await page.waitForFunction(() => (globalThis as unknown as Hosted).__report.ready)
  return engine
}

interface Hosted {
  __report: Report
  __open: (url: string) => void
  __back: () => void
  __comeBack: () => void
  __routes: () => string[]
  __photograph: (bytes: string, ending: string) => void
  __subscribes?: SubscribeChoice | 'off'
  __dialogs: () => number
}

/** Drives the app by what a person sees, and tells what it sent to the screen. */
export class Engine implements Actor {
  readonly page: Page
  readonly #served: Served
  readonly #thrown: string[] = []

  constructor(page: Page, served: Served) {
    this.page = page
    this.#served = served
    page.on('pageerror', (error) => this.#thrown.push(error.message))
    page.on('console', (message) => {
      if (message.type() === 'error' && !message.text().startsWith('Failed to load')) this.#thrown.push(message.text())
    })
  }

  async close(): Promise<void> {
    await this.page.context().close()
    this.#served.close()
  }

  /** Everything that went wrong so far, in the app, in the framework or in the browser. */
  async errors(): Promise<string[]> {
    const own = await this.page.evaluate(() => (globalThis as unknown as Hosted).__report.errors)
    return [...own, ...this.#thrown]
  }

  setData(): Promise<SetData[]> {
    return this.page.evaluate(() => (globalThis as unknown as Hosted).__report.setData)
  }

  /** Waits until every request of the app is answered. */
  async answered(): Promise<void> {
    await this.page.waitForFunction(() => (globalThis as unknown as Hosted).__report.log.underWay === 0)
  }

  log(): Promise<Pick<WxLog, 'requests' | 'calls'>> {
    return this.page.evaluate(() => {
      const { requests, calls } = (globalThis as unknown as Hosted).__report.log
      return { requests, calls }
    })
  }

  /** The files that were opened for the person to see, with their first bytes. */
  opened(): Promise<{ path: string; begins: string }[]> {
    return this.page.evaluate(() =>
      (globalThis as unknown as Hosted).__report.log.opened.map(({ path, bytes }) => ({
        path,
        begins: String.fromCharCode(...bytes.subarray(0, 5)),
      })),
    )
  }

  open(url: string): Promise<void> {
    return this.page.evaluate((to) => (globalThis as unknown as Hosted).__open(to), url)
  }

  photograph({ bytes, ending }: Photo): Promise<void> {
    const sent = { text: Buffer.from(bytes).toString('base64'), ending }
    return this.page.evaluate((one) => (globalThis as unknown as Hosted).__photograph(one.text, one.ending), sent)
  }

  /** What the person answers to requests for subscribe messages from now on; `off`: she has switched all off. */
  subscribes(choice: SubscribeChoice | 'off'): Promise<void> {
    return this.page.evaluate((one) => void ((globalThis as unknown as Hosted).__subscribes = one), choice)
  }

  /** How many dialogs of subscribe messages were opened. */
  dialogs(): Promise<number> {
    return this.page.evaluate(() => (globalThis as unknown as Hosted).__dialogs())
  }

  /** Goes back by the system's key or gesture. */
  goBack(): Promise<void> {
    return this.page.evaluate(() => (globalThis as unknown as Hosted).__back())
  }

  /** Comes back to the app after so long elsewhere. No answer may come in between, which would set the clock right. */
  comeBack(awayMs: number): Promise<void> {
    return this.page.evaluate(`${clockForward(awayMs)}; __comeBack()`)
  }

  async route(): Promise<string> {
    return (await this.page.evaluate(() => (globalThis as unknown as Hosted).__routes())).at(-1) ?? ''
  }

  text(): Promise<string> {
    return this.page.locator('body').innerText()
  }

  /** Taps at the place, as a finger does: what lies there on top gets it. */
  async tap(words: string): Promise<void> {
    const { page } = this
    const target = this.#last(page.getByText(words, { exact: true }).or(page.getByLabel(words, { exact: true })))
    const box = await boxOf(target)
    await page.mouse.click(box.x + box.width / 2, box.y + box.height / 2)
  }

  async fill(label: string, text: string): Promise<void> {
    await this.field(label).fill(text)
  }

  /** Puts the clock of the phone forward. */
  forward(ms: number): Promise<void> {
    return this.page.evaluate(clockForward(ms))
  }

  /** The field with this label or placeholder. */
  field(label: string): Locator {
    const { page } = this
    return this.#last(page.getByLabel(label, { exact: true }).or(page.getByPlaceholder(label, { exact: true })))
  }

  async sees(words: string): Promise<void> {
    try {
      await this.page.getByText(words).filter({ visible: true }).first().waitFor()
    } catch {
      const shown = [
        `never saw ${words} on ${await this.route()}; it says:`,
        await this.text(),
        ...(await this.errors()),
      ]
      throw new Error(shown.join('\n'))
    }
  }

  /** Keeps the next request of this method, to a path that begins so, from the server until it is released. */
  async hold(method: string, path: string): Promise<{ asked: Promise<unknown>; release: () => void }> {
    let release = () => {}
    const released = new Promise<void>((resolve) => (release = resolve))
    const isMeant = (request: Request) => request.url().startsWith(`${this.#served.address}/bff${path}`)
    const asked = this.page.waitForRequest((request) => isMeant(request) && methodOf(request) === method)
    const held = `${this.#served.address}/bff${path}**`
    await this.page.route(held, async (route) => {
      if (methodOf(route.request()) === method) await released
      await route.continue()
    })
    return { asked, release: () => void this.page.unroute(held).then(release) }
  }

  /** A built-in component of the page in front, by its tag. */
  native(tag: string): Locator {
    return this.#last(this.page.locator(tag))
  }

  /** What is sent to the screen while something is done. */
  async sentDuring(work: () => Promise<void>): Promise<SetData[]> {
    const before = (await this.setData()).length
    await work()
    return (await this.setData()).slice(before)
  }

  #last = (found: Locator): Locator => found.filter({ visible: true }).last()
}

/** The method that is meant: a phone sends PATCH as POST with a header. */
const methodOf = (request: Request): string => request.headers()['x-http-method-override'] ?? request.method()
