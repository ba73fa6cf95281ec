import { DAY_MS, HOUR_MS, startOfDay } from '@qingpin/contract/core/days'
import { type AssignmentRules, DEFAULT_RULES } from '@qingpin/contract/customers/pool.rules'
import { describe, expect, it } from 'vitest'
import { aCustomer } from '@qingpin/testing/customers'
import { ENGINES, refusal, type StaffLogin, useApp } from '@qingpin/testing/harness'
import { recycleDates } from './recycling.job.ts'
import { reminding } from './reminders.job.ts'
import { remindAtOf, remindedStep, type ReminderState } from './reminders.rules.ts'

const RULES: AssignmentRules = { ...DEFAULT_RULES, remindDays: { A类: 2, B类: 4, C类: null, D类: 15 }, escalateDays: 1 }
const NOW = Date.parse('2026-12-01T10:00:00+08:00')
const row = (over: Partial<ReminderState> = {}): ReminderState => ({
  assignedTo: 'a'.repeat(24),
  assignedAt: NOW,
  inPublicPool: false,
  contractStatus: '匹配中',
  leadLevel: 'A类',
  lastFollowUpAt: null,
  nextFollowUpAt: null,
  reminderStep: 0,
  remindedAt: null,
  ...over,
})

describe('the next reminder of a customer', () => {
  const taken = { reminderStep: 1, remindedAt: NOW + 2 * DAY_MS }
  it.each([
    ['days of its level after it was assigned', {}, NOW + 2 * DAY_MS],
    ['days after the last contact', { lastFollowUpAt: NOW + DAY_MS }, NOW + 3 * DAY_MS],
    ['not before a planned follow-up has passed', { nextFollowUpAt: NOW + 9 * DAY_MS }, NOW + 9 * DAY_MS],
    ['a day after the one before', taken, NOW + 3 * DAY_MS],
    ['a day after the one before, however late that was', { ...taken, remindedAt: NOW + 8 * DAY_MS }, NOW + 9 * DAY_MS],
    ['the first one again after a contact', { ...taken, lastFollowUpAt: NOW + 5 * DAY_MS }, NOW + 7 * DAY_MS],
    ['none after the mark', { ...taken, reminderStep: 3 }, null],
    ['none without a number for its level', { leadLevel: 'C类' }, null],
    ['none for a lost level', { leadLevel: '流失' }, null],
    ['none once signed', { contractStatus: '已签约' }, null],
    ['none without an owner', { assignedTo: null }, null],
    ['none in the pool', { inPublicPool: true }, null],
  ] as const)('is %s', (_, over, at) => {
    expect(remindAtOf(RULES, row(over))).toBe(at)
  })

  it('counts steps of the present silence only', () => {
    expect([remindedStep(row(taken)), remindedStep(row({ ...taken, reminderStep: 3 }))]).toEqual(['owner', 'risk'])
    expect(remindedStep(row({ ...taken, lastFollowUpAt: NOW + 3 * DAY_MS }))).toBeNull()
  })
})

describe.each(ENGINES)('the reminders of silent customers on %s', (engine) => {
  const app = useApp(engine)
  const api = ({ token }: StaffLogin) => app.as(token)
  const enter = async (staff: StaffLogin, over: object = {}) =>
    (await api(staff)('POST /api/customers/miniprogram/create', { body: aCustomer({ ...over }) as never })).id
  const history = (staff: StaffLogin, id: string) =>
    api(staff)('GET /api/customers/miniprogram/{id}/reminders', { params: { id } })
  const stepsOf = async (staff: StaffLogin, id: string) => (await history(staff, id)).map(({ step }) => step)
  const lines = async (staff: StaffLogin) =>
    Object.fromEntries((await api(staff)('GET /api/today')).groups.map(({ kind, count }) => [kind, count]))
  /** Every account, logged in again at a moment. */
  const at = async (moment: number, ...people: StaffLogin[]): Promise<StaffLogin[]> => {
    app.advance(moment - app.ctx().now)
    return Promise.all(
      people.map(async ({ username, password, ...staff }) => {
        const { token } = await app.as()('POST /api/auth/login', { body: { username, password } })
        return { ...staff, username, password, token }
      }),
    )
  }
  const run = () => reminding.run(app.ctx(), {}, 1)
  const hour = (days: number, hours: number) => startOfDay(app.ctx().now) + days * DAY_MS + hours * HOUR_MS

  it('go to the owner, then to managers too, then mark a risk; each once, in working hours, until a contact', async () => {
    let owner = await app.aStaff('employee', { name: '周凯' })
    let manager = await app.aStaff('manager')
    const meet = async (moment: number) => {
      ;[owner, manager] = (await at(moment, owner, manager)) as [StaffLogin, StaffLogin]
    }
    await meet(hour(1, 15))
    const id = await enter(owner, { name: '何女士', leadLevel: 'A类' })

    await meet(hour(3, 3))
    await run()
    expect(await history(owner, id)).toEqual([])
    await meet(hour(0, 16))
    await Promise.all([run(), run()])
    await run()
    expect(await history(owner, id)).toMatchObject([{ step: 'owner', owner: '周凯', silentDays: 3 }])
    expect([await lines(owner), (await lines(manager)).escalated]).toEqual([{ silent: 1 }, undefined])
    const { customers } = await api(owner)('GET /api/customers/miniprogram/list', {
      query: { due: 'silent', assignedTo: owner.id },
    })
    expect(customers.map((one) => [one.id, one.reminded])).toEqual([[id, 'owner']])

    await meet(hour(1, 17))
    await run()
    expect(await stepsOf(owner, id)).toEqual(['manager', 'owner'])
    const told = (await api(manager)('GET /api/today')).groups.find(({ kind }) => kind === 'escalated')
    expect(told).toMatchObject({
      count: 1,
      title: '1位客户同事一直没跟',
      note: '何女士，4天没联系，周凯跟',
      late: true,
    })
    expect(await lines(owner)).toEqual({ silent: 1 })

    await meet(hour(1, 18))
    await run()
    await run()
    expect(await stepsOf(manager, id)).toEqual(['risk', 'manager', 'owner'])
    expect([await lines(owner), await lines(manager)]).toEqual([{ risk: 1 }, { risk: 1 }])

    await api(owner)('POST /api/customers/miniprogram/{id}/follow-ups', {
      params: { id },
      body: { type: 'phone', content: '打通了' },
    })
    expect([await lines(owner), await lines(manager)]).toEqual([{}, {}])
    const card = await api(owner)('GET /api/customers/miniprogram/{id}', { params: { id } })
    expect([card.reminded, await stepsOf(owner, id)]).toEqual([null, ['risk', 'manager', 'owner']])

    await meet(hour(2, 19))
    await run()
    expect(await stepsOf(owner, id)).toEqual(['owner', 'risk', 'manager', 'owner'])
  })

  it('begin anew with another owner, and end with a signature', async () => {
    const [owner, heir, manager] = [
      await app.aStaff('employee'),
      await app.aStaff('employee'),
      await app.aStaff('manager'),
    ]
    const [moved, signed] = [await enter(owner), await enter(owner)]
    const [own, boss] = (await at(hour(3, 12), owner, manager)) as [StaffLogin, StaffLogin]
    await run()
    expect((await lines(own)).silent).toBe(2)
    await api(boss)('PATCH /api/customers/miniprogram/{id}/assign', {
      params: { id: moved },
      body: { assignedTo: heir.id },
    })
    await api(boss)('PATCH /api/customers/miniprogram/{id}', {
      params: { id: signed },
      body: { contractStatus: '已签约' },
    })
    expect(await lines(own)).toEqual({})
    const [next] = (await at(hour(1, 12), heir)) as [StaffLogin]
    await run()
    expect(await stepsOf(next, moved)).toEqual(['owner'])
    const [later] = (await at(hour(2, 12), heir)) as [StaffLogin]
    await run()
    expect(await stepsOf(later, moved)).toEqual(['owner', 'owner'])
  })

  it('follow the rules that managers set, from the next run on', async () => {
    const [owner, manager] = [await app.aStaff('employee'), await app.aStaff('manager')]
    const id = await enter(owner)
    const { version } = await api(manager)('GET /api/customers/assignment-rules')
    const never = { A类: null, B类: null, C类: null, D类: null }
    await api(manager)('PUT /api/customers/assignment-rules', {
      body: { ...DEFAULT_RULES, remindDays: never, version },
    })
    await recycleDates.run(app.ctx(), {}, 1)
    const [own, boss] = (await at(hour(4, 12), owner, manager)) as [StaffLogin, StaffLogin]
    await run()
    expect(await history(own, id)).toEqual([])
    const at11 = { ...DEFAULT_RULES, workFrom: 11, workTo: 13 }
    const dry = await api(boss)('POST /api/customers/assignment-rules/dry-run', { body: at11 })
    expect(dry.reminders.soon).toBeGreaterThanOrEqual(1)
    expect(dry.reminders.byLevel['A类']).toBe(dry.reminders.week)
    await api(boss)('PUT /api/customers/assignment-rules', { body: { ...at11, version: version + 1 } })
    await recycleDates.run(app.ctx(), {}, 1)
    const [early] = (await at(hour(1, 10), owner)) as [StaffLogin]
    await run()
    expect(await history(early, id)).toEqual([])
    const [noon, head] = (await at(hour(0, 12), owner, manager)) as [StaffLogin, StaffLogin]
    await run()
    expect(await stepsOf(noon, id)).toEqual(['owner'])
    const body = { ...DEFAULT_RULES, version: version + 2 }
    await api(head)('PUT /api/customers/assignment-rules', { body })
  })

  it('are read by those who see the customer, and by no other', async () => {
    const [owner, other] = [await app.aStaff('employee'), await app.aStaff('employee')]
    const id = await enter(owner)
    expect(await history(owner, id)).toEqual([])
    expect((await refusal(history(other, id))).code).toBe('NOT_FOUND')
  })
})
