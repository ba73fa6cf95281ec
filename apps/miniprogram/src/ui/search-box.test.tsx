import { useState } from 'react'
import { expect, it } from 'vitest'
import { render, type } from '../../test/render'
import { SearchBox } from './search-box'

function Search() {
  const [words, setWords] = useState('')
  return (
    <>
      <SearchBox placeholder="搜文章" value={words} onInput={setWords} />
      <i>{words.length}</i>
    </>
  )
}

it('a search that is pasted too long stays whole, and says by how much it is too long', async () => {
  const page = await render(<Search />)
  const field = document.querySelector('input') as HTMLInputElement
  await type(field, '字'.repeat(63))
  expect([field.value.length, document.querySelector('i')?.textContent]).toEqual([63, '63'])
  expect(document.querySelector('[role="alert"]')?.textContent).toBe('最多50个字，多了13个。')
  await type(field, '字'.repeat(50))
  expect(document.querySelector('[role="alert"]')).toBeNull()
  expect(page.text()).toContain('50')
})
