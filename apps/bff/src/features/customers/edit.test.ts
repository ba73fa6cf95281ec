import { describe, expect, it } from 'vitest'
import { aCustomer } from '@qingpin/testing/customers'
import { aPhone, ENGINES, refusal, type StaffLogin, useApp } from '@qingpin/testing/harness'
import { actionsOf, auditOf } from '@qingpin/testing/rows'
import { readNeeds } from './needs.rules.ts'

describe('what free texts of the demand say', () => {
  it.each([
    ['needSalary', '12000元/月', 'salaryBudget', 12_000],
    ['needSalary', '１.２万', 'salaryBudget', 12_000],
    ['needSalary', '8000', 'salaryBudget', 8000],
    ['needHouseArea', '120 平米', 'homeArea', 120],
    ['needFamilyMembers', '三口人', 'familySize', 3],
    ['needFamilyMembers', '4口', 'familySize', 4],
    ['needServicePeriod', '26天', 'serviceDays', 26],
    ['needOnboardingTime', '2027年1月5日', 'expectedStartDate', '2027-01-05'],
    ['needRestTime', '不休', 'restSchedule', '无休'],
    ['needWorkingHours', '白班', 'stayIn', '不住家'],
  ] as const)('%s "%s" fills %s', (from, text, field, value) => {
    expect(readNeeds({ [from]: text }, {})).toEqual([{ field, from, value }])
    expect(readNeeds({ [from]: text }, { [field]: value })).toEqual([])
  })

  it.each(['12000-14000', '1.2-1.4万', '1.2万到1.4万', '12000元～14000元/月'])(
    '"%s" is a range of pay',
    (needSalary) => {
      const [most, least] = [12_000, 14_000].toReversed()
      expect(readNeeds({ needSalary }, {}).map(({ field, value }) => [field, value])).toEqual([
        ['salaryBudget', most],
        ['salaryBudgetMin', least],
      ])
    },
  )

  it.each([
    ['needSalary', '9000-8000'],
    ['needSalary', '面议'],
    ['needSalary', '80'],
    ['needHouseArea', '三室一厅'],
    ['needFamilyMembers', '爷爷奶奶和宝宝'],
    ['needServicePeriod', '两个月'],
    ['needOnboardingTime', '下个月'],
    ['needOnboardingTime', '2027年2月30日'],
    ['needRestTime', '看情况'],
  ] as const)('%s "%s" is not certain', (from, text) => expect(readNeeds({ [from]: text }, {})).toEqual([]))
})

describe.each(ENGINES)('editing a customer on %s', (engine) => {
  const app = useApp(engine)
  const enter = async ({ token }: StaffLogin, over: object = {}) =>
    (await app.as(token)('POST /api/customers/miniprogram/create', { body: aCustomer({ ...over }) as never })).id
  const edit = ({ token }: StaffLogin, id: string, body: object) =>
    app.as(token)('PATCH /api/customers/miniprogram/{id}', { params: { id }, body: body as never })
  const read = ({ token }: StaffLogin, id: string) =>
    app.as(token)('GET /api/customers/miniprogram/{id}', { params: { id } })

  it('writes only the fields that are sent, clears those that are null, and counts a version', async () => {
    const staff = await app.aStaff('employee')
    const id = await enter(staff, { area: '滨江', remarks: '怕狗', dealAmount: 100, wechatId: `wx${aPhone()}` })
    const before = await read(staff, id)
    const after = await edit(staff, id, {
      salaryBudget: 9000,
      area: null,
      dealAmount: null,
      wechatId: null,
      version: 1,
    })
    expect(after).toEqual({
      ...before,
      salaryBudget: 9000,
      area: null,
      dealAmount: null,
      wechatId: null,
      version: 2,
      lastUpdatedByName: after.lastUpdatedByName,
      updatedAt: after.updatedAt,
      lastActivityAt: after.lastActivityAt,
      readFromNeeds: [],
    })
    expect((await actionsOf(app, id)).toSorted()).toEqual(['customer.create', 'customer.update'])
    const row = (await auditOf(app, id)).find(({ action }) => action === 'customer.update')
    expect(row?.changes).toMatchObject({ salaryBudget: [null, 9000], area: ['…', '…'] })
  })

  it('changes nothing, not even the version, when nothing is different', async () => {
    const staff = await app.aStaff('employee')
    const id = await enter(staff, { area: '滨江' })
    expect((await edit(staff, id, { area: '滨江', version: 1 })).version).toBe(1)
    expect(await actionsOf(app, id)).toEqual(['customer.create'])
  })

  it('refuses an edit that began from an older version and returns the present one, masked; without a version it is written', async () => {
    const staff = await app.aStaff('employee')
    const phone = aPhone()
    const id = await enter(staff, { phone })
    await edit(staff, id, { area: '西湖', version: 1 })
    const error = await refusal(edit(staff, id, { area: '余杭', version: 1 }))
    expect([error.status, error.code]).toEqual([409, 'CUSTOMER_CONFLICT'])
    expect(error.details).toMatchObject({ sentVersion: 1, currentVersion: 2, current: { area: '西湖', version: 2 } })
    expect(JSON.stringify(error.details)).not.toContain(phone)
    expect((await edit(staff, id, { area: '余杭' })).area).toBe('余杭')
  })

  it('takes the stored mask for "unchanged", and refuses any other', async () => {
    const staff = await app.aStaff('employee')
    const phone = aPhone()
    const id = await enter(staff, { phone, wechatId: `wx_${aPhone()}` })
    const { phone: mask, wechatId } = await read(staff, id)
    expect(await edit(staff, id, { phone: mask, wechatId, area: '滨江' })).toMatchObject({ phone: mask, wechatId })
    for (const body of [{ phone: '139****0000' }, { wechatId: 'ab****cd' }, { idCardNumber: '1101**********663X' }]) {
      const error = await refusal(edit(staff, id, body))
      expect([error.status, error.details]).toEqual([
        400,
        [{ field: Object.keys(body)[0], message: '这是遮住的号码，请填完整的。' }],
      ])
    }
    expect((await refusal(enter(staff, { wechatId: 'wx****88' }))).code).toBe('VALIDATION_ERROR')
  })

  it('keeps a way to reach the customer', async () => {
    const staff = await app.aStaff('employee')
    const id = await enter(staff)
    expect((await refusal(edit(staff, id, { phone: null }))).code).toBe('MISSING_CONTACT')
    expect(await edit(staff, id, { phone: '', wechatId: `wx${aPhone()}` })).toMatchObject({ phone: null })
  })

  it('refuses a phone that another customer has, and a WeChat id unless that is meant, in any letter case', async () => {
    const [mine, other] = [await app.aStaff('employee'), await app.aStaff('employee')]
    const [phone, wechatId] = [aPhone(), `Wx${aPhone()}`]
    const taken = await enter(mine, { phone, wechatId })
    const hidden = aPhone()
    await enter(other, { phone: hidden })
    const id = await enter(mine)
    const detailsOf = async (body: object) => {
      const { code, details } = await refusal(edit(mine, id, body))
      return [code, (details as { existingId?: string }[])[0]?.existingId]
    }
    expect(await detailsOf({ phone })).toEqual(['DUPLICATE_PHONE', taken])
    expect(await detailsOf({ phone: hidden })).toEqual(['DUPLICATE_PHONE', undefined])
    expect(await detailsOf({ wechatId: wechatId.toUpperCase() })).toEqual(['DUPLICATE_WECHAT', taken])
    expect((await edit(mine, id, { wechatId, allowDuplicateWechat: true })).wechatId).toContain('****')
    expect((await refusal(enter(mine, { phone: null, wechatId }))).code).toBe('DUPLICATE_WECHAT')
  })

  it('gives one of two simultaneous edits the same phone', async () => {
    const staff = await app.aStaff('employee')
    const ids = [await enter(staff), await enter(staff)]
    const phone = aPhone()
    const results = await Promise.allSettled(ids.map((id) => edit(staff, id, { phone })))
    expect(results.map(({ status }) => status).toSorted()).toEqual(['fulfilled', 'rejected'])
    const failed = results.find((one) => one.status === 'rejected')
    expect(failed?.reason.code).toBe('DUPLICATE_PHONE')
  })

  it('lets only some roles give the level O, on create and on edit alike', async () => {
    const [employee, admissions, dispatch] = [
      await app.aStaff('employee'),
      await app.aStaff('admissions'),
      await app.aStaff('dispatch'),
    ]
    for (const staff of [employee, admissions]) {
      const error = await refusal(edit(staff, await enter(staff), { leadLevel: 'O类' }))
      expect([error.code, error.fields.leadLevel]).toEqual(['FORBIDDEN', 'O类由经理、运营或派单老师来定。'])
      expect((await refusal(enter(staff, { leadLevel: 'O类' }))).code).toBe('FORBIDDEN')
    }
    expect((await edit(dispatch, await enter(dispatch), { leadLevel: 'O类' })).leadLevel).toBe('O类')
  })

  it('lets the owner, a manager or an admin set a customer to signed, and back', async () => {
    const [manager, creator, owner] = [
      await app.aStaff('manager'),
      await app.aStaff('dispatch'),
      await app.aStaff('employee'),
    ]
    const id = await enter(creator)
    await app.as(manager.token)('PATCH /api/customers/miniprogram/{id}/assign', {
      params: { id },
      body: { assignedTo: owner.id },
    })
    expect((await refusal(edit(creator, id, { contractStatus: '已签约' }))).fields.contractStatus).toContain('经理')
    expect((await edit(owner, id, { contractStatus: '已签约' })).contractStatus).toBe('已签约')
    expect((await refusal(edit(creator, id, { contractStatus: '匹配中' }))).code).toBe('FORBIDDEN')
    expect((await edit(manager, id, { contractStatus: '匹配中' })).contractStatus).toBe('匹配中')
  })

  it('assigns only for a caller who may, and says in the log that it did', async () => {
    const [employee, colleague, operator] = [
      await app.aStaff('employee'),
      await app.aStaff('employee'),
      await app.aStaff('operator'),
    ]
    const id = await enter(employee)
    expect((await refusal(edit(employee, id, { assignedTo: colleague.id }))).code).toBe('FORBIDDEN')
    expect((await edit(employee, id, { assignedTo: employee.id, area: '滨江' })).area).toBe('滨江')
    const moved = await edit(operator, id, { assignedTo: colleague.id, assignmentReason: '离得近' })
    expect(moved).toMatchObject({ assignedTo: { _id: colleague.id }, transferCount: 1, assignmentReason: '离得近' })
    expect((await refusal(edit(employee, id, { area: '余杭' }))).code).toBe('NOT_FOUND')
  })

  it('reads structured fields out of the free texts, keeps the texts, and says what it read', async () => {
    const staff = await app.aStaff('employee')
    const id = await enter(staff, { familySize: 5 })
    const after = await edit(staff, id, { needSalary: '1.2万', needFamilyMembers: '三口人', needRemarks: '会做饭' })
    expect(after).toMatchObject({ salaryBudget: 12_000, familySize: 5, needSalary: '1.2万', needRemarks: '会做饭' })
    expect(after.readFromNeeds).toEqual([{ field: 'salaryBudget', from: 'needSalary', value: 12_000 }])
    expect((await edit(staff, id, { needRemarks: null })).needRemarks).toBeNull()
  })

  it.each([
    { dealAmount: true },
    { dealAmount: '0x10' },
    { salaryBudget: [5] },
    { familySize: true },
    { leadLevel: 'Z' },
  ])('refuses %o instead of guessing a number', async (body) => {
    const staff = await app.aStaff('employee')
    const error = await refusal(edit(staff, await enter(staff), body))
    expect([error.status, Object.keys(error.fields)]).toEqual([400, Object.keys(body)])
  })
})
