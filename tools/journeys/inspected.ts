import { expect } from 'vitest'
import type { Person } from './browser.ts'
import { glance, inspect } from './screen-matrix/inspect.ts'
import { LATIN } from './screen-matrix/screens.ts'
import { until } from './until.ts'

/** What an inspection finds wrong with what is drawn, once it lies still: cut text, small targets, weak contrast. */
export async function look({ page }: Person): Promise<void> {
  let before = ''
  const isStill = async () => {
    const { text, moves, waits } = await page.evaluate(glance)
    const same = text === before
    before = text
    return same && !moves && !waits
  }
  await until(isStill, () => `never stands still; it says: ${before}`)
  expect.soft(await page.evaluate(inspect, { latin: LATIN.source })).toEqual([])
}
