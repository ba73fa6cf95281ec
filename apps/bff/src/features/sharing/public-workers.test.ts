import { describe, expect, it } from 'vitest'
import { aPhone, ENGINES, refusal, useApp } from '@qingpin/testing/harness'
import { aListedWorker, anEnteredWorker, aWorkerWithAccount, listWorker } from '@qingpin/testing/listed'
import { aNewPicture, sendFile } from '@qingpin/testing/uploads'
import { anIdNumber } from '@qingpin/testing/workers'

describe.each(ENGINES)('the public list on %s', (engine) => {
  const app = useApp(engine)
  const list = (query: object = {}) =>
    app.as()('GET /api/resumes/public/list', { query: { pageSize: 100, ...query } as never })
  const idsOf = async (query: object) => (await list(query)).items.map((item) => item.id).toSorted()

  it('shows workers whom staff listed with their consent, and no other', async () => {
    const mark = { nativePlace: '名单县' }
    const entered = await anEnteredWorker(app, mark)
    const registered = await aWorkerWithAccount(app, mark)
    expect(await idsOf(mark)).toEqual([])
    await listWorker(entered.staff, entered.id)
    expect(await idsOf(mark)).toEqual([entered.id])
    await registered.list()
    expect(await idsOf(mark)).toEqual([entered.id, registered.id].toSorted())

    await registered.her('PATCH /api/resumes/mine/visibility', { body: { hidden: true } })
    expect(await idsOf(mark)).toEqual([entered.id])
    await registered.her('PATCH /api/resumes/mine/visibility', { body: { hidden: false } })
    const params = { id: entered.id }
    await entered.staff('PATCH /api/resumes/miniprogram/{id}/visibility', { params, body: { listed: false } })
    expect(await idsOf(mark)).toEqual([registered.id])
    expect((await refusal(app.as()('GET /api/resumes/public/{id}', { params }))).code).toBe('NOT_FOUND')
  })

  it('filters by trade, order status, age and place, and counts what it shows', async () => {
    const mark = (place: string) => ({ nativePlace: `分拣专用${place}` })
    const one = await aListedWorker(app, {
      ...mark('天水'),
      age: 30,
      jobType: 'baojie',
      ethnicity: '回族',
    })
    const two = await aListedWorker(app, {
      ...mark('大理'),
      age: 50,
      jobType: 'yuesao',
      ethnicity: '白',
    })
    await two.staff('PATCH /api/resumes/miniprogram/{id}', {
      params: { id: two.id },
      body: { orderStatus: 'on-service' },
    })
    const found = (query: object) => idsOf({ nativePlace: '分拣专用', ...query })
    expect(await found({})).toEqual([one.id, two.id].toSorted())
    expect(await found({ jobType: 'yuexin' })).toEqual([two.id])
    expect(await found({ jobType: 'baojie,yuesao' })).toHaveLength(2)
    expect(await found({ orderStatus: 'accepting' })).toEqual([one.id])
    expect(await found({ maxAge: '49' })).toEqual([one.id])
    expect(await found({ keyword: '大理' })).toEqual([two.id])
    expect(await found({ keyword: '大理', _t: '17' })).toEqual([two.id])
    const page = await list({ nativePlace: '分拣专用', pageSize: 1 })
    expect([page.total, page.totalPages, page.items.length]).toEqual([2, 2, 1])
    const rest = await list({ nativePlace: '分拣专用', pageSize: 1, cursor: page.nextCursor })
    expect([...page.items, ...rest.items].map((item) => item.id).toSorted()).toEqual([one.id, two.id].toSorted())
    expect(rest.nextCursor).toBeNull()
  })

  it('filters by ethnicity for staff only; for strangers the filter is ignored', async () => {
    const one = await aListedWorker(app, { nativePlace: '族别专用', ethnicity: '回族' })
    const two = await aListedWorker(app, { nativePlace: '族别专用', ethnicity: '白' })
    const asked = async (token: string | undefined, ethnicity: string) => {
      const query = { nativePlace: '族别专用', ethnicity } as never
      const { items, total } = await app.as(token)('GET /api/resumes/public/list', { query })
      expect(total).toBe(items.length)
      return items.map((item) => item.id).toSorted()
    }
    const { token } = await app.aStaff('employee')
    expect([await asked(token, '回'), await asked(token, '白族')]).toEqual([[one.id], [two.id]])
    const both = [one.id, two.id].toSorted()
    for (const stranger of [undefined, (await app.aPerson()).token])
      for (const people of ['回', '白族', '没有这个族']) expect(await asked(stranger, people)).toEqual(both)
    expect(JSON.stringify(await list({ nativePlace: '族别专用' }))).not.toMatch(/回族|"白"/)
  })

  it('finds no worker by a number in any spelling', async () => {
    const phone = '15512340987'
    const idNumber = anIdNumber()
    await aListedWorker(app, { phone, idNumber, selfIntroduction: `找我打${phone}` })
    const digits = [phone, '0987', '1551', '55', '５５', '1 5 5', idNumber, idNumber.slice(0, 4)]
    for (const keyword of digits) expect([keyword, (await list({ keyword })).total]).toEqual([keyword, 0])
    expect((await list({ nativePlace: '55' })).total).toBe(0)
  })

  it('finds by nothing that is hidden, which could be found out piece by piece', async () => {
    const hidden = {
      nativePlace: '四川省南充市仪陇县新政镇石佛村',
      selfIntroduction: '我住杭州市滨江区春江花园三幢，在李建国家做过，微信haikui',
    }
    const her = await aListedWorker(app, {
      name: '逄海葵',
      ...hidden,
      currentAddress: '杭州市滨江区春江花园三幢',
      workExperiences: [{ customerName: '李建国' }],
    })
    const { nativePlace, selfIntroduction } = await app.as()('GET /api/resumes/public/{id}', { params: { id: her.id } })
    expect(selfIntroduction).toBe('我住（已隐去），在雇主家做过，微信（已隐去）')
    // A reply shows the same of her, and nothing else finds her.
    const twin = await aListedWorker(app, { name: '逄海葵', nativePlace, selfIntroduction })
    const asked = async (query: object) => {
      const found = await idsOf(query)
      return [her.id, twin.id].map((id) => found.includes(id))
    }
    const pieces = Object.values(hidden).flatMap((text) =>
      [1, 2, 3, 4, 7, text.length].flatMap((long) => Array.from(text, (_, i) => text.slice(i, i + long))),
    )
    for (const piece of new Set(pieces))
      for (const query of [{ keyword: piece }, { search: piece, nativePlace: '仪陇' }, { nativePlace: piece }]) {
        const [hers, other] = await asked(query)
        expect([query, hers]).toEqual([query, other])
      }
    for (const keyword of ['充', '四川省南充市仪陇县', '我住', '在雇主家做过', '南充 我住'])
      expect([keyword, await asked({ keyword })]).toEqual([keyword, [true, true]])
    for (const query of [
      { keyword: '葵' },
      { keyword: '海葵' },
      { keyword: '逄海' },
      { keyword: '逄海葵' },
      { keyword: '我住 海葵' },
      { keyword: '石佛' },
      { keyword: '李建国' },
      { keyword: '住杭' },
      { nativePlace: '佛' },
      { nativePlace: '陇县新' },
    ])
      expect([query, await asked(query)]).toEqual([query, [false, false]])
    for (const query of [{ search: '葵' }, { search: '春江' }, { search: 'haikui' }, { nativePlace: '佛' }]) {
      const found = await her.staff('GET /api/resumes', { query: query as never })
      expect([query, found.items.some((item) => item.id === her.id)]).toEqual([query, true])
    }
  })

  it('finds a shown name and a place of letters in any case, also longer than one word of the index', async () => {
    const { id } = await aListedWorker(app, { name: 'Élodie Baptiste', nativePlace: 'Ürümqi' }, { name: true })
    const queries = [{ keyword: 'élodie BAPTISTE' }, { keyword: 'Baptiste Élodie' }, { nativePlace: 'üRÜMQI' }]
    for (const query of queries) expect([query, await idsOf(query)]).toEqual([query, [id]])
    for (const keyword of ['Élodie Baptisto', 'Élodie Anna', 'É'])
      expect([keyword, await idsOf({ keyword })]).toEqual([keyword, []])
  })

  it('accepts a strange query, and starts a strange cursor from the top', async () => {
    await aListedWorker(app)
    const first = await list({ pageSize: 1 })
    expect((await list({ pageSize: 1, cursor: 'made-up' })).items).toEqual(first.items)
    const reply = await app.raw('GET', '/api/resumes/public/list?page=x&pageSize=1000&maxAge=&_t=1')
    expect(reply.status).toBe(200)
  })
})

describe.each(ENGINES)('what a stranger reads of a worker on %s', (engine) => {
  const app = useApp(engine)
  const read = (id: string) => app.as()('GET /api/resumes/public/{id}', { params: { id } })

  it('is her surname and a masked number, until she consents to each', async () => {
    const { id, her, list, person } = await aWorkerWithAccount(app, {
      name: '欧阳春梅',
      phone: '15512345678',
      // A file on another host can be another picture tomorrow.
      uniformPhotoUrl: 'https://a.b/0.jpg',
      photoUrls: ['https://a.b/1.jpg'],
      cookingPhotoUrls: ['https://a.b/2.jpg'],
      selfIntroductionVideoUrl: 'https://a.b/3.mp4',
    })
    // What staff adds needs no verdict of WeChat.
    const { token } = await app.aStaff('employee')
    const send = async (kind: 'personalPhoto' | 'cookingPhoto') =>
      (await sendFile(app, token, id, [kind, await aNewPicture()])).json.data.file.id
    const [face, dish] = [await send('personalPhoto'), await send('cookingPhoto')]
    await list()
    const masked = {
      name: '欧阳阿姨',
      nameMasked: '欧阳**',
      phone: null,
      phoneMasked: null,
      avatarUrl: '',
      photoUrls: [],
    }
    expect(await read(id)).toMatchObject(masked)
    await her('PATCH /api/resumes/mine/visibility', { body: { consents: { name: true } } })
    expect(await read(id)).toMatchObject({ ...masked, name: '欧阳春梅' })
    await her('PATCH /api/resumes/mine/visibility', { body: { consents: { photos: true, phone: true } } })
    expect(await read(id)).toMatchObject({
      phone: '15512345678',
      phoneMasked: '155****5678',
      avatarUrl: expect.stringContaining(face),
      photoUrls: [expect.stringContaining(face)],
      cookingPhotoUrls: [expect.stringContaining(dish)],
      selfIntroductionVideoUrl: null,
    })
    const card = (await app.as()('GET /api/resumes/public/list')).items.find((item) => item.id === id)
    expect(card?.avatarUrl).toContain(face)
    const { visibility } = await her('GET /api/resumes/mine/visibility')
    expect(visibility?.consents.map(({ field, agreed, by }) => [field, agreed, by])).toEqual([
      ['listed', true, 'staff'],
      ['name', true, 'worker'],
      ['phone', true, 'worker'],
      ['photos', true, 'worker'],
    ])
    expect(visibility?.consents[1]?.byName).toBe(`用户${person.phone.slice(-4)}`)
    await her('PATCH /api/resumes/mine/visibility', {
      body: { consents: { name: false, phone: false, photos: false } },
    })
    expect(await read(id)).toMatchObject(masked)
  })

  it.each([
    '155 - 1234 - 5678',
    '155  1234  5678',
    '155/1234/5678',
    '155，1234，5678',
    '1 5 5 1 2 3 4 5 6 7 8',
    '(155)1234-5678',
  ])('has no number that is written as %s', async (number) => {
    const { id } = await aListedWorker(app, { selfIntroduction: `会做饭，找我打${number}，2019-2021 在张家` })
    expect((await read(id)).selfIntroduction).toMatch(/^会做饭，找我打\(?（已隐去），2019-2021 在张家$/)
  })

  it('has no numbers, addresses and names in free texts', async () => {
    const { id } = await aListedWorker(app, {
      name: '王桂兰',
      wechat: 'guilan_1971',
      currentAddress: '海淀区清河路9号',
      emergencyContactName: '李建国',
      nativePlace: '河南省信阳市固始县往流镇李营村3组',
      selfIntroduction:
        '我叫王桂兰，电话 155 1234 5678 或１５５－１２３４－５６７８，微信：guilan_1971，QQ 12345678，身份证11010519491231002X，住海淀区清河路9号，找李建国也行。做了9年，2019-2021 在张家。',
      workExperiences: [
        {
          description: '在赵太太家带孩子',
          customerName: '赵太太',
          customerReview: '桂兰人好',
          orderNumber: 'X-1',
          district: '朝阳',
        },
      ],
    })
    const seen = await read(id)
    expect(seen.nativePlace).toBe('河南省信阳市固始县')
    expect(seen.selfIntroduction).toBe(
      '我叫王阿姨，电话 （已隐去） 或（已隐去），微信：（已隐去），QQ （已隐去），身份证（已隐去），住（已隐去），找家人也行。做了9年，2019-2021 在张家。',
    )
    expect(seen.workExperiences).toEqual([
      { startDate: null, endDate: null, jobType: null, description: '在雇主家带孩子', customerReview: '某某人好' },
    ])
  })
})

describe.each(ENGINES)('the search of workers on %s', (engine) => {
  const app = useApp(engine)

  it('gives a stranger only those who show what he searches by, and staff all', async () => {
    const phone = aPhone()
    const address = '北京市西城区某街1号'
    const { id, staff } = await aListedWorker(app, {
      name: '尉迟海棠',
      phone,
      currentAddress: address,
      idNumber: anIdNumber(),
    })
    const masked = `${phone.slice(0, 3)}****${phone.slice(-4)}`
    const search = (query: object) => app.as()('GET /api/resumes/search-workers', { query })
    const show = (consents: object) => listWorker(staff, id, consents)
    for (const query of [
      { name: '海棠' },
      { name: '尉迟海棠' },
      { phone },
      { phone: masked },
      { phone: phone.slice(-4) },
    ])
      expect([query, await search(query)]).toEqual([query, []])

    await show({ phone: true })
    const line = { _id: id, id, name: '尉迟**', phone, idNumber: null, currentAddress: null }
    expect(await search({ phone })).toEqual([expect.objectContaining(line)])
    for (const query of [
      { name: '海棠' },
      { phone: masked },
      { phone: phone.slice(-4) },
      { phone: phone.slice(0, 10) },
    ])
      expect([query, await search(query)]).toEqual([query, []])

    await show({ phone: false, name: true })
    const named = { ...line, name: '尉迟海棠', phone: null }
    for (const query of [{ name: '海棠' }, { name: '尉 迟\u200b海棠' }, { name: '海棠', phone }])
      expect([query, await search(query)]).toEqual([query, [expect.objectContaining(named)]])
    for (const query of [{}, { name: '棠' }, { phone }, { phone: '1' }]) expect(await search(query)).toEqual([])
    const { id: draft } = await aWorkerWithAccount(app, { name: '尉迟牡丹' })
    expect((await search({ name: '尉迟', limit: '99999' })).map((row) => row.id)).toEqual([id])

    const manager = app.as((await app.aStaff('manager')).token)
    const all = await manager('GET /api/resumes/search-workers', { query: { name: '尉迟' } })
    expect(all.map((row) => row.id).toSorted()).toEqual([id, draft].toSorted())
    expect(all.find((row) => row.id === id)).toMatchObject({ name: '尉迟海棠', phone, currentAddress: address })
    expect(all.find((row) => row.id === id)?.idNumber).toMatch(/^\d{4}\*+/)
    const colleague = app.as((await app.aStaff('employee')).token)
    for (const text of [phone, masked, phone.slice(-4)]) {
      const [found] = await colleague('GET /api/resumes/search-workers', { query: { phone: text } })
      expect([text, found?.name, found?.phone]).toEqual([text, '尉迟海棠', masked])
    }
  })

  it('does not reveal a masked number or name by repeated queries', async () => {
    const phone = '15587654321'
    const name = '龚紫菱'
    const { id, staff } = await aListedWorker(app, {
      name,
      phone,
      nativePlace: '湖南郴州',
      selfIntroduction: `${name}爱干净`,
    })
    const { token } = await staff('POST /api/resumes/{id}/share', { params: { id }, body: {} })
    // The recipient of a link has the mask, and asks for each number that it fits; a stranger has the surname.
    const { phoneMasked } = await app.as()('GET /api/resumes/shared/{token}', { params: { token } })
    expect(phoneMasked).toBe('155****4321')
    const numbers = ['8765', '8764', '0000', '9999'].map((middle) => `155${middle}4321`)
    const pieces = [1, 2, 3].flatMap((long) => Array.from(name, (_, i) => name.slice(i, i + long)))
    const asked = new Set([...numbers, ...numbers.map((one) => one.slice(0, 7)), '4321', phoneMasked ?? '', ...pieces])
    const stranger = app.as((await app.aPerson()).token)
    for (const api of [app.as(), stranger])
      for (const text of asked) {
        const lines = await api('GET /api/resumes/search-workers', { query: { name: text, phone: text } })
        expect([text, lines.map((line) => line.id)]).toEqual([text, []])
        for (const query of [
          { keyword: text },
          { nativePlace: text },
          { keyword: `郴州 ${text}` },
          { keyword: text, nativePlace: '郴州' },
          { keyword: text, jobType: 'yuesao', maxAge: 60, ethnicity: '汉' },
        ]) {
          const { items, total } = await api('GET /api/resumes/public/list', { query: query as never })
          expect([query, total, items.map((item) => item.id)]).toEqual([query, 0, []])
        }
      }
    // The same reader finds her by what the reply shows.
    const shown = await app.as()('GET /api/resumes/public/list', { query: { keyword: '郴州 爱干净' } })
    expect(shown.items).toMatchObject([{ id, name: '龚阿姨', nameMasked: '龚**', phoneMasked: null }])
  })

  it('forgets a name in the same moment in which she hides it', async () => {
    const { her, list } = await aWorkerWithAccount(app, { name: '宓雪鸥' })
    await list()
    const found = async () =>
      (await app.as()('GET /api/resumes/public/list', { query: { keyword: '雪鸥' } })).total +
      (await app.as()('GET /api/resumes/search-workers', { query: { name: '雪鸥' } })).length
    expect(await found()).toBe(0)
    await her('PATCH /api/resumes/mine/visibility', { body: { consents: { name: true } } })
    expect(await found()).toBe(2)
    await her('PATCH /api/resumes/mine/visibility', { body: { consents: { name: false } } })
    expect(await found()).toBe(0)
  })
})
