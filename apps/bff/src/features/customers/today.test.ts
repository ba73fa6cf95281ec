import { DAY_MS, HOUR_MS } from '@qingpin/contract/core/days'
import { WATCHES } from '@qingpin/contract/customers/customers.enums'
import { DEFAULT_RULES } from '@qingpin/contract/customers/pool.rules'
import { describe, expect, it } from 'vitest'
import { aCustomer } from '@qingpin/testing/customers'
import { ENGINES, type StaffLogin, useApp } from '@qingpin/testing/harness'

describe.each(ENGINES)('what waits today on %s', (engine) => {
  const app = useApp(engine)
  const api = ({ token }: StaffLogin) => app.as(token)
  const enter = async (staff: StaffLogin, over: object = {}) =>
    (await api(staff)('POST /api/customers/miniprogram/create', { body: aCustomer({ ...over }) as never })).id
  const assign = (staff: StaffLogin, id: string, to: StaffLogin) =>
    api(staff)('PATCH /api/customers/miniprogram/{id}/assign', { params: { id }, body: { assignedTo: to.id } })
  const listed = async (staff: StaffLogin, query: object) =>
    api(staff)('GET /api/customers/miniprogram/list', { query: query as never })
  const setRules = async (change: object) => {
    const manager = await app.aStaff('manager')
    const { version } = await api(manager)('GET /api/customers/assignment-rules')
    const body = { ...DEFAULT_RULES, ...change, version } as never
    await api(manager)('PUT /api/customers/assignment-rules', { body })
  }
  const later = async ({ username, password, ...staff }: StaffLogin, ms: number): Promise<StaffLogin> => {
    app.advance(ms)
    const { token } = await app.as()('POST /api/auth/login', { body: { username, password } })
    return { ...staff, username, password, token }
  }

  it('counts as newly assigned what a colleague gave to the caller, until the first contact', async () => {
    const [manager, owner] = [await app.aStaff('manager'), await app.aStaff('employee')]
    const given = await enter(manager)
    await assign(manager, given, owner)
    await enter(owner)
    const today = async (staff: StaffLogin) => (await api(staff)('GET /api/today')).customers.assigned
    expect([await today(owner), await today(manager)]).toEqual([1, 0])
    const { customers, total } = await listed(owner, { due: 'assigned' })
    expect([customers.map(({ id }) => id), total]).toEqual([[given], 1])
    await api(owner)('POST /api/customers/miniprogram/{id}/follow-ups', {
      params: { id: given },
      body: { type: 'phone', content: '打过了' },
    })
    expect(await today(owner)).toBe(0)
  })

  it('warns of the pool a day before a customer goes, with its time, to its owner and to managers', async () => {
    await setRules({ recycleDays: { A类: 3, B类: null, C类: null, D类: null } })
    const [owner, other] = [await app.aStaff('employee'), await app.aStaff('employee')]
    const id = await enter(owner, { name: '罗先生' })
    const group = async (staff: StaffLogin) =>
      (await api(staff)('GET /api/today')).groups.find(({ kind }) => kind === 'recycling')
    expect(await group(owner)).toBeUndefined()
    const warned = await later(owner, 2 * DAY_MS + HOUR_MS)
    expect(await group(warned)).toMatchObject({
      count: 1,
      title: '1位快回公海',
      note: expect.stringMatching(/^罗先生，\d+月\d+日 \d+:\d\d$/),
    })
    const { customers } = await listed(warned, { due: 'recycling', sortBy: 'recycleAt', sortOrder: 'asc' })
    expect(customers.map((one) => one.id)).toEqual([id])
    expect(Date.parse(customers[0]?.recycleAt ?? '')).toBeLessThan(app.ctx().now + DAY_MS)
    expect(await group(await later(other, 0))).toBeUndefined()
    const manager = await app.aStaff('manager')
    expect((await group(manager))?.count).toBe((await listed(manager, { due: 'recycling' })).total)
    await setRules({})
  })

  it('shows customers without an owner to those who assign, until one has them', async () => {
    const [operator, dispatch, manager, employee] = [
      await app.aStaff('operator'),
      await app.aStaff('dispatch'),
      await app.aStaff('manager'),
      await app.aStaff('employee'),
    ]
    const ids = [await enter(operator), await enter(dispatch), await enter(manager, { assignedTo: null })]
    expect((await listed(employee, { due: 'unassigned' })).total).toBe(0)
    const owned = await enter(employee, { assignedTo: null })
    const own = await api(employee)('GET /api/customers/miniprogram/{id}', { params: { id: owned } })
    expect(own.assignedTo?._id).toBe(employee.id)
    const line = async (staff: StaffLogin) =>
      (await api(staff)('GET /api/today')).groups.find(({ kind }) => kind === 'unassigned')
    for (const staff of [operator, manager]) {
      const { customers, total } = await listed(staff, { due: 'unassigned', pageSize: 100 })
      expect(customers.filter(({ id }) => ids.includes(id)).map(({ assignedTo }) => assignedTo)).toEqual([
        null,
        null,
        null,
      ])
      expect((await line(staff))?.count).toBe(total)
    }
    expect([await line(employee), await line(dispatch)]).toEqual([undefined, undefined])
    await api(operator)('POST /api/customers/assign-many', { body: { ids, assignedTo: employee.id } })
    expect((await listed(employee, { due: 'assigned' })).total).toBe(3)
    expect(await line(manager)).toBeUndefined()
  })

  it('counts in each line what its list holds, for every role', async () => {
    for (const role of ['employee', 'manager', 'dispatch', 'operator'] as const) {
      const staff = await app.aStaff(role)
      await enter(staff)
      const { groups } = await api(staff)('GET /api/today')
      for (const { value } of WATCHES) {
        const { total, customers } = await listed(staff, { due: value, pageSize: 100 })
        expect([role, value, customers.length]).toEqual([role, value, total])
        const line = groups.find(({ kind }) => kind === (value as string))
        if (line) expect([role, value, line.count]).toEqual([role, value, total])
      }
    }
  })
})
