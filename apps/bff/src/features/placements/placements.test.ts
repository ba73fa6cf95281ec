import { beijingDay, DAY_MS, midnightOf } from '@qingpin/contract/core/days'
import type { ContractMap } from '@qingpin/contract/contract'
import type { Options } from '@qingpin/contract/core/define'
import { eq } from 'drizzle-orm'
import { describe, expect, it } from 'vitest'
import { aCustomer } from '@qingpin/testing/customers'
import { ENGINES, refusal, type StaffLogin, START, useApp } from '@qingpin/testing/harness'
import { actionsOf } from '@qingpin/testing/rows'
import { aWorker } from '@qingpin/testing/workers'
import { recyclingUnless } from '../customers/recycling.job.ts'
import { plannedInterview } from '../interviews/rooms.repo.ts'

type Start = NonNullable<Options<ContractMap['POST /api/placements']>['body']>
const day = (n: number) => beijingDay(START + n * DAY_MS)

describe.each(ENGINES)('placements on %s', (engine) => {
  const app = useApp(engine)
  const api = ({ token }: StaffLogin) => app.as(token)
  const enter = async (staff: StaffLogin, over: object = {}) =>
    (await api(staff)('POST /api/customers/miniprogram/create', { body: aCustomer({ ...over }) as never })).id
  const aResume = async (staff: StaffLogin, over: Record<string, unknown> = {}) =>
    (await api(staff)('POST /api/resumes/miniprogram/create', { body: aWorker(over) as never })).id
  const start = (staff: StaffLogin, body: Partial<Start> & Pick<Start, 'customerId' | 'resumeId'>) =>
    api(staff)('POST /api/placements', { body: { startsOn: day(5), endsOn: day(31), ...body } })
  const placed = async (staff: StaffLogin, over: Partial<Start> = {}) =>
    start(staff, { customerId: await enter(staff), resumeId: await aResume(staff), ...over })
  const change = (staff: StaffLogin, id: string, body: object) =>
    api(staff)('PATCH /api/placements/{id}', { params: { id }, body: body as never })
  const end = (staff: StaffLogin, id: string, body: object = {}) =>
    api(staff)('POST /api/placements/{id}/end', {
      params: { id },
      body: { version: 1, cause: 'worker', reason: '老家有事', ...body },
    })
  const ofCustomer = (staff: StaffLogin, id: string) =>
    api(staff)('GET /api/placements/of-customer/{id}', { params: { id } })
  const ofWorker = (staff: StaffLogin, id: string) =>
    api(staff)('GET /api/placements/of-worker/{id}', { params: { id } })
  const read = (staff: StaffLogin, id: string) => api(staff)('GET /api/customers/miniprogram/{id}', { params: { id } })
  const update = (staff: StaffLogin, id: string, body: object) =>
    api(staff)('PATCH /api/customers/miniprogram/{id}', { params: { id }, body: body as never })
  const loggedIn = async ({ username, password, ...staff }: StaffLogin): Promise<StaffLogin> => {
    const { token } = await app.as()('POST /api/auth/login', { body: { username, password } })
    return { ...staff, username, password, token }
  }

  it('sign the customer, and stand in the records of customer and worker alike', async () => {
    const owner = await app.aStaff('employee', { name: '林晓' })
    const [customerId, resumeId] = [await enter(owner, { name: '陈雅琴' }), await aResume(owner, { name: '王桂兰' })]
    const made = await start(owner, { customerId, resumeId, trialUntil: day(7), pay: 12_800, payPer: '26天' })
    expect(made).toMatchObject({
      state: 'planned',
      customer: { id: customerId, name: '陈雅琴' },
      worker: { id: resumeId, name: '王桂兰', jobType: 'yuesao' },
      startsOn: day(5),
      endsOn: day(31),
      trialUntil: day(7),
      pay: 12_800,
      payPer: '26天',
      createdBy: '林晓',
      mayChange: true,
    })
    expect((await read(owner, customerId)).contractStatus).toBe('已签约')
    const [there, here] = [await ofCustomer(owner, customerId), await ofWorker(owner, resumeId)]
    expect(there).toEqual(here)
    expect(there.logs).toMatchObject([
      { action: 'start', customer: '陈雅琴', worker: '王桂兰', by: '林晓', startsOn: day(5), endsOn: day(31) },
    ])
    expect(await actionsOf(app, made.id)).toEqual(['placement.start'])
    expect(await actionsOf(app, customerId)).toEqual(['customer.create', 'customer.update'])
  })

  it('keep their customer from being deleted while they last', async () => {
    const manager = await app.aStaff('manager')
    const { customer } = await placed(manager)
    const params = { id: customer.id ?? '' }
    const remove = api(manager)('POST /api/customers/miniprogram/{id}/delete', {
      params,
      body: { reason: '重复录入' },
    })
    expect((await refusal(remove)).code).toBe('CUSTOMER_PLACED')
    expect((await read(manager, params.id)).id).toBe(params.id)
  })

  it('show a colleague of another customer that the worker is away, without name, pay and remarks', async () => {
    const [owner, other] = [await app.aStaff('employee'), await app.aStaff('employee')]
    const { customer, worker } = await placed(owner, { pay: 9000, remarks: '钥匙在物业' })
    const [seen] = (await ofWorker(other, worker.id)).items
    expect(seen).toMatchObject({ customer: { id: null, name: '陈**' }, pay: null, remarks: null, mayChange: false })
    expect((await refusal(ofCustomer(other, customer.id ?? ''))).code).toBe('NOT_FOUND')
    expect((await refusal(ofWorker(other, 'f'.repeat(24)))).code).toBe('NOT_FOUND')
  })

  it('are made by the owner, a manager or an admin only', async () => {
    const [owner, other, operator] = [
      await app.aStaff('employee'),
      await app.aStaff('employee'),
      await app.aStaff('operator'),
    ]
    const [customerId, resumeId] = [await enter(owner), await aResume(owner)]
    expect((await refusal(start(other, { customerId, resumeId }))).code).toBe('NOT_FOUND')
    expect((await refusal(start(operator, { customerId, resumeId }))).code).toBe('FORBIDDEN')
    const { id } = await start(await app.aStaff('manager'), { customerId, resumeId })
    expect((await refusal(change(other, id, { version: 1, pay: 1 }))).code).toBe('NOT_FOUND')
    expect((await refusal(end(operator, id))).code).toBe('FORBIDDEN')
    expect((await refusal(start(owner, { customerId: await enter(owner), resumeId: 'f'.repeat(24) }))).code).toBe(
      'NOT_FOUND',
    )
  })

  it.each([
    ['an end before the start', { endsOn: day(4) }, 'endsOn'],
    ['a trial before the start', { trialUntil: day(4) }, 'trialUntil'],
    ['a trial after the end', { trialUntil: day(32) }, 'trialUntil'],
    ['a start in the year after next', { startsOn: day(500), endsOn: null }, 'startsOn'],
    ['a start that is no day', { startsOn: '2026-02-31' }, 'startsOn'],
    ['pay below nothing', { pay: -1 }, 'pay'],
  ])('refuse %s, and sign nothing', async (_, over, field) => {
    const owner = await app.aStaff('employee')
    const [customerId, resumeId] = [await enter(owner), await aResume(owner)]
    const refused = await refusal(start(owner, { customerId, resumeId, ...over } as never))
    expect([refused.code, refused.details]).toMatchObject(['VALIDATION_ERROR', [{ field }]])
    expect((await read(owner, customerId)).contractStatus).toBe('匹配中')
  })

  it('are one at a time for a customer, also when two sign at once', async () => {
    const owner = await app.aStaff('employee')
    const customerId = await enter(owner)
    const [a, b] = [await aResume(owner), await aResume(owner)]
    const results = await Promise.allSettled([
      start(owner, { customerId, resumeId: a }),
      start(await app.aStaff('manager'), { customerId, resumeId: b }),
    ])
    expect(results.map(({ status }) => status).toSorted()).toEqual(['fulfilled', 'rejected'])
    const lost = results.find((one) => one.status === 'rejected')
    expect(lost?.reason).toMatchObject({ code: 'ALREADY_PLACED' })
    expect((await ofCustomer(owner, customerId)).items).toHaveLength(1)
  })

  it('refuse a worker on days that she is with another family, also when both sign at once', async () => {
    const [owner, other] = [await app.aStaff('employee'), await app.aStaff('employee')]
    const resumeId = await aResume(owner)
    const [mine, theirs] = [await enter(owner), await enter(other)]
    const results = await Promise.allSettled([
      start(owner, { customerId: mine, resumeId }),
      start(other, { customerId: theirs, resumeId, startsOn: day(20), endsOn: null }),
    ])
    expect(results.map(({ status }) => status).toSorted()).toEqual(['fulfilled', 'rejected'])
    const lost = results.find((one) => one.status === 'rejected')
    expect(lost?.reason).toMatchObject({ code: 'WORKER_PLACED', details: { customer: '陈**' } })
  })

  it('let a worker begin on the day on which she leaves, and overlap where it is meant', async () => {
    const owner = await app.aStaff('employee')
    const first = await placed(owner)
    const resumeId = first.worker.id
    const [next, third] = [await enter(owner), await enter(owner)]
    const days = { startsOn: day(31), endsOn: day(60) }
    const second = await start(owner, { customerId: next, resumeId, ...days })
    const overlapping = { customerId: third, resumeId, startsOn: day(40), endsOn: day(45) }
    expect((await refusal(start(owner, overlapping))).details).toEqual({ customer: '陈雅琴', ...days })
    await start(owner, { ...overlapping, allowOverlap: true })
    const longer = { version: 1, endsOn: day(33) }
    expect((await refusal(change(owner, first.id, longer))).code).toBe('WORKER_PLACED')
    expect(await change(owner, first.id, { ...longer, allowOverlap: true })).toMatchObject({ endsOn: day(33) })
    expect(await change(owner, second.id, { version: 1, pay: 9000 })).toMatchObject({ pay: 9000, version: 2 })
  })

  it('are changed from the version that was read; a repeat of the same values writes nothing', async () => {
    const owner = await app.aStaff('employee')
    const { id, customer } = await placed(owner, { trialUntil: day(7) })
    expect(await change(owner, id, { version: 1, pay: 9000, endsOn: null })).toMatchObject({ version: 2, endsOn: null })
    const late = await refusal(change(owner, id, { version: 1, pay: 9500 }))
    expect([late.code, late.details]).toMatchObject([
      'PLACEMENT_CHANGED',
      { currentVersion: 2, current: { pay: 9000 } },
    ])
    expect(await change(owner, id, { version: 2, pay: 9000 })).toMatchObject({ version: 2 })
    expect(await change(owner, id, { version: 2, trialPassed: true })).toMatchObject({ version: 3, trialPassed: true })
    const { logs } = await ofCustomer(owner, customer.id ?? '')
    expect(logs.map(({ action }) => action)).toEqual(['pass', 'change', 'start'])
    expect(await change(owner, id, { version: 3, trialUntil: day(9) })).toMatchObject({ trialPassed: false })
  })

  it('end with a cause and a reason, once; the customer may go back to matching', async () => {
    const owner = await app.aStaff('employee')
    const { id, customer, worker } = await placed(owner, { startsOn: day(-3) })
    const customerId = customer.id ?? ''
    expect((await refusal(end(owner, id, { reason: ' ' }))).code).toBe('VALIDATION_ERROR')
    expect((await refusal(end(owner, id, { cause: 'replaced' }))).code).toBe('VALIDATION_ERROR')
    expect((await refusal(end(owner, id, { endedOn: day(3) }))).details).toMatchObject([{ field: 'endedOn' }])
    const ended = await end(owner, id, { contractStatus: '匹配中' })
    expect(ended).toMatchObject({ state: 'ended', endedOn: day(0), cause: 'worker', endReason: '老家有事' })
    expect((await read(owner, customerId)).contractStatus).toBe('匹配中')
    expect((await refusal(end(owner, id, { version: 2 }))).code).toBe('PLACEMENT_ENDED')
    expect((await refusal(change(owner, id, { version: 2, pay: 1 }))).code).toBe('PLACEMENT_ENDED')
    expect((await ofWorker(owner, worker.id)).logs[0]).toMatchObject({
      action: 'end',
      cause: 'worker',
      reason: '老家有事',
    })
    expect(await start(owner, { customerId, resumeId: worker.id })).toMatchObject({ state: 'planned' })
  })

  it('are replaced with a reason: the first ends, the next begins, the customer stays signed', async () => {
    const owner = await app.aStaff('employee')
    const { id, customer } = await placed(owner, { startsOn: day(-3) })
    const next = await aResume(owner, { name: '周秀英' })
    const replace = (version: number) =>
      api(owner)('POST /api/placements/{id}/replace', {
        params: { id },
        body: { version, resumeId: next, reason: '带不了双胞胎', startsOn: day(1) },
      })
    expect((await refusal(replace(7))).code).toBe('PLACEMENT_CHANGED')
    const second = await replace(1)
    expect(second).toMatchObject({ replaces: id, worker: { name: '周秀英' }, startsOn: day(1), endsOn: null })
    const { items, logs } = await ofCustomer(owner, customer.id ?? '')
    expect(items.map(({ state, cause }) => [state, cause])).toEqual([
      ['planned', null],
      ['ended', 'replaced'],
    ])
    expect(logs.map(({ action }) => action).toSorted()).toEqual(['end', 'start', 'start'])
    expect((await read(owner, customer.id ?? '')).contractStatus).toBe('已签约')
    expect((await refusal(replace(2))).code).toBe('PLACEMENT_ENDED')
  })

  it('cannot be changed, replaced or ended by those who may not sign, in a former version, or where there is none', async () => {
    const [owner, other, operator] = [
      await app.aStaff('employee'),
      await app.aStaff('employee'),
      await app.aStaff('operator'),
    ]
    const { id } = await placed(owner, { startsOn: day(-3), endsOn: day(9) })
    const busy = (await placed(owner, { startsOn: day(-3), endsOn: null })).worker.id
    const replace = (staff: StaffLogin, placement: string, version = 1) =>
      api(staff)('POST /api/placements/{id}/replace', {
        params: { id: placement },
        body: { version, resumeId: busy, reason: '换一位', startsOn: day(0) },
      })
    const codes = async (staff: StaffLogin, placement: string, version = 1) =>
      Promise.all([
        refusal(change(staff, placement, { version, pay: 1 })),
        refusal(replace(staff, placement, version)),
        refusal(end(staff, placement, { version })),
      ]).then((all) => all.map(({ code }) => code))
    expect(await codes(operator, id)).toEqual(['FORBIDDEN', 'FORBIDDEN', 'FORBIDDEN'])
    expect(await codes(other, id)).toEqual(['NOT_FOUND', 'NOT_FOUND', 'NOT_FOUND'])
    expect(await codes(owner, 'f'.repeat(24))).toEqual(['NOT_FOUND', 'NOT_FOUND', 'NOT_FOUND'])
    expect(await codes(owner, id, 9)).toEqual(['PLACEMENT_CHANGED', 'PLACEMENT_CHANGED', 'PLACEMENT_CHANGED'])
    expect((await refusal(replace(owner, id))).code).toBe('WORKER_PLACED')
  })

  it('are made once by a repeat with the same key', async () => {
    const owner = await app.aStaff('employee')
    const [customerId, resumeId] = [await enter(owner), await aResume(owner)]
    const send = () =>
      api(owner)('POST /api/placements', {
        body: { customerId, resumeId, startsOn: day(5) },
        idempotencyKey: `placed-${engine}-0001`,
      })
    expect((await send()).id).toBe((await send()).id)
    expect((await ofCustomer(owner, customerId)).items).toHaveLength(1)
  })

  it('end with the reason when the customer is no longer signed, and not without one', async () => {
    const owner = await app.aStaff('employee')
    const { customer, worker } = await placed(owner)
    const id = customer.id ?? ''
    expect((await refusal(update(owner, id, { contractStatus: '退款中' }))).code).toBe('PLACEMENT_END_REASON')
    expect((await read(owner, id)).contractStatus).toBe('已签约')
    await update(owner, id, { contractStatus: '退款中', placementEndReason: '客户搬家' })
    expect((await ofWorker(owner, worker.id)).items).toMatchObject([
      { state: 'ended', cause: 'refund', endReason: '客户搬家' },
    ])
    await update(owner, id, { contractStatus: '已退款' })
  })

  it('leave a customer whom old clients sign without a worker as it is', async () => {
    const owner = await app.aStaff('employee')
    const id = await enter(owner)
    await update(owner, id, { contractStatus: '已签约' })
    expect(await ofCustomer(owner, id)).toEqual({ items: [], logs: [] })
    await update(owner, id, { contractStatus: '匹配中' })
  })

  it('keep a customer out of the pool: by hand while a worker is placed there, by the rules until the contract is over', async () => {
    const [owner, manager] = [await app.aStaff('employee'), await app.aStaff('manager')]
    const { customer } = await placed(owner, { startsOn: day(-3), endsOn: day(2) })
    const id = customer.id ?? ''
    const release = api(owner)('POST /api/customers/miniprogram/{id}/release-to-pool', { params: { id }, body: {} })
    expect((await refusal(release)).code).toBe('PLACEMENT_HOLDS')
    const { updatedAt: _at, updatedBy: _by, ...rules } = await api(manager)('GET /api/customers/assignment-rules')
    await api(manager)('PUT /api/customers/assignment-rules', { body: { ...rules, contractDays: 5 } })
    await change(owner, (await ofCustomer(owner, id)).items[0]?.id ?? '', { version: 1, endsOn: day(3) })
    const runOn = async (at: number) => {
      app.advance(at - app.ctx().now)
      await recyclingUnless(plannedInterview).run(app.ctx(), {}, 1)
    }
    const noon = (n: number) => midnightOf(day(n)) + DAY_MS / 2
    await runOn(noon(8))
    expect((await read(await loggedIn(owner), id)).assignedTo?._id).toBe(owner.id)
    await runOn(noon(9))
    const later = await loggedIn(manager)
    expect((await refusal(read(later, id))).code).toBe('NOT_FOUND')
    const [row] = await app.db.q.select().from(app.db.s.placements)
    expect(row?.customerId === id ? row : { cause: 'done' }).toMatchObject({ cause: 'done' })
    app.advance(START - app.ctx().now)
  })

  describe('of two customers who were merged', () => {
    const merge = async (staff: StaffLogin, keptId: string, mergedId: string) => {
      const [kept, merged] = [await read(staff, keptId), await read(staff, mergedId)]
      const body = { keptId, mergedId, keptVersion: kept.version, mergedVersion: merged.version, fields: {} }
      return api(staff)('POST /api/customers/merge', { body: body as never })
    }
    const contractEndOf = async (id: string) => {
      const rows = await app.db.q.select().from(app.db.s.customers)
      return rows.find((row) => row.id === id)?.contractEndsAt
    }
    const endOf = (n: number) => midnightOf(day(n)) + DAY_MS

    it('are not ended by the rules because of a contract that was over before, and come apart with their own dates', async () => {
      const [owner, manager] = [await app.aStaff('employee'), await app.aStaff('manager')]
      const over = await placed(owner, { startsOn: day(-30), endsOn: day(-2) })
      await end(owner, over.id, { endedOn: day(-2) })
      const running = await placed(owner, { startsOn: day(-5), endsOn: null })
      const [kept, merged] = [over.customer.id ?? '', running.customer.id ?? '']
      await merge(owner, kept, merged)
      expect(await contractEndOf(kept)).toBeNull()
      // As rows are that were merged before this was so.
      const { customers } = app.db.s
      const stale = { contractEndsAt: endOf(-2), recycleAt: START }
      await app.db.tx(function* (t) {
        yield t.update(customers).set(stale).where(eq(customers.id, kept))
      })
      const { updatedAt: _at, updatedBy: _by, ...rules } = await api(manager)('GET /api/customers/assignment-rules')
      await api(manager)('PUT /api/customers/assignment-rules', { body: { ...rules, contractDays: 5 } })
      app.advance(midnightOf(day(9)) + DAY_MS / 2 - app.ctx().now)
      await recyclingUnless(plannedInterview).run(app.ctx(), {}, 1)
      const late = await loggedIn(owner)
      expect((await read(late, kept)).assignedTo?._id).toBe(owner.id)
      expect((await ofCustomer(late, kept)).items.filter(({ endedOn }) => endedOn === null)).toHaveLength(1)
      expect(await contractEndOf(kept)).toBeNull()
      await api(late)('POST /api/customers/removed/{id}/restore', { params: { id: merged } })
      expect([await contractEndOf(kept), await contractEndOf(merged)]).toEqual([endOf(-2), null])
      app.advance(START - app.ctx().now)
    })

    it('keep the customer signed until the last of them has ended', async () => {
      const owner = await app.aStaff('employee')
      const [first, second] = [
        await placed(owner, { startsOn: day(-5), endsOn: day(3) }),
        await placed(owner, { startsOn: day(-5), endsOn: day(20) }),
      ]
      const [kept, merged] = [first.customer.id ?? '', second.customer.id ?? '']
      await merge(owner, kept, merged)
      expect(await contractEndOf(kept)).toBe(endOf(20))
      await change(owner, first.id, { version: 1, endsOn: day(4) })
      expect(await contractEndOf(kept)).toBe(endOf(20))
      await end(owner, first.id, { version: 2, contractStatus: '匹配中' })
      expect([(await read(owner, kept)).contractStatus, await contractEndOf(kept)]).toEqual(['已签约', endOf(20)])
      await end(owner, second.id, { contractStatus: '匹配中' })
      expect([(await read(owner, kept)).contractStatus, await contractEndOf(kept)]).toEqual(['匹配中', endOf(0)])
    })
  })

  it('that need a word stand in Today and in exactly its list, for those who see the customer', async () => {
    const [owner, other] = [await app.aStaff('employee'), await app.aStaff('employee')]
    const due = (staff: StaffLogin, which: 'trial' | 'contract') =>
      api(staff)('GET /api/placements', { query: { due: which, pageSize: '2' } as never })
    const trial = await placed(owner, { startsOn: day(-3), trialUntil: day(1) })
    await placed(owner, { startsOn: day(-3), trialUntil: day(9) })
    const soon = await placed(owner, { startsOn: day(-3), endsOn: day(6) })
    const late = await placed(owner, { startsOn: day(-9), endsOn: day(-2) })
    expect(await due(owner, 'trial')).toMatchObject({
      total: 1,
      hasMore: false,
      items: [{ id: trial.id, state: 'trial' }],
    })
    const ends = await due(owner, 'contract')
    expect(ends.items.map(({ id, state }) => [id, state])).toEqual([
      [late.id, 'late'],
      [soon.id, 'on'],
    ])
    expect((await due(other, 'contract')).total).toBe(0)
    const { groups } = await api(owner)('GET /api/today')
    expect(groups.filter(({ kind }) => kind.startsWith('placement'))).toMatchObject([
      { kind: 'placement-contract', count: 2, late: true },
      { kind: 'placement-trial', count: 1, late: false },
    ])
    await change(owner, trial.id, { version: 1, trialPassed: true })
    await end(owner, late.id)
    await change(owner, soon.id, { version: 1, endsOn: day(90) })
    expect([(await due(owner, 'trial')).total, (await due(owner, 'contract')).total]).toEqual([0, 0])
  })
})
