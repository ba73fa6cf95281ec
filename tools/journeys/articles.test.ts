import { describe, expect, it } from 'vitest'
import { aPerson } from './browser.ts'
import { useJourney } from './journey.ts'

const journey = useJourney()

const NOBODYS = 'a'.repeat(24)

describe('a guest who reads', () => {
  it('opens an article from the home page, then all of them, and finds one by a word', async () => {
    const guest = await aPerson(journey.browser, journey.product.address)
    await guest.tap('挑月嫂先问六件事')
    await guest.sees('见面时问什么')
    await guest.sees('打电话问')
    await guest.page.getByLabel('返回').filter({ visible: true }).click()
    // While it slides away it still lies over the home page and takes the taps.
    await expect.poll(() => guest.page.getByText('见面时问什么').filter({ visible: true }).count()).toBe(0)
    await guest.tap('全部')
    await guest.sees('宝宝添辅食，育儿嫂该会的几样')
    const rows = guest.page.locator('.ar-row').filter({ visible: true })
    await guest.fill('搜文章', '夜里几点醒')
    await expect.poll(() => rows.count()).toBe(1)
    await guest.sees('老人夜里要起几次，请护老阿姨怎么谈')
    await guest.fill('搜文章', '没有人写过的')
    await guest.sees('没有找到')
    await guest.tap('看全部文章')
    await expect.poll(() => rows.count()).toBeGreaterThan(4)
    expect(guest.problems).toEqual([])
    await guest.context.close()
  })

  it('follows a banner, which is counted once', async () => {
    const guest = await aPerson(journey.browser, journey.product.address)
    const counted = guest.page.waitForResponse((response) => response.url().endsWith('/click'))
    await guest.tap('登记以后会怎样')
    await guest.sees('登记以后，接下来会发生什么')
    expect(await (await counted).json()).toMatchObject({ data: { counted: true } })
    expect(guest.problems).toEqual([])
    await guest.context.close()
  })

  it('learns what the agency has before calling', async () => {
    const guest = await aPerson(journey.browser, journey.product.address)
    await guest.tap('找阿姨')
    await guest.sees(/^\d+位在接单$/)
    await guest.sees('打电话说说您家的情况')
    await guest.context.close()
  })

  it.each([NOBODYS, 'broken'])(
    'gets a clear message when there is no article %s, and a link to the others',
    async (id) => {
      const path = `/#/features/content/article/index?id=${id}`
      const guest = await aPerson(journey.browser, journey.product.address, path)
      await guest.sees('这篇文章不在了')
      await guest.tap('看别的文章')
      await guest.sees('挑月嫂先问六件事')
      expect(guest.problems).toEqual([])
      await guest.context.close()
    },
  )
})
