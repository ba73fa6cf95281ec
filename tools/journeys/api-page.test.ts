import { describe, expect, it } from 'vitest'
import { useJourney } from './journey.ts'

const journey = useJourney()

describe('a developer who reads the documentation of a running server', () => {
  it('finds every module, opens a route and calls it, and nothing comes from elsewhere', async () => {
    const { address } = journey.product
    const context = await journey.browser.newContext({ viewport: { width: 1280, height: 900 } })
    const page = await context.newPage()
    const problems: string[] = []
    const foreign: string[] = []
    page.on('console', (message) => message.type() === 'error' && problems.push(message.text()))
    page.on('pageerror', (error) => problems.push(error.message))
    page.on('request', (request) => {
      const url = request.url()
      if (!url.startsWith(address) && !url.startsWith('data:')) foreign.push(url)
    })
    await page.goto(`${address}/api/docs`)
    const tags = page.locator('.opblock-tag')
    await expect.poll(() => tags.count()).toBeGreaterThan(10)
    const sentences = page.locator('.opblock-tag small').filter({ hasText: /\p{Script=Han}: [A-Z].+\.$/u })
    expect([await sentences.count(), await sentences.filter({ visible: true }).count()]).toEqual(
      Array.from({ length: 2 }).fill(await tags.count()),
    )
    await page.locator('#operations-tag-resumes').click()
    const enums = page.locator('.opblock').filter({ hasText: '/api/resumes/enums' })
    await enums.click()
    await enums.getByRole('button', { name: 'Execute' }).click()
    await expect.poll(() => enums.locator('.live-responses-table').innerText()).toContain('月嫂')
    expect([problems, foreign]).toEqual([[], []])
    if (process.env.PICTURE) await page.screenshot({ path: process.env.PICTURE })
    await context.close()
  })
})
