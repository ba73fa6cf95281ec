import type { Browser } from 'playwright-core'
import { aPerson, type Person } from './browser.ts'
import type { Product } from './product.ts'
import { logIn, storageOf, type Viewer, type Visit } from './visitors.ts'

/** A phone on which this person is logged in already, on a page. @param scale how large the type is */
export async function comeAs(
  { product, browser }: { product: Product; browser: Browser },
  viewer: Viewer,
  path: string,
  scale = 1,
): Promise<Person & { visit: Visit }> {
  const visit = await logIn(product, viewer)
  if (!visit) throw new Error('a guest does not log in')
  const person = await aPerson(browser, product.address)
  await person.page.evaluate(
    (entries) => {
      for (const [key, value] of Object.entries(entries)) localStorage.setItem(key, value)
    },
    storageOf(visit, scale),
  )
  await person.page.goto(`${product.address}/#/${path}`)
  await person.page.reload()
  return { ...person, visit }
}
