import { CLOSED_STATUSES, CONTRACT_STATUSES, DUES } from '@qingpin/contract/customers/customers.enums'
import { DAY_MS } from '@qingpin/contract/core/days'
import { eq } from 'drizzle-orm'
import { describe, expect, it } from 'vitest'
import { aCustomer } from '@qingpin/testing/customers'
import { aPhone, ENGINES, refusal, type StaffLogin, type TestApp, useApp } from '@qingpin/testing/harness'
import { statementsOf } from '@qingpin/testing/statements'

let serial = 0
/** A name that only the customers of one test have, so that tests do not see each other's. */
const aFamily = () => `测试家${serial++}号`

const makeHelpers = (app: TestApp) => {
  const enter = async (token: string, over: Record<string, unknown> = {}) =>
    (await app.as(token)('POST /api/customers/miniprogram/create', { body: aCustomer(over) as never })).id
  const follow = (token: string, id: string, nextFollowUpDate?: string | null) =>
    app.as(token)('POST /api/customers/miniprogram/{id}/follow-ups', {
      params: { id },
      body: { type: 'phone', content: '问了预产期', nextFollowUpDate } as never,
    })
  const list = (token: string, query: object = {}) =>
    app.as(token)('GET /api/customers/miniprogram/list', { query: query as never })
  const names = async (token: string, query: object) =>
    (await list(token, query)).customers.map(({ name }) => name).toSorted()
  /** One of the staff with these customers, who sees no others. */
  const withCustomers = async (...customers: Record<string, unknown>[]) => {
    const staff = await app.aStaff('employee')
    const ids: string[] = []
    for (const over of customers) ids.push(await enter(staff.token, over))
    return { ...staff, ids }
  }
  /** A night passes, which no access token outlives. */
  const nextDay = async ({ username, password }: StaffLogin) => {
    app.advance(DAY_MS)
    return (await app.as()('POST /api/auth/login', { body: { username, password } })).token
  }
  /** The day in Beijing that is so many days from now. */
  const dayIn = (days: number) => new Date(app.ctx().now + 8 * 3_600_000 + days * DAY_MS).toISOString().slice(0, 10)
  return { dayIn, enter, follow, list, names, nextDay, withCustomers }
}

describe.each(ENGINES)('searching customers on %s', (engine) => {
  const app = useApp(engine)
  const { list, names, withCustomers } = makeHelpers(app)

  it('finds a customer by two characters of the name, by customer number, by phone or its last four digits', async () => {
    const phone = '15927384650'
    const { token } = await withCustomers(
      { name: '欧阳海棠', phone },
      { name: '李四', phone: null, wechatId: 'lisi88' },
    )
    for (const search of ['lisi88', 'LiSi88']) {
      expect([search, await names(token, { search })]).toEqual([search, ['李四']])
    }
    expect(await names(token, { search: '阳海' })).toEqual(['欧阳海棠'])
    for (const search of [phone, '159 2738 4650', '+86-159-2738-4650', '4650', '４６５０', '159****4650']) {
      expect([search, await names(token, { search })]).toEqual([search, ['欧阳海棠']])
      expect([search, await names(token, { phone: search })]).toEqual([search, ['欧阳海棠']])
    }
    for (const search of ['1592', '2738', '650', '5927384650', '159****4651', 'lisi8']) {
      expect([search, await names(token, { search })]).toEqual([search, []])
    }
    const [{ customerId = '' } = {}] = (await list(token, { name: '李' })).customers
    expect(customerId).toMatch(/^CUS\d{11}$/)
    expect(await names(token, { search: customerId.toLowerCase() })).toEqual(['李四'])
    expect(await names(token, { phone: '李四' })).toEqual([])
  })

  it.each(['%', '_', "'", '\\', "' or 1=1 --", '🌸', '%%'])('takes the hostile text %s literally', async (text) => {
    const { token } = await withCustomers({ name: `前${text}后` }, { name: '没写怪字的' })
    expect(await names(token, { search: text })).toEqual([`前${text}后`])
    expect(await names(token, { name: text })).toEqual([`前${text}后`])
  })

  it('filters by each field, and by all values of one when several are given', async () => {
    const { token, id, ids } = await withCustomers(
      { name: '甲女士', leadSource: '美团', serviceCategory: 'yuesao', leadLevel: 'A类', contractStatus: '待定' },
      { name: '乙女士', leadSource: '抖音', serviceType: '保洁', leadLevel: 'B类', contractStatus: '已签约' },
      { name: '丙女士', leadSource: '官网', leadLevel: 'C类', contractStatus: '已面试' },
    )
    await app.db.tx(function* (t) {
      yield t
        .update(app.db.s.customers)
        .set({ transferCount: 1, leadLevel: 'O类' })
        .where(eq(app.db.s.customers.id, ids[2] ?? ''))
    })
    const of = async (query: object) => (await names(token, query)).map(([first]) => first).join('')
    expect(await of({ leadSource: '美团' })).toBe('甲')
    expect(await of({ leadSource: '美团,官网' })).toBe('丙甲')
    expect(await of({ leadSource: ['抖音', '官网'] })).toBe('丙乙')
    expect(await of({ serviceCategory: '月嫂' })).toBe('甲')
    expect(await of({ serviceCategory: 'baojie' })).toBe('乙')
    expect(await of({ leadLevel: 'A类,B类' })).toBe('乙甲')
    expect(await of({ contractStatus: '已面试' })).toBe('丙')
    expect(await of({ leadStatus: '已流转' })).toBe('丙')
    expect(await of({ leadStatus: '未流转' })).toBe('乙甲')
    expect(await of({ followUpStatus: '新客未跟进' })).toBe('甲')
    expect(await of({ followUpStatus: '已跟进' })).toBe('')
    expect(await of({ assignedTo: id })).toBe('丙乙甲')
    expect(await of({ assignedTo: 'f'.repeat(24) })).toBe('')
    for (const [day, found] of [
      ['2026-11-19', ''],
      ['2026-11-20', '丙乙甲'],
      ['2026-11-21', ''],
    ] as const) {
      expect(await of({ createdStartDate: day, createdEndDate: day })).toBe(found)
      expect(await of({ assignedStartDate: day, assignedEndDate: day })).toBe(found)
    }
  })

  it('finds any WeChat id that is stored, whole, as it is or in another case or width, in the list and in the pool', async () => {
    const tail = aPhone().slice(-6)
    const wechatIds = [`wx.Lily${tail}`, `a${tail.slice(-2)}`, `a${tail}@b.cn`, `小红${tail}`]
    const { token, ids } = await withCustomers(...wechatIds.map((wechatId, i) => ({ wechatId, name: `家长${i}` })))
    const pool = async (search: string) =>
      (await app.as(token)('GET /api/customers/pool', { query: { search } })).items.map(({ name }) => name)
    for (const [i, wechatId] of wechatIds.entries()) {
      for (const search of [wechatId, wechatId.toUpperCase(), `家长 ${wechatId}`, wechatId.replace('a', 'ａ')])
        expect(await names(token, { search })).toEqual([`家长${i}`])
      const params = { id: ids[i] ?? '' }
      await app.as(token)('POST /api/customers/miniprogram/{id}/release-to-pool', { params, body: {} })
      expect(await pool(wechatId)).toEqual([`家长${i}`])
    }
    expect(await pool(`wx.Lil${tail}`)).toEqual([])
  })

  it('takes no customer who signed, was refunded or was lost for one who waits for a first contact', async () => {
    const { token } = await withCustomers(
      { name: '等着的' },
      ...CLOSED_STATUSES.map((contractStatus) => ({ contractStatus, name: contractStatus })),
    )
    const all = '待定,匹配中,已签约,已退款,流失客户'
    for (const query of [{ due: 'fresh' }, { followUpStatus: '新客未跟进' }])
      expect(await names(token, { ...query, contractStatus: all })).toEqual(['等着的'])
    expect((await list(token, { search: '等' })).counts.fresh).toBe(1)
    expect((await list(token)).counts.fresh).toBe(1)
    const statistics = await app.as(token)('GET /api/customers/miniprogram/statistics', {
      query: { due: 'fresh', contractStatus: all } as never,
    })
    expect(statistics.total).toBe(1)
    const { customers } = await app.as(token)('GET /api/today')
    expect([customers.fresh, customers.first.length]).toEqual([1, 1])
    const shown = (await list(token, { contractStatus: all })).customers
    expect(shown.filter(({ followUpStatus }) => followUpStatus !== null).map(({ name }) => name)).toEqual(['等着的'])
  })

  it('leaves lost customers out of a list, unless filtered or searched for', async () => {
    const { token } = await withCustomers({ name: '还在的' }, { name: '走了的', contractStatus: '流失客户' })
    expect(await names(token, {})).toEqual(['还在的'])
    expect((await list(token)).total).toBe(1)
    expect(await names(token, { contractStatus: '流失客户' })).toEqual(['走了的'])
    expect(await names(token, { search: '的' })).toEqual(['走了的', '还在的'].toSorted())
  })

  it('ignores a blank filter, because old clients send every field of the form', async () => {
    const { token } = await withCustomers({ name: '甲女士' })
    const blank = 'search name phone leadSource serviceCategory contractStatus leadLevel leadStatus followUpStatus due'
      .concat(' assignedTo createdStartDate createdEndDate sortBy sortOrder page limit cursor caregiverName')
      .split(' ')
    const reply = await app.raw('GET', `/api/customers/miniprogram/list?${blank.map((key) => `${key}=`).join('&')}`, {
      token,
    })
    expect([reply.status, reply.json.data?.total, reply.json.data?.limit]).toEqual([200, 1, 10])
  })

  it.each([
    'leadSource=天猫',
    'contractStatus=x',
    'due=tomorrow',
    'assignedTo=me',
    'createdStartDate=2026-02-31',
    'sortBy=phoneHash',
    'sortOrder=;drop',
    'search=%00',
  ])('refuses the filter %s in Chinese instead of failing on it', async (query) => {
    const { token } = await app.aStaff('employee')
    const { status, json } = await app.raw('GET', `/api/customers/miniprogram/list?${query}`, { token })
    expect([status, json.code]).toEqual([400, 'VALIDATION_ERROR'])
    expect(json.details[0].field.split('.')[0]).toBe(query.split('=')[0])
    expect(json.details[0].message).not.toMatch(/[A-Za-z]/)
  })

  it('refuses to look for a text that is too long', async () => {
    const { token } = await app.aStaff('employee')
    expect((await refusal(list(token, { search: '长'.repeat(51) }))).fields).toEqual({ search: '最多50个字。' })
  })
})

describe.each(ENGINES)('the chips over customers on %s', (engine) => {
  const app = useApp(engine)
  const { dayIn, enter, follow, list, nextDay, withCustomers } = makeHelpers(app)

  /** Customers in each place of the day's work, seen the day after they were entered. */
  const aDay = async () => {
    const { ids, ...staff } = await withCustomers(
      ...['待定', '匹配中', '已面试', '已签约', '流失客户', '匹配中'].map((contractStatus) => ({ contractStatus })),
    )
    const [late = '', due = '', later = '', signed = '', gone = ''] = ids
    const { token } = staff
    await follow(token, late, dayIn(0))
    await follow(token, due, `${dayIn(1)}T00:30:00+08:00`)
    await follow(token, later, dayIn(5))
    await follow(token, signed, null)
    await follow(token, gone, dayIn(0))
    return { token: await nextDay(staff), ids }
  }

  it('show how long the list would be, with any other chip chosen', async () => {
    await aDay()
    const manager = await app.aStaff('manager')
    await enter(manager.token, { contractStatus: '签约中' })
    const grounds = [{}, { due: 'overdue' }, { contractStatus: '匹配中' }, { search: '陈' }, { leadLevel: 'A类' }]
    for (const ground of grounds) {
      const { due: _due, contractStatus: _status, ...rest } = ground as Record<string, string>
      const { counts, total } = await list(manager.token, ground)
      const totalOf = async (query: object) => (await list(manager.token, query)).total
      expect(total).toBe(await totalOf(ground))
      expect(counts.all).toBe(await totalOf(ground))
      expect(counts.mine).toBe(await totalOf({ ...ground, assignedTo: manager.id }))
      for (const { value } of DUES) {
        expect([ground, value, counts[value]]).toEqual([ground, value, await totalOf({ ...rest, due: value })])
      }
      for (const { value } of CONTRACT_STATUSES) {
        const listed = await totalOf({ ...rest, contractStatus: value })
        expect([ground, value, counts.byContractStatus[value]]).toEqual([ground, value, listed])
      }
    }
  })

  it('open the lists of the day, which begins with the longest overdue', async () => {
    const { token, ids } = await aDay()
    const [late, due, , , , fresh] = ids
    const { customers } = await app.as(token)('GET /api/today')
    const of = async (query: object) => (await list(token, query)).customers.map(({ id }) => id)
    expect(await of({ due: 'overdue' })).toEqual([late])
    expect(await of({ due: 'today' })).toEqual([due])
    expect(await of({ due: 'fresh' })).toEqual([fresh])
    expect(await of({ due: 'unplanned' })).toEqual([fresh])
    expect(customers).toMatchObject({ overdue: 1, today: 1, fresh: 1, all: 5, notedToday: 0 })
    expect(customers.first.map(({ id }) => id)).toEqual([late, due, fresh])
  })

  it('move with the day: a follow-up due today is overdue tomorrow', async () => {
    const { token, ids, ...staff } = await withCustomers({})
    await follow(token, ids[0] ?? '', dayIn(0))
    expect((await list(token)).counts).toMatchObject({ today: 1, overdue: 0, fresh: 0, unplanned: 0 })
    expect((await app.as(token)('GET /api/today')).customers.notedToday).toBe(1)
    const later = await nextDay({ token, ...staff })
    expect((await list(later)).counts).toMatchObject({ today: 0, overdue: 1, fresh: 0, unplanned: 0 })
    expect((await app.as(later)('GET /api/today')).customers.notedToday).toBe(0)
  })
})

describe.each(ENGINES)('paging through customers on %s', (engine) => {
  const app = useApp(engine)
  const { follow, list, withCustomers, enter } = makeHelpers(app)
  const sorts = ['createdAt', 'updatedAt', 'name', 'phone', 'nextFollowUpAt', 'lastActivityAt'] as const
  const orders = ['asc', 'desc'] as const

  /** Seven customers in pairs of equal values, some without a phone or a next date. */
  const aCrowd = async () => {
    const { token } = await app.aStaff('employee')
    const family = aFamily()
    const ids: string[] = []
    for (let i = 0; i < 7; i++) {
      if (i % 2) app.advance(1000)
      const pair = Math.floor(i / 2)
      const phone = i < 5 ? aPhone() : null
      ids.push(
        await enter(token, {
          name: `${family}${'甲乙丙丁'[pair]}`,
          phone,
          wechatId: `wx${i}`,
          allowDuplicateWechat: true,
        }),
      )
      if (i < 4) await follow(token, ids[i] ?? '', `2026-12-0${pair + 1}`)
    }
    return { token, ids }
  }

  it('covers every row exactly once in every order, by page and by cursor, equal values included', async () => {
    const { token, ids } = await aCrowd()
    for (const sortBy of sorts) {
      for (const sortOrder of orders) {
        const query = { limit: 2, sortBy, sortOrder }
        const byPage: string[] = []
        for (let page = 1; page <= 4; page++) {
          const reply = await list(token, { ...query, page })
          expect(reply).toMatchObject({ total: 7, page, limit: 2, totalPages: 4, hasMore: page < 4 })
          byPage.push(...reply.customers.map(({ id }) => id))
        }
        const byCursor: string[] = []
        let cursor: string | null = null
        do {
          const reply = await list(token, cursor ? { ...query, cursor } : query)
          byCursor.push(...reply.customers.map(({ id }) => id))
          cursor = reply.nextCursor
        } while (cursor)
        expect([sortBy, sortOrder, byPage.toSorted()]).toEqual([sortBy, sortOrder, ids.toSorted()])
        expect([sortBy, sortOrder, byCursor]).toEqual([sortBy, sortOrder, byPage])
      }
    }
  })

  it('puts customers without a next date last, in either order', async () => {
    const { token } = await aCrowd()
    const days = async (sortOrder: string) =>
      (await list(token, { sortBy: 'nextFollowUpAt', sortOrder })).customers.map((one) => one.nextFollowUpAt)
    const [first, second] = ['2026-11-30T16:00:00.000Z', '2026-12-01T16:00:00.000Z']
    expect(await days('asc')).toEqual([first, first, second, second, null, null, null])
    expect(await days('desc')).toEqual([second, second, first, first, null, null, null])
  })

  it('is newest first by default, and shows no customer twice while others are created', async () => {
    const { token, ids } = await aCrowd()
    const first = await list(token, { limit: 3 })
    expect(first.customers[0]?.createdAt).toBe(new Date(app.ctx().now).toISOString())
    app.advance(1000)
    await enter(token, { name: '新来的' })
    const rest = await list(token, { limit: 10, cursor: first.nextCursor })
    expect([...first.customers, ...rest.customers].map(({ id }) => id).toSorted()).toEqual(ids.toSorted())
    expect(rest.nextCursor).toBeNull()
  })

  it.each([
    ['limit=3', 1, 3],
    ['pageSize=3&limit=5', 1, 3],
    ['limit=1000', 1, 100],
    ['limit=0', 1, 1],
    ['page=x', 1, 10],
    ['page=9007199254740991&limit=100', 9_007_199_254_740_991, 100],
  ])('understands "%s"', async (query, page, limit) => {
    const { token } = await app.aStaff('employee')
    const { status, json } = await app.raw('GET', `/api/customers/miniprogram/list?${query}`, { token })
    expect([status, json.data?.page, json.data?.limit]).toEqual([200, page, limit])
  })

  it('starts from the top when a cursor is invented or belongs to another order', async () => {
    const { token } = await aCrowd()
    const write = (cursor: unknown) => Buffer.from(JSON.stringify(cursor)).toString('base64url')
    const id = 'f'.repeat(24)
    const query = { sortBy: 'phone', sortOrder: 'desc' }
    const top = (await list(token, query)).customers.map((one) => one.id)
    const other = (await list(token, { limit: 2 })).nextCursor
    for (const cursor of [
      other,
      'garbage',
      write(null),
      write({ sort: 'phone desc', value: 5, id }),
      write({ sort: 'phone desc', value: 'a\u0000', id }),
      write({ sort: 'phone desc', value: '\ud83c', id }),
      write({ sort: 'phone desc', value: '9999', id: "x' or 1=1" }),
    ]) {
      expect([cursor, (await list(token, { ...query, cursor })).customers.map((one) => one.id)]).toEqual([cursor, top])
    }
    for (const value of ['x', 1.5, 1e300, null, {}]) {
      const cursor = write({ sort: 'nextFollowUpAt asc', value, id })
      const { customers } = await list(token, { sortBy: 'nextFollowUpAt', sortOrder: 'asc', cursor })
      expect([value, customers.length]).toEqual([value, 7])
    }
  })

  it('takes two statements for any number of rows, and two for one customer', async () => {
    const { token, ids } = await withCustomers(...Array.from({ length: 25 }, () => ({})))
    // One more of each finds out who is asking; a transaction adds its begin and commit.
    const [asking, frame] = [1, 2]
    for (const query of [{ limit: 1 }, { limit: 100 }, { search: '陈雅', sortBy: 'nextFollowUpAt' }]) {
      expect(await statementsOf(app.db, () => list(token, query))).toBe(asking + 2)
    }
    const params = { id: ids[0] ?? '' }
    for (let i = 0; i < 20; i++) await follow(token, params.id, null)
    const api = app.as(token)
    const detail = () => api('GET /api/customers/miniprogram/{id}', { params })
    expect(await statementsOf(app.db, detail)).toBe(asking + 2 + frame)
    const followUps = () => api('GET /api/customers/miniprogram/{id}/follow-ups', { params })
    expect(await statementsOf(app.db, followUps)).toBe(asking + 2 + frame)
    const few = await app.aStaff('employee')
    // The first call reads the banners, which are cached.
    await api('GET /api/today')
    const day = await statementsOf(app.db, () => api('GET /api/today'))
    expect(await statementsOf(app.db, () => app.as(few.token)('GET /api/today'))).toBe(day)
  })
})
