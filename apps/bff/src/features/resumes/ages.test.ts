import { DAY_MS } from '@qingpin/contract/core/days'
import { describe, expect, it } from 'vitest'
import { ENGINES, useApp } from '@qingpin/testing/harness'
import { listWorker } from '@qingpin/testing/listed'
import { aWorker } from '@qingpin/testing/workers'

describe.each(ENGINES)('the age of a worker on %s', (engine) => {
  const app = useApp(engine)
  const staff = async () => app.as((await app.aStaff('manager')).token)
  const enter = async (body: object) => {
    const api = await staff()
    const { id } = await api('POST /api/resumes/miniprogram/create', { body: aWorker({ ...body }) as never })
    await listWorker(api, id)
    return id
  }

  it('is counted from her birthday, else from the day on which she said it, and grows in views, filters and order', async () => {
    const mark = { nativePlace: '岁月县' }
    // The tests begin on 20 November 2026.
    const said = await enter({ ...mark, name: '说四十', age: 40 })
    const born = await enter({ ...mark, name: '生日近', age: 30, birthDate: '1986-11-22' })
    const api = await staff()
    const ages = async (reader = api) => {
      const { items } = await reader('GET /api/resumes', { query: { ...mark, sortBy: 'age', sortOrder: 'asc' } })
      return items.map(({ name, age }) => [name, age])
    }
    const found = async (query: object, reader = api) =>
      (await reader('GET /api/resumes', { query: { ...mark, ...query } as never })).items.map(({ name }) => name)
    expect(await ages()).toEqual([
      ['生日近', 39],
      ['说四十', 40],
    ])
    expect([await found({ minAge: 40 }), await found({ maxAge: 39 })]).toEqual([['说四十'], ['生日近']])

    app.advance(2 * DAY_MS)
    const later = await staff()
    expect(await ages(later)).toEqual([
      ['生日近', 40],
      ['说四十', 40],
    ])
    expect(await found({ maxAge: 39 }, later)).toEqual([])
    const open = (id: string) => app.as()('GET /api/resumes/public/{id}', { params: { id } })
    expect([(await open(born)).age, (await open(said)).age]).toEqual([40, 40])
    const shown = await app.as()('GET /api/resumes/public/list', { query: { ...mark, maxAge: 40 } })
    expect(shown.total).toBe(2)

    app.advance(365 * DAY_MS)
    const next = await staff()
    expect(await ages(next)).toEqual([
      ['生日近', 41],
      ['说四十', 41],
    ])
    expect((await app.as()('GET /api/resumes/public/list', { query: { ...mark, maxAge: 40 } })).total).toBe(0)

    // What she says anew counts from that day; a birthday counts before everything else.
    const change = (id: string, body: object) =>
      next('PATCH /api/resumes/miniprogram/{id}', { params: { id }, body: body as never })
    expect((await change(said, { age: 45 })).age).toBe(45)
    expect((await change(said, { birthDate: '1980-01-01' })).age).toBe(47)
    expect((await change(said, { birthDate: null })).age).toBe(47)
    const pages = await next('GET /api/resumes', { query: { ...mark, sortBy: 'age', sortOrder: 'desc', pageSize: 1 } })
    const rest = await next('GET /api/resumes', {
      query: { ...mark, sortBy: 'age', sortOrder: 'desc', pageSize: 1, cursor: pages.nextCursor ?? '' },
    })
    expect([...pages.items, ...rest.items].map(({ name }) => name)).toEqual(['说四十', '生日近'])
  })
})
