import type { ConsoleMessage, Page } from 'playwright-core'
import type { Product } from '../product.ts'
import { until } from '../until.ts'
import type { Visit } from '../visitors.ts'
import { play, type State } from './answers.ts'
import { glance, type Glance, inspect } from './inspect.ts'
import type { Pages } from './pages.ts'
import { LATIN, type MatrixScreen } from './screens.ts'

const LARGE = 1.5
const LARGEST = 1.75

const says = ({ text }: Glance, words: string | RegExp) =>
  typeof words === 'string' ? text.includes(words) : words.test(text)

/** What a state has to show, and what it must not. */
function missing(state: State, { content, empty, gone, readsNothing }: MatrixScreen, seen: Glance): string[] {
  // What it does not need from the server must not keep it from being there.
  if (readsNothing) return says(seen, content) ? [] : [`does not say ${String(content)}`]
  if (state === 'loading') return seen.waits ? [] : ['shows no skeleton while it waits']
  if (seen.waits) return ['waits although the answer has come']
  if (state === 'error') return /再试/.test(seen.text) ? [] : ['does not offer to try again']
  const words = state === 'content' ? content : (gone ?? empty)
  return words === undefined || says(seen, words) ? [] : [`does not say ${String(words)}`]
}

/** Waits until the page shows what it should and stands still: two looks alike. Gives what it lacks when it never does. */
async function settled(page: Page, isBusy: () => boolean, wants: (seen: Glance) => string[]): Promise<string[]> {
  let seen: Glance = { text: '', waits: false, moves: true }
  const isStill = async () => {
    const before = seen.text
    seen = await page.evaluate(glance)
    return seen.text === before && !seen.moves && !isBusy() && wants(seen).length === 0
  }
  return until(isStill, () => '').then(
    () => [],
    () =>
      (wants(seen).length > 0 ? wants(seen) : ['never stands still']).map((one) => `${one}; it says: ${flat(seen)}`),
  )
}

const flat = ({ text }: Glance): string => text.replace(/\s+/g, ' ')

/** As `<Screen>` does it when the person chooses another size; a page that counts on the size has to be opened anew. */
const enlarge = (page: Page, scale: number) =>
  page.evaluate((size) => {
    for (const one of document.querySelectorAll<HTMLElement>('.ui, body')) one.style.setProperty('--scale', size)
    for (const one of document.querySelectorAll('.ui')) one.classList.add('care')
  }, String(scale))

export interface Cell {
  pages: Pages
  product: Product
  path: string
  screen: MatrixScreen
  visit: Visit | undefined
}

type Look = (dress: string) => Promise<void>

/** Opens a page in one state and at one size of type, shows it to `see`, and returns what is wrong. */
function open({ pages, product, path, screen, visit }: Cell, state: State, scale: number, see: See): Promise<string[]> {
  return pages.use(visit, scale, async (page) => {
    const problems: string[] = []
    const onError = (error: Error) => problems.push(`threw ${error.message}`)
    const onLine = (message: ConsoleMessage) => {
      const failed = message.type() === 'error' && !/status of [45]\d\d/.test(message.text())
      if (failed) problems.push(`logged ${message.text()}`)
    }
    page.on('pageerror', onError).on('console', onLine)
    const played = await play(page, state, { gone: screen.gone !== undefined })
    try {
      await page.goto(`${product.address}/#/${path}`)
      for (const words of screen.taps ?? []) await tap(page, words)
      await see(page, async (dress) => {
        const wants = (seen: Glance) => missing(state, screen, seen)
        const lacks = await settled(page, () => played.waiting() > 0, wants)
        const found = await page.evaluate(inspect, { latin: LATIN.source })
        const wrong = [...lacks, ...found.filter((one) => !isWritten(one, screen))]
        problems.push(...wrong.map((one) => `${state}, ${dress}: ${one}`))
      })
    } finally {
      page.off('pageerror', onError).off('console', onLine)
      await played.end()
    }
    return [...problems, ...played.problems]
  })
}

/** The last thing with these words, or whose label begins with them. */
async function tap(page: Page, words: string): Promise<void> {
  const label = new RegExp(`^${words}(?:，|$)`)
  await page.getByText(words, { exact: true }).or(page.getByLabel(label)).filter({ visible: true }).last().click()
}

type See = (page: Page, look: Look) => Promise<void>

/** Looks at a page in one state: light, dark, and in large type. */
export async function lookAt(cell: Cell, state: State): Promise<string[]> {
  const bright = await open(cell, state, 1, async (page, look) => {
    await look('light')
    await page.emulateMedia({ colorScheme: 'dark', reducedMotion: 'reduce' })
    await look('dark')
    if (state === 'content') return
    await enlarge(page, LARGE)
    await look('large')
  })
  if (state !== 'content') return bright
  const large = await open(cell, state, LARGE, async (page, look) => {
    await look('large')
    await enlarge(page, LARGEST)
    await look('largest')
  })
  return [...bright, ...large]
}

const DESK = { width: 1280, height: 800 }
const SMALL_DESK = { width: 1024, height: 768 }

/** Looks at a page of staff in wide windows: both sizes of a desk, light and dark. */
export const lookAtDesk = (cell: Cell): Promise<string[]> =>
  open(cell, 'content', 1, async (page, look) => {
    await page.setViewportSize(DESK)
    await look('desk')
    await page.emulateMedia({ colorScheme: 'dark', reducedMotion: 'reduce' })
    await look('dark desk')
    await page.setViewportSize(SMALL_DESK)
    await look('small desk')
  })

/** People write in Latin letters where they like. */
function isWritten(problem: string, { latin }: MatrixScreen): boolean {
  const word = /^says (\S+) in /.exec(problem)?.[1]
  return word !== undefined && latin !== undefined && latin.test(word)
}
