import { expect, it } from 'vitest'
import { render } from '../../test/render'
import { ListEnd } from './list-end'

const read = { more: false, loadingMore: false, moreError: undefined, loadMore: () => undefined }

it('marks the end of a list of several pages, and not of a single page', async () => {
  const page = await render(<ListEnd list={{ ...read, pages: 1 }} />)
  expect(page.text()).toBe('')
  await page.update(<ListEnd list={{ ...read, pages: 2 }} />)
  expect(page.text()).toBe('没有更多了')
})
