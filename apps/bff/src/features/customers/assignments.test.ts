import { describe, expect, it } from 'vitest'
import { aCustomer } from '@qingpin/testing/customers'
import { aPhone, ENGINES, refusal, type StaffLogin, useApp } from '@qingpin/testing/harness'
import { actionsOf, changeAccount } from '@qingpin/testing/rows'

describe.each(ENGINES)('assigning a customer on %s', (engine) => {
  const app = useApp(engine)
  const enter = async ({ token }: StaffLogin, over: object = {}) =>
    (await app.as(token)('POST /api/customers/miniprogram/create', { body: aCustomer({ ...over }) as never })).id
  const assign = ({ token }: StaffLogin, id: string, body: object) =>
    app.as(token)('PATCH /api/customers/miniprogram/{id}/assign', { params: { id }, body: body as never })
  const logs = ({ token }: StaffLogin, id: string) =>
    app.as(token)('GET /api/customers/miniprogram/{id}/assignment-logs', { params: { id } })

  it('gives it to a colleague, who finds it as not contacted yet; the reply has the phone masked', async () => {
    const [manager, from, to] = [
      await app.aStaff('manager', { name: '林晓' }),
      await app.aStaff('employee'),
      await app.aStaff('employee', { name: '陈默' }),
    ]
    const phone = aPhone()
    const id = await enter(from, { phone })
    const reply = await assign(manager, id, { assignedTo: to.id, reason: '休产假' })
    expect(reply).toMatchObject({ assignedToName: '陈默', assignmentReason: '休产假', followUpStatus: '流转未跟进' })
    expect(reply.notificationData).toMatchObject({
      assignedToId: to.id,
      assignerName: '林晓',
      customerId: reply.customerId,
    })
    expect(JSON.stringify(reply)).not.toContain(phone)
    const [log, ...older] = await logs(to, id)
    expect(log).toMatchObject({
      action: 'assign',
      oldAssignedTo: { _id: from.id },
      newAssignedTo: { _id: to.id, name: '陈默' },
      assignedByUser: { name: '林晓' },
      reason: '休产假',
    })
    expect(older).toEqual([])
    expect((await refusal(logs(from, id))).code).toBe('NOT_FOUND')
    expect((await actionsOf(app, id)).toSorted()).toEqual(['customer.assign', 'customer.create'])
  })

  it('changes nothing when the colleague is the owner already', async () => {
    const [manager, owner] = [await app.aStaff('manager'), await app.aStaff('employee')]
    const id = await enter(owner)
    expect(await assign(manager, id, { assignedTo: owner.id })).toMatchObject({ transferCount: 0 })
    expect(await logs(manager, id)).toEqual([])
  })

  it.each(['employee', 'dispatch', 'admissions'] as const)('is not for %s', async (role) => {
    const [staff, colleague] = [await app.aStaff(role), await app.aStaff('employee')]
    const id = await enter(staff)
    expect((await refusal(assign(staff, id, { assignedTo: colleague.id }))).code).toBe('FORBIDDEN')
  })

  it('refuses people who left, people without a staff role, and ids that name no account', async () => {
    const [manager, left, person] = [await app.aStaff('manager'), await app.aStaff('employee'), await app.aPerson()]
    await changeAccount(app, left.id, { status: 'suspended' })
    const id = await enter(manager)
    for (const assignedTo of [left.id, person.id, 'f'.repeat(24)]) {
      expect((await refusal(assign(manager, id, { assignedTo }))).code).toBe('ASSIGNEE_UNAVAILABLE')
      const params = { id }
      const edit = app.as(manager.token)('PATCH /api/customers/miniprogram/{id}', { params, body: { assignedTo } })
      expect((await refusal(edit)).code).toBe('ASSIGNEE_UNAVAILABLE')
    }
    expect((await refusal(assign(manager, 'f'.repeat(24), { assignedTo: manager.id }))).code).toBe('NOT_FOUND')
  })

  it('by twenty at once leaves one owner and a log of each change in a row', async () => {
    const [manager, ...team] = [
      await app.aStaff('manager'),
      ...(await Promise.all(Array.from({ length: 5 }, () => app.aStaff('employee')))),
    ] as [StaffLogin, ...StaffLogin[]]
    const id = await enter(manager)
    const picks = Array.from({ length: 20 }, (_, i) => team[i % team.length]?.id ?? '')
    await Promise.all(picks.map((assignedTo) => assign(manager, id, { assignedTo })))
    const chain = (await logs(manager, id)).toReversed()
    const owners = chain.map(({ newAssignedTo }) => newAssignedTo?._id)
    expect(chain.map(({ oldAssignedTo }) => oldAssignedTo?._id)).toEqual([manager.id, ...owners.slice(0, -1)])
    const now = await app.as(manager.token)('GET /api/customers/miniprogram/{id}', { params: { id } })
    expect([now.assignedTo?._id, now.transferCount]).toEqual([owners.at(-1), chain.length])
  })

  it('of several says of each what happened, and one that is gone stops no other', async () => {
    const [manager, from, to] = [
      await app.aStaff('manager'),
      await app.aStaff('employee'),
      await app.aStaff('employee'),
    ]
    const [moves, stays, pooled] = [await enter(from), await enter(to), await enter(from)]
    const params = { id: pooled }
    await app.as(from.token)('POST /api/customers/miniprogram/{id}/release-to-pool', { params, body: {} })
    const many = (staff: StaffLogin, body: object) =>
      app.as(staff.token)('POST /api/customers/assign-many', { body: body as never })
    const ids = [moves, stays, pooled, 'f'.repeat(24), moves]
    const { assigned, results } = await many(manager, { ids, assignedTo: to.id, assignmentReason: '休产假' })
    expect([assigned, Object.fromEntries(results.map(({ id, result }) => [id, result]))]).toEqual([
      1,
      { [moves]: 'assigned', [stays]: 'unchanged', [pooled]: 'gone', ['f'.repeat(24)]: 'gone' },
    ])
    expect((await logs(to, moves))[0]?.reason).toBe('休产假')
    expect((await refusal(many(from, { ids: [moves], assignedTo: to.id }))).code).toBe('FORBIDDEN')
    expect((await refusal(many(manager, { ids: [moves], assignedTo: 'f'.repeat(24) }))).code).toBe(
      'ASSIGNEE_UNAVAILABLE',
    )
    const tooMany = Array.from({ length: 51 }, (_, i) => i.toString(16).padStart(24, '0'))
    expect((await refusal(many(manager, { ids: tooMany, assignedTo: to.id }))).code).toBe('VALIDATION_ERROR')
  })

  it('of the same customers by two at once ends, with one owner', async () => {
    const [manager, admin, ...team] = [
      await app.aStaff('manager'),
      await app.aStaff('admin'),
      await app.aStaff('employee'),
      await app.aStaff('employee'),
    ] as const
    const ids = [await enter(manager), await enter(manager), await enter(manager)]
    const by = (staff: StaffLogin, list: string[], assignedTo: string) =>
      app.as(staff.token)('POST /api/customers/assign-many', { body: { ids: list, assignedTo } })
    await Promise.all([by(manager, ids, team[0].id), by(admin, ids.toReversed(), team[1].id)])
    const owners = new Set<string | undefined>()
    for (const id of ids) {
      const row = await app.as(manager.token)('GET /api/customers/miniprogram/{id}', { params: { id } })
      owners.add(row.assignedTo?._id)
    }
    expect(owners.size).toBe(1)
  })

  it('offers active staff with their open customers, and neither phone nor mail', async () => {
    const [manager, busy, gone] = [
      await app.aStaff('manager'),
      await app.aStaff('employee', { name: '忙人' }),
      await app.aStaff('employee'),
    ]
    await enter(busy)
    await enter(busy, { contractStatus: '流失客户' })
    await changeAccount(app, gone.id, { status: 'suspended' })
    const list = await app.as(manager.token)('GET /api/customers/miniprogram/employees/list')
    expect(list.find(({ _id }) => _id === busy.id)).toEqual({
      _id: busy.id,
      name: '忙人',
      role: 'employee',
      department: '未分配',
      status: 'active',
      customers: 1,
    })
    expect(list.map(({ _id }) => _id)).not.toContain(gone.id)
    const employee = app.as(busy.token)
    expect((await refusal(employee('GET /api/customers/miniprogram/employees/list'))).code).toBe('FORBIDDEN')
  })
})
