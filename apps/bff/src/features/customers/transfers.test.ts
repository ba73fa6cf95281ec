import { DAY_MS, HOUR_MS } from '@qingpin/contract/core/days'
import { HIDDEN_HITS_AN_HOUR } from '@qingpin/contract/customers/customers.rules'
import {
  TRANSFER_ASKS_A_DAY,
  TRANSFER_DAYS,
  TRANSFER_ESCALATES_HOURS,
} from '@qingpin/contract/customers/transfers.rules'
import { eq } from 'drizzle-orm'
import { describe, expect, it } from 'vitest'
import { aCustomer } from '@qingpin/testing/customers'
import { aPhone, ENGINES, refusal, type StaffLogin, useApp } from '@qingpin/testing/harness'
import { actionsOf } from '@qingpin/testing/rows'
import { plannedInterview } from '../interviews/rooms.repo.ts'
import { recyclingUnless } from './recycling.job.ts'

describe.each(ENGINES)('requests to hand a customer over, on %s', (engine) => {
  const app = useApp(engine)
  const api = ({ token }: StaffLogin) => app.as(token)
  const enter = async (staff: StaffLogin, over: object = {}) =>
    (await api(staff)('POST /api/customers/miniprogram/create', { body: aCustomer({ ...over }) as never })).id
  const ask = (staff: StaffLogin, body: object) =>
    api(staff)('POST /api/customers/transfer-requests', { body: body as never })
  const answer = (staff: StaffLogin, id: string, body: { accept: boolean; sentence?: string }) =>
    api(staff)('POST /api/customers/transfer-requests/{id}/answer', { params: { id }, body })
  const withdraw = (staff: StaffLogin, id: string) =>
    api(staff)('POST /api/customers/transfer-requests/{id}/withdraw', { params: { id } })
  const list = (staff: StaffLogin, box: 'to-answer' | 'asked') =>
    api(staff)('GET /api/customers/transfer-requests', { query: { box } })
  const read = (staff: StaffLogin, id: string) => api(staff)('GET /api/customers/miniprogram/{id}', { params: { id } })
  const pair = async () => {
    const [owner, asker] = [await app.aStaff('employee', { name: '赵婷' }), await app.aStaff('employee')] as const
    const phone = aPhone()
    const id = await enter(owner, { phone, name: '罗先生' })
    return { owner, asker, phone, id }
  }
  const eventsOf = async (accountId: string) => {
    const { events } = app.db.s
    const rows = await app.db.q.select().from(events)
    return rows.filter(({ topic, type }) => topic === `account:${accountId}` && type === 'transfers').map((e) => e.data)
  }
  /** A login of so many ms later, because no access token lives that long. */
  const again = async (staff: StaffLogin): Promise<StaffLogin> => {
    const { username, password } = staff
    const { token } = await app.as()('POST /api/auth/login', { body: { username, password } })
    return { ...staff, token }
  }

  it('go over with a customer that is merged, once for each asker, and are answered where the asker becomes the owner', async () => {
    const { owner, asker, phone, id } = await pair()
    const [manager, other] = [await app.aStaff('manager'), await app.aStaff('employee')]
    const [first, second] = [await enter(other, { phone: aPhone() }), await enter(owner, { phone: aPhone() })]
    const merge = async (keptId: string, mergedId: string, fields: object = {}) => {
      const versionOf = async (one: string) => (await read(manager, one)).version
      const versions = { keptVersion: await versionOf(keptId), mergedVersion: await versionOf(mergedId) }
      return api(manager)('POST /api/customers/merge', { body: { keptId, mergedId, ...versions, fields } as never })
    }
    const request = await ask(asker, { phone, message: '她打到我这里了' })
    await merge(second, id)
    expect((await list(owner, 'to-answer')).items).toMatchObject([
      { id: request.id, state: 'open', mayAnswer: true, customer: { id: second } },
    ])
    await merge(first, second)
    expect((await list(owner, 'to-answer')).items).toEqual([])
    expect((await list(other, 'to-answer')).items).toMatchObject([{ id: request.id, customer: { id: first } }])
    expect((await eventsOf(other.id)).at(-1)).toEqual({ change: 'asked' })
    const mine = await enter(asker, { phone: aPhone() })
    await merge(first, mine, { owner: 'merged' })
    expect((await list(asker, 'asked')).items).toMatchObject([{ id: request.id, state: 'accepted' }])

    const phones = [aPhone(), aPhone()] as const
    const [left, right] = [await enter(owner, { phone: phones[0] }), await enter(other, { phone: phones[1] })]
    const asked = [await ask(asker, { phone: phones[0] }), await ask(asker, { phone: phones[1] })]
    await merge(left, right)
    const states = new Map((await list(asker, 'asked')).items.map((one) => [one.id, one.state]))
    expect(asked.map((one) => states.get(one.id))).toEqual(['open', 'ended'])
    expect((await list(owner, 'to-answer')).items.map((one) => one.id)).toEqual([asked[0]?.id])
  })

  it('make the asker the owner after a yes, end what was planned, and stand in the history; the number is masked until then', async () => {
    const { owner, asker, phone, id } = await pair()
    const note = { type: 'phone', content: '约好下周', nextFollowUpDate: '2027-01-05' } as never
    await api(owner)('POST /api/customers/miniprogram/{id}/follow-ups', { params: { id }, body: note })
    const request = await ask(asker, { phone, message: '她打到我这里了' })
    expect(request).toMatchObject({
      state: 'open',
      mine: true,
      mayAnswer: false,
      customer: { id: null, name: '罗**', phone: `${phone.slice(0, 3)}****${phone.slice(-4)}`, owner: '赵婷' },
    })
    expect(JSON.stringify(request)).not.toContain(phone)
    expect(await eventsOf(owner.id)).toEqual([{ change: 'asked' }])
    const { items, counts } = await list(owner, 'to-answer')
    expect(counts).toEqual({ toAnswer: 1, waiting: 0 })
    expect(items[0]).toMatchObject({
      id: request.id,
      mayAnswer: true,
      message: '她打到我这里了',
      customer: { id, name: '罗先生' },
    })
    const answered = await answer(owner, request.id, { accept: true, sentence: '好，您接着跟' })
    expect(answered).toMatchObject({ state: 'accepted', answer: '好，您接着跟', answeredBy: { name: '赵婷' } })
    expect(await read(asker, id)).toMatchObject({ assignedTo: { _id: asker.id }, nextFollowUpAt: null })
    expect((await refusal(read(owner, id))).code).toBe('NOT_FOUND')
    const [log] = await api(asker)('GET /api/customers/miniprogram/{id}/assignment-logs', { params: { id } })
    expect(log).toMatchObject({ action: 'transfer', reason: '她打到我这里了', newAssignedTo: { _id: asker.id } })
    expect(await actionsOf(app, id)).toEqual(expect.arrayContaining(['customer.transfer', 'customer.transfer-ask']))
    expect(await eventsOf(asker.id)).toEqual([{ change: 'answered' }])
    expect((await list(asker, 'asked')).items[0]).toMatchObject({ state: 'accepted', customer: { id, name: '罗先生' } })
    const history = await api(asker)('GET /api/customers/miniprogram/{id}/transfer-requests', { params: { id } })
    expect(history.map(({ state }) => state)).toEqual(['accepted'])
    expect((await refusal(answer(owner, request.id, { accept: true }))).code).toBe('NOT_FOUND')
    expect((await refusal(answer(asker, request.id, { accept: false }))).code).toBe('FORBIDDEN')
  })

  it('leave the customer where it is after a no, and say why', async () => {
    const { owner, asker, phone, id } = await pair()
    const { id: request } = await ask(asker, { phone })
    await answer(owner, request, { accept: false, sentence: '周六就签约了' })
    expect((await list(asker, 'asked')).items[0]).toMatchObject({
      state: 'declined',
      answer: '周六就签约了',
      customer: { id: null, name: '罗**' },
    })
    expect((await read(owner, id)).assignedTo?._id).toBe(owner.id)
    expect((await refusal(answer(owner, request, { accept: true }))).code).toBe('TRANSFER_CLOSED')
    expect((await refusal(withdraw(asker, request))).code).toBe('TRANSFER_CLOSED')
    expect((await ask(asker, { phone })).state).toBe('open')
  })

  it('are made once while one is open, by one asker at the same moment too, and are withdrawn by the asker alone', async () => {
    const { owner, asker, phone } = await pair()
    const results = await Promise.allSettled([ask(asker, { phone }), ask(asker, { phone })])
    expect(results.map(({ status }) => status).toSorted()).toEqual(['fulfilled', 'rejected'])
    expect((await refusal(ask(asker, { phone }))).code).toBe('TRANSFER_ASKED')
    const [request] = (await list(asker, 'asked')).items
    const id = request?.id ?? ''
    expect((await refusal(withdraw(owner, id))).code).toBe('NOT_FOUND')
    expect((await refusal(withdraw(await app.aStaff('employee'), id))).code).toBe('NOT_FOUND')
    expect((await withdraw(asker, id)).state).toBe('withdrawn')
    expect((await list(owner, 'to-answer')).items).toEqual([])
  })

  it('are answered once where the owner and a manager answer at the same moment', async () => {
    const { owner, asker, phone, id } = await pair()
    const manager = await app.aStaff('manager')
    const { id: request } = await ask(asker, { phone })
    const results = await Promise.allSettled([
      answer(owner, request, { accept: true }),
      answer(manager, request, { accept: false }),
    ])
    expect(results.filter(({ status }) => status === 'fulfilled')).toHaveLength(1)
    const { state } = (await list(asker, 'asked')).items[0] ?? {}
    const { assignedTo } = await read(manager, id)
    expect(assignedTo?._id).toBe(state === 'accepted' ? asker.id : owner.id)
  })

  it('reach managers after a day of silence, and end after seven days', async () => {
    const { owner, asker, phone } = await pair()
    const manager = await app.aStaff('manager')
    const { id: request } = await ask(asker, { phone })
    expect((await list(manager, 'to-answer')).items.map(({ id }) => id)).not.toContain(request)
    app.advance(TRANSFER_ESCALATES_HOURS * HOUR_MS)
    const [late, waiting, silent] = [await again(manager), await again(asker), await again(owner)]
    const { items, counts } = await list(late, 'to-answer')
    expect(items.map(({ id }) => id)).toContain(request)
    expect(counts.toAnswer).toBe(items.length)
    app.advance(TRANSFER_DAYS * DAY_MS)
    const [asked] = (await list(await again(waiting), 'asked')).items
    expect(asked?.state).toBe('expired')
    expect((await refusal(answer(await again(silent), request, { accept: true }))).code).toBe('TRANSFER_CLOSED')
    expect((await ask(await again(asker), { phone })).state).toBe('open')
  })

  it('are not needed for a customer of one’s own or of the pool, and find none for a new number', async () => {
    const { owner, asker, phone, id } = await pair()
    const pooled = aPhone()
    const released = await enter(owner, { phone: pooled })
    const params = { id: released }
    await api(owner)('POST /api/customers/miniprogram/{id}/release-to-pool', { params, body: {} })
    const own = await refusal(ask(owner, { phone }))
    expect([own.status, own.code]).toEqual([409, 'TRANSFER_NOT_NEEDED'])
    const pool = await refusal(ask(asker, { phone: pooled }))
    expect(pool.details).toEqual([{ field: 'phone', message: '这位客户在公海里，直接领就行。', existingId: released }])
    expect((await refusal(ask(asker, { phone: aPhone() }))).code).toBe('NOT_FOUND')
    expect((await refusal(ask(asker, {}))).code).toBe('MISSING_CONTACT')
    expect((await refusal(ask(asker, { phone: '138' }))).code).toBe('VALIDATION_ERROR')
    const manager = await app.aStaff('manager')
    const body = { assignedTo: asker.id }
    const { id: request } = await ask(asker, { phone })
    await api(manager)('PATCH /api/customers/miniprogram/{id}/assign', { params: { id }, body })
    expect((await list(asker, 'asked')).items.find((one) => one.id === request)?.state).toBe('accepted')
  })

  it('are refused after twenty in a day, and each counts as a look at a colleague’s customer', async () => {
    const [owner, asker] = [await app.aStaff('employee'), await app.aStaff('employee')]
    for (let i = 0; i < TRANSFER_ASKS_A_DAY; i++) {
      const phone = aPhone()
      await enter(owner, { phone })
      await ask(asker, { phone })
    }
    const phone = aPhone()
    await enter(owner, { phone })
    for (const number of [phone, aPhone()])
      expect((await refusal(ask(asker, { phone: number }))).code).toBe('TRANSFER_ASKS_USED_UP')
    for (let i = 0; i < 10; i++) await api(asker)('POST /api/customers/check-numbers', { body: { phone } })
    expect((await refusal(ask(asker, { phone }))).code).toBe('DUPLICATE_HITS_USED_UP')
  })

  it('count as a look where the answer is that the customer is deleted, in the pool or asked for already', async () => {
    const { owner, asker, phone } = await pair()
    const [manager, pooled, gone] = [await app.aStaff('manager'), aPhone(), aPhone()]
    const params = { id: await enter(owner, { phone: pooled }) }
    await api(owner)('POST /api/customers/miniprogram/{id}/release-to-pool', { params, body: {} })
    const body = { reason: '录错了' }
    const removed = { id: await enter(owner, { phone: gone }) }
    await api(manager)('POST /api/customers/miniprogram/{id}/delete', { params: removed, body })
    await ask(asker, { phone })
    for (let i = 1; i < HIDDEN_HITS_AN_HOUR; i++) await refusal(ask(asker, { phone: [pooled, gone, phone][i % 3] }))
    expect((await refusal(ask(asker, { phone: pooled }))).code).toBe('DUPLICATE_HITS_USED_UP')
  })

  it('hold recycling back while they are open', async () => {
    const { owner, asker, phone, id } = await pair()
    const manager = await app.aStaff('manager')
    await ask(asker, { phone })
    const { customers } = app.db.s
    await app.db.tx(function* (t) {
      yield t.update(customers).set({ recycleAt: app.ctx().now - 1 })
    })
    await recyclingUnless(plannedInterview).run(app.ctx(), {}, 1)
    expect((await read(manager, id)).assignedTo?._id).toBe(owner.id)
  })

  it('cannot be said yes to for an asker who has left', async () => {
    const { owner, asker, phone } = await pair()
    const { id: request } = await ask(asker, { phone })
    const { accounts } = app.db.s
    await app.db.tx(function* (t) {
      yield t.update(accounts).set({ status: 'suspended' }).where(eq(accounts.id, asker.id))
    })
    expect((await refusal(answer(owner, request, { accept: true }))).code).toBe('ASSIGNEE_UNAVAILABLE')
    expect((await answer(owner, request, { accept: false })).state).toBe('declined')
  })

  it('are for staff', async () => {
    const person = await app.aPerson()
    const error = await refusal(
      app.as(person.token)('POST /api/customers/transfer-requests', { body: { phone: aPhone() } }),
    )
    expect(error.status).toBe(403)
  })
})
