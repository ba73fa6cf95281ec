import { act } from 'react'
import { beforeEach, describe, expect, it, vi } from 'vitest'
import { render, tap } from '../../../test/render'
import Taro from '../../../test/taro'
import type { Banner } from './api'
import { BannerHero, useShownBanners } from './banners'

const aBanner = (way: Pick<Banner, 'linkType' | 'linkUrl'>): Banner => ({
  _id: 'a'.repeat(24),
  id: 'a'.repeat(24),
  title: '先视频见一面',
  subtitle: '谈好再上户',
  imageUrl: '/media/content/door.svg',
  order: 0,
  endsAt: null,
  ...way,
})

/** Shows a banner; its link, if it leads anywhere. */
async function shown(way: Pick<Banner, 'linkType' | 'linkUrl'>) {
  const page = await render(<BannerHero banner={aBanner(way)} />)
  return page.element.querySelector<HTMLElement>('[role="link"]')
}

function Shown({ banner }: { readonly banner: Banner }) {
  const shown = useShownBanners([banner])
  return <>{shown.map(({ title }) => title).join('') || '没有了'}</>
}

it('goes from an open page the moment its time is over, also when the answer was kept', async () => {
  vi.useFakeTimers({ toFake: ['Date', 'setTimeout', 'clearTimeout'] })
  try {
    const endsAt = new Date(Date.now() + 60_000).toISOString()
    const page = await render(<Shown banner={{ ...aBanner({ linkType: 'none', linkUrl: '' }), endsAt }} />)
    expect(page.text()).toBe('先视频见一面')
    await act(async () => void vi.advanceTimersByTime(59_000))
    expect(page.text()).toBe('先视频见一面')
    await act(async () => void vi.advanceTimersByTime(1000))
    expect(page.text()).toBe('没有了')
  } finally {
    vi.useRealTimers()
  }
})

describe('a banner', () => {
  // Every count fails; a tap must work all the same.
  beforeEach(() => void vi.spyOn(globalThis, 'fetch').mockRejectedValue(new TypeError('Failed to fetch')))

  it('opens a page of the app', async () => {
    const link = await shown({ linkType: 'miniprogram', linkUrl: '/features/content/articles/index' })
    if (link) await tap(link)
    expect(Taro.navigateTo).toHaveBeenCalledWith({ url: '/features/content/articles/index' })
  })

  it('copies the address of a foreign page and says so before the tap', async () => {
    const link = await shown({ linkType: 'external', linkUrl: 'https://example.com/b' })
    expect(link?.textContent).toContain('复制链接')
    if (link) await tap(link)
    expect(Taro.setClipboardData).toHaveBeenCalledWith({ data: 'https://example.com/b' })
  })

  it('is no link when it leads nowhere, or to a page that this version does not have', async () => {
    expect(await shown({ linkType: 'none', linkUrl: '' })).toBeNull()
    expect(await shown({ linkType: 'miniprogram', linkUrl: '/features/later/index' })).toBeNull()
  })
})
