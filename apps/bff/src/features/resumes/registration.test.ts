import { eq } from 'drizzle-orm'
import { describe, expect, it } from 'vitest'
import { aPhone, ENGINES, refusal, useApp } from '@qingpin/testing/harness'
import { actionsOf, auditOf, bindPhone, countRows } from '@qingpin/testing/rows'
import { anIdNumber, aWorker } from '@qingpin/testing/workers'

describe.each(ENGINES)('a worker registers herself on %s', (engine) => {
  const app = useApp(engine)
  const register = (body: object, token?: string) =>
    app.as(token)('POST /api/resumes/miniprogram/self-register', { body: body as never })
  const rowOf = async (id: string) => {
    const [row] = await app.db.q.select().from(app.db.s.resumes).where(eq(app.db.s.resumes.id, id))
    if (!row) throw new Error('there is no such resume')
    return row
  }
  /** Sends many attempts at once; gives how many were accepted, and the codes of the others. */
  const rush = async (attempts: Promise<unknown>[]) => {
    const outcomes = await Promise.allSettled(attempts)
    const codes = outcomes.flatMap((one) => (one.status === 'rejected' ? [(one.reason as { code: string }).code] : []))
    return { accepted: outcomes.length - codes.length, codes: [...new Set(codes)], refused: codes.length }
  }

  it('is a draft of source self-registration, independent of the form, and writes an audit row', async () => {
    const body = aWorker({ leadSource: 'sales', status: 'approved', internalEvaluation: 'top', createdBy: 'x' })
    const reply = await app.raw('POST', '/api/resumes/miniprogram/self-register', { body })
    expect([reply.status, reply.json.success]).toEqual([201, true])
    const { data } = reply.json
    expect(data).toEqual({
      _id: data.id,
      id: expect.stringMatching(/^[0-9a-f]{24}$/),
      name: '钱小燕',
      phone: `${body.phone.slice(0, 3)}****${body.phone.slice(-4)}`,
      status: 'draft',
      leadSource: 'self-registration',
      createdAt: new Date(app.ctx().now).toISOString(),
      warnings: [],
    })
    const row = await rowOf(data.id)
    expect(row).toMatchObject({
      internalEvaluation: null,
      createdBy: null,
      accountId: null,
      education: null,
      version: 1,
    })
    expect(await actionsOf(app, data.id)).toEqual(['resume.create'])
  })

  it('needs no phone, no education and no salary', async () => {
    const { id, phone } = await register({ name: '王桂兰', gender: '女', age: '52', jobType: '住家保姆' })
    expect(phone).toBeNull()
    expect(await rowOf(id)).toMatchObject({ gender: 'female', age: 52, jobType: 'zhujia-baomu', expectedSalary: 0 })
  })

  it('accepts an id number whose check digit is wrong, with a warning, because such cards exist', async () => {
    const { warnings } = await register(aWorker({ idNumber: '110101199003076625' }))
    expect(warnings).toEqual([{ field: 'idNumber', message: expect.stringContaining('再核对一次') }])
  })

  it('makes exactly one row of 200 simultaneous registrations of one phone by staff', async () => {
    const [phone, before, { token }] = [aPhone(), await countRows(app, 'resumes'), await app.aStaff('employee')]
    const result = await rush(Array.from({ length: 200 }, () => register(aWorker({ phone }), token)))
    expect(result).toEqual({ accepted: 1, refused: 199, codes: ['DUPLICATE_PHONE'] })
    expect(await countRows(app, 'resumes')).toBe(before + 1)
  })

  it('gives both numbers to exactly one of 50 simultaneous registrations that prove nothing, and accepts all', async () => {
    const [phone, idNumber] = [aPhone(), anIdNumber()]
    const result = await rush(Array.from({ length: 50 }, () => register(aWorker({ phone, idNumber }))))
    expect(result).toEqual({ accepted: 50, refused: 0, codes: [] })
    const rows = (await app.db.q.select().from(app.db.s.resumes)).filter(
      ({ phoneLast4 }) => phoneLast4 === phone.slice(-4),
    )
    const held = rows.filter(({ phoneHash, idNumberHash }) => phoneHash !== null && idNumberHash !== null)
    const contested = rows.filter((row) => row.contestedPhoneHash !== null && row.contestedIdNumberHash !== null)
    expect([held.length, contested.length]).toEqual([1, 49])
  })

  it('makes exactly one row of 50 simultaneous registrations of one id number by staff', async () => {
    const [idNumber, before, { token }] = [anIdNumber(), await countRows(app, 'resumes'), await app.aStaff('employee')]
    const result = await rush(Array.from({ length: 50 }, () => register(aWorker({ idNumber }), token)))
    expect(result).toEqual({ accepted: 1, refused: 49, codes: ['DUPLICATE_ID_NUMBER'] })
    expect(await countRows(app, 'resumes')).toBe(before + 1)
  })

  it('makes exactly one row of 50 simultaneous registrations from one account', async () => {
    const { token } = await app.aPerson()
    const result = await rush(Array.from({ length: 50 }, () => register(aWorker(), token)))
    expect(result).toEqual({ accepted: 1, refused: 49, codes: ['ALREADY_REGISTERED'] })
  })

  it('leaves no files and no audit row behind when it is refused', async () => {
    const { phone } = aWorker()
    const { token } = await app.aStaff('employee')
    await register(aWorker({ phone }))
    const before = [await countRows(app, 'resumeFiles'), await countRows(app, 'auditLog')]
    await refusal(register(aWorker({ phone, photoUrls: ['https://cos.example/1.jpg'] }), token))
    expect([await countRows(app, 'resumeFiles'), await countRows(app, 'auditLog')]).toEqual(before)
  })

  it('names the field that is a duplicate, and never the other resume', async () => {
    const idNumber = anIdNumber()
    const [first, second] = [await app.aPerson(), await app.aPerson()]
    await register(aWorker({ phone: first.phone, idNumber }), first.token)
    const error = await refusal(register(aWorker({ phone: second.phone, idNumber }), second.token))
    expect([error.status, error.details]).toEqual([409, [{ field: 'idNumber', message: '该身份证号已注册' }]])
  })

  it('names her own registration first when several values are duplicates', async () => {
    const person = await app.aPerson()
    const other = aWorker()
    await register(other)
    await register(aWorker(), person.token)
    for (let i = 0; i < 3; i++) {
      expect((await refusal(register(aWorker({ phone: other.phone }), person.token))).code).toBe('ALREADY_REGISTERED')
    }
  })

  it('belongs to the account that registers, which reads it in full except the notes of staff', async () => {
    const person = await app.aPerson()
    const manager = await app.aStaff('manager')
    const idNumber = anIdNumber()
    expect(await app.as(person.token)('GET /api/resumes/mine')).toEqual({ resume: null, editable: false })
    const { id } = await register(aWorker({ idNumber, phone: '13512345555' }), person.token)
    const body = { internalEvaluation: '只给自己人看', recommendationReason: '人好' }
    await app.as(manager.token)('PATCH /api/resumes/miniprogram/{id}', { params: { id }, body })
    const reply = await app.raw('GET', '/api/resumes/mine', { token: person.token })
    expect(reply.json.data.resume).toMatchObject({ id, idNumber, phone: '13512345555', recommendationReason: '人好' })
    expect(reply.json.data.resume.internalEvaluation).toBeNull()
    expect(JSON.stringify(reply.json)).not.toContain('只给自己人看')
  })

  it('uses the proved number of the account where the input has none', async () => {
    const [quiet, talkative] = [await app.aPerson(), await app.aPerson()]
    const { phone: _, ...withoutPhone } = aWorker()
    await register(withoutPhone, quiet.token)
    await register({ ...withoutPhone, phone: '' }, talkative.token)
    for (const person of [quiet, talkative]) {
      expect((await app.as(person.token)('GET /api/resumes/mine')).resume?.phone).toBe(person.phone)
    }
    const given = await app.aPerson()
    await register(aWorker({ phone: '13512346666' }), given.token)
    expect((await app.as(given.token)('GET /api/resumes/mine')).resume?.phone).toBe('13512346666')
  })

  it('has no phone when neither she nor her WeChat account has one', async () => {
    const { code } = app.sandbox.sandbox.wechat.issueCode()
    const { token, user } = await app.as()('POST /api/auth/miniprogram-login', { body: { code } })
    const { phone: _, ...withoutPhone } = aWorker()
    await register(withoutPhone, token)
    expect((await app.as(token)('GET /api/resumes/mine')).resume).toMatchObject({ phone: null, isDraft: true })
    await bindPhone(app, user.id, aPhone())
    expect((await refusal(register(withoutPhone, token))).code).toBe('ALREADY_REGISTERED')
  })

  it('does not belong to staff who fills in the form for her', async () => {
    const staff = await app.aStaff('employee')
    const { id } = await register(aWorker(), staff.token)
    await register(aWorker(), staff.token)
    expect(await rowOf(id)).toMatchObject({ accountId: null, createdBy: null, status: 'draft' })
    expect((await auditOf(app, id)).map((row) => [row.action, row.actorId, row.actorRole])).toEqual([
      ['resume.create', staff.id, 'employee'],
    ])
    expect(await app.as(staff.token)('GET /api/resumes/mine')).toEqual({ resume: null, editable: false })
  })

  it('belongs to staff who acts as a person', async () => {
    const staff = await app.aStaff('employee')
    const { token } = await app.as(staff.token)('POST /api/auth/switch-role', { body: { role: 'personal' } })
    const { id } = await register(aWorker(), token)
    expect(await rowOf(id)).toMatchObject({ accountId: staff.id })
  })

  it('refuses an invalid token instead of registering without an account', async () => {
    const before = await countRows(app, 'resumes')
    expect((await refusal(register(aWorker(), 'garbage'))).code).toBe('TOKEN_INVALID')
    expect(await countRows(app, 'resumes')).toBe(before)
  })
})
