import { LIMITS } from '@qingpin/contract/core/limits'
import { HOUR_MS } from '@qingpin/contract/core/days'
import { HIDDEN_HITS_AN_HOUR } from '@qingpin/contract/customers/customers.rules'
import { describe, expect, it } from 'vitest'
import { aCustomer } from '@qingpin/testing/customers'
import { aPhone, ENGINES, refusal, type StaffLogin, useApp } from '@qingpin/testing/harness'
import { auditOf } from '@qingpin/testing/rows'

describe.each(ENGINES)('the check of numbers of customers on %s', (engine) => {
  const app = useApp(engine)
  const api = ({ token }: StaffLogin) => app.as(token)
  const enter = async (staff: StaffLogin, over: object = {}) =>
    (await api(staff)('POST /api/customers/miniprogram/create', { body: aCustomer({ ...over }) as never })).id
  const check = (staff: StaffLogin, body: object) =>
    api(staff)('POST /api/customers/check-numbers', { body: body as never })

  it('tells with whom a customer is: mine, a colleague, masked, or the pool; and nothing of a new number', async () => {
    const [me, other] = [await app.aStaff('employee'), await app.aStaff('employee', { name: '赵婷' })]
    const [mine, theirs, pooled] = [aPhone(), aPhone(), aPhone()]
    const own = await enter(me, { phone: mine, name: '陈雅琴' })
    const hidden = await enter(other, { phone: theirs, name: '罗先生' })
    const released = await enter(other, { phone: pooled, name: '潘女士' })
    const params = { id: released }
    await api(other)('POST /api/customers/miniprogram/{id}/release-to-pool', { params, body: {} })
    expect(await check(me, { phone: mine })).toMatchObject({
      phone: { where: 'visible', customerId: own, name: '陈雅琴' },
      wechatId: null,
    })
    expect((await check(me, { phone: theirs })).phone).toEqual({
      where: 'colleague',
      merged: false,
      customerId: null,
      name: '罗**',
      owner: '赵婷',
      lastContactAt: null,
    })
    expect((await check(me, { phone: pooled })).phone).toMatchObject({
      where: 'pool',
      customerId: released,
      owner: null,
    })
    expect(await check(me, { phone: aPhone() })).toEqual({ phone: null, wechatId: null })
    expect((await check(me, { phone: mine, exceptId: own })).phone).toBeNull()
    expect((await auditOf(app, hidden)).map(({ action }) => action)).toContain('customer.number-hit')
    expect((await refusal(check(me, { phone: theirs.slice(0, 8) }))).code).toBe('VALIDATION_ERROR')
  })

  it('finds a WeChat id in any letter case', async () => {
    const me = await app.aStaff('employee')
    const wechatId = `Wx${aPhone()}`
    const own = await enter(me, { wechatId })
    expect((await check(me, { wechatId: wechatId.toUpperCase() })).wechatId?.customerId).toBe(own)
  })

  it('ends after thirty customers of colleagues in an hour, by check, create and edit together, and alerts managers', async () => {
    const [me, other, manager] = [
      await app.aStaff('employee', { name: '试号的人' }),
      await app.aStaff('employee'),
      await app.aStaff('manager'),
    ]
    const mine = await enter(me)
    const phones = Array.from({ length: HIDDEN_HITS_AN_HOUR + 1 }, () => aPhone())
    for (const phone of phones) await enter(other, { phone })
    const [first = '', second = '', ...rest] = phones
    expect((await refusal(enter(me, { phone: first }))).code).toBe('DUPLICATE_PHONE')
    const params = { id: mine }
    const edited = api(me)('PATCH /api/customers/miniprogram/{id}', { params, body: { phone: second } })
    expect((await refusal(edited)).code).toBe('DUPLICATE_PHONE')
    for (const phone of rest.slice(0, -1)) await check(me, { phone })
    const again = (body: object) => api(me)('PATCH /api/customers/miniprogram/{id}', { params, body })
    const phone = rest.at(-1)
    for (const call of [() => check(me, { phone }), () => enter(me, { phone }), () => again({ phone })]) {
      const error = await refusal(call())
      expect([error.status, error.code]).toEqual([429, 'DUPLICATE_HITS_USED_UP'])
    }
    const { alerts } = await api(manager)('GET /api/today')
    expect(alerts.map(({ title }) => title)).toContain('试号的人拿号码试查同事的客户')
    app.advance(HOUR_MS + 1)
    expect((await check(me, { phone })).phone?.where).toBe('colleague')
  })

  /** Numbers of customers of a colleague, more than one may learn of in an hour. */
  const ofColleague = async () => {
    const other = await app.aStaff('employee')
    const phones = Array.from({ length: HIDDEN_HITS_AN_HOUR + 10 }, () => aPhone())
    for (const phone of phones) await enter(other, { phone })
    return phones
  }
  const alertsOf = async ({ id }: StaffLogin) =>
    (await app.db.q.select().from(app.db.s.alerts)).filter(({ subject }) => subject === id)

  it('leaves what names no number, and what was sent before, when no more may be learnt', async () => {
    const me = await app.aStaff('employee')
    const clientId = 'c'.repeat(24)
    const body = aCustomer({ clientId }) as never
    const { id } = await api(me)('POST /api/customers/miniprogram/create', { body })
    const params = { id }
    const edit = { phone: aPhone(), clientId: 'd'.repeat(24) }
    await api(me)('PATCH /api/customers/miniprogram/{id}', { params, body: edit })
    for (const phone of (await ofColleague()).slice(0, HIDDEN_HITS_AN_HOUR)) await check(me, { phone })
    expect((await refusal(enter(me))).code).toBe('DUPLICATE_HITS_USED_UP')
    expect((await api(me)('PATCH /api/customers/miniprogram/{id}', { params, body: { area: '滨江' } })).area).toBe(
      '滨江',
    )
    expect((await api(me)('PATCH /api/customers/miniprogram/{id}', { params, body: edit })).id).toBe(id)
    expect((await api(me)('POST /api/customers/miniprogram/create', { body })).id).toBe(id)
  })

  it('tells of no more than that many also where all are entered at once, and alerts managers once a day', async () => {
    const me = await app.aStaff('employee')
    const phones = await ofColleague()
    const results = await Promise.allSettled(phones.map((phone) => enter(me, { phone })))
    const codes = results.map((one) => (one.status === 'rejected' ? one.reason.code : 'ENTERED'))
    expect(codes.filter((code) => code === 'DUPLICATE_PHONE')).toHaveLength(HIDDEN_HITS_AN_HOUR)
    expect(codes.filter((code) => code === 'DUPLICATE_HITS_USED_UP')).toHaveLength(10)
    app.advance(HOUR_MS + 1)
    for (const phone of phones.slice(0, HIDDEN_HITS_AN_HOUR)) await refusal(enter(me, { phone }))
    expect(await alertsOf(me)).toMatchObject([{ reason: 'too-many-hits', count: 1 }])
  })

  const inPool = (staff: StaffLogin, search: string) => api(staff)('GET /api/customers/pool', { query: { search } })

  it('counts what is found by a whole number in the pool, by check, search and request together', async () => {
    const me = await app.aStaff('employee')
    const other = await app.aStaff('employee')
    const [phone, wechatId] = [aPhone(), `wx${aPhone()}`]
    const params = { id: await enter(other, { phone, wechatId, name: '潘女士' }) }
    await api(other)('POST /api/customers/miniprogram/{id}/release-to-pool', { params, body: {} })
    await inPool(me, '潘女士')
    for (let i = 0; i < HIDDEN_HITS_AN_HOUR; i += 3) {
      await check(me, { phone })
      for (const search of [`潘女士 ${phone}`, wechatId]) expect((await inPool(me, search)).items).toHaveLength(1)
    }
    for (const search of [phone, wechatId, aPhone()])
      expect((await refusal(inPool(me, search))).code).toBe('DUPLICATE_HITS_USED_UP')
    expect((await api(me)('GET /api/customers/pool')).items.map(({ id }) => id)).toContain(params.id)
  })

  it('ends after so many looks for whole numbers that are not one’s own, found or not, in lists, pool and check together', async () => {
    const me = await app.aStaff('employee')
    const mine = aPhone()
    await enter(me, { phone: mine })
    const list = (query: object) => api(me)('GET /api/customers/miniprogram/list', { query: query as never })
    const looks = [
      () => inPool(me, `${aPhone()} 张`),
      () => list({ search: aPhone() }),
      () => list({ phone: aPhone() }),
      () => check(me, { phone: mine, wechatId: `wx${aPhone()}` }),
      () => check(me, { phone: aPhone() }),
    ]
    for (let i = 0; i < LIMITS.numberCheck.times; i++) await looks[i % looks.length]?.()
    for (const look of looks) {
      const error = await refusal(look())
      expect([error.status, error.code]).toEqual([429, 'DUPLICATE_HITS_USED_UP'])
    }
    expect((await list({ search: mine })).total).toBe(1)
    expect((await check(me, { phone: mine })).phone?.where).toBe('visible')
    expect((await inPool(me, '潘女士')).items).toBeDefined()
    app.advance(HOUR_MS + 1)
    for (const look of looks) await look()
  })

  it('alerts managers also where a request to a colleague was the last that one may learn', async () => {
    const me = await app.aStaff('employee')
    const [first = '', ...rest] = await ofColleague()
    for (const phone of rest.slice(0, HIDDEN_HITS_AN_HOUR - 1)) await check(me, { phone })
    expect(await alertsOf(me)).toEqual([])
    await api(me)('POST /api/customers/transfer-requests', { body: { phone: first } as never })
    expect(await alertsOf(me)).toHaveLength(1)
  })
})
