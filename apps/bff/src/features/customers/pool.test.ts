import { DAY_MS, HOUR_MS, startOfDay } from '@qingpin/contract/core/days'
import { type AssignmentRules, DEFAULT_RULES } from '@qingpin/contract/customers/pool.rules'
import { describe, expect, it } from 'vitest'
import { aCustomer } from '@qingpin/testing/customers'
import { ENGINES, refusal, type StaffLogin, useApp } from '@qingpin/testing/harness'
import { actionsOf, auditOf } from '@qingpin/testing/rows'
import { isWorkingHour, recycleAtOf, type RecycleState, warnedRecycleAt } from './pool.rules.ts'
import { plannedInterview } from '../interviews/rooms.repo.ts'
import { recycleDates, recyclingUnless } from './recycling.job.ts'

const recycling = recyclingUnless(plannedInterview)

const RULES: AssignmentRules = { ...DEFAULT_RULES, contractDays: 10, recycleDays: { A类: 3, B类: 7, C类: 15, D类: 30 } }
const NOW = Date.parse('2026-12-01T10:00:00+08:00')
const row = (over: Partial<RecycleState> = {}): RecycleState => ({
  assignedTo: 'a'.repeat(24),
  assignedAt: NOW,
  inPublicPool: false,
  contractStatus: '匹配中',
  leadLevel: 'B类',
  lastFollowUpAt: null,
  nextFollowUpAt: null,
  autoTransferEnabled: true,
  contractEndsAt: null,
  ...over,
})

describe('when a customer goes back to the pool', () => {
  it.each([
    ['days of its level after it was assigned', {}, NOW + 7 * DAY_MS],
    ['days after the last contact', { lastFollowUpAt: NOW + DAY_MS }, NOW + 8 * DAY_MS],
    ['not before a planned follow-up has passed', { nextFollowUpAt: NOW + 9 * DAY_MS }, NOW + 9 * DAY_MS],
    ['never without a number for its level', { leadLevel: 'O类' }, null],
    ['never once signed, as long as no end is agreed', { contractStatus: '已签约' }, null],
    [
      'days after the end of a contract',
      { contractStatus: '已签约', leadLevel: 'O类', contractEndsAt: NOW + 30 * DAY_MS },
      NOW + 40 * DAY_MS,
    ],
    ['not before a placement is over', { contractEndsAt: NOW + 30 * DAY_MS }, NOW + 37 * DAY_MS],
    ['never without an owner', { assignedTo: null }, null],
    ['never where it is switched off for it', { autoTransferEnabled: false }, null],
  ] as const)('is %s', (_, over, at) => {
    expect(recycleAtOf(RULES, row(over))).toBe(at)
    expect(recycleAtOf({ ...RULES, poolOn: false }, row(over))).toBeNull()
  })

  it('is never by the rules that hold until a manager sets some', () => {
    expect(recycleAtOf(DEFAULT_RULES, row())).toBeNull()
  })

  it('is a day ahead at least after the rules were changed', () => {
    const late = row({ assignedAt: NOW - 100 * DAY_MS })
    expect(warnedRecycleAt(RULES, late, { now: NOW, shown: null })).toBe(NOW + DAY_MS)
    expect(warnedRecycleAt(RULES, late, { now: NOW, shown: NOW + HOUR_MS })).toBe(NOW + HOUR_MS)
    expect(warnedRecycleAt(RULES, row(), { now: NOW, shown: NOW + HOUR_MS })).toBe(NOW + 7 * DAY_MS)
  })

  it('is between 9:00 and 20:00 in Beijing', () => {
    const hours = Array.from({ length: 24 }, (_, hour) => isWorkingHour(RULES, startOfDay(NOW) + hour * HOUR_MS))
    expect([hours.indexOf(true), hours.lastIndexOf(true)]).toEqual([9, 19])
  })
})

describe.each(ENGINES)('the public pool on %s', (engine) => {
  const app = useApp(engine)
  const api = ({ token }: StaffLogin) => app.as(token)
  const enter = async (staff: StaffLogin, over: object = {}) =>
    (await api(staff)('POST /api/customers/miniprogram/create', { body: aCustomer({ ...over }) as never })).id
  const release = (staff: StaffLogin, id: string, reason?: string) =>
    api(staff)('POST /api/customers/miniprogram/{id}/release-to-pool', { params: { id }, body: { reason } })
  const claim = (staff: StaffLogin, id: string) => api(staff)('POST /api/customers/pool/{id}/claim', { params: { id } })
  const read = (staff: StaffLogin, id: string) => api(staff)('GET /api/customers/miniprogram/{id}', { params: { id } })
  const setRules = async (change: object) => {
    const manager = await app.aStaff('manager')
    const {
      version,
      updatedAt: _at,
      updatedBy: _by,
      ...rules
    } = await api(manager)('GET /api/customers/assignment-rules')
    return api(manager)('PUT /api/customers/assignment-rules', { body: { ...rules, ...change, version } as never })
  }
  /** A login of so many days later, because no access token lives that long. */
  const later = async ({ username, password, ...staff }: StaffLogin, ms: number): Promise<StaffLogin> => {
    app.advance(ms)
    const { token } = await app.as()('POST /api/auth/login', { body: { username, password } })
    return { ...staff, username, password, token }
  }

  it('shows what its owner released, with reason and last note, to every member of staff, numbers masked', async () => {
    const [owner, other] = [await app.aStaff('employee', { name: '赵婷' }), await app.aStaff('admissions')]
    const id = await enter(owner, { name: '罗先生', serviceCategory: '住家护老' })
    const body = { type: 'phone', content: '老人听不懂普通话', nextFollowUpDate: '2027-01-05' } as const
    await api(owner)('POST /api/customers/miniprogram/{id}/follow-ups', { params: { id }, body: body as never })
    await release(owner, id, '只要懂绍兴话的阿姨')
    const { items, total, byService } = await api(other)('GET /api/customers/pool', { query: { search: '罗先生' } })
    expect([total, byService]).toEqual([1, { 住家护老: 1 }])
    expect(items[0]).toMatchObject({
      id,
      nextFollowUpAt: null,
      lastNote: '老人听不懂普通话',
      lastNoteBy: '赵婷',
      colleagues: 1,
      calls: 1,
      claimableFrom: null,
      released: {
        action: 'release',
        oldAssignedTo: { name: '赵婷' },
        newAssignedTo: null,
        reason: '只要懂绍兴话的阿姨',
      },
    })
    expect(items[0]?.phone).toContain('****')
    expect((await refusal(read(owner, id))).code).toBe('NOT_FOUND')
    expect((await actionsOf(app, id)).toSorted()).toEqual(['customer.create', 'customer.follow-up', 'customer.release'])
  })

  it('is released into by the owner, a manager or an admin, and by no other', async () => {
    const [creator, owner, manager] = [
      await app.aStaff('dispatch'),
      await app.aStaff('employee'),
      await app.aStaff('manager'),
    ]
    const id = await enter(creator)
    await api(manager)('PATCH /api/customers/miniprogram/{id}/assign', {
      params: { id },
      body: { assignedTo: owner.id },
    })
    expect((await refusal(release(creator, id))).code).toBe('FORBIDDEN')
    await release(manager, id)
    expect((await refusal(release(owner, id))).code).toBe('NOT_FOUND')
  })

  it('gives a customer to one of two concurrent claims; the other is refused', async () => {
    const [owner, ...rivals] = [
      await app.aStaff('employee'),
      await app.aStaff('employee'),
      await app.aStaff('employee'),
    ] as const
    const id = await enter(owner)
    await release(owner, id)
    const results = await Promise.allSettled(rivals.map((rival) => claim(rival, id)))
    const won = results.findIndex(({ status }) => status === 'fulfilled')
    const lost = results.find(({ status }) => status === 'rejected') as PromiseRejectedResult
    expect([results.filter(({ status }) => status === 'fulfilled').length, lost.reason.code]).toEqual([
      1,
      'ALREADY_CLAIMED',
    ])
    expect((await read(rivals[won] as StaffLogin, id)).assignedTo?._id).toBe(rivals[won]?.id)
  })

  it('limits claims per day, concurrent ones too, and starts again the next day', async () => {
    const [owner, claimer] = [await app.aStaff('employee'), await app.aStaff('employee')]
    const ids: string[] = []
    for (let i = 0; i < 8; i++) ids.push(await enter(owner))
    for (const id of ids) await release(owner, id)
    const results = await Promise.allSettled(ids.slice(0, 7).map((id) => claim(claimer, id)))
    expect(results.filter(({ status }) => status === 'fulfilled')).toHaveLength(DEFAULT_RULES.claimsADay)
    const refused = results.flatMap((one) => (one.status === 'rejected' ? [one.reason.code] : []))
    expect(new Set(refused)).toEqual(new Set(['CLAIMS_USED_UP']))
    const { claims } = await api(claimer)('GET /api/customers/pool')
    expect(claims).toEqual({ used: 5, most: 5 })
    const tomorrow = await later(claimer, DAY_MS)
    expect((await claim(tomorrow, ids[7] ?? '')).assignedTo?._id).toBe(claimer.id)
  })

  it('lets the person who released it claim it again after seven days', async () => {
    const owner = await app.aStaff('employee')
    const id = await enter(owner)
    await release(owner, id)
    expect((await refusal(claim(owner, id))).code).toBe('CLAIM_TOO_SOON')
    const { items } = await api(owner)('GET /api/customers/pool')
    expect(items.find((one) => one.id === id)?.claimableFrom).not.toBeNull()
    const after = await later(owner, 7 * DAY_MS)
    expect((await claim(after, id)).transferCount).toBe(2)
  })

  it('opens so many histories a day, each once', async () => {
    const [owner, reader] = [await app.aStaff('employee'), await app.aStaff('employee')]
    await setRules({ viewsADay: 1 })
    const ids = [await enter(owner), await enter(owner)]
    for (const id of ids) await release(owner, id, '离得远')
    const open = (id = '') => api(reader)('GET /api/customers/pool/{id}', { params: { id } })
    const { customer, assignments } = await open(ids[0])
    expect([customer.assignedTo, assignments[0]?.reason]).toEqual([null, '离得远'])
    await open(ids[0])
    expect((await refusal(open(ids[1]))).code).toBe('POOL_VIEWS_USED_UP')
    const mine = await enter(owner)
    expect((await refusal(open(mine))).code).toBe('NOT_FOUND')
    await setRules({ viewsADay: DEFAULT_RULES.viewsADay })
  })

  it('lets no more be claimed by who holds the most already, and nothing while it is off', async () => {
    const [owner, claimer] = [await app.aStaff('employee'), await app.aStaff('employee')]
    const id = await enter(owner)
    await release(owner, id)
    await enter(claimer)
    await enter(claimer, { contractStatus: '已签约' })
    await setRules({ heldMost: 1 })
    expect((await refusal(claim(claimer, id))).code).toBe('TOO_MANY_HELD')
    await setRules({ heldMost: null, poolOn: false })
    expect((await refusal(claim(claimer, id))).code).toBe('POOL_OFF')
    expect((await refusal(release(owner, await enter(owner)))).code).toBe('POOL_OFF')
    await setRules({ poolOn: true })
    expect((await claim(claimer, id)).assignedTo?._id).toBe(claimer.id)
  })

  it('takes a silent customer in working hours, not one with a follow-up or a later plan, and says so in the history', async () => {
    await setRules(RULES)
    const owner = await app.aStaff('employee')
    const [silent, active, planned] = [await enter(owner), await enter(owner), await enter(owner)]
    const night = startOfDay(app.ctx().now) + 4 * DAY_MS + 3 * HOUR_MS
    const note = (staff: StaffLogin, id: string, nextFollowUpDate?: string) =>
      api(staff)('POST /api/customers/miniprogram/{id}/follow-ups', {
        params: { id },
        body: { type: 'phone', content: '问了', nextFollowUpDate } as never,
      })
    await note(owner, planned, new Date(night + 10 * DAY_MS).toISOString().slice(0, 10))
    const asleep = await later(owner, night - app.ctx().now)
    await note(asleep, active)
    await recycling.run(app.ctx(), {}, 1)
    expect((await read(asleep, silent)).assignedTo?._id).toBe(owner.id)
    const awake = await later(owner, 7 * HOUR_MS)
    await recycling.run({ ...app.ctx(), actor: { kind: 'job', queue: recycling.name } }, {}, 1)
    expect((await refusal(read(awake, silent))).code).toBe('NOT_FOUND')
    for (const id of [active, planned]) expect((await read(awake, id)).assignedTo?._id).toBe(owner.id)
    const { assignments } = await api(awake)('GET /api/customers/pool/{id}', { params: { id: silent } })
    expect(assignments[0]).toMatchObject({ action: 'recycle', assignedBy: null, oldAssignedTo: { _id: owner.id } })
    const row = (await auditOf(app, silent)).find(({ action }) => action === 'customer.recycle')
    expect([row?.actorRole, row?.actorId, row?.changes]).toEqual(['system', null, { assignedTo: [owner.id, null] }])
    await setRules(DEFAULT_RULES)
  })

  it('takes none with a planned interview, and warns of it a day before it goes', async () => {
    await setRules(RULES)
    const owner = await app.aStaff('employee')
    const met = await enter(owner)
    const noon = startOfDay(app.ctx().now) + 3 * DAY_MS + 12 * HOUR_MS
    await api(owner)('POST /api/interview/rooms', {
      body: { roomName: '见面', customerId: met, scheduledAt: new Date(noon + 3 * DAY_MS).toISOString() } as never,
    })
    let own = await later(owner, noon - app.ctx().now)
    await recycling.run(app.ctx(), {}, 1)
    own = await later(own, 4 * HOUR_MS)
    await recycling.run(app.ctx(), {}, 1)
    expect((await read(own, met)).assignedTo?._id).toBe(owner.id)
    expect(Date.parse((await read(own, met)).recycleAt ?? '')).toBe(noon + 3 * DAY_MS)
    own = await later(own, 20 * DAY_MS)
    await recycling.run(app.ctx(), {}, 1)
    expect((await refusal(read(own, met))).code).toBe('NOT_FOUND')
    await setRules(DEFAULT_RULES)
  })

  it('counts what rules would take before they are set; set, they take nothing within a day', async () => {
    const owner = await app.aStaff('employee')
    const id = await enter(owner, { leadLevel: 'D类' })
    const manager = await later(await app.aStaff('manager'), 20 * DAY_MS)
    const rules = { ...DEFAULT_RULES, recycleDays: { ...RULES.recycleDays, D类: 10 } }
    const dry = await api(manager)('POST /api/customers/assignment-rules/dry-run', { body: rules })
    expect(dry.byLevel['D类']).toBeGreaterThanOrEqual(1)
    expect(dry.soon).toBeGreaterThanOrEqual(1)
    await setRules(rules)
    await recycleDates.run(app.ctx(), {}, 1)
    const noon = startOfDay(app.ctx().now) + 12 * HOUR_MS
    const atNoon = await later(owner, noon > app.ctx().now ? noon - app.ctx().now : 0)
    await recycling.run(app.ctx(), {}, 1)
    expect((await read(atNoon, id)).assignedTo?._id).toBe(owner.id)
    await later(owner, DAY_MS + HOUR_MS)
    await recycling.run(app.ctx(), {}, 1)
    expect((await refusal(read(await later(owner, 0), id))).code).toBe('NOT_FOUND')
    await setRules(DEFAULT_RULES)
  })

  it('has rules that managers set one after another, and no employee', async () => {
    const [manager, employee] = [await app.aStaff('manager', { name: '林晓' }), await app.aStaff('employee')]
    const { version } = await api(manager)('GET /api/customers/assignment-rules')
    const put = (staff: StaffLogin, change: object) =>
      api(staff)('PUT /api/customers/assignment-rules', { body: { ...DEFAULT_RULES, version, ...change } as never })
    expect((await refusal(put(employee, {}))).code).toBe('FORBIDDEN')
    const results = await Promise.allSettled([put(manager, { claimsADay: 6 }), put(manager, { claimsADay: 7 })])
    expect(results.map(({ status }) => status).toSorted()).toEqual(['fulfilled', 'rejected'])
    expect((await api(employee)('GET /api/customers/assignment-rules')).updatedBy).toBe('林晓')
    for (const change of [{ claimsADay: -1 }, { recycleDays: { A类: 0 } }, { heldMost: 0 }]) {
      expect((await refusal(put(manager, change))).code).toBe('VALIDATION_ERROR')
    }
    await setRules(DEFAULT_RULES)
  })
})
