import { expect, it } from 'vitest'
import { render } from '../../test/render'
import { ListEnd } from './list-end'

const read = { more: false, loadingMore: false, moreError: undefined, loadMore: () => undefined }

it('says that a list has ended to whoever has read on, and not under one that came in one piece', async () => {
  const page = await render(<ListEnd list={{ ...read, pages: 1 }} />)
  expect(page.text()).toBe('')
  await page.update(<ListEnd list={{ ...read, pages: 2 }} />)
  expect(page.text()).toBe('没有更多了')
})
