import { STAFF_ROLES } from '@qingpin/contract/core/policy'
import { customerScope } from '@qingpin/contract/customers/customers.policy'
import { beforeAll, describe, expect, it } from 'vitest'
import { aCustomer } from '@qingpin/testing/customers'
import { ENGINES, type StaffLogin, useApp } from '@qingpin/testing/harness'

describe.each(ENGINES)('statistics of customers on %s', (engine) => {
  const app = useApp(engine)
  const viewers = new Map<string, StaffLogin>()
  beforeAll(async () => {
    const manager = await app.aStaff('manager')
    for (const role of STAFF_ROLES) {
      const viewer = await app.aStaff(role)
      viewers.set(role, viewer)
      const enter = (staff: StaffLogin, over: object) =>
        app.as(staff.token)('POST /api/customers/miniprogram/create', { body: aCustomer({ ...over }) as never })
      await enter(viewer, { serviceCategory: '月嫂', leadSource: '美团', name: '统计甲' })
      await enter(viewer, { contractStatus: '流失客户', name: '统计乙' })
      await enter(manager, { assignedTo: viewer.id, contractStatus: '已面试', leadSource: '抖音' })
    }
  })

  const FILTERS = [
    {},
    { leadLevel: 'A类' },
    { contractStatus: '流失客户' },
    { contractStatus: '匹配中,流失客户' },
    { search: '统计乙' },
    { due: 'fresh' },
    { leadSource: '美团' },
    { createdStartDate: '2100-01-02' },
    { createdEndDate: '9999-12-31' },
  ]

  it.each(STAFF_ROLES)('equal the lists that %s sees, with any filter', async (role) => {
    const api = app.as(viewers.get(role)?.token ?? '')
    for (const query of FILTERS) {
      const list = await api('GET /api/customers/miniprogram/list', { query: { ...query, limit: '100' } as never })
      const statistics = await api('GET /api/customers/miniprogram/statistics', { query: query as never })
      expect([query, statistics.total]).toEqual([query, list.total])
      const shown: Record<string, number> = {}
      for (const { contractStatus } of list.customers) shown[contractStatus] = (shown[contractStatus] ?? 0) + 1
      expect([query, statistics.byContractStatus]).toEqual([query, shown])
      const lostQuery = { ...query, contractStatus: '流失客户' }
      const lost = await api('GET /api/customers/miniprogram/list', { query: lostQuery as never })
      expect([query, statistics.lost]).toEqual([query, lost.total])
    }
  })

  it('have the shape that old clients of each role read', async () => {
    const of = (role: string) => app.as(viewers.get(role)?.token ?? '')('GET /api/customers/miniprogram/statistics')
    expect(Object.keys(await of('employee')).toSorted()).toEqual(['byContractStatus', 'lost', 'myCustomers', 'total'])
    const { byServiceCategory, byLeadSource } = await of('dispatch')
    expect([byServiceCategory, byLeadSource]).toEqual([
      { 月嫂: 1, none: 1 },
      { 美团: 1, 抖音: 1 },
    ])
    expect(customerScope('dispatch')).toBe('assigned-or-created')
  })
})
