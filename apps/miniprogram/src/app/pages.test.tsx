import { describe, expect, it } from 'vitest'
import Taro, { openWith } from '../../test/taro'
import { render } from '../../test/render'
import { go, pageOpener, replaceMissing, urlOf, useParams } from './pages'

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

it('opens an address from the server only if it is a page of the app', () => {
  pageOpener('features/content/article/index?id=1')?.()
  pageOpener('/pages/me/index')?.()
  expect(Taro.navigateTo).toHaveBeenCalledWith({ url: '/features/content/article/index?id=1' })
  expect(Taro.switchTab).toHaveBeenCalledWith({ url: '/pages/me/index' })
  expect(pageOpener('https://example.com/pages/me/index')).toBeUndefined()
})

it('opens the former address of a page that moved', () => {
  pageOpener('features/resumes-public/list/index?trade=yuesao')?.()
  expect(Taro.navigateTo).toHaveBeenCalledWith({ url: '/features/public-workers/list/index?trade=yuesao' })
})

describe('a page that is not there', () => {
  it.each([
    ['resumes-public/shared', 'public-workers/shared', { t: 'abc_-DEF' }],
    ['resumes-public/shared', 'public-workers/shared', { scene: 'abc_-DEF' }],
    ['resumes-public/detail', 'public-workers/detail', { id: '65a1' }],
    ['resumes-public/list', 'public-workers/list', { trade: 'yuesao' }],
    ['resumes/register', 'registration/register', {}],
    ['resumes/id-card', 'registration/id-card', { for: 'mine' }],
    ['resumes/mine', 'my-resume/mine', {}],
    ['resumes/papers', 'my-resume/papers', {}],
    ['resumes/papers', 'workers/papers', { id: '65a1' }],
    ['resumes/shares', 'my-resume/shares', { resumeId: '65a1' }],
    ['resumes/list', 'workers/list', {}],
    ['resumes/detail', 'workers/detail', { id: '65a1' }],
    ['resumes/edit', 'workers/edit', { id: '65a1' }],
    ['resumes/create', 'workers/create', {}],
    ['resumes/paper-check', 'workers/paper-check', { id: '65a1' }],
  ])('is replaced by the page that %s became', (old, now, query) => {
    const search = new URLSearchParams(query as Record<string, string>).toString()
    replaceMissing({ path: `features/${old}/index`, query })
    const url = `/features/${now}/index${search && `?${search}`}`
    expect(Taro.redirectTo).toHaveBeenLastCalledWith({ url })
  })

  it('is replaced by the page for unknown addresses if it never existed', () => {
    replaceMissing({ path: '/features/nothing/index', query: { stamp: '1' } })
    expect(Taro.redirectTo).toHaveBeenLastCalledWith({ url: '/features/lost/page/index' })
  })

  it('is encoded once, whether or not the platform has decoded its parameters', () => {
    for (const part of ['%E4%B8%80', '一']) {
      replaceMissing({ path: '/features/resumes/detail/index', query: { id: part, stamp: '1' } })
      expect(Taro.redirectTo).toHaveBeenLastCalledWith({ url: '/features/workers/detail/index?id=%E4%B8%80' })
    }
  })
})

it('decodes a parameter, and returns a malformed one unchanged', async () => {
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
