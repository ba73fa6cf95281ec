import { describe, expect, it } from 'vitest'
import { aPhone, ENGINES, refusal, useApp } from '../../../test/harness.ts'
import { auditOf, countRows } from '../../../test/rows.ts'
import { anIdNumber, aWorker } from '../../../test/workers.ts'

describe.each(ENGINES)('a worker finds that the agency has a file of her on %s', (engine) => {
  const app = useApp(engine)
  const onFile = async (over: Record<string, unknown> = {}) => {
    const staff = app.as((await app.aStaff('employee')).token)
    const phone = aPhone()
    const body = aWorker({ name: '孙秀英', phone, ...over })
    const { id } = await staff('POST /api/resumes/miniprogram/create', { body: body as never })
    return { id, phone, staff }
  }
  const takeOver = (token: string, body: object) =>
    app.as(token)('POST /api/resumes/miniprogram/take-over', { body: body as never })
  const byWechat = async () => {
    const { code } = app.sandbox.sandbox.wechat.issueCode()
    return app.as()('POST /api/auth/miniprogram-login', { body: { code } })
  }

  it('is told that she may take it over, while it has no account', async () => {
    const { phone, staff } = await onFile()
    const register = (token?: string) =>
      app.as(token)('POST /api/resumes/miniprogram/self-register', { body: aWorker({ phone }) as never })
    expect((await refusal(register())).details).toEqual([
      { field: 'phone', takeover: true, message: expect.stringContaining('接着用') },
    ])
    expect((await staff('POST /api/resumes/miniprogram/validate', { body: { phone } })).phone).toMatchObject({
      exists: true,
      takeover: true,
    })
    const person = await app.aPerson(phone)
    await takeOver(person.token, { name: '孙秀英', phone })
    expect((await refusal(register())).details).toEqual([{ field: 'phone', message: '这个手机号已经登记过简历。' }])
    const checked = await staff('POST /api/resumes/miniprogram/validate', { body: { phone } })
    expect(checked.phone).toEqual({ valid: true, exists: true, message: '这个手机号已经登记过简历。' })
  })

  it('has it by the phone that her account proved; answers fill what is empty and change nothing else', async () => {
    const { id, phone } = await onFile({ age: 45, experienceYears: 0, nativePlace: '安徽阜阳', idNumber: null })
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
    const taken = await takeOver(person.token, { name: ' 孙秀英 ', phone: `+86 ${phone}`, ...answers })
    expect(taken).toMatchObject({ id, status: 'pending', differing: ['age'] })
    expect(taken.filled.toSorted()).toEqual(['experienceYears', 'idNumber', 'personalPhoto', 'skills', 'wechat'])
    const { resume } = await app.as(person.token)('GET /api/resumes/mine')
    expect(resume).toMatchObject({ id, ...answers, age: 45, version: 2 })
    const row = (await auditOf(app, id)).find((one) => one.action === 'resume.take-over')
    expect([row?.actorId, row?.changes?.experienceYears]).toEqual([person.id, [0, 6]])
    expect(JSON.stringify(row)).not.toContain(idNumber)
  })

  it('has it by the code sent to that phone, where she came by WeChat', async () => {
    const { id, phone } = await onFile()
    const her = await byWechat()
    expect((await refusal(takeOver(her.token, { name: '孙秀英', phone }))).code).toBe('PHONE_PROOF_REQUIRED')
    expect((await refusal(takeOver(her.token, { name: '孙秀英', phone, code: '000000' }))).code).toBe(
      'SMS_CODE_INVALID',
    )
    await app.as()('POST /api/auth/sms-code', { body: { phone } })
    const code = app.sandbox.sandbox.sms.outbox(phone)[0]?.code ?? ''
    // A refusal for another reason leaves the code good.
    const error = await refusal(takeOver(her.token, { name: '孙秀兰', phone, code }))
    expect([error.status, error.code]).toEqual([409, 'TAKE_OVER_NAME'])
    expect((await refusal(takeOver(her.token, { name: '孙秀英' }))).code).toBe('PHONE_PROOF_REQUIRED')
    expect((await takeOver(her.token, { name: '孙秀英', phone, code })).id).toBe(id)
  })

  it('does not get a file that somebody has, that is not there, or besides her own', async () => {
    const { phone } = await onFile()
    const person = await app.aPerson(phone)
    await takeOver(person.token, { name: '孙秀英' })
    expect((await refusal(takeOver(person.token, { name: '孙秀英', phone }))).code).toBe('ALREADY_REGISTERED')
    const other = await byWechat()
    app.advance(61_000)
    await app.as()('POST /api/auth/sms-code', { body: { phone } })
    const code = app.sandbox.sandbox.sms.outbox(phone)[0]?.code ?? ''
    expect((await refusal(takeOver(other.token, { name: '孙秀英', phone, code }))).code).toBe('NOT_FOUND')
    const nobody = await app.aPerson()
    expect((await refusal(takeOver(nobody.token, { name: '孙秀英', phone: nobody.phone }))).code).toBe('NOT_FOUND')
  })

  it('is refused as staff, with a text that should not be read, and with the paper of somebody else', async () => {
    const idNumber = anIdNumber()
    await onFile({ idNumber })
    const { phone, staff } = await onFile()
    expect(
      (await refusal(staff('POST /api/resumes/miniprogram/take-over', { body: { name: '孙秀英', phone } }))).code,
    ).toBe('FORBIDDEN')
    const person = await app.aPerson(phone)
    const refusedFor = async (answers: object) =>
      (await refusal(takeOver(person.token, { name: '孙秀英', phone, ...answers }))).code
    expect(await refusedFor({ selfIntroduction: '来赌博' })).toBe('TEXT_REFUSED')
    expect(await refusedFor({ idNumber })).toBe('DUPLICATE_ID_NUMBER')
  })

  it('gets it once when two accounts ask at the same moment', async () => {
    const { phone } = await onFile()
    const person = await app.aPerson(phone)
    const before = await countRows(app, 'auditLog')
    const outcomes = await Promise.allSettled(
      Array.from({ length: 5 }, () => takeOver(person.token, { name: '孙秀英', phone })),
    )
    expect(outcomes.filter((outcome) => outcome.status === 'fulfilled')).toHaveLength(1)
    expect(await countRows(app, 'auditLog')).toBe(before + 1)
  })
})

describe.each(ENGINES)('the numbers of the register on %s', (engine) => {
  const app = useApp(engine)

  it('are real, and no id takes their place', async () => {
    const { token } = await app.aStaff('employee')
    const stats = () => app.as(token)('GET /api/resumes/miniprogram/stats')
    expect(await stats()).toEqual({
      totalResumes: 0,
      resumesWithSelfIntroduction: 0,
      selfIntroductionRate: '0.00',
      recentResumes: 0,
      lastUpdated: null,
    })
    const enter = (over: Record<string, unknown>) =>
      app.as(token)('POST /api/resumes/miniprogram/create', { body: aWorker(over) as never })
    await enter({ selfIntroduction: '会做饭' })
    app.advance(8 * 24 * 3_600_000)
    const again = await app.aStaff('employee')
    await app.as(again.token)('POST /api/resumes/miniprogram/create', { body: aWorker() as never })
    await app.as(again.token)('POST /api/resumes/miniprogram/create', { body: aWorker() as never })
    expect(await app.as(again.token)('GET /api/resumes/miniprogram/stats')).toEqual({
      totalResumes: 3,
      resumesWithSelfIntroduction: 1,
      selfIntroductionRate: '33.33',
      recentResumes: 2,
      lastUpdated: new Date(app.ctx().now).toISOString(),
    })
  })
})
