import { DAY_MS } from '@qingpin/contract/core/days'
import { describe, expect, it } from 'vitest'
import { aCustomer } from '@qingpin/testing/customers'
import { ENGINES, refusal, type StaffLogin, useApp } from '@qingpin/testing/harness'

describe.each(ENGINES)('follow-ups of the team, on %s', (engine) => {
  const app = useApp(engine)
  const api = ({ token }: StaffLogin) => app.as(token)
  const enter = async (staff: StaffLogin, over: object = {}) =>
    (await api(staff)('POST /api/customers/miniprogram/create', { body: aCustomer({ ...over }) as never })).id
  const note = (staff: StaffLogin, id: string, content: string, type = 'phone') => {
    // Each a moment later, so that they have an order.
    app.advance(1)
    return api(staff)('POST /api/customers/miniprogram/{id}/follow-ups', {
      params: { id },
      body: { type, content } as never,
    })
  }
  const list = (staff: StaffLogin, query: object = {}) =>
    api(staff)('GET /api/customers/follow-ups', { query: query as never })
  const file = async (staff: StaffLogin, query = '') => {
    const reply = await app.raw('GET', `/api/customers/follow-ups/export${query}`, { token: staff.token })
    return reply
  }

  it('of one customer are read on before the oldest that was read, to the first', async () => {
    const me = await app.aStaff('employee')
    const [id, other] = [await enter(me), await enter(me)]
    for (let i = 1; i <= 7; i++) await note(me, id, `第${i}次`)
    const foreign = await note(me, other, '另一位')
    const page = (query: object) =>
      api(me)('GET /api/customers/miniprogram/{id}/follow-ups', { params: { id }, query: query as never })
    const read: string[] = []
    let before: string | undefined
    do {
      const rows = await page({ limit: 3, ...(before ? { before } : {}) })
      read.push(...rows.map(({ content }) => content))
      before = rows.length === 3 ? rows.at(-1)?.id : undefined
    } while (before)
    expect(read).toEqual(['第7次', '第6次', '第5次', '第4次', '第3次', '第2次', '第1次'])
    expect((await page({})).length).toBe(7)
    expect((await page({ limit: 1, before: foreign.id }))[0]?.content).toBe('第7次')
    const stranger = await app.aStaff('employee')
    const call = api(stranger)('GET /api/customers/miniprogram/{id}/follow-ups', { params: { id }, query: {} })
    expect((await refusal(call)).code).toBe('NOT_FOUND')
  })

  it('are filtered by colleague, kind, days and words by managers alone', async () => {
    const [one, two, manager] = [
      await app.aStaff('employee', { name: '赵婷' }),
      await app.aStaff('employee'),
      await app.aStaff('manager'),
    ]
    const id = await enter(one, { name: '罗先生' })
    await note(one, id, '约好下周')
    await note(one, id, '到店看了', 'visit')
    const theirs = await enter(two)
    await note(two, theirs, '问价格', 'wechat')
    const contents = async (query: object) => (await list(manager, query)).items.map(({ content }) => content)
    expect(await contents({ createdBy: one.id })).toEqual(['到店看了', '约好下周'])
    expect(await contents({ createdBy: one.id, type: 'visit' })).toEqual(['到店看了'])
    expect(await contents({ search: '罗先' })).toEqual(['到店看了', '约好下周'])
    expect(await contents({ search: '下周', createdBy: one.id })).toEqual(['约好下周'])
    expect(await contents({ endDate: '2020-01-01' })).toEqual([])
    const { items, total, nextCursor } = await list(manager, { createdBy: one.id, limit: 1 })
    expect([total, items[0]?.customer]).toEqual([2, { id, name: '罗先生', owner: '赵婷' }])
    expect((await contents({ createdBy: one.id, cursor: nextCursor })).length).toBe(1)
    for (const role of ['employee', 'operator', 'dispatch', 'admissions'] as const) {
      const staff = await app.aStaff(role)
      expect((await refusal(list(staff))).status).toBe(403)
      expect((await file(staff)).status).toBe(403)
    }
    await api(manager)('POST /api/customers/miniprogram/{id}/delete', { params: { id }, body: { reason: '录错了' } })
    expect(await contents({ createdBy: one.id })).toEqual([])
  })

  it('are exported as a file in which formulas are inert, with one audit row of filter and count', async () => {
    const [one, manager] = [await app.aStaff('employee', { name: '赵婷' }), await app.aStaff('manager')]
    const id = await enter(one, { name: '罗先生' })
    await note(one, id, '=1+1')
    await note(one, id, '他说，"周六"\n再说')
    const reply = await file(manager, `?createdBy=${one.id}&search=${encodeURIComponent('罗先生')}`)
    expect(reply.status).toBe(200)
    expect(reply.headers.get('content-type')).toContain('text/csv')
    // Reading the reply as text takes the mark of UTF-8 off.
    const lines = String(reply.json).split('\r\n')
    expect(lines[0]).toBe('时间,客户编号,客户,负责人,跟进人,方式,内容,结果,下次跟进')
    expect(lines[1]).toMatch(/^\d{4}-\d\d-\d\d \d\d:\d\d,CUS\d{11},罗先生,赵婷,赵婷,电话,"他说，""周六""\n再说",,$/)
    expect(lines[2]).toContain(",'=1+1,")
    const rows = await app.db.q.select().from(app.db.s.auditLog)
    const [row, ...more] = rows.filter(
      ({ action, actorId }) => action === 'follow-ups.export' && actorId === manager.id,
    )
    expect(more).toEqual([])
    expect(row?.changes).toMatchObject({ count: [null, 2], filter: [null, { createdBy: one.id, search: '…' }] })
    expect(JSON.stringify(row)).not.toContain('罗先生')
  })

  it('of days are those of Beijing', async () => {
    const [one, manager] = [await app.aStaff('employee'), await app.aStaff('manager')]
    const id = await enter(one)
    await note(one, id, '今天写的')
    const today = new Date(app.ctx().now + 8 * 3_600_000).toISOString().slice(0, 10)
    const before = new Date(app.ctx().now + 8 * 3_600_000 - DAY_MS).toISOString().slice(0, 10)
    const count = async (day: string) =>
      (await list(manager, { createdBy: one.id, startDate: day, endDate: day })).total
    expect([await count(today), await count(before)]).toEqual([1, 0])
  })
})
