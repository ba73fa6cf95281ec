import type { Page } from 'playwright-core'
import type { Product } from '../journeys/product.ts'

/** What a scene needs: pages of people who are logged in or not, in the dress that is looked at. */
export interface Stage {
  product: Product
  /** A new browser with this viewer's session, opened at the path below `/#/`. */
  open: (viewer: SceneViewer, path: string) => Promise<Page>
}
export type SceneViewer = 'guest' | 'seeker' | 'manager'
export interface Scene {
  name: string
  /** Plays up to the moment that is photographed, and gives the page to photograph. */
  play: (stage: Stage) => Promise<Page>
}

export const shown = (page: Page, words: string | RegExp) => page.getByText(words).filter({ visible: true })
/** Pages slide in, sheets rise. */
export const settle = async (page: Page): Promise<Page> => {
  await page.waitForTimeout(600)
  return page
}
