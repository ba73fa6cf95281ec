import { expect, it } from 'vitest'
import { byRole, render, tap } from '../../../../test/render'
import Taro from '../../../../test/taro'
import { Blocks } from './blocks'

it('shows what looks like HTML as the words it is', async () => {
  const page = await render(
    <Blocks
      blocks={[{ kind: 'text', spans: [{ text: '<img src=x onerror=alert(1)>' }, { text: '要紧', strong: true }] }]}
    />,
  )
  expect(page.text()).toBe('<img src=x onerror=alert(1)>要紧')
  expect(page.element.querySelector('img')).toBeNull()
})

it('shows a picture from our server with its caption, and without one where there is none', async () => {
  const page = await render(
    <Blocks
      blocks={[
        { kind: 'image', url: '/media/content/aunt.svg', spans: [{ text: '小床' }] },
        { kind: 'image', url: '/media/content/door.svg', spans: [] },
      ]}
    />,
  )
  const pictures = [...page.element.querySelectorAll('img')].map((image) => image.getAttribute('src'))
  expect(pictures).toEqual(['/media/content/aunt.svg', '/media/content/door.svg'])
  expect(page.text()).toBe('小床')
})

it('copies a link, because a mini program opens no foreign page', async () => {
  await render(<Blocks blocks={[{ kind: 'text', spans: [{ text: '健康证怎么办', href: 'https://example.com/a' }] }]} />)
  await tap(byRole('link', '健康证怎么办'))
  expect(Taro.setClipboardData).toHaveBeenCalledWith({ data: 'https://example.com/a' })
})
