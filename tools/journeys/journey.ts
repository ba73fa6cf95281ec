import type { Browser } from 'playwright-core'
import { afterAll, beforeAll } from 'vitest'
import { launch } from './browser.ts'
import { type Product, startProduct } from './product.ts'

/** The product and a browser, for the tests of one file. */
export function useJourney(): { product: Product; browser: Browser } {
  const journey = {} as { product: Product; browser: Browser }
  beforeAll(async () => {
    journey.product = await startProduct()
    journey.browser = await launch()
  })
  afterAll(async () => {
    await journey.browser?.close()
    await journey.product?.stop()
  })
  return journey
}
