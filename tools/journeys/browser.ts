import { type Browser, type BrowserContext, chromium, type Locator, type Page, type Request } from 'playwright-core'
import { findBrowser } from '../check/browser.ts'
import { clockForward } from './clock.ts'
import { until } from './until.ts'

/** How long something is waited for that never comes; a busy machine does not reach it. */
export const WAIT_MS = 60_000

export const VIEWPORT = { width: 390, height: 844 }

/** A headless Chromium that asks nothing of the outside. @param find which one; `findShell` where no window matters */
export const launch = (args: readonly string[] = [], find = findBrowser): Promise<Browser> =>
  chromium.launch({
    executablePath: find() ?? 'chromium',
    args: [
      '--no-sandbox',
      '--disable-gpu',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
      '--no-first-run',
      // A camera and a microphone that show a test picture, and calls between pages of one machine without a network.
      '--use-fake-device-for-media-stream',
      '--use-fake-ui-for-media-stream',
      '--allow-loopback-in-peer-connection',
      ...args,
    ],
  })

/** How long an element may take to be shown before it is looked for anew, as when its page was left meanwhile. */
const SHOWN_MS = 4000

/** Where something is once it lies still. A list or a page that is drawn anew takes its elements away in between. */
export async function boxOf(target: Locator): Promise<{ x: number; y: number; width: number; height: number }> {
  for (let attempt = 0; attempt < 15; attempt++) {
    try {
      await target.scrollIntoViewIfNeeded({ timeout: SHOWN_MS })
      const element = await target.elementHandle({ timeout: SHOWN_MS })
      await element?.waitForElementState('stable', { timeout: SHOWN_MS })
      const box = await element?.boundingBox()
      if (box) return box
    } catch (error) {
      if (!/not attached|not visible|Timeout/.test(String(error))) throw error
    }
  }
  throw new Error(`${String(target)} has no place on the screen`)
}

export interface Person {
  page: Page
  context: BrowserContext
  /** Console errors and uncaught exceptions so far. */
  problems: string[]
  /** Taps what a person would: the last thing on the page that carries exactly these words. */
  tap: (words: string) => Promise<void>
  fill: (label: string, text: string) => Promise<void>
  sees: (words: string | RegExp) => Promise<void>
  /** Puts the clock of the page forward. */
  forward: (ms: number) => Promise<void>
  gone: (words: string | RegExp) => Promise<void>
  /** Waits until every request is answered but those that stay open for events. */
  answered: () => Promise<void>
}

/** How a person's phone is set, and what the app finds in its storage at first. */
interface Phone {
  dark?: boolean
  storage?: Readonly<Record<string, string>>
}

/** What a selector finds on the page that is seen: pages that were left stay in the document, hidden. */
export const shown = ({ page }: Pick<Person, 'page'>, selector: string): Locator =>
  page.locator(selector).filter({ visible: true })

/** One person with a phone of their own. Answers of 4xx and 5xx, which browsers call errors, are left to the tests. */
export async function aPerson(
  browser: Browser,
  address: string,
  path = '/',
  { dark = false, storage = {} }: Phone = {},
): Promise<Person> {
  // Without motion nothing is tapped at the place where it was a moment ago.
  const context = await browser.newContext({
    viewport: VIEWPORT,
    locale: 'zh-CN',
    timezoneId: 'Asia/Shanghai',
    reducedMotion: 'reduce',
    colorScheme: dark ? 'dark' : 'light',
  })
  await context.addInitScript((entries) => {
    for (const [key, value] of Object.entries(entries))
      if (localStorage.getItem(key) === null) localStorage.setItem(key, value)
  }, storage)
  return openAgain({ context, problems: [] }, address + path)
}

/** The same phone with a new page: what it stored is still there. */
export async function openAgain(
  { context, problems }: Pick<Person, 'context' | 'problems'>,
  address: string,
): Promise<Person> {
  const page = await context.newPage()
  page.setDefaultTimeout(WAIT_MS)
  page.on('console', (message) => {
    if (message.type() === 'error' && !/status of [45]\d\d/.test(message.text())) problems.push(message.text())
  })
  page.on('pageerror', (error) => problems.push(error.message))
  const asked = new Set<Request>()
  page.on('request', (request) => !request.url().includes('/api/events') && asked.add(request))
  for (const end of ['requestfinished', 'requestfailed'] as const)
    page.on(end as 'requestfinished', (request) => asked.delete(request))
  await page.goto(address)
  return {
    page,
    context,
    problems,
    tap: async (words) => {
      const target = page.getByText(words, { exact: true }).filter({ visible: true }).last()
      // A real pointer at the place: small things catch taps on a ground larger than themselves.
      const box = await boxOf(target)
      await page.mouse.click(box.x + box.width / 2, box.y + box.height / 2)
    },
    fill: (label, text) => page.getByLabel(label, { exact: true }).filter({ visible: true }).last().fill(text),
    gone: (words) => page.getByText(words).filter({ visible: true }).first().waitFor({ state: 'detached' }),
    answered: async () =>
      void (await until(
        () => asked.size === 0,
        () => `never answered: ${[...asked].map((one) => one.url()).join(' ')}`,
      )),
    forward: (ms) => page.evaluate(clockForward(ms)),
    sees: (words) => page.getByText(words).filter({ visible: true }).first().waitFor(),
  }
}
