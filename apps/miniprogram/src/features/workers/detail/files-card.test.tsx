import { expect, it } from 'vitest'
import { render } from '../../../../test/render'
import { aResume } from '../resume-form/a-resume'
import { FilesCard } from './files-card'

const aPhoto = (id: string, url: string, thumbnailUrl: string | null) => ({
  id,
  url,
  thumbnailUrl,
  filename: '1.jpg',
  size: 1,
  mimetype: 'image/jpeg',
})

it('shows thumbnails of our pictures, and icons for those on other hosts', async () => {
  const ours = aPhoto('a', 'https://our.host/api/files/a', 'https://our.host/api/files/a?as=small')
  const personalPhoto = [ours, aPhoto('b', '/media/b.svg', null), aPhoto('c', 'https://a.b/c.jpg', null)]
  const page = await render(<FilesCard resume={aResume({ personalPhoto })} />)
  const sources = [...document.querySelectorAll('img')].map((img) => img.getAttribute('src') ?? '')
  expect([sources.length, sources[0], page.text()]).toEqual([2, ours.thumbnailUrl, expect.stringContaining('3份')])
  expect(sources[1]).toMatch(/\/media\/b\.svg$/)
})
