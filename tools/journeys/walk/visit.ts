import type { Browser, BrowserContext, Page } from 'playwright-core'
import { VIEWPORT } from '../browser.ts'
import type { Product } from '../product.ts'
import { storageOf, type Visit } from '../visitors.ts'
import { play, type State } from './answers.ts'
import { inspect, type Inspected } from './inspect.ts'
import { LATIN, type Walked } from './walked.ts'

const SCREEN = '.taro_page.taro_page_show'

async function aBrowser(browser: Browser, visit: Visit | undefined, scale: number): Promise<BrowserContext> {
  const context = await browser.newContext({
    viewport: VIEWPORT,
    locale: 'zh-CN',
    timezoneId: 'Asia/Shanghai',
    reducedMotion: 'reduce',
  })
  await context.addInitScript(
    (entries) => {
      for (const [key, value] of Object.entries(entries)) localStorage.setItem(key, value)
    },
    storageOf(visit, scale),
  )
  return context
}

/** Waits until the page has said the same thing for a while and no answer is on its way. */
async function stands(page: Page, busy: () => boolean, done: (seen: Inspected) => boolean): Promise<Inspected> {
  const argument = { latin: LATIN.source, screen: SCREEN }
  const end = Date.now() + 12_000
  let before = ''
  for (;;) {
    await page.waitForTimeout(120)
    const seen = await page.evaluate(inspect, argument)
    const now = seen.text + String(seen.waits)
    const still = now === before && !busy() && seen.text !== ''
    if ((still && done(seen)) || Date.now() > end) return seen
    before = now
  }
}

const says = (seen: Inspected, words: string | RegExp) =>
  typeof words === 'string' ? seen.text.includes(words) : words.test(seen.text)

/** What a state has to show, and what it must not. */
function missing(state: State, walked: Walked, seen: Inspected): string[] {
  const { content, empty, gone, readsNothing } = walked
  if (readsNothing) return says(seen, content) ? [] : [`does not say ${String(content)}`]
  if (state === 'loading') return seen.waits ? [] : ['shows no skeleton while it waits']
  if (seen.waits) return ['waits although the answer has come']
  if (state === 'error') return /再试/.test(seen.text) ? [] : ['does not offer to try again']
  const words = state === 'content' ? content : (gone ?? empty)
  return words === undefined || says(seen, words) ? [] : [`does not say ${String(words)}`]
}

export interface Walk {
  browser: Browser
  product: Product
  path: string
  walked: Walked
  visit: Visit | undefined
}

/** Opens a page in one state, and looks at it in light and dark, or in large type. Returns what is wrong. */
export async function lookAt(
  { browser, product, path, walked, visit }: Walk,
  state: State,
  scale: number,
): Promise<string[]> {
  const context = await aBrowser(browser, visit, scale)
  const problems: string[] = []
  try {
    const page = await context.newPage()
    page.on('pageerror', (error) => problems.push(`threw ${error.message}`))
    page.on('console', (message) => {
      if (message.type() === 'error' && !/status of [45]\d\d/.test(message.text()))
        problems.push(`logged ${message.text()}`)
    })
    const played = await play(page, state, { gone: walked.gone !== undefined })
    await page.goto(`${product.address}/#/${path}`)
    const busy = () => played.waiting() > 0
    const isDone = (seen: Inspected) => missing(state, walked, seen).length === 0
    const look = async (dress: string) => {
      const seen = await stands(page, busy, isDone)
      const wrong = [...missing(state, walked, seen), ...seen.problems]
      const said = wrong.length > 0 && missing(state, walked, seen).length > 0 ? `\n${seen.text}` : ''
      problems.push(...wrong.filter((one) => !isWritten(one, walked)).map((one) => `${dress}: ${one}${said}`))
    }
    if (scale > 1) await look(`${state}, in type of ${scale}`)
    else {
      await look(`${state}, light`)
      await page.emulateMedia({ colorScheme: 'dark', reducedMotion: 'reduce' })
      await look(`${state}, dark`)
    }
    problems.push(...played.problems)
  } finally {
    await context.close()
  }
  return problems
}

/** People write in Latin letters where they like. */
const isWritten = (problem: string, { latin }: Walked) =>
  latin !== undefined && /^says /.test(problem) && latin.test(problem)
