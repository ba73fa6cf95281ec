import { DAY_MS } from '@qingpin/contract/core/days'
import { describe, expect, it } from 'vitest'
import { aCustomer } from '@qingpin/testing/customers'
import { ENGINES, refusal, useApp } from '@qingpin/testing/harness'
import { actionsOf, countRows } from '@qingpin/testing/rows'

describe.each(ENGINES)('following a customer up, on %s', (engine) => {
  const app = useApp(engine)
  const aCase = async () => {
    const staff = await app.aStaff('employee', { name: '陈默' })
    const api = app.as(staff.token)
    const { id } = await api('POST /api/customers/miniprogram/create', { body: aCustomer() })
    const params = { id }
    const note = (body: object = {}, idempotencyKey?: string) =>
      api('POST /api/customers/miniprogram/{id}/follow-ups', {
        params,
        body: { type: 'phone', content: '约了周六见面', ...body } as never,
        ...(idempotencyKey ? { idempotencyKey } : {}),
      })
    return {
      staff,
      id,
      note,
      read: () => api('GET /api/customers/miniprogram/{id}', { params }),
      notes: () => api('GET /api/customers/miniprogram/{id}/follow-ups', { params }),
    }
  }

  it('stores the text and the next date, and shows both at once', async () => {
    const { staff, id, note, read, notes } = await aCase()
    app.advance(1000)
    const noted = await note({ type: '微信', result: '有意向', nextFollowUpDate: '2026-11-28T15:30:00+08:00' })
    expect(noted).toMatchObject({
      customerId: id,
      type: 'wechat',
      content: '约了周六见面',
      result: '有意向',
      nextFollowUpDate: '2026-11-28T07:30:00.000Z',
      createdBy: { _id: staff.id, name: '陈默' },
    })
    expect(await notes()).toEqual([noted])
    const now = new Date(app.ctx().now).toISOString()
    expect(await read()).toMatchObject({
      nextFollowUpAt: '2026-11-28T07:30:00.000Z',
      lastNote: '约了周六见面',
      lastFollowUpAt: now,
      lastActivityAt: now,
      followUpStatus: '已跟进',
    })
    expect(await actionsOf(app, id)).toEqual(['customer.create', 'customer.follow-up'])
  })

  it('shows the newest first, and those of one moment always in the same order', async () => {
    const { note, notes } = await aCase()
    for (const content of ['一', '二', '三']) await note({ content })
    app.advance(1)
    await note({ content: '四' })
    const seen = (await notes()).map(({ content }) => content)
    expect([seen[0], seen.toSorted()]).toEqual(['四', ['一', '三', '二', '四'].toSorted()])
    expect((await notes()).map(({ content }) => content)).toEqual(seen)
  })

  it('leaves a later plan unchanged, ends a due one, and clears one on request', async () => {
    const { note, read } = await aCase()
    const next = async () => (await read()).nextFollowUpAt
    await note({ nextFollowUpDate: '2026-11-28' })
    await note()
    expect(await next()).toBe('2026-11-27T16:00:00.000Z')
    await note({ nextFollowUpDate: null })
    expect(await next()).toBeNull()
    await note({ nextFollowUpDate: '2026-11-20' })
    expect(await next()).toBe('2026-11-19T16:00:00.000Z')
    await note()
    expect(await next()).toBeNull()
    await note({ nextFollowUpDate: '2026-11-28' })
    await note({ nextFollowUpDate: '' })
    expect(await next()).toBeNull()
  })

  it('plans for today at the earliest; a time that has passed today is still today', async () => {
    const { note, read } = await aCase()
    await note({ nextFollowUpDate: '2026-11-20T00:30:00+08:00' })
    expect((await read()).nextFollowUpAt).toBe('2026-11-19T16:30:00.000Z')
    const before = await countRows(app, 'customerFollowUps')
    for (const nextFollowUpDate of ['2026-11-19', '2026-11-19T23:59:59+08:00', '1999-01-01']) {
      expect((await refusal(note({ nextFollowUpDate }))).fields).toEqual({
        nextFollowUpDate: '下次跟进要在今天或以后。',
      })
    }
    for (const nextFollowUpDate of ['明天', '2026-02-31', '2026-13-01T10:00:00Z', '2026']) {
      const { fields } = await refusal(note({ nextFollowUpDate }))
      expect(fields).toEqual({ nextFollowUpDate: '日期要写成2026-11-28的样子。' })
    }
    expect(await countRows(app, 'customerFollowUps')).toBe(before)
  })

  it('names in Chinese what is missing, wrong or too long', async () => {
    const { note } = await aCase()
    expect((await refusal(note({ type: undefined, content: ' ' }))).fields).toEqual({
      type: '这一项要填。',
      content: '这一项要填。',
    })
    expect((await refusal(note({ type: 'fax', content: '长'.repeat(1001) }))).fields).toEqual({
      type: '不在可选的范围里。',
      content: '最多1000个字。',
    })
    expect((await note({ content: `${'长'.repeat(998)}🌸` })).content).toHaveLength(1000)
  })

  it('adds a follow-up once when its request comes twice, also at the same moment', async () => {
    const { note, notes } = await aCase()
    const [first, second] = [await note({}, 'said-once'), await note({}, 'said-once')]
    expect(second).toEqual(first)
    app.advance(1000)
    const codes = await Promise.all(
      [1, 2, 3].map(() =>
        note({ content: '又一条' }, 'said-again').then(
          ({ id }) => id,
          (error) => error.code,
        ),
      ),
    )
    const ids = codes.filter((one) => one !== 'IDEMPOTENCY_IN_PROGRESS')
    expect(new Set(ids).size).toBe(1)
    expect((await notes()).map(({ content }) => content)).toEqual(['又一条', '约了周六见面'])
  })

  it('stores all follow-ups of the same moment, and the list shows one of the newest', async () => {
    const { note, notes, read } = await aCase()
    const contents = Array.from({ length: 8 }, (_, i) => `同时写的${i}`)
    await Promise.all(contents.map((content) => note({ content })))
    expect((await notes()).map(({ content }) => content).toSorted()).toEqual(contents)
    expect(contents).toContain((await read()).lastNote)
  })

  it('shows the newest two hundred', async () => {
    const { staff, id, notes } = await aCase()
    const { customerFollowUps } = app.db.s
    await app.db.tx(function* (t) {
      const rows = Array.from({ length: 205 }, (_, i) => ({
        id: i.toString(16).padStart(24, '0'),
        customerId: id,
        type: 'other' as const,
        content: `第${i}条`,
        createdBy: staff.id,
        createdAt: app.ctx().now - DAY_MS + i,
      }))
      yield t.insert(customerFollowUps).values(rows)
    })
    const seen = await notes()
    expect([seen.length, seen[0]?.content, seen.at(-1)?.content]).toEqual([200, '第204条', '第5条'])
  })
})
