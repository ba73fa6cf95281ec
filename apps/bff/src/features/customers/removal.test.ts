import { DAY_MS } from '@qingpin/contract/core/days'
import { RESTORE_DAYS } from '@qingpin/contract/customers/removal.rules'
import { eq } from 'drizzle-orm'
import { describe, expect, it } from 'vitest'
import { aCustomer } from '@qingpin/testing/customers'
import { aPhone, ENGINES, refusal, type StaffLogin, useApp } from '@qingpin/testing/harness'
import { actionsOf } from '@qingpin/testing/rows'
import { CUSTOMER_RECORDS } from '../../background/customer-records.ts'
import { makeCustomerRetention } from './removal.job.ts'

describe.each(ENGINES)('deleted customers, on %s', (engine) => {
  const app = useApp(engine)
  const api = ({ token }: StaffLogin) => app.as(token)
  const enter = async (staff: StaffLogin, over: object = {}) =>
    (await api(staff)('POST /api/customers/miniprogram/create', { body: aCustomer({ ...over }) as never })).id
  const remove = (staff: StaffLogin, id: string, reason = '录错了') =>
    api(staff)('POST /api/customers/miniprogram/{id}/delete', { params: { id }, body: { reason } })
  const restore = (staff: StaffLogin, id: string) =>
    api(staff)('POST /api/customers/removed/{id}/restore', { params: { id } })
  const removed = async (staff: StaffLogin, query: object = {}) =>
    (await api(staff)('GET /api/customers/removed', { query: query as never })).items
  const again = async (staff: StaffLogin): Promise<StaffLogin> => {
    const { username, password } = staff
    return { ...staff, token: (await app.as()('POST /api/auth/login', { body: { username, password } })).token }
  }

  it('are gone from lists, numbers, details, the pool and the day, and stand in the list of managers with the reason', async () => {
    const [owner, manager] = [await app.aStaff('employee', { name: '赵婷' }), await app.aStaff('manager')]
    const id = await enter(owner, { name: '罗先生' })
    const pooled = await enter(owner, { name: '潘女士' })
    await api(owner)('POST /api/customers/miniprogram/{id}/release-to-pool', { params: { id: pooled }, body: {} })
    for (const one of [id, pooled]) await remove(manager, one, '同行来试探')
    const params = { id }
    expect((await refusal(api(owner)('GET /api/customers/miniprogram/{id}', { params }))).code).toBe('NOT_FOUND')
    expect((await refusal(api(owner)('POST /api/customers/pool/{id}/claim', { params: { id: pooled } }))).code).toBe(
      'NOT_FOUND',
    )
    expect((await api(owner)('GET /api/customers/miniprogram/list')).total).toBe(0)
    expect((await api(owner)('GET /api/customers/miniprogram/statistics')).total).toBe(0)
    expect((await api(owner)('GET /api/today')).customers.all).toBe(0)
    expect((await api(owner)('GET /api/customers/pool', { query: { search: '潘女士' } })).total).toBe(0)
    const colleagues = await api(manager)('GET /api/customers/miniprogram/employees/list')
    expect(colleagues.find(({ _id }) => _id === owner.id)?.customers).toBe(0)
    expect(await removed(manager, { search: '罗先' })).toMatchObject([
      {
        id,
        kind: 'deleted',
        name: '罗先生',
        owner: '赵婷',
        reason: '同行来试探',
        by: { _id: manager.id },
        mergedInto: null,
      },
    ])
    expect(await removed(manager, { kind: 'merged' })).toEqual([])
    expect(await removed(owner)).toEqual([])
    expect(await actionsOf(app, id)).toContain('customer.delete')
  })

  it('are deleted and brought back by managers alone, with all that was written, once', async () => {
    const [owner, manager] = [await app.aStaff('employee'), await app.aStaff('manager')]
    const id = await enter(owner)
    const params = { id }
    await api(owner)('POST /api/customers/miniprogram/{id}/follow-ups', {
      params,
      body: { type: 'phone', content: '约好下周' } as never,
    })
    expect((await refusal(remove(owner, id))).status).toBe(403)
    expect((await refusal(remove(manager, 'f'.repeat(24)))).code).toBe('NOT_FOUND')
    expect((await refusal(remove(manager, id, '  '))).code).toBe('VALIDATION_ERROR')
    const twice = await Promise.allSettled([remove(manager, id), remove(manager, id)])
    expect(twice.map(({ status }) => status).toSorted()).toEqual(['fulfilled', 'rejected'])
    expect((await refusal(restore(owner, id))).code).toBe('FORBIDDEN')
    await restore(manager, id)
    expect((await refusal(restore(manager, id))).code).toBe('NOT_FOUND')
    const notes = await api(owner)('GET /api/customers/miniprogram/{id}/follow-ups', { params })
    expect(notes.map(({ content }) => content)).toEqual(['约好下周'])
    expect(await actionsOf(app, id)).toContain('customer.restore')
  })

  it('still hold their number, for which a manager is named who can bring them back', async () => {
    const [owner, me, manager] = [
      await app.aStaff('employee'),
      await app.aStaff('employee'),
      await app.aStaff('manager'),
    ]
    const phone = aPhone()
    const id = await enter(owner, { phone, name: '罗先生' })
    await remove(manager, id)
    const { phone: hit } = await api(me)('POST /api/customers/check-numbers', { body: { phone } })
    expect(hit).toMatchObject({ where: 'deleted', customerId: null, name: '罗**' })
    const error = await refusal(enter(me, { phone }))
    expect(error.details).toEqual([
      { field: 'phone', message: '这个手机号的客户删除过，请经理恢复。', where: 'deleted', merged: false },
    ])
    const asked = await refusal(api(me)('POST /api/customers/transfer-requests', { body: { phone } as never }))
    expect(asked.code).toBe('TRANSFER_NOT_NEEDED')
  })

  it('come back without an owner where that one has left', async () => {
    const [owner, manager] = [await app.aStaff('employee'), await app.aStaff('manager')]
    const id = await enter(owner)
    await remove(manager, id)
    const { accounts } = app.db.s
    await app.db.tx(function* (t) {
      yield t.update(accounts).set({ status: 'suspended' }).where(eq(accounts.id, owner.id))
    })
    await restore(manager, id)
    const { assignedTo } = await api(manager)('GET /api/customers/miniprogram/{id}', { params: { id } })
    expect(assignedTo).toBeNull()
  })

  it('are gone for good after thirty days, with all that was written about them, and their number is free', async () => {
    const [owner, manager] = [await app.aStaff('employee'), await app.aStaff('manager')]
    const phone = aPhone()
    const [id, young] = [await enter(owner, { phone }), await enter(owner)]
    await api(owner)('POST /api/customers/miniprogram/{id}/follow-ups', {
      params: { id },
      body: { type: 'phone', content: '约好下周' } as never,
    })
    const { roomId } = await api(owner)('POST /api/interview/rooms', {
      body: { roomName: '视频面试', customerId: id } as never,
    })
    await remove(manager, id)
    app.advance(RESTORE_DAYS * DAY_MS)
    const late = await again(manager)
    await remove(late, young)
    expect((await refusal(restore(late, id))).code).toBe('REMOVAL_FINAL')
    await makeCustomerRetention(CUSTOMER_RECORDS).run(app.ctx(), {}, 1)
    const { customers, customerFollowUps, interviewRooms } = app.db.s
    const ids = (await app.db.q.select().from(customers)).map((row) => row.id)
    expect([ids.includes(id), ids.includes(young)]).toEqual([false, true])
    const notes = await app.db.q.select().from(customerFollowUps).where(eq(customerFollowUps.customerId, id))
    expect(notes).toEqual([])
    const [room] = await app.db.q.select().from(interviewRooms).where(eq(interviewRooms.roomId, roomId))
    expect(room?.customerId).toBeNull()
    await enter(await again(owner), { phone })
    await restore(late, young)
  })
})
