import type { Browser, BrowserContext, Page } from 'playwright-core'
import { VIEWPORT } from '../browser.ts'
import type { Product } from '../product.ts'
import { storageOf, type Visit } from '../visitors.ts'
import { play, type State } from './answers.ts'
import { glance, type Glance, inspect } from './inspect.ts'
import { LATIN, type Walked } from './walked.ts'

const LARGE = 1.5
const LARGEST = 1.75
const PATIENCE_MS = 12_000

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

const says = ({ text }: Glance, words: string | RegExp) =>
  typeof words === 'string' ? text.includes(words) : words.test(text)

/** What a state has to show, and what it must not. */
function missing(state: State, { content, empty, gone, readsNothing }: Walked, seen: Glance): string[] {
  // What it does not need from the server must not keep it from being there.
  if (readsNothing) return says(seen, content) ? [] : [`does not say ${String(content)}`]
  if (state === 'loading') return seen.waits ? [] : ['shows no skeleton while it waits']
  if (seen.waits) return ['waits although the answer has come']
  if (state === 'error') return /再试/.test(seen.text) ? [] : ['does not offer to try again']
  const words = state === 'content' ? content : (gone ?? empty)
  return words === undefined || says(seen, words) ? [] : [`does not say ${String(words)}`]
}

/** Waits until the page shows what it should, and stands still; or until nobody would wait any longer. */
async function settled(page: Page, isBusy: () => boolean, wants: (seen: Glance) => string[]): Promise<string[]> {
  const end = Date.now() + PATIENCE_MS
  for (let before = ''; ;) {
    await page.waitForTimeout(100)
    const seen = await page.evaluate(glance)
    const lacks = wants(seen)
    const still = seen.text === before && !seen.moves && !isBusy()
    if (still && lacks.length === 0) return []
    if (Date.now() > end) return lacks.map((one) => `${one}; it says: ${seen.text.replace(/\s+/g, ' ')}`)
    before = seen.text
  }
}

/** As `<Screen>` does it when the person chooses another size; a page that counts on the size has to be opened anew. */
const enlarge = (page: Page, scale: number) =>
  page.evaluate((size) => {
    for (const one of document.querySelectorAll<HTMLElement>('.ui, body')) one.style.setProperty('--scale', size)
    for (const one of document.querySelectorAll('.ui')) one.classList.add('care')
  }, String(scale))

export interface Walk {
  browser: Browser
  product: Product
  path: string
  walked: Walked
  visit: Visit | undefined
}

type Look = (dress: string) => Promise<void>

/** Opens a page in one state and at one size of type, shows it to `see`, and returns what is wrong. */
async function open(walk: Walk, state: State, scale: number, see: (page: Page, look: Look) => Promise<void>) {
  const { browser, product, path, walked, visit } = walk
  const context = await aBrowser(browser, visit, scale)
  const problems: string[] = []
  try {
    const page = await context.newPage()
    page.on('pageerror', (error) => problems.push(`threw ${error.message}`))
    page.on('console', (message) => {
      const failed = message.type() === 'error' && !/status of [45]\d\d/.test(message.text())
      if (failed) problems.push(`logged ${message.text()}`)
    })
    const played = await play(page, state, { gone: walked.gone !== undefined })
    await page.goto(`${product.address}/#/${path}`)
    await see(page, async (dress) => {
      const wants = (seen: Glance) => missing(state, walked, seen)
      const lacks = await settled(page, () => played.waiting() > 0, wants)
      const found = await page.evaluate(inspect, { latin: LATIN.source })
      const wrong = [...lacks, ...found.filter((one) => !isWritten(one, walked))]
      problems.push(...wrong.map((one) => `${state}, ${dress}: ${one}`))
    })
    problems.push(...played.problems)
  } finally {
    await context.close()
  }
  return problems
}

/** Looks at a page in one state: light, dark, and in large type. */
export async function lookAt(walk: Walk, state: State): Promise<string[]> {
  const bright = await open(walk, state, 1, async (page, look) => {
    await look('light')
    await page.emulateMedia({ colorScheme: 'dark', reducedMotion: 'reduce' })
    await look('dark')
    if (state === 'content') return
    await enlarge(page, LARGE)
    await look('large')
  })
  if (state !== 'content') return bright
  const large = await open(walk, state, LARGE, async (page, look) => {
    await look('large')
    await enlarge(page, LARGEST)
    await look('largest')
  })
  return [...bright, ...large]
}

/** People write in Latin letters where they like. */
function isWritten(problem: string, { latin }: Walked): boolean {
  const word = /^says (\S+) in /.exec(problem)?.[1]
  return word !== undefined && latin !== undefined && latin.test(word)
}
