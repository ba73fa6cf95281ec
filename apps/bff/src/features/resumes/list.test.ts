import { describe, expect, it } from 'vitest'
import { aPhone, ENGINES, refusal, type TestApp, useApp } from '@qingpin/testing/harness'
import { statementsOf } from '@qingpin/testing/statements'
import { aWorker } from '@qingpin/testing/workers'

let serial = 0
/** A word that only the resumes of one test have, so that tests do not see each other's rows. */
const aPlace = () => `测试村${serial++}号`

const makeHelpers = (app: TestApp) => {
  const enter = async (place: string, ...workers: object[]) => {
    const { token } = await app.aStaff('employee')
    const ids: string[] = []
    for (const over of workers) {
      const body = aWorker({ nativePlace: place, ...over }) as never
      ids.push((await app.as(token)('POST /api/resumes/miniprogram/create', { body })).id)
    }
    return { token, ids, place }
  }
  const list = (token: string, query: object) => app.as(token)('GET /api/resumes', { query: query as never })
  const names = async (token: string, query: object) =>
    (await list(token, query)).items.map((item) => item.name).toSorted()
  return { enter, list, names }
}

describe.each(ENGINES)('searching resumes on %s', (engine) => {
  const app = useApp(engine)
  const { enter, list, names } = makeHelpers(app)

  it('finds a worker by two characters of her name, native place or introduction', async () => {
    const { token } = await enter(aPlace(), { name: '欧阳海棠' }, { name: '李四', selfIntroduction: '我会插海棠花' })
    const { place } = await enter('海棠湾', { name: '张三' })
    expect(await names(token, { search: '海棠' })).toEqual(['张三', '李四', '欧阳海棠'].toSorted())
    expect(await names(token, { keyword: '阳海' })).toEqual(['欧阳海棠'])
    expect(await names(token, { search: '', keyword: '阳海' })).toEqual(['欧阳海棠'])
    expect(place).toBe('海棠湾')
  })

  it('finds a single character in names, places and trades, where it is telling', async () => {
    const { token, place } = await enter(
      aPlace(),
      { name: '逄海棠' },
      { name: 'Anna逄' },
      { name: '说到逄的', selfIntroduction: '逄家做过', jobType: 'yangchong' },
      { name: '没有那字', selfIntroduction: '客户姓逄' },
    )
    const found = (search: string) => names(token, { search, nativePlace: place })
    expect(await found('逄')).toEqual(['Anna逄', '说到逄的', '逄海棠'].toSorted())
    expect([await found('a'), await found('宠')]).toEqual([['Anna逄'], ['说到逄的']])
    expect(await found([...place][0] ?? '')).toHaveLength(4)
    expect((await names(token, { nativePlace: [...place][0] ?? '' })).length).toBeGreaterThanOrEqual(4)
  })

  it('finds workers by the label of a trade or of a skill', async () => {
    const { token, place } = await enter(
      aPlace(),
      { name: '养宠的', jobType: 'yangchong' },
      { name: '催乳的', jobType: 'baojie', skills: ['cuiru'] },
      { name: '都不是', jobType: 'baojie' },
    )
    expect(await names(token, { search: '养宠', nativePlace: place })).toEqual(['养宠的'])
    expect(await names(token, { search: '高级催乳师', nativePlace: place })).toEqual(['催乳的'])
  })

  it('finds a phone in full, in any spelling, or by its last four digits, and by no other part', async () => {
    const { token, place } = await enter(
      aPlace(),
      { name: '有电话的', phone: '15927384650' },
      { name: '没电话的', phone: null },
    )
    const found = (search: string) => names(token, { search, nativePlace: place })
    for (const search of ['15927384650', '159 2738 4650', '+86-159-2738-4650', '4650', '４６５０', '159****4650']) {
      expect([search, await found(search)]).toEqual([search, ['有电话的']])
    }
    for (const search of ['1592', '2738', '27384', '650', '5927384650', '159****4651', '158****4650']) {
      expect([search, await found(search)]).toEqual([search, []])
    }
  })

  it.each(['%', '_', "'", '"', '\\', '\\%', "' or 1=1 --", '🌸', '"cuiru"', '100%_', '%%', "\\'"])(
    'takes the hostile text %s literally',
    async (text) => {
      // A single character is searched in places, and not in introductions.
      const place = aPlace()
      const { token } = await enter(
        place,
        { name: '写了怪字的', nativePlace: `${place}${text}`, selfIntroduction: `前${text}后`, skills: ['cuiru'] },
        { name: '没写怪字的', selfIntroduction: '平平常常' },
      )
      expect(await names(token, { search: text, nativePlace: place })).toEqual(['写了怪字的'])
    },
  )

  it('refuses a search of ten kilobytes, and one that no database can store', async () => {
    const { token } = await app.aStaff('employee')
    expect((await refusal(list(token, { search: '长'.repeat(10_240) }))).fields).toEqual({ search: '最多50个字。' })
    for (const query of ['search=%00', 'nativePlace=a%00b']) {
      const reply = await app.raw('GET', `/api/resumes?${query}`, { token })
      expect([reply.status, reply.json.code]).toEqual([400, 'VALIDATION_ERROR'])
    }
  })

  it('counts a repeated value of a field once, and refuses more values than a field can have', async () => {
    const { token, place } = await enter(aPlace(), { name: '甲阿姨', skills: ['zhongcan'], jobType: 'baojie' })
    const often = (value: string) => Array.from({ length: 1200 }, () => value).join(',')
    const query = { nativePlace: place, skills: often('zhongcan'), jobType: often('baojie') }
    expect(await names(token, query)).toEqual(['甲阿姨'])
    expect((await list(token, { skills: often('zhongcan') })).total).toBeGreaterThan(0)
    const many = { jobType: Array.from({ length: 51 }, (_, i) => `trade-${i}`).join(',') }
    const refused = await refusal(list(token, many))
    expect([refused.status, refused.fields]).toEqual([400, { jobType: '最多50项。' }])
  })

  it('filters by each field, and by all values of one when several are given', async () => {
    const { token, place } = await enter(
      aPlace(),
      {
        name: '甲阿姨',
        age: 30,
        jobType: 'yuesao',
        education: 'high',
        expectedSalary: 9000,
        experienceYears: 1,
        gender: 'male',
        skills: ['zhongcan', 'cuiru'],
        maternityNurseLevel: 'gold',
        leadSource: 'sales',
        orderStatus: 'signed',
      },
      {
        name: '乙阿姨',
        age: 40,
        jobType: 'baojie',
        education: 'college',
        expectedSalary: 6000,
        experienceYears: 5,
        skills: ['zhongcan'],
      },
      { name: '丙阿姨', age: 50, jobType: 'peiban', education: null, expectedSalary: 3000, experienceYears: 9 },
    )
    const of = async (query: object) =>
      (await names(token, { ...query, nativePlace: place }))
        .map((name) => name[0])
        .toSorted()
        .join('')
    expect(await of({ jobType: 'yuesao' })).toBe('甲')
    expect(await of({ jobType: ['yuesao', 'baojie'] })).toBe('乙甲')
    expect(await of({ jobType: 'yuesao,baojie' })).toBe('乙甲')
    expect(await of({ jobType: 'yuexin' })).toBe('甲')
    expect(await of({ jobType: '月嫂' })).toBe('甲')
    expect(await of({ education: 'high' })).toBe('甲')
    expect(await of({ gender: 'male' })).toBe('甲')
    expect(await of({ gender: '男' })).toBe('甲')
    expect(await of({ skills: 'zhongcan' })).toBe('乙甲')
    expect(await of({ skills: 'zhongcan,cuiru' })).toBe('甲')
    expect(await of({ maternityNurseLevel: 'gold' })).toBe('甲')
    expect(await of({ leadSource: 'sales' })).toBe('甲')
    expect(await of({ orderStatus: 'accepting' })).toBe('丙乙')
    expect(await of({ status: 'pending' })).toBe('丙乙甲')
    expect(await of({ status: 'draft' })).toBe('')
    expect(await of({ minAge: 40 })).toBe('丙乙')
    expect(await of({ maxAge: 40 })).toBe('乙甲')
    expect(await of({ minSalary: 6000, maxSalary: 8000 })).toBe('乙')
    expect(await of({ minExperience: 5 })).toBe('丙乙')
    expect(await of({ jobType: 'yuesao', minAge: 40 })).toBe('')
  })

  it('ignores a blank filter, because old clients send every field of the form', async () => {
    const { token, place } = await enter(aPlace(), { name: '甲阿姨' })
    const blank = [
      'search',
      'keyword',
      'jobType',
      'education',
      'status',
      'gender',
      'skills',
      'minAge',
      'maxAge',
      'minSalary',
      'maxSalary',
      'minExperience',
      'sortBy',
      'sortOrder',
      'page',
      'pageSize',
      'limit',
      'cursor',
      '_t',
    ]
    const query = [...blank.map((name) => `${name}=`), `nativePlace=${encodeURIComponent(place)}`].join('&')
    const { status, json } = await app.raw('GET', `/api/resumes?${query}`, { token })
    expect([status, json.data?.total, json.data?.page, json.data?.pageSize]).toEqual([200, 1, 1, 10])
  })

  it.each([
    'minSalary=99999999999',
    'maxSalary=1e300',
    'minExperience=3000000000',
    'minAge=-1',
    'maxAge=x',
    'sortBy=phoneHash',
    'sortOrder=;drop',
    'jobType=flying',
    'gender=x',
  ])('refuses the filter %s instead of failing on it', async (query) => {
    const { token } = await app.aStaff('employee')
    const { status, json } = await app.raw('GET', `/api/resumes?${query}`, { token })
    expect([status, json.code]).toEqual([400, 'VALIDATION_ERROR'])
    expect(json.details[0].field.split('.')[0]).toBe(query.split('=')[0])
  })

  it('takes at most two statements for any number of rows', async () => {
    const { token, place } = await enter(aPlace(), ...Array.from({ length: 25 }, () => ({ skills: ['cuiru'] })))
    for (const query of [{ pageSize: 1 }, { pageSize: 100 }, { search: '钱小', sortBy: 'age' }]) {
      const statements = await statementsOf(app.db, () => list(token, { nativePlace: place, ...query }))
      // One of the three statements reads the session.
      expect(statements).toBeLessThanOrEqual(3)
      expect(statements).toBeGreaterThanOrEqual(2)
    }
  })
})

describe.each(ENGINES)('paging through resumes on %s', (engine) => {
  const app = useApp(engine)
  const { enter, list } = makeHelpers(app)
  const sorts = ['createdAt', 'updatedAt', 'age', 'experienceYears', 'expectedSalary', 'name'] as const
  const orders = ['asc', 'desc'] as const
  const cases = sorts.flatMap((sortBy) => orders.map((sortOrder) => ({ sortBy, sortOrder })))
  /** Seven workers in pairs of equal values, entered over several seconds. */
  const aCrowd = async () => {
    const place = aPlace()
    const ids: string[] = []
    let token = ''
    for (let i = 0; i < 7; i++) {
      if (i % 2) app.advance(1000)
      const pair = Math.floor(i / 2)
      const one = {
        name: `阿姨${'甲乙丙丁'[pair]}`,
        age: 40 - pair,
        experienceYears: pair,
        expectedSalary: 5000 + pair,
      }
      const entered = await enter(place, one)
      ids.push(...entered.ids)
      token = entered.token
    }
    return { place, ids, token }
  }

  it('covers every row exactly once in every order, by page and by cursor, equal values included', async () => {
    const { place, ids, token } = await aCrowd()
    for (const sort of cases) {
      const query = { nativePlace: place, pageSize: 2, ...sort }
      const byPage: string[] = []
      for (let page = 1; page <= 4; page++) {
        const reply = await list(token, { ...query, page })
        expect(reply).toMatchObject({ total: 7, page, pageSize: 2, totalPages: 4 })
        byPage.push(...reply.items.map((item) => item.id))
      }
      const byCursor: string[] = []
      let cursor: string | null | undefined
      do {
        const reply = await list(token, cursor ? { ...query, cursor } : query)
        expect(reply.total).toBe(7)
        byCursor.push(...reply.items.map((item) => item.id))
        cursor = reply.nextCursor
      } while (cursor)
      expect(byPage.toSorted()).toEqual(ids.toSorted())
      expect(byCursor).toEqual(byPage)
      const values = (await list(token, { ...query, pageSize: 100 })).items.map((item) => item[sort.sortBy])
      if (sort.sortBy !== 'name') {
        const order = (one: string | number | null) => one ?? 0
        const ascending = values.toSorted((a, b) => (order(a) < order(b) ? -1 : order(a) > order(b) ? 1 : 0))
        expect(values).toEqual(sort.sortOrder === 'asc' ? ascending : ascending.toReversed())
      }
    }
  })

  it('shows no row twice by cursor while others are entered', async () => {
    const { place, ids, token } = await aCrowd()
    const first = await list(token, { nativePlace: place, pageSize: 3 })
    await enter(place, { name: '新来的' })
    const second = await list(token, { nativePlace: place, pageSize: 10, cursor: first.nextCursor })
    expect([...first.items, ...second.items].map((item) => item.id).toSorted()).toEqual(ids.toSorted())
  })

  it('is newest first by default', async () => {
    const { place, ids, token } = await aCrowd()
    const { items, nextCursor } = await list(token, { nativePlace: place })
    expect([items[0]?.createdAt, nextCursor]).toEqual([new Date(app.ctx().now).toISOString(), null])
    expect(items).toHaveLength(ids.length)
  })

  it.each([
    ['', 1, 10],
    ['limit=3', 1, 3],
    ['pageSize=3', 1, 3],
    ['pageSize=3&limit=5', 1, 3],
    ['pageSize=1000', 1, 100],
    ['limit=0', 1, 1],
    ['pageSize=-5', 1, 1],
    ['pageSize=abc', 1, 10],
    ['page=0', 1, 10],
    ['page=-1', 1, 10],
    ['page=x', 1, 10],
    ['page=2.5', 1, 10],
    ['page=9007199254740991&pageSize=100', 9_007_199_254_740_991, 100],
    ['page=1e300', 1, 10],
    ['page=3', 3, 10],
    ['page=1&page=2', 1, 10],
  ])('understands "%s"', async (query, page, pageSize) => {
    const { token } = await app.aStaff('employee')
    const reply = await app.raw('GET', `/api/resumes?${query}`, { token })
    expect([reply.status, reply.json.data?.page, reply.json.data?.pageSize]).toEqual([200, page, pageSize])
  })

  it('starts from the top with an invented cursor or one of another order', async () => {
    const { place, token } = await aCrowd()
    const write = (cursor: unknown) => Buffer.from(JSON.stringify(cursor)).toString('base64url')
    const id = 'f'.repeat(24)
    const query = { nativePlace: place, sortBy: 'experienceYears', sortOrder: 'desc' }
    const top = (await list(token, query)).items.map((item) => item.id)
    const other = (await list(token, { ...query, sortBy: 'name', pageSize: 2 })).nextCursor
    for (const cursor of [
      other,
      'garbage',
      '',
      write(null),
      write([]),
      write({ sort: 'experienceYears desc', value: 'abc', id }),
      write({ sort: 'experienceYears desc', value: 1.5, id }),
      write({ sort: 'experienceYears desc', value: 1e300, id }),
      write({ sort: 'experienceYears desc', value: 3_000_000_000, id }),
      write({ sort: 'experienceYears desc', value: 40, id: 'x\u0000' }),
      write({ sort: 'experienceYears desc', value: null, id }),
    ]) {
      expect([cursor, (await list(token, { ...query, cursor })).items.map((item) => item.id)]).toEqual([cursor, top])
    }
    const byName = { ...query, sortBy: 'name' }
    const names = (await list(token, byName)).items.map((item) => item.id)
    for (const value of [5, 'a\u0000b', '\ud83c']) {
      const cursor = write({ sort: 'name desc', value, id })
      expect((await list(token, { ...byName, cursor })).items.map((item) => item.id)).toEqual(names)
    }
  })

  it('has a cursor as long as the longest name needs', async () => {
    const place = aPlace()
    const { token } = await enter(place, { name: '𠮷'.repeat(20) }, { name: '𠮷'.repeat(19) })
    const query = { nativePlace: place, sortBy: 'name', pageSize: 1 }
    const first = await list(token, query)
    const second = await list(token, { ...query, cursor: first.nextCursor })
    expect(second.items).toHaveLength(1)
    expect(second.items[0]?.id).not.toBe(first.items[0]?.id)
  })

  it('holds nothing of a row beyond what a list shows', async () => {
    const { place, token } = await aCrowd()
    const phone = aPhone()
    await enter(place, { phone, wechat: 'secret-wechat', currentAddress: '某路1号', internalEvaluation: '内部' })
    const text = JSON.stringify(await app.raw('GET', '/api/resumes?pageSize=100', { token }))
    for (const secret of [phone, 'secret-wechat', '某路1号', '内部']) expect(text).not.toContain(secret)
  })
})
