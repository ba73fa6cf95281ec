import { DAY_MS, HOUR_MS, MINUTE_MS, startOfDay } from '@qingpin/contract/core/days'
import { describe, expect, it } from 'vitest'
import { aCustomer } from '@qingpin/testing/customers'
import { ENGINES, refusal, type StaffLogin, useApp } from '@qingpin/testing/harness'
import { countsForResponse, medianOf, partAt, partsOf, periodOf, startOfWeek } from './team.rules.ts'

describe('the numbers of a team', () => {
  const NOW = Date.parse('2026-12-02T10:00:00+08:00')
  it('take the middle of what was counted', () => {
    expect([[], [7], [1, 100], [5, 1, 9]].map(medianOf)).toEqual([null, 7, 51, 5])
  })

  it('count customers that come in between 9:00 and 20:00 for the response time', () => {
    const hours = Array.from({ length: 24 }, (_, hour) => countsForResponse(startOfDay(NOW) + hour * HOUR_MS))
    expect([hours.indexOf(true), hours.lastIndexOf(true)]).toEqual([9, 19])
  })

  it('begin the week on Monday and the quarter in October', () => {
    const at = (ms: number) => new Date(ms + 8 * HOUR_MS).toISOString().slice(0, 10)
    expect(at(startOfWeek(NOW))).toBe('2026-11-30')
    expect(at(startOfWeek(Date.parse('2026-11-29T23:00:00+08:00')))).toBe('2026-11-23')
    expect((['week', 'month', 'quarter'] as const).map((period) => at(periodOf(period, NOW).from))).toEqual([
      '2026-11-30',
      '2026-11-03',
      '2026-10-01',
    ])
    const parts = partsOf(startOfWeek(NOW), DAY_MS, NOW)
    expect([parts.length, partAt(parts, NOW), partAt(parts, startOfWeek(NOW))]).toEqual([3, 2, 0])
  })
})

describe.each(ENGINES)('the numbers of the team on %s', (engine) => {
  const app = useApp(engine)
  const api = ({ token }: StaffLogin) => app.as(token)
  const enter = async (staff: StaffLogin, over: object = {}) =>
    (await api(staff)('POST /api/customers/miniprogram/create', { body: aCustomer({ ...over }) as never })).id
  const follow = (staff: StaffLogin, id: string, nextFollowUpDate: string | null = null) =>
    api(staff)('POST /api/customers/miniprogram/{id}/follow-ups', {
      params: { id },
      body: { type: 'phone', content: '打过了', nextFollowUpDate } as never,
    })
  const later = async ({ username, password, ...staff }: StaffLogin, ms: number): Promise<StaffLogin> => {
    app.advance(ms)
    const { token } = await app.as()('POST /api/auth/login', { body: { username, password } })
    return { ...staff, username, password, token }
  }
  const day = (ms: number) => new Date(ms + 8 * HOUR_MS).toISOString().slice(0, 10)

  it('are each the length of the list that it opens', async () => {
    let [manager, owner] = [await app.aStaff('manager'), await app.aStaff('employee', { name: '周凯' })]
    owner = await later(owner, startOfDay(app.ctx().now) + DAY_MS + 10 * HOUR_MS - app.ctx().now)
    const [late, later3] = [await enter(owner, { leadSource: '抖音' }), await enter(owner, { leadSource: '抖音' })]
    await enter(owner, { leadSource: '抖音', contractStatus: '已签约' })
    await enter(owner, { leadSource: '美团', contractStatus: '流失客户' })
    app.advance(18 * MINUTE_MS)
    await follow(owner, late, day(app.ctx().now))
    await follow(owner, later3, day(app.ctx().now + 4 * DAY_MS))
    owner = await later(owner, 5 * DAY_MS)
    manager = await later(manager, 0)
    await enter(await app.aStaff('operator'), { leadSource: '小红书' })
    const released = await enter(owner)
    await api(owner)('POST /api/customers/miniprogram/{id}/release-to-pool', { params: { id: released }, body: {} })

    const total = async (query: object) =>
      (await api(manager)('GET /api/customers/miniprogram/list', { query: query as never })).total
    for (const period of ['week', 'month', 'quarter'] as const) {
      const numbers = await api(manager)('GET /api/customers/team-numbers', { query: { period } })
      const days = { createdStartDate: numbers.from, createdEndDate: numbers.to }
      const { overdue, unassigned, pool, sources, steps } = numbers
      expect([overdue.total, unassigned.total]).toEqual([
        await total({ due: 'overdue' }),
        await total({ due: 'unassigned' }),
      ])
      for (const { id, total: n } of overdue.people) {
        expect(n).toBe(await total({ due: 'overdue', assignedTo: id ?? undefined }))
      }
      expect(overdue.people[0]).toMatchObject({ name: '周凯', total: 2, long: 1 })
      expect(pool.total).toBe((await api(manager)('GET /api/customers/pool')).total)
      expect(pool.weeks.at(-1)).toMatchObject({ came: 1, claimed: 0 })
      for (const { source, entered, signed } of sources) {
        const list = (reached: string) => total({ ...days, leadSource: source, reached })
        expect([source, entered, signed]).toEqual([source, await list('entered'), await list('signed')])
      }
      for (const { reach, count } of steps) {
        expect([period, reach, count]).toEqual([period, reach, await total({ ...days, reached: reach })])
      }
    }
    const month = await api(manager)('GET /api/customers/team-numbers')
    expect(month.response).toMatchObject({ median: 18, counted: 2 })
    expect(month.sources.find(({ source }) => source === '抖音')).toMatchObject({ entered: 3, signed: 1 })
    expect(month.steps.map(({ reach }) => reach)).toEqual(['entered', 'contacted', 'matching', 'interviewed', 'signed'])
    expect(month.unassigned).toMatchObject({ total: 1, bySource: [{ source: '小红书', count: 1 }] })
  })

  it('are read by who assigns, and by no other', async () => {
    for (const role of ['admin', 'manager', 'operator'] as const) {
      const numbers = await api(await app.aStaff(role))('GET /api/customers/team-numbers')
      expect(numbers.steps).toHaveLength(5)
    }
    for (const role of ['employee', 'dispatch', 'admissions'] as const) {
      const staff = await app.aStaff(role)
      expect((await refusal(api(staff)('GET /api/customers/team-numbers'))).code).toBe('FORBIDDEN')
    }
    const query = { period: 'year' } as never
    const manager = await app.aStaff('manager')
    expect((await refusal(api(manager)('GET /api/customers/team-numbers', { query }))).code).toBe('VALIDATION_ERROR')
  })
})
