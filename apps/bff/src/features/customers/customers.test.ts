import { followUpMoment } from '@qingpin/contract/customers/customers.rules'
import { describe, expect, it } from 'vitest'
import { aCustomer } from '@qingpin/testing/customers'
import { aPhone, ENGINES, refusal, useApp } from '@qingpin/testing/harness'
import { actionsOf, auditOf, changeAccount, countRows } from '@qingpin/testing/rows'
import { anIdNumber } from '@qingpin/testing/workers'

describe('the moment of a next follow-up', () => {
  it.each([
    ['2026-11-28', '2026-11-27T16:00:00.000Z'],
    ['2028-02-29', '2028-02-28T16:00:00.000Z'],
    ['2026-11-28T15:30:00+08:00', '2026-11-28T07:30:00.000Z'],
    ['2026-11-28T07:30:00.000Z', '2026-11-28T07:30:00.000Z'],
    ['2026-11-28T15:30', '2026-11-28T07:30:00.000Z'],
    ['2026-11-28 15:30:00', '2026-11-28T07:30:00.000Z'],
  ])('%s is %s in any time zone of the machine', (text, moment) => {
    expect(new Date(followUpMoment(text) ?? 0).toISOString()).toBe(moment)
  })

  it.each([
    '',
    '明天',
    '1',
    '2026',
    '11/28/2026',
    '2026-02-31',
    '2026-02-31T10:00:00Z',
    '2026-11-28T25:00',
    '2101-01-01',
  ])('"%s" is no date', (text) => expect(followUpMoment(text)).toBeUndefined())
})

describe.each(ENGINES)('a customer on %s', (engine) => {
  const app = useApp(engine)
  const create = (token: string, body: object, idempotencyKey?: string) =>
    app.as(token)('POST /api/customers/miniprogram/create', {
      body: body as never,
      ...(idempotencyKey ? { idempotencyKey } : {}),
    })
  const read = (token: string, id: string) => app.as(token)('GET /api/customers/miniprogram/{id}', { params: { id } })
  const reveal = (token: string, id: string, field: 'phone' | 'wechatId' | 'idCardNumber') =>
    app.as(token)('POST /api/customers/miniprogram/{id}/reveal', { params: { id }, body: { field } })

  const full = () => ({
    ...aCustomer(),
    wechatId: 'wx_chen88',
    allowDuplicateWechat: true,
    idCardNumber: anIdNumber(),
    serviceCategory: '月嫂',
    salaryBudget: 15_000,
    expectedStartDate: '2026-12-01',
    expectedDeliveryDate: '2026-12-08',
    homeArea: 120,
    familySize: 4,
    serviceDays: 26,
    dealAmount: 18_800.5,
    restSchedule: '无休',
    address: '滨江区示例路10号',
    area: '滨江',
    ageRequirement: '45岁以下',
    genderRequirement: '女',
    originRequirement: '江浙',
    educationRequirement: '初中',
    remarks: '怕狗',
    needOrderType: '住家',
    needServicePeriod: '两个月',
    assignmentReason: '离得近',
  })

  it('is created and read back with every field, its numbers masked', async () => {
    const staff = await app.aStaff('employee', { name: '陈默' })
    const input = full()
    const made = await create(staff.token, input)
    const { phone, wechatId: _wechat, allowDuplicateWechat: _allowed, idCardNumber, ...plain } = input
    const seen = await read(staff.token, made.id)
    expect(seen).toMatchObject({
      ...plain,
      phone: `${phone.slice(0, 3)}****${phone.slice(-4)}`,
      wechatId: 'wx****88',
      idCardNumber: `${idCardNumber.slice(0, 4)}**********${idCardNumber.slice(-4)}`,
      followUpStatus: '新客未跟进',
      nextFollowUpAt: null,
      needSalary: null,
      version: 1,
      createdByName: '陈默',
      assignedToName: '陈默',
      assignedTo: { _id: staff.id, name: '陈默', username: staff.username },
    })
    expect(made.customer).toEqual(seen)
    expect(made).toMatchObject({ action: 'CREATED', customerId: seen.customerId })
    expect(await actionsOf(app, made.id)).toEqual(['customer.create'])
  })

  it('accepts what old clients send: other spellings of services, rest days, numbers and blanks', async () => {
    const { token } = await app.aStaff('employee')
    const phone = aPhone()
    const { id } = await create(token, {
      ...aCustomer({ phone: `+86 ${phone.slice(0, 3)}-${phone.slice(3, 7)}-${phone.slice(7)}` }),
      serviceType: 'yuer',
      restSchedule: '不休',
      salaryBudget: '8000',
      notes: '写在备注里',
      address: '  ',
      expectedStartDate: '',
      wechatId: null,
      isAdmin: true,
    })
    expect(await read(token, id)).toMatchObject({
      serviceCategory: '住家育儿嫂',
      restSchedule: '无休',
      salaryBudget: 8000,
      remarks: '写在备注里',
      address: null,
      expectedStartDate: null,
      wechatId: null,
    })
    expect((await reveal(token, id, 'phone')).value).toBe(phone)
  })

  it('needs a phone or a WeChat id; either is enough', async () => {
    const { token } = await app.aStaff('employee')
    for (const none of [{ phone: null }, { phone: '', wechatId: ' ' }, { phone: undefined }]) {
      const error = await refusal(create(token, aCustomer(none)))
      expect([error.status, error.code, Object.keys(error.fields)]).toEqual([400, 'MISSING_CONTACT', ['phone']])
    }
    const { id } = await create(token, aCustomer({ phone: null, wechatId: 'only-wechat' }))
    expect((await reveal(token, id, 'phone')).value).toBeNull()
    expect((await reveal(token, id, 'wechatId')).value).toBe('only-wechat')
  })

  it('names each invalid field, in Chinese', async () => {
    const { token } = await app.aStaff('employee')
    const wrong = { leadSource: '天猫', contractStatus: '', leadLevel: 5, salaryBudget: 60_000, phone: '123' }
    const error = await refusal(create(token, { ...aCustomer(wrong), expectedStartDate: '2026-02-31' }))
    expect(error.fields).toEqual({
      leadSource: '不在可选的范围里。',
      contractStatus: '这一项要填。',
      leadLevel: '不在可选的范围里。',
      salaryBudget: '不能大于50000。',
      phone: expect.stringMatching(/^\P{Script=Latin}+$/u),
      expectedStartDate: expect.stringMatching(/^\P{Script=Latin}+$/u),
    })
  })

  it('has a phone of its own; a duplicate names the other customer only to a caller who may see it', async () => {
    const [first, second, manager] = [
      await app.aStaff('employee'),
      await app.aStaff('employee'),
      await app.aStaff('manager'),
    ]
    const customer = aCustomer()
    const { id } = await create(first.token, customer)
    const before = await countRows(app, 'customers')
    for (const [{ token }, existingId] of [
      [first, id],
      [manager, id],
      [second, undefined],
    ] as const) {
      const error = await refusal(create(token, aCustomer({ phone: customer.phone, name: '另写的' })))
      expect([error.status, error.code]).toEqual([409, 'DUPLICATE_PHONE'])
      const [detail] = error.details as { field: string; existingId?: string }[]
      expect([detail?.field, detail?.existingId]).toEqual(['phone', existingId])
      if (existingId === undefined) expect(JSON.stringify(error.details)).not.toContain(id)
    }
    expect(await countRows(app, 'customers')).toBe(before)
  })

  it('is created once when two create the same number at the same moment', async () => {
    const staff = [await app.aStaff('employee'), await app.aStaff('employee'), await app.aStaff('manager')]
    const customer = aCustomer()
    const outcomes = await Promise.all(
      staff.map(({ token }) =>
        create(token, customer).then(
          (made) => made.action,
          (error) => error.code,
        ),
      ),
    )
    expect(outcomes.toSorted()).toEqual(['CREATED', 'DUPLICATE_PHONE', 'DUPLICATE_PHONE'])
  })

  it('is created once when the same request comes twice, also for a WeChat id alone', async () => {
    const { token } = await app.aStaff('employee')
    const body = aCustomer({ phone: null, wechatId: 'twice-sent' })
    const before = await countRows(app, 'customers')
    const [first, second] = [await create(token, body, 'once'), await create(token, body, 'once')]
    expect(second).toEqual(first)
    expect(await countRows(app, 'customers')).toBe(before + 1)
    expect((await refusal(create(token, { ...body, name: '换了名' }, 'once'))).code).toBe('IDEMPOTENCY_KEY_REUSED')
  })

  it('is assigned to a colleague only by a caller who may assign, and only to active staff', async () => {
    const [employee, operator, target] = [
      await app.aStaff('employee'),
      await app.aStaff('operator'),
      await app.aStaff('dispatch', { name: '接手人' }),
    ]
    const person = await app.aPerson()
    const given = await create(operator.token, aCustomer({ assignedTo: target.id }))
    expect(given.customer).toMatchObject({ assignedToName: '接手人', assignedTo: { _id: target.id } })
    expect((await create(employee.token, aCustomer({ assignedTo: employee.id }))).action).toBe('CREATED')
    const before = await countRows(app, 'customers')
    const codeOf = async (token: string, assignedTo: string) =>
      (await refusal(create(token, aCustomer({ assignedTo })))).code
    expect(await codeOf(employee.token, target.id)).toBe('FORBIDDEN')
    for (const id of [person.id, 'f'.repeat(24)]) expect(await codeOf(operator.token, id)).toBe('ASSIGNEE_UNAVAILABLE')
    await changeAccount(app, target.id, { status: 'suspended' })
    expect(await codeOf(operator.token, target.id)).toBe('ASSIGNEE_UNAVAILABLE')
    expect(await countRows(app, 'customers')).toBe(before)
  })

  it('is masked for every role, admins too; each number is revealed alone, and each reveal is audited', async () => {
    const [staff, admin] = [await app.aStaff('employee'), await app.aStaff('admin')]
    const input = full()
    const { id } = await create(staff.token, input)
    const [customer] = (await app.as(admin.token)('GET /api/customers/miniprogram/list')).customers
    for (const text of [JSON.stringify(await read(admin.token, id)), JSON.stringify(customer)]) {
      for (const number of [input.phone, input.wechatId, input.idCardNumber]) expect(text).not.toContain(number)
    }
    for (const field of ['phone', 'wechatId', 'idCardNumber'] as const) {
      expect(await reveal(admin.token, id, field)).toEqual({ field, value: input[field] })
    }
    const looks = (await auditOf(app, id)).filter(({ action }) => action === 'customer.reveal')
    expect(looks.map(({ actorId }) => actorId)).toEqual([admin.id, admin.id, admin.id])
    expect(looks.map(({ changes }) => changes?.field?.[1]).toSorted()).toEqual(['idCardNumber', 'phone', 'wechatId'])
    const rows = JSON.stringify([await app.db.q.select().from(app.db.s.customers), await auditOf(app, id)])
    for (const number of [input.phone, input.wechatId, input.idCardNumber]) expect(rows).not.toContain(number)
  })

  it('has public dictionaries, which caches may store', async () => {
    const reply = await app.raw('GET', '/api/customers/enums')
    expect(reply.headers.get('cache-control')).toBe('public, max-age=300')
    expect(reply.json.data.leadLevel.map(({ value }: { value: string }) => value)).toContain('O类')
    const again = await app.raw('GET', '/api/customers/enums', {
      headers: { 'if-none-match': reply.headers.get('etag') ?? '' },
    })
    expect(again.status).toBe(304)
  })
})
