import type { Browser, BrowserContext, Page } from 'playwright-core'
import { VIEWPORT } from '../browser.ts'
import { storageOf, type Visit } from '../visitors.ts'

const CHOICES = { locale: 'zh-CN', timezoneId: 'Asia/Shanghai', reducedMotion: 'reduce' } as const

export interface Pages {
  /** Works with a page of a viewer who reads at a size of type. Each document starts with that and nothing else stored. */
  use: <T>(visit: Visit | undefined, scale: number, work: (page: Page) => Promise<T>) => Promise<T>
  close: () => Promise<void>
}

/**
 * Browser pages that are used again: a new one costs the browser a process, which takes longer than what it shows. Each
 * has a context of its own and serves one user at a time.
 */
export function makePages(browser: Browser, address: string): Pages {
  // `about:blank` would end the process of the origin, and with it what that has read.
  const blank = `${address}/api/health`
  const free = new Map<string, Page[]>()
  const contexts: BrowserContext[] = []

  async function open(visit: Visit | undefined, scale: number): Promise<Page> {
    const context = await browser.newContext({ ...CHOICES, viewport: VIEWPORT })
    contexts.push(context)
    await context.addInitScript(
      (entries) => {
        sessionStorage.clear()
        localStorage.clear()
        for (const [key, value] of Object.entries(entries)) localStorage.setItem(key, value)
      },
      storageOf(visit, scale),
    )
    return context.newPage()
  }

  return {
    async use(visit, scale, work) {
      const key = `${scale} ${visit?.access_token ?? ''}`
      const waiting = free.get(key) ?? []
      free.set(key, waiting)
      const page = waiting.pop() ?? (await open(visit, scale))
      try {
        return await work(page)
      } finally {
        await page.goto(blank)
        await page.setViewportSize(VIEWPORT)
        await page.emulateMedia({ colorScheme: 'light', reducedMotion: 'reduce' })
        waiting.push(page)
      }
    },
    close: async () => void (await Promise.all(contexts.map((context) => context.close()))),
  }
}
