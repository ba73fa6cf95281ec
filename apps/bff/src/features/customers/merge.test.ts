import { DAY_MS } from '@qingpin/contract/core/days'
import { RESTORE_DAYS } from '@qingpin/contract/customers/removal.rules'
import { eq } from 'drizzle-orm'
import { describe, expect, it } from 'vitest'
import { aCustomer } from '@qingpin/testing/customers'
import { aPhone, ENGINES, refusal, type StaffLogin, useApp } from '@qingpin/testing/harness'
import { actionsOf } from '@qingpin/testing/rows'
import { CUSTOMER_RECORDS } from '../../background/customer-records.ts'
import { personalData } from '../../schema/personal-data.ts'
import { makeCustomerRetention } from './removal.job.ts'

/** Tables that name a customer and do not go over: why. */
const STAYS: Readonly<Record<string, string>> = {
  customerImportRows: 'it tells what became of a row of a file',
  customerPoolViews: 'it counts whose history was opened on a day',
}
/** Tables that go over with a customer, by the name under which the snapshot has their rows. */
const MOVES: Readonly<Record<string, string>> = {
  customerFollowUps: 'followUps',
  customerEdits: 'edits',
  customerReminders: 'reminders',
  customerTransfers: 'transfers',
  customerAssignments: 'serials',
  interviewRooms: 'rooms',
  placements: 'placements',
  shortlists: 'shortlists',
}

it('every table that names a customer goes over in a merge, or says why not', () => {
  const naming = Object.entries(personalData).flatMap(([table, about]) =>
    about !== 'nobody' && (about.links as readonly string[]).includes('customerId') ? [table] : [],
  )
  const known = { ...MOVES, ...STAYS }
  expect(naming.filter((table) => known[table] === undefined)).toEqual([])
  const handedIn = CUSTOMER_RECORDS.map(({ name }) => name)
  expect(handedIn.filter((name) => !Object.values(MOVES).includes(name))).toEqual([])
})

describe.each(ENGINES)('the merge of two customers, on %s', (engine) => {
  const app = useApp(engine)
  const api = ({ token }: StaffLogin) => app.as(token)
  const enter = async (staff: StaffLogin, over: object = {}) =>
    (await api(staff)('POST /api/customers/miniprogram/create', { body: aCustomer({ ...over }) as never })).id
  const read = (staff: StaffLogin, id: string) => api(staff)('GET /api/customers/miniprogram/{id}', { params: { id } })
  const note = (staff: StaffLogin, id: string, content: string, nextFollowUpDate?: string) =>
    api(staff)('POST /api/customers/miniprogram/{id}/follow-ups', {
      params: { id },
      body: { type: 'phone', content, ...(nextFollowUpDate ? { nextFollowUpDate } : {}) } as never,
    })
  const notesOf = async (staff: StaffLogin, id: string) =>
    (await api(staff)('GET /api/customers/miniprogram/{id}/follow-ups', { params: { id } })).map((one) => one.content)
  const logsOf = (staff: StaffLogin, id: string) =>
    api(staff)('GET /api/customers/miniprogram/{id}/assignment-logs', { params: { id } })
  const merge = (staff: StaffLogin, keptId: string, mergedId: string, fields: object = {}, versions = [1, 1]) =>
    api(staff)('POST /api/customers/merge', {
      body: { keptId, mergedId, keptVersion: versions[0], mergedVersion: versions[1], fields } as never,
    })
  const restore = (staff: StaffLogin, id: string) =>
    api(staff)('POST /api/customers/removed/{id}/restore', { params: { id } })
  const check = (staff: StaffLogin, phone: string) =>
    api(staff)('POST /api/customers/check-numbers', { body: { phone } as never })
  /** A login of today, because no access token lives as long as a test moves the clock. */
  const again = async (staff: StaffLogin): Promise<StaffLogin> => {
    const { username, password } = staff
    return { ...staff, token: (await app.as()('POST /api/auth/login', { body: { username, password } })).token }
  }
  const phoneOf = async (id: string) => {
    const { value } = await api(await app.aStaff('manager'))('POST /api/customers/miniprogram/{id}/reveal', {
      params: { id },
      body: { field: 'phone' },
    })
    return value
  }

  it('joins both timelines, takes the chosen values, keeps what only one side has, and shows itself in the history', async () => {
    const me = await app.aStaff('employee', { name: '林晓' })
    const kept = await enter(me, { name: '陈雅琴', leadSource: '抖音', remarks: '带过早产儿', area: '滨江' })
    const merged = await enter(me, {
      name: '陈女士',
      leadSource: '转介绍',
      remarks: '不要太年轻的',
      wechatId: `yaqin${aPhone()}`,
      needWorkContent: '做饭',
    })
    const room = await api(me)('POST /api/interview/rooms', {
      body: { roomName: '视频面试', customerId: merged } as never,
    })
    await note(me, merged, '问月嫂价格', '2027-02-05')
    app.advance(1000)
    await note(me, kept, '想见两位阿姨', '2027-01-05')
    const reply = await merge(me, kept, merged, { name: 'kept', leadSource: 'merged', remarks: 'both' })
    expect(reply).toMatchObject({
      id: kept,
      name: '陈雅琴',
      leadSource: '转介绍',
      area: '滨江',
      remarks: '带过早产儿\n不要太年轻的',
      needWorkContent: '做饭',
      version: 2,
      lastNote: '想见两位阿姨',
    })
    expect(reply.wechatId).not.toBeNull()
    expect(Date.parse(reply.nextFollowUpAt ?? '')).toBe(Date.parse('2027-01-05T00:00:00+08:00'))
    expect(await notesOf(me, kept)).toEqual(['想见两位阿姨', '问月嫂价格'])
    expect((await logsOf(me, kept))[0]).toMatchObject({ action: 'merge', reason: expect.stringContaining('陈女士') })
    expect((await refusal(read(me, merged))).code).toBe('NOT_FOUND')
    const { interviewRooms } = app.db.s
    const rooms = await app.db.q.select().from(interviewRooms)
    expect(rooms.find(({ roomId }) => roomId === room.roomId)?.customerId).toBe(kept)
    const { customers } = await api(me)('GET /api/customers/miniprogram/list')
    expect(customers.map(({ id }) => id)).toEqual([kept])
    for (const id of [kept, merged]) expect(await actionsOf(app, id)).toContain('customer.merge')
  })

  it('leads from either number to the one that stays, with the one phone or the other', async () => {
    const me = await app.aStaff('employee')
    const [left, right] = [aPhone(), aPhone()]
    const kept = await enter(me, { phone: left })
    const merged = await enter(me, { phone: right })
    await merge(me, kept, merged, { phone: 'merged' })
    expect(await phoneOf(kept)).toBe(right)
    expect((await check(me, left)).phone).toMatchObject({ where: 'visible', merged: true, customerId: kept })
    expect((await check(me, right)).phone).toMatchObject({ where: 'visible', merged: false, customerId: kept })
    const error = await refusal(enter(me, { phone: left }))
    expect(error.details).toEqual([
      expect.objectContaining({
        existingId: kept,
        merged: true,
        message: '这个手机号的客户已经合并过了，打开留下的那位。',
      }),
    ])
    // The other number of the same customer is no double of it.
    await api(me)('PATCH /api/customers/miniprogram/{id}', { params: { id: kept }, body: { phone: left } })
    expect(await phoneOf(kept)).toBe(left)
    expect((await check(me, right)).phone).toMatchObject({ merged: true, customerId: kept })
    await restore(me, merged)
    expect([await phoneOf(kept), await phoneOf(merged)]).toEqual([left, right])
  })

  it('can be undone: what went over returns, what was written since stays', async () => {
    const me = await app.aStaff('employee')
    const [left, right] = [aPhone(), aPhone()]
    const kept = await enter(me, { phone: left, name: '陈雅琴', area: '滨江', leadSource: '抖音' })
    const merged = await enter(me, { phone: right, name: '陈女士', area: '西湖', leadSource: '转介绍' })
    await note(me, merged, '右边写的')
    await note(me, kept, '左边写的')
    await merge(me, kept, merged, { phone: 'merged', name: 'merged', area: 'merged', leadSource: 'merged' })
    app.advance(1000)
    await note(me, kept, '合并以后写的')
    const params = { id: kept }
    await api(me)('PATCH /api/customers/miniprogram/{id}', { params, body: { area: '余杭' } })
    const { items } = await api(me)('GET /api/customers/removed', { query: { keptId: kept } })
    expect(items).toMatchObject([{ id: merged, kind: 'merged', mergedInto: { id: kept } }])
    await restore(me, merged)
    expect(await read(me, kept)).toMatchObject({
      name: '陈雅琴',
      area: '余杭',
      leadSource: '抖音',
      lastNote: '合并以后写的',
    })
    expect(await read(me, merged)).toMatchObject({ name: '陈女士', area: '西湖', leadSource: '转介绍' })
    expect(await notesOf(me, kept)).toEqual(['合并以后写的', '左边写的'])
    expect(await notesOf(me, merged)).toEqual(['右边写的'])
    expect([await phoneOf(kept), await phoneOf(merged)]).toEqual([left, right])
    expect((await logsOf(me, kept))[0]).toMatchObject({ action: 'merge', reason: expect.stringContaining('拆开') })
    expect((await refusal(restore(me, merged))).code).toBe('NOT_FOUND')
  })

  it('is refused where one does not own both, and done by a manager with the owner of choice', async () => {
    const [me, other, manager] = [
      await app.aStaff('employee'),
      await app.aStaff('employee', { name: '周凯' }),
      await app.aStaff('manager'),
    ]
    const [mine, theirs] = [await enter(me), await enter(other, { name: '陈女士' })]
    const hidden = await refusal(merge(me, mine, theirs))
    expect(hidden.code).toBe('NOT_FOUND')
    const operator = await app.aStaff('operator')
    expect((await refusal(merge(operator, mine, theirs))).code).toBe('FORBIDDEN')
    expect((await refusal(merge(me, mine, mine))).code).toBe('VALIDATION_ERROR')
    expect((await refusal(merge(me, mine, 'f'.repeat(24)))).code).toBe('NOT_FOUND')
    const reply = await merge(manager, mine, theirs, { owner: 'merged' })
    expect(reply.assignedTo?._id).toBe(other.id)
    expect((await logsOf(other, mine))[0]).toMatchObject({ action: 'merge', newAssignedTo: { name: '周凯' } })
    expect((await refusal(restore(other, theirs))).code).toBe('FORBIDDEN')
    await restore(manager, theirs)
    expect((await read(manager, mine)).assignedTo?._id).toBe(me.id)
    expect((await read(other, theirs)).name).toBe('陈女士')
  })

  it('refuses two values of one field that takes one, texts that are too long together, and the level O of an employee', async () => {
    const [me, manager] = [await app.aStaff('employee'), await app.aStaff('manager')]
    const long = '很'.repeat(600)
    const kept = await enter(me, { remarks: long })
    const merged = await enter(manager, { remarks: `${long}在意`, leadLevel: 'O类', assignedTo: me.id })
    const both = await refusal(merge(me, kept, merged, { leadSource: 'both', remarks: 'both' }))
    expect(both.details).toEqual([
      { field: 'leadSource', message: '这一项只能留一边。' },
      { field: 'remarks', message: '两边合起来超过1000字，留一边吧。' },
    ])
    expect((await refusal(merge(me, kept, merged, { leadLevel: 'merged' }))).code).toBe('FORBIDDEN')
    expect(await read(me, merged)).toMatchObject({ version: 1 })
  })

  it('is a conflict where a third has edited one meanwhile, and nothing is half done', async () => {
    const [me, manager] = [await app.aStaff('employee'), await app.aStaff('manager')]
    const [kept, merged] = [await enter(me), await enter(me, { name: '陈女士' })]
    await note(me, merged, '右边写的')
    const params = { id: merged }
    await api(manager)('PATCH /api/customers/miniprogram/{id}', { params, body: { area: '西湖' } })
    const error = await refusal(merge(me, kept, merged))
    expect([error.status, error.code]).toEqual([409, 'CUSTOMER_CONFLICT'])
    expect(error.details).toMatchObject({ currentVersion: 2, current: { id: merged, area: '西湖' } })
    expect(await notesOf(me, kept)).toEqual([])
    expect(await notesOf(me, merged)).toEqual(['右边写的'])
  })

  it('and an edit at the same moment: one of them wins whole', async () => {
    const me = await app.aStaff('employee')
    for (let i = 0; i < 4; i++) {
      const [kept, merged] = [await enter(me), await enter(me)]
      const params = { id: i % 2 === 0 ? kept : merged }
      const [merging, editing] = await Promise.allSettled([
        merge(me, kept, merged),
        api(me)('PATCH /api/customers/miniprogram/{id}', { params, body: { area: '西湖', version: 1 } as never }),
      ])
      expect([merging, editing].map(({ status }) => status).toSorted()).toEqual(['fulfilled', 'rejected'])
      const lost = merging.status === 'rejected' ? merging.reason : (editing as PromiseRejectedResult).reason
      expect(['CUSTOMER_CONFLICT', 'NOT_FOUND']).toContain(lost.code)
    }
  })

  it('of the same two in both directions at once happens once', async () => {
    const me = await app.aStaff('employee')
    const [one, two] = [await enter(me), await enter(me)]
    const results = await Promise.allSettled([merge(me, one, two), merge(me, two, one)])
    expect(results.map(({ status }) => status).toSorted()).toEqual(['fulfilled', 'rejected'])
    const { customers } = await api(me)('GET /api/customers/miniprogram/list')
    expect(customers).toHaveLength(1)
  })

  it('cannot be undone after thirty days, when its number is another customer’s, or while the kept one is gone', async () => {
    const [me, manager] = [await app.aStaff('employee'), await app.aStaff('manager')]
    const right = aPhone()
    const [kept, merged] = [await enter(me), await enter(me, { phone: right })]
    await merge(me, kept, merged, { phone: 'merged' })
    const params = { id: kept }
    await api(me)('PATCH /api/customers/miniprogram/{id}', { params, body: { phone: aPhone() } })
    const third = await enter(me, { phone: right })
    expect((await refusal(restore(me, merged))).code).toBe('DUPLICATE_PHONE')
    await api(manager)('POST /api/customers/miniprogram/{id}/delete', {
      params: { id: third },
      body: { reason: '录错了' },
    })
    const [a, b] = [await enter(me), await enter(me)]
    await merge(me, a, b)
    await api(manager)('POST /api/customers/miniprogram/{id}/delete', { params: { id: a }, body: { reason: '录错了' } })
    expect((await refusal(restore(manager, b))).code).toBe('REMOVAL_FINAL')
    const [c, d] = [await enter(me), await enter(me, { phone: aPhone() })]
    await merge(me, c, d)
    app.advance(RESTORE_DAYS * DAY_MS)
    const late = await again(me)
    expect((await refusal(restore(late, d))).code).toBe('REMOVAL_FINAL')
    expect((await api(late)('GET /api/customers/removed', { query: { keptId: c } })).items).toEqual([])
  })

  it('frees the numbers of all that were merged, one into the next, when the kept one is deleted for good', async () => {
    const [me, manager] = [await app.aStaff('employee'), await app.aStaff('manager')]
    const phones = [aPhone(), aPhone(), aPhone()]
    const [kept = '', between = '', first = ''] = [
      await enter(me, { phone: phones[0] }),
      await enter(me, { phone: phones[1] }),
      await enter(me, { phone: phones[2] }),
    ]
    await merge(me, between, first)
    await merge(me, kept, between, {}, [1, 2])
    await api(manager)('POST /api/customers/miniprogram/{id}/delete', {
      params: { id: kept },
      body: { reason: '录错了' },
    })
    app.advance((RESTORE_DAYS + 1) * DAY_MS)
    await makeCustomerRetention(CUSTOMER_RECORDS).run(app.ctx(), {}, 1)
    const late = await again(me)
    const left = (await app.db.q.select().from(app.db.s.customers)).map(({ id }) => id)
    expect(left.filter((id) => [kept, between, first].includes(id))).toEqual([])
    for (const phone of phones) {
      expect((await check(late, phone)).phone).toBeNull()
      await enter(late, { phone })
    }
  })

  it('frees the numbers of those whose kept one was removed for good without them before', async () => {
    const me = await app.aStaff('employee')
    const phone = aPhone()
    const [kept, merged] = [await enter(me), await enter(me, { phone })]
    await merge(me, kept, merged)
    const { customers } = app.db.s
    await app.db.tx(function* (t) {
      yield t.delete(customers).where(eq(customers.id, kept))
    })
    await makeCustomerRetention(CUSTOMER_RECORDS).run(app.ctx(), {}, 1)
    expect((await check(me, phone)).phone).toBeNull()
  })

  it('leads to the one that stays after the thirty days too, with nothing left but the numbers', async () => {
    const me = await app.aStaff('employee')
    const right = aPhone()
    const [kept, merged] = [await enter(me), await enter(me, { phone: right, address: '示例路1号' })]
    await merge(me, kept, merged)
    app.advance((RESTORE_DAYS + 1) * DAY_MS)
    await makeCustomerRetention(CUSTOMER_RECORDS).run(app.ctx(), {}, 1)
    const { customers, customerMerges } = app.db.s
    const row = (await app.db.q.select().from(customers)).find(({ id }) => id === merged)
    expect(row).toMatchObject({ name: '已合并', phoneSealed: null, address: null, mergedInto: kept })
    expect((await app.db.q.select().from(customerMerges)).find((one) => one.mergedId === merged)?.snapshot).toBeNull()
    expect((await check(await again(me), right)).phone).toMatchObject({ merged: true, customerId: kept })
  })
})
