import { expect, it } from 'vitest'
import { render } from '../../../../test/render'
import { Answers } from './answer-card'

const anAnswer = (state: string, text: string) =>
  ({ id: 'a1', state, text, cost: 0, note: null, thinking: '' }) as never
const shown = async (state: string, text: string) => {
  const page = await render(<Answers answers={[anAnswer(state, text)]} />)
  return page.element.querySelector('.md')?.textContent
}

it('an answer that was stopped, or broke off, ends without half a sign; one that is whole keeps its last star', async () => {
  expect(await shown('stopped', '先说**成果*')).toBe('先说成果')
  expect(await shown('failed', '先说成果，*')).toBe('先说成果，')
  expect(await shown('done', '带星的要付钱*')).toBe('带星的要付钱*')
})
