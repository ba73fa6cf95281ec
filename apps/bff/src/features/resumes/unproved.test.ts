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

  it('does not yield to a caller who has proved nothing, nor do records of staff or of a proved phone', async () => {
    const phone = aPhone()
    await register({ name: '冒名的人', phone })
    expect((await refusal(register({ name: '王桂兰', phone }))).code).toBe('DUPLICATE_PHONE')
    expect((await refusal(register({ name: '王桂兰', phone }, (await app.aPerson()).token))).code).toBe(
      'DUPLICATE_PHONE',
    )

    const entered = aPhone()
    const staff = app.as((await app.aStaff('employee')).token)
    await staff('POST /api/resumes/miniprogram/create', { body: aWorker({ name: '孙秀英', phone: entered }) as never })
    const later = await app.aPerson(entered)
    expect((await refusal(register({ name: '王桂兰', phone: entered }, later.token))).code).toBe('DUPLICATE_PHONE')

    const [first, idNumber] = [await app.aPerson(), anIdNumber()]
    await register({ name: '先登记的', idNumber }, first.token)
    const second = await app.aPerson()
    expect((await refusal(register({ name: '后登记的', idNumber }, second.token))).code).toBe('DUPLICATE_ID_NUMBER')
  })
})
