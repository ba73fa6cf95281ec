import { RESUME_ENUMS } from '@qingpin/contract/resumes/resumes.enums'
import { describe, expect, it } from 'vitest'
import { aPhone, ENGINES, refusal, useApp } from '@qingpin/testing/harness'
import { actionsOf, countRows } from '@qingpin/testing/rows'
import { anIdNumber, aWorker } from '@qingpin/testing/workers'

describe.each(ENGINES)('staff enters a worker on %s', (engine) => {
  const app = useApp(engine)
  const create = (token: string, body: object) =>
    app.as(token)('POST /api/resumes/miniprogram/create', { body: body as never })
  const read = (token: string, id: string) => app.as(token)('GET /api/resumes/miniprogram/{id}', { params: { id } })

  it('gets the whole resume in the reply, with numbers in full', async () => {
    const staff = await app.aStaff('employee', { name: '陈默' })
    const body = aWorker({ idNumber: anIdNumber(), internalEvaluation: '好' })
    const reply = await app.raw('POST', '/api/resumes/miniprogram/create', { token: staff.token, body })
    expect(reply.status).toBe(201)
    const { data } = reply.json
    expect(data).toMatchObject({
      action: 'CREATED',
      id: data.resume.id,
      createdAt: data.resume.createdAt,
      warnings: [],
    })
    expect(data.resume).toMatchObject({
      ...body,
      _id: data.id,
      status: 'pending',
      leadSource: 'other',
      isDraft: false,
      version: 1,
      createdByName: '陈默',
      lastUpdatedByName: null,
    })
    expect(await actionsOf(app, data.id)).toEqual(['resume.create'])
  })

  it('names the resume that has the phone or the id number already', async () => {
    const { token } = await app.aStaff('employee')
    const [phone, idNumber] = [aPhone(), anIdNumber()]
    const { id: existingId } = await create(token, aWorker({ phone, idNumber }))
    const byPhone = await refusal(create(token, aWorker({ phone: `+86 ${phone}` })))
    expect([byPhone.status, byPhone.code, byPhone.details]).toMatchObject([
      409,
      'DUPLICATE_PHONE',
      [{ field: 'phone', existingId }],
    ])
    const byPaper = await refusal(create(token, aWorker({ idNumber })))
    expect([byPaper.code, byPaper.details]).toMatchObject(['DUPLICATE_ID_NUMBER', [{ field: 'idNumber', existingId }]])
  })

  it.each(['phone', 'idNumber'] as const)(
    'names a duplicate of the %s as the old API did, with our code in the first detail',
    async (field) => {
      const { token } = await app.aStaff('employee')
      const body = { phone: aPhone(), idNumber: anIdNumber() }
      const { id: existingId } = await create(token, aWorker(body))
      const again = aWorker({ [field]: body[field] })
      const { status, json } = await app.raw('POST', '/api/resumes/miniprogram/create', { token, body: again })
      const code = field === 'phone' ? 'DUPLICATE_PHONE' : 'DUPLICATE_ID_NUMBER'
      expect([status, json]).toEqual([
        409,
        {
          success: false,
          error: 'DUPLICATE',
          code: 'DUPLICATE',
          message: expect.any(String),
          data: { existingId },
          details: [{ field, message: expect.any(String), existingId, code }],
          requestId: expect.any(String),
          timestamp: expect.any(Number),
        },
      ])
    },
  )

  it('keeps our name in refusals that had no other one', async () => {
    const { token } = await app.aStaff('employee')
    const { json } = await app.raw('POST', '/api/resumes/miniprogram/create', { token, body: { name: '王' } })
    expect([json.error, json.code, json.data]).toEqual(['VALIDATION_ERROR', 'VALIDATION_ERROR', undefined])
    const [mine, other] = [await create(token, aWorker({})), await create(token, aWorker({}))]
    const path = `/api/resumes/miniprogram/${mine.id}`
    const changed = await app.raw('PATCH', path, { token, body: { phone: other.resume.phone } })
    expect([changed.json.error, changed.json.code]).toEqual(['DUPLICATE_PHONE', 'DUPLICATE_PHONE'])
  })

  it('changes the resume that has the phone where createOrUpdate is sent, and the reply says which it was', async () => {
    const [first, second] = [await app.aStaff('employee'), await app.aStaff('employee')]
    const { phone } = aWorker()
    const { id } = await create(first.token, aWorker({ phone, wechat: 'kept' }))
    const again = await create(second.token, aWorker({ phone, age: 41, createOrUpdate: true }))
    expect(again).toMatchObject({ id, action: 'UPDATED', resume: { age: 41, wechat: 'kept', version: 2 } })
    expect(again.resume.phone).toMatch(/\*{4}/)
    expect(await actionsOf(app, id)).toEqual(['resume.create', 'resume.update'])
    const fresh = await create(first.token, aWorker({ createOrUpdate: true }))
    expect(fresh.action).toBe('CREATED')
  })

  it('loses no field when two update one resume by its phone at once', async () => {
    const { token } = await app.aStaff('manager')
    const { phone } = aWorker()
    const changes = [{ wechat: 'w' }, { nativePlace: '成都' }, { height: 160 }, { weight: 110 }, { ethnicity: '汉族' }]
    const replies = await Promise.all(
      changes.map((change) => create(token, aWorker({ phone, createOrUpdate: true, ...change }))),
    )
    expect(replies.map((reply) => reply.action).toSorted()).toEqual([
      'CREATED',
      'UPDATED',
      'UPDATED',
      'UPDATED',
      'UPDATED',
    ])
    const id = replies[0]?.id ?? ''
    expect(await read(token, id)).toMatchObject({ version: 5, ...Object.assign({}, ...changes) })
  })

  it('cannot give a resume the id number of a third one when it is updated by phone', async () => {
    const { token } = await app.aStaff('employee')
    const [phone, idNumber] = [aPhone(), anIdNumber()]
    await create(token, aWorker({ phone }))
    const { id: existingId } = await create(token, aWorker({ idNumber }))
    const error = await refusal(create(token, aWorker({ phone, idNumber, createOrUpdate: true })))
    expect([error.code, error.details]).toMatchObject(['DUPLICATE_ID_NUMBER', [{ existingId }]])
  })

  it('may enter several workers without phone and id number', async () => {
    const { token } = await app.aStaff('employee')
    const before = await countRows(app, 'resumes')
    for (let i = 0; i < 3; i++) {
      const { resume } = await create(token, aWorker({ phone: i === 0 ? undefined : i === 1 ? null : '' }))
      expect(resume).toMatchObject({ isDraft: true, phone: null })
    }
    expect(await countRows(app, 'resumes')).toBe(before + 3)
  })

  it('gets a warning for a wrong check digit, at entry and at a change', async () => {
    const { token } = await app.aStaff('employee')
    const wrong = (number: string) => number.slice(0, 17) + (number.endsWith('1') ? '2' : '1')
    const { id, warnings } = await create(token, aWorker({ idNumber: wrong(anIdNumber()) }))
    expect(warnings.map((warning) => warning.field)).toEqual(['idNumber'])
    const change = (idNumber: string) =>
      app.as(token)('PATCH /api/resumes/miniprogram/{id}', { params: { id }, body: { idNumber } })
    expect((await change(wrong(anIdNumber()))).warnings.map((warning) => warning.field)).toEqual(['idNumber'])
    expect((await change(anIdNumber())).warnings).toEqual([])
  })

  it('cannot change the source of a released referral, by which commissions are counted', async () => {
    const { token } = await app.aStaff('manager')
    const { id, resume } = await create(token, aWorker({ leadSource: 'referral-release' }))
    for (const leadSource of ['sales', 'other', null, '']) {
      const error = await refusal(
        app.as(token)('PATCH /api/resumes/miniprogram/{id}', { params: { id }, body: { leadSource, age: 50 } }),
      )
      expect([error.status, Object.keys(error.fields)]).toEqual([400, ['leadSource']])
    }
    const body = { leadSource: '推荐库释放', age: 50 }
    const updated = await app.as(token)('PATCH /api/resumes/miniprogram/{id}', { params: { id }, body })
    expect(updated).toMatchObject({ leadSource: 'referral-release', age: 50, version: resume.version + 1 })
  })

  it('can validate phone and id number before they are entered', async () => {
    const { token } = await app.aStaff('employee')
    const [phone, idNumber] = [aPhone(), anIdNumber()]
    const check = (body: { phone?: string; idNumber?: string }) =>
      app.as(token)('POST /api/resumes/miniprogram/validate', { body })
    const free = { valid: true, exists: false, message: '可以用。' }
    expect(await check({ phone, idNumber })).toEqual({ phone: free, idNumber: free })
    await create(token, aWorker({ phone, idNumber }))
    expect(await check({ phone: ` ${phone}`, idNumber: idNumber.toLowerCase() })).toEqual({
      phone: { valid: true, exists: true, message: '这个手机号已经登记过简历。', takeover: true },
      idNumber: { valid: true, exists: true, message: '该身份证号已注册' },
    })
    expect(await check({ phone: '138', idNumber: '1' })).toMatchObject({
      phone: { valid: false, exists: false, message: '手机号要11位，还差8位。' },
      idNumber: { valid: false, exists: false },
    })
    expect(await check({ phone: '', idNumber: '' })).toMatchObject({
      phone: { valid: false, message: '请填手机号。' },
      idNumber: { valid: false, message: '请填身份证号。' },
    })
    expect((await check({ idNumber: '110101199003076638' })).idNumber?.message).toContain('再核对一次')
    expect(await check({})).toEqual({})
  })

  it('reads all dictionaries with Chinese labels, as everyone may', async () => {
    const enums = await app.as()('GET /api/resumes/enums')
    expect(enums).toEqual(RESUME_ENUMS)
    expect(enums.jobType[0]).toEqual({ value: 'yuesao', label: '月嫂' })
    for (const choices of Object.values(enums)) expect(new Set(choices.map((c) => c.value)).size).toBe(choices.length)
  })
})
