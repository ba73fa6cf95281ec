import { eq } from 'drizzle-orm'
import { describe, expect, it } from 'vitest'
import { aPhone, ENGINES, refusal, useApp } from '@qingpin/testing/harness'
import { auditOf, bindPhone, countRows } from '@qingpin/testing/rows'
import { anIdNumber, aWorker } from '@qingpin/testing/workers'

describe.each(ENGINES)('a worker whom the agency has a record of, on %s', (engine) => {
  const app = useApp(engine)
  const aRecord = async (over: Record<string, unknown> = {}) => {
    const staff = app.as((await app.aStaff('employee')).token)
    const phone = aPhone()
    const body = aWorker({ name: '孙秀英', phone, ...over })
    const { id } = await staff('POST /api/resumes/miniprogram/create', { body: body as never })
    return { id, phone, staff }
  }
  const claim = (token: string, body: object) =>
    app.as(token)('POST /api/resumes/miniprogram/claim-record', { body: body as never })
  const byWechat = async () => {
    const { code } = app.sandbox.sandbox.wechat.issueCode()
    return app.as()('POST /api/auth/miniprogram-login', { body: { code } })
  }

  it('learns that she may claim it once she has proved the phone, while it belongs to no account', async () => {
    const { phone, staff } = await aRecord()
    const person = await app.aPerson(phone)
    const register = (token: string) =>
      app.as(token)('POST /api/resumes/miniprogram/self-register', { body: aWorker({ phone }) as never })
    expect((await refusal(register(person.token))).details).toEqual([
      { field: 'phone', takeover: true, message: expect.stringContaining('接着用') },
    ])
    expect((await staff('POST /api/resumes/miniprogram/validate', { body: { phone } })).phone).toMatchObject({
      exists: true,
      takeover: true,
    })
    await claim(person.token, { name: '孙秀英', phone })
    expect((await refusal(register(person.token))).code).toBe('ALREADY_REGISTERED')
    const checked = await staff('POST /api/resumes/miniprogram/validate', { body: { phone } })
    expect(checked.phone).toEqual({ valid: true, exists: true, message: '这个手机号已经登记过简历。' })
  })

  it('claims it by the phone that her account proved; answers fill what is empty and change nothing else', async () => {
    const { id, phone } = await aRecord({ age: 45, experienceYears: null, nativePlace: '安徽阜阳', idNumber: null })
    const person = await app.aPerson(phone)
    const idNumber = anIdNumber()
    const answers = {
      age: 46,
      experienceYears: 6,
      nativePlace: '安徽阜阳',
      wechat: 'sun',
      idNumber,
      skills: ['zhongcan'],
      photoUrls: ['https://a.b/1.jpg'],
    }
    const taken = await claim(person.token, { name: ' 孙秀英 ', phone: `+86 ${phone}`, ...answers })
    expect(taken).toMatchObject({ id, status: 'pending', differing: ['age'] })
    expect(taken.filled.toSorted()).toEqual(['experienceYears', 'idNumber', 'personalPhoto', 'skills', 'wechat'])
    const { resume } = await app.as(person.token)('GET /api/resumes/mine')
    expect(resume).toMatchObject({ id, ...answers, age: 45, version: 2 })
    const row = (await auditOf(app, id)).find((one) => one.action === 'resume.claim-record')
    expect([row?.actorId, row?.changes?.experienceYears]).toEqual([person.id, [0, 6]])
    expect(JSON.stringify(row)).not.toContain(idNumber)
  })

  it.each([
    ['买买提·吐尔逊', '买买提•吐尔逊'],
    ['买买提·吐尔逊', '买买提.吐尔逊'],
    ['买买提·吐尔逊', ' 买买提 吐尔逊\u200b'],
    ['买买提・吐尔逊', '买买提·吐尔逊'],
    ['孙秀英', '孙\u200b秀英'],
    ['孙秀英', '孙 秀英'],
    ['Alice Sun', 'ＡＬＩＣＥ　ＳＵＮ'],
    ['丽', '丽'],
  ])('claims the record of %j as %j', async (name, typed) => {
    const phone = aPhone()
    const { token } = await app.aStaff('employee')
    const { id } = await app.as(token)('POST /api/resumes/miniprogram/create', {
      body: aWorker({ name, phone }) as never,
    })
    const her = await app.aPerson(phone)
    expect((await claim(her.token, { name: typed })).id).toBe(id)
  })

  it('is shown whether her code has expired or was guessed at too often', async () => {
    const her = await byWechat()
    const { phone } = await aRecord()
    const send = async () => {
      await app.as()('POST /api/auth/sms-code', { body: { phone } })
      return app.sandbox.sandbox.sms.outbox(phone)[0]?.code ?? ''
    }
    const codeOf = async (code: string) => (await refusal(claim(her.token, { name: '孙秀英', phone, code }))).code
    const first = await send()
    app.advance(300_000)
    expect(await codeOf(first)).toBe('SMS_CODE_EXPIRED')
    const second = await send()
    const wrong = String((Number(second) + 1) % 1_000_000).padStart(6, '0')
    for (let i = 0; i < 5; i++) expect(await codeOf(wrong)).toBe('SMS_CODE_INVALID')
    expect(await codeOf(second)).toBe('SMS_CODE_USED_UP')
  })

  it('has only those of her texts reviewed that the record takes', async () => {
    const { id, phone } = await aRecord({ selfIntroduction: '做饭细心，带过双胞胎', certificatesText: null })
    const person = await app.aPerson(phone)
    const texts = { selfIntroduction: '我自己写的介绍', certificatesText: '健康证和月嫂证' }
    expect((await claim(person.token, { name: '孙秀英', phone, ...texts })).differing).toEqual(['selfIntroduction'])
    const { moderatedFields } = app.db.s
    const rows = await app.db.q.select().from(moderatedFields).where(eq(moderatedFields.subjectId, id))
    expect(rows.map(({ field }) => field)).toEqual(['certificatesText'])
  })

  it('claims it by an SMS code where her account came by WeChat', async () => {
    const { id, phone } = await aRecord()
    const her = await byWechat()
    expect((await refusal(claim(her.token, { name: '孙秀英', phone }))).code).toBe('PHONE_PROOF_REQUIRED')
    expect((await refusal(claim(her.token, { name: '孙秀英', phone, code: '000000' }))).code).toBe('SMS_CODE_INVALID')
    await app.as()('POST /api/auth/sms-code', { body: { phone } })
    const code = app.sandbox.sandbox.sms.outbox(phone)[0]?.code ?? ''
    // A refusal for another reason leaves the code good.
    const error = await refusal(claim(her.token, { name: '孙秀兰', phone, code }))
    expect([error.status, error.code]).toEqual([409, 'CLAIM_NAME_MISMATCH'])
    expect((await refusal(claim(her.token, { name: '孙秀英' }))).code).toBe('PHONE_PROOF_REQUIRED')
    expect((await claim(her.token, { name: '孙秀英', phone, code })).id).toBe(id)
  })

  it('does not get a record of another account, one that does not exist, or a second one', async () => {
    const { phone } = await aRecord()
    const person = await app.aPerson(phone)
    await claim(person.token, { name: '孙秀英' })
    expect((await refusal(claim(person.token, { name: '孙秀英', phone }))).code).toBe('ALREADY_REGISTERED')
    const other = await byWechat()
    app.advance(61_000)
    await app.as()('POST /api/auth/sms-code', { body: { phone } })
    const code = app.sandbox.sandbox.sms.outbox(phone)[0]?.code ?? ''
    expect((await refusal(claim(other.token, { name: '孙秀英', phone, code }))).code).toBe('NOT_FOUND')
    const nobody = await app.aPerson()
    expect((await refusal(claim(nobody.token, { name: '孙秀英', phone: nobody.phone }))).code).toBe('NOT_FOUND')
  })

  it('is refused as staff, with a text that moderation refuses, and with the id number of another resume', async () => {
    const idNumber = anIdNumber()
    await aRecord({ idNumber })
    const { phone, staff } = await aRecord()
    expect(
      (await refusal(staff('POST /api/resumes/miniprogram/claim-record', { body: { name: '孙秀英', phone } }))).code,
    ).toBe('FORBIDDEN')
    // WeChat judges texts of people whom it knows.
    const her = await byWechat()
    await bindPhone(app, her.user.id, phone)
    const refusedFor = async (answers: object) =>
      (await refusal(claim(her.token, { name: '孙秀英', phone, ...answers }))).code
    expect(await refusedFor({ selfIntroduction: '来赌博' })).toBe('TEXT_REFUSED')
    expect(await refusedFor({ idNumber })).toBe('DUPLICATE_ID_NUMBER')
  })

  it('gets it once when it is claimed several times in the same moment', async () => {
    const { phone } = await aRecord()
    const person = await app.aPerson(phone)
    const before = await countRows(app, 'auditLog')
    const outcomes = await Promise.allSettled(
      Array.from({ length: 5 }, () => claim(person.token, { name: '孙秀英', phone })),
    )
    expect(outcomes.filter((outcome) => outcome.status === 'fulfilled')).toHaveLength(1)
    expect(await countRows(app, 'auditLog')).toBe(before + 1)
  })
})
