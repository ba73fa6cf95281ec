import { eq } from 'drizzle-orm'
import { describe, expect, it } from 'vitest'
import { ENGINES, useApp } from '@qingpin/testing/harness'
import { aNewPicture } from '@qingpin/testing/uploads'

describe.each(ENGINES)('a picture of an article that was sent twice, on %s', (engine) => {
  const app = useApp(engine)

  it('can be decided when the copy that was judged is gone', async () => {
    const operator = await app.aStaff('operator')
    const bytes = new Uint8Array(await aNewPicture())
    const send = async () => {
      const form = new FormData()
      form.append('file', new File([bytes], 'a.jpg'))
      return String((await app.raw('POST', '/api/content/pictures', { token: operator.token, form })).json.data.url)
    }
    const [first, second] = [await send(), await send()]
    const { checkedPictures, contentPictures } = app.db.s
    await app.db.q.update(checkedPictures).set({ state: 'review' })
    await app.db.q.delete(contentPictures).where(eq(contentPictures.id, first.split('/').at(-1) ?? ''))
    const api = app.as(operator.token)
    const { items, total } = await api('GET /api/reviews')
    expect([items.map(({ pictureUrl }) => pictureUrl), total]).toEqual([[second], 1])
    await api('POST /api/reviews/{id}', { params: { id: items[0]?.id ?? '' }, body: { verdict: 'pass' } })
    expect((await api('GET /api/reviews')).total).toBe(0)
  })
})
