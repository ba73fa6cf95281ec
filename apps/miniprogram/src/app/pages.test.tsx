import { expect, it } from 'vitest'
import Taro, { openWith } from '../../test/taro'
import { render } from '../../test/render'
import { go, pageOpener, urlOf, useParams } from './pages'

it('escapes what it puts into an address and leaves out what is missing', () => {
  expect(urlOf('gallery', { part: '一 & 二' })).toBe('/features/gallery/gallery/index?part=%E4%B8%80%20%26%20%E4%BA%8C')
  expect(urlOf('gallery', { part: undefined })).toBe('/features/gallery/gallery/index')
})

it('switches to a tab and opens other pages', () => {
  go('me')
  go('gallery')
  expect(Taro.switchTab).toHaveBeenCalledWith({ url: '/pages/me/index' })
  expect(Taro.navigateTo).toHaveBeenCalledWith({ url: '/features/gallery/gallery/index' })
})

it('opens what a server calls a page only if it is one', () => {
  pageOpener('features/content/article/index?id=1')?.()
  pageOpener('/pages/me/index')?.()
  expect(Taro.navigateTo).toHaveBeenCalledWith({ url: '/features/content/article/index?id=1' })
  expect(Taro.switchTab).toHaveBeenCalledWith({ url: '/pages/me/index' })
  expect(pageOpener('https://example.com/pages/me/index')).toBeUndefined()
})

it('reads a parameter as it was written, and a broken one as it stands', async () => {
  let part: string | undefined
  const Probe = () => {
    part = useParams('gallery').part
    return null
  }
  openWith({ part: '%E4%B8%80' })
  const page = await render(<Probe />)
  expect(part).toBe('一')
  openWith({ part: '%E4%B' })
  await page.update(<Probe />)
  expect(part).toBe('%E4%B')
})
