import { describe, expect, it } from 'vitest'
import { aPhone, ENGINES, refusal, useApp } from '@qingpin/testing/harness'
import { auditOf } from '@qingpin/testing/rows'
import { anIdNumber, aWorker } from '@qingpin/testing/workers'

describe.each(ENGINES)("a stranger's draft with the numbers of another person, on %s", (engine) => {
  const app = useApp(engine)
  const register = (body: Record<string, unknown>, token?: string) =>
    app.as(token)('POST /api/resumes/miniprogram/self-register', { body: aWorker(body) as never })
  const claim = (token: string, body: object) =>
    app.as(token)('POST /api/resumes/miniprogram/claim-record', { body: body as never })
  const byWechat = async () => {
    const { code } = app.sandbox.sandbox.wechat.issueCode()
    return app.as()('POST /api/auth/miniprogram-login', { body: { code } })
  }
  const rowOf = async (id: string) => (await app.db.q.select().from(app.db.s.resumes)).find((row) => row.id === id)

  it.each([
    ['without an account', async () => undefined],
    ['with an account that proved nothing', async () => (await byWechat()).token],
  ])('of a stranger %s yields phone and id number to the owner who proved the phone', async (_, login) => {
    const [phone, idNumber] = [aPhone(), anIdNumber()]
    const draft = await register({ name: '冒名的人', phone, idNumber }, await login())
    const owner = await app.aPerson(phone)
    const own = await register({ name: '王桂兰', phone, idNumber }, owner.token)
    const { resume } = await app.as(owner.token)('GET /api/resumes/mine')
    expect(resume).toMatchObject({ id: own.id, phone, idNumber })
    expect(await rowOf(draft.id)).toMatchObject({ phoneHash: null, phoneMasked: null, idNumberHash: null })
    const rows = (await auditOf(app, draft.id)).filter(({ action }) => action === 'resume.yield-number')
    expect(rows.map(({ actorId, changes }) => [actorId, ...Object.keys(changes ?? {})].join(' ')).toSorted()).toEqual([
      `${owner.id} idNumber`,
      `${owner.id} phone`,
    ])
    expect(JSON.stringify(rows)).not.toMatch(new RegExp(`${phone}|${idNumber}`))
  })

  it('yields an id number alone, too', async () => {
    const idNumber = anIdNumber()
    const draft = await register({ name: '冒名的人', phone: aPhone(), idNumber })
    const owner = await app.aPerson()
    await register({ name: '王桂兰', phone: owner.phone, idNumber }, owner.token)
    expect(await rowOf(draft.id)).toMatchObject({ idNumberHash: null, phoneHash: expect.any(String) })
  })

  it('yields at a claim under another name, and lets the owner register then', async () => {
    const phone = aPhone()
    const draft = await register({ name: '冒名的人', phone })
    const owner = await app.aPerson(phone)
    const freed = await refusal(claim(owner.token, { name: '王桂兰' }))
    expect([freed.status, freed.code]).toEqual([409, 'NUMBER_FREED'])
    expect(await rowOf(draft.id)).toMatchObject({ phoneHash: null })
    await register({ name: '王桂兰', phone }, owner.token)
  })

  it('under her own name stays hers to claim', async () => {
    const phone = aPhone()
    const draft = await register({ name: '王桂兰', phone })
    const owner = await app.aPerson(phone)
    expect((await refusal(register({ name: '王桂兰', phone }, owner.token))).details).toEqual([
      { field: 'phone', takeover: true, message: expect.stringContaining('接着用') },
    ])
    expect((await claim(owner.token, { name: '王桂兰' })).id).toBe(draft.id)
  })

  it('does not yield to a caller who has proved nothing', async () => {
    const phone = aPhone()
    const { id } = await register({ name: '冒名的人', phone })
    await register({ name: '王桂兰', phone })
    await register({ name: '王桂兰', phone }, (await app.aPerson()).token)
    expect(await rowOf(id)).toMatchObject({ phoneHash: expect.any(String), phoneLast4: phone.slice(-4) })
  })

  it('does not yield where it is a record of staff or of a proved phone', async () => {
    const entered = aPhone()
    const staff = app.as((await app.aStaff('employee')).token)
    await staff('POST /api/resumes/miniprogram/create', { body: aWorker({ name: '孙秀英', phone: entered }) as never })
    const later = await app.aPerson(entered)
    expect((await refusal(register({ name: '王桂兰', phone: entered }, later.token))).code).toBe('DUPLICATE_PHONE')
    const body = aWorker({ name: '王桂兰', phone: entered })
    const old = await app.raw('POST', '/api/resumes/miniprogram/self-register', { token: later.token, body })
    expect([old.json.error, old.json.code]).toEqual(['DUPLICATE_ERROR', 'DUPLICATE_PHONE'])

    const [first, second, idNumber] = [await app.aPerson(), await app.aPerson(), anIdNumber()]
    await register({ name: '先登记的', phone: first.phone, idNumber }, first.token)
    const repeated = register({ name: '后登记的', phone: second.phone, idNumber }, second.token)
    expect((await refusal(repeated)).code).toBe('DUPLICATE_ID_NUMBER')
  })
})

describe.each(ENGINES)('a caller who proved nothing, on %s', (engine) => {
  const app = useApp(engine)
  const staff = async () => app.as((await app.aStaff('employee')).token)
  const guest = (body: Record<string, unknown>) =>
    app.raw('POST', '/api/resumes/miniprogram/self-register', { body: aWorker(body) })

  it('gets the same answer for known numbers and for new ones, and reads nothing of others later', async () => {
    const [phone, idNumber] = [aPhone(), anIdNumber()]
    await (
      await staff()
    )('POST /api/resumes/miniprogram/create', { body: aWorker({ phone, idNumber }) as never })
    const seen = ({ status, json }: Awaited<ReturnType<typeof guest>>) => [
      status,
      json.success,
      Object.keys(json.data).toSorted(),
      json.data.status,
      json.data.warnings,
    ]
    const known = await guest({ phone, idNumber })
    expect(seen(known)).toEqual(seen(await guest({ phone: aPhone(), idNumber: anIdNumber() })))
    expect(known.json.data.phone).toBe(`${phone.slice(0, 3)}****${phone.slice(-4)}`)

    const me = await app.aPerson()
    await app.as(me.token)('POST /api/resumes/miniprogram/self-register', {
      body: aWorker({ phone, idNumber }) as never,
    })
    const { resume } = await app.as(me.token)('GET /api/resumes/mine')
    expect(resume).toMatchObject({ phone, idNumber, isDraft: false })
    const text = JSON.stringify(resume)
    expect(text).not.toContain('sameNumbers')
    const again = { idNumber: anIdNumber(), version: resume?.version ?? 0 }
    const other = await app.as(me.token)('PATCH /api/resumes/mine', { body: again as never })
    const back = { idNumber, version: other.resume.version }
    expect((await app.as(me.token)('PATCH /api/resumes/mine', { body: back as never })).resume.idNumber).toBe(idNumber)
  })

  it('leaves a record in which staff sees who else has the number, on both sides', async () => {
    const [phone, employee] = [aPhone(), await staff()]
    const { id } = await employee('POST /api/resumes/miniprogram/create', {
      body: aWorker({ name: '孙秀英', phone }) as never,
    })
    const draft = (await guest({ name: '孙小英', phone })).json.data.id as string
    const read = (one: string) => employee('GET /api/resumes/miniprogram/{id}', { params: { id: one } })
    expect((await read(draft)).sameNumbers).toEqual([{ id, name: '孙秀英', field: 'phone' }])
    expect((await read(id)).sameNumbers).toEqual([{ id: draft, name: '孙小英', field: 'phone' }])
    const { items } = await employee('GET /api/resumes', { query: { search: phone } as never })
    expect(items.map((one) => one.id)).toEqual(expect.arrayContaining([id, draft]))

    const { version } = await read(draft)
    const again = employee('PATCH /api/resumes/miniprogram/{id}', { params: { id: draft }, body: { phone, version } })
    expect((await refusal(again)).details).toEqual([
      { field: 'phone', message: '这个手机号已经登记过简历。', existingId: id },
    ])
    // Once the other record has another number, the next change makes this one hers.
    await employee('PATCH /api/resumes/miniprogram/{id}', { params: { id }, body: { phone: aPhone() } })
    await employee('PATCH /api/resumes/miniprogram/{id}', { params: { id: draft }, body: { age: 44 } })
    const [row] = (await app.db.q.select().from(app.db.s.resumes)).filter((one) => one.id === draft)
    expect(row).toMatchObject({ phoneHash: expect.any(String), contestedPhoneHash: null })
    expect((await read(draft)).sameNumbers).toEqual([])
  })
})
