import type { Browser } from 'playwright-core'
import { afterAll, beforeAll } from 'vitest'
import { findBrowser } from '../check/browser.ts'
import { launch } from './browser.ts'
import { type Product, startProduct } from './product.ts'

/** The product and a browser, for the tests of one file. @param find which browser */
export function useJourney(find = findBrowser): { product: Product; browser: Browser } {
  const journey = {} as { product: Product; browser: Browser }
  beforeAll(async () => {
    journey.product = await startProduct()
    journey.browser = await launch([], find)
  })
  afterAll(async () => {
    await journey.browser?.close()
    await journey.product?.stop()
  })
  return journey
}
