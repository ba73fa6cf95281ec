import { eq } from 'drizzle-orm'
import { describe, expect, it } from 'vitest'
import { aPhone, ENGINES, refusal, useApp } from '@qingpin/testing/harness'
import { actionsOf, auditOf } from '@qingpin/testing/rows'
import { aNewPicture, sendFile } from '@qingpin/testing/uploads'
import { anIdNumber, aWorker } from '@qingpin/testing/workers'
import { ask } from '../../db/db.ts'

describe.each(ENGINES)('staff changes a resume on %s', (engine) => {
  const app = useApp(engine)
  const aResume = async (body: object = {}) => {
    const { token } = await app.aStaff('manager')
    const { id } = await app.as(token)('POST /api/resumes/miniprogram/create', { body: aWorker({ ...body }) as never })
    return id
  }
  const patch = (token: string, id: string, body: object) =>
    app.as(token)('PATCH /api/resumes/miniprogram/{id}', { params: { id }, body: body as never })
  const read = (token: string, id: string) => app.as(token)('GET /api/resumes/miniprogram/{id}', { params: { id } })

  it('refuses a version that was changed meanwhile, and gives both so that a person can compare', async () => {
    const [mine, theirs] = [
      await app.aStaff('employee', { name: '先来' }),
      await app.aStaff('employee', { name: '后到' }),
    ]
    const id = await aResume()
    const { version } = await read(mine.token, id)
    await patch(theirs.token, id, { version, wechat: 'theirs' })
    const error = await refusal(patch(mine.token, id, { version, wechat: 'mine' }))
    expect([error.status, error.code, error.details]).toMatchObject([
      409,
      'VERSION_CONFLICT',
      {
        sentVersion: version,
        currentVersion: version + 1,
        current: { id, wechat: 'theirs', lastUpdatedByName: '后到', version: version + 1 },
      },
    ])
    expect(JSON.stringify(error.details)).toMatch(/136\*{4}/)
    expect((await read(mine.token, id)).wechat).toBe('theirs')
  })

  it('lets one of twenty parallel changes of one version win', async () => {
    const { token } = await app.aStaff('employee')
    const id = await aResume()
    const outcomes = await Promise.allSettled(
      Array.from({ length: 20 }, (_, i) => patch(token, id, { version: 1, wechat: `w${i}` })),
    )
    expect(outcomes.filter((outcome) => outcome.status === 'fulfilled')).toHaveLength(1)
    expect((await read(token, id)).version).toBe(2)
    expect(await actionsOf(app, id)).toEqual(['resume.create', 'resume.update'])
  })

  it('accepts a change without a version, as old clients send none', async () => {
    const { token } = await app.aStaff('employee')
    const id = await aResume()
    await Promise.all([patch(token, id, { wechat: 'w' }), patch(token, id, { height: 160 })])
    expect(await read(token, id)).toMatchObject({ wechat: 'w', height: 160, version: 3 })
  })

  it('records who changed it last and when', async () => {
    const staff = await app.aStaff('dispatch', { name: '吴敏' })
    const id = await aResume()
    app.advance(5000)
    const updated = await patch(staff.token, id, { wechat: 'w' })
    expect(updated).toMatchObject({ lastUpdatedByName: '吴敏', updatedAt: new Date(app.ctx().now).toISOString() })
    expect(Date.parse(updated.updatedAt) - Date.parse(updated.createdAt)).toBe(5000)
  })

  it('counts no version and writes no audit row when nothing is different', async () => {
    const { token } = await app.aStaff('employee')
    const [phone, idNumber] = [aPhone(), anIdNumber()]
    const same = {
      phone,
      idNumber,
      emergencyContactPhone: phone,
      skills: ['cuiru'],
      workExperiences: [{ description: 'x' }],
      photoUrls: ['https://a.b/1.jpg'],
    }
    const id = await aResume(same)
    const before = await read(token, id)
    app.advance(1000)
    expect(await patch(token, id, {})).toMatchObject({ version: 1 })
    const echo = await patch(token, id, { ...same, phone: `+86 ${phone}`, idNumber: idNumber.toLowerCase() })
    expect([echo.version, echo.updatedAt, echo.lastUpdatedByName]).toEqual([1, before.updatedAt, null])
    expect(await actionsOf(app, id)).toEqual(['resume.create'])
  })

  it('refuses the phone or id number of another resume, and names that one to staff', async () => {
    const { token } = await app.aStaff('employee')
    const [phone, idNumber] = [aPhone(), anIdNumber()]
    const existingId = await aResume({ phone, idNumber })
    const id = await aResume()
    const byPhone = await refusal(patch(token, id, { phone, wechat: 'not kept' }))
    expect([byPhone.status, byPhone.code, byPhone.details]).toMatchObject([
      409,
      'DUPLICATE_PHONE',
      [{ field: 'phone', existingId }],
    ])
    const byPaper = await refusal(patch(token, id, { idNumber }))
    expect([byPaper.code, byPaper.details]).toMatchObject(['DUPLICATE_ID_NUMBER', [{ field: 'idNumber', existingId }]])
    expect(await read(token, id)).toMatchObject({ version: 1, wechat: null })
  })

  it('gives a phone to only one of several resumes at once', async () => {
    const { token } = await app.aStaff('employee')
    const ids = await Promise.all(Array.from({ length: 5 }, () => aResume()))
    const phone = aPhone()
    const outcomes = await Promise.allSettled(ids.map((id) => patch(token, id, { phone })))
    const codes = outcomes.flatMap((one) => (one.status === 'rejected' ? [(one.reason as { code: string }).code] : []))
    expect(codes).toEqual(Array(4).fill('DUPLICATE_PHONE'))
  })

  it('records in the audit log what changed, and nothing that names or locates a person', async () => {
    const { token, id: staffId } = await app.aStaff('employee')
    const idNumber = anIdNumber()
    const id = await aResume({ phone: '13512348001', idNumber, name: '欧阳独秀', photoUrls: ['https://a.b/1.jpg'] })
    await patch(token, id, {
      name: '欧阳绝无',
      phone: '13512348002',
      emergencyContactPhone: '13512348003',
      emergencyContactName: '仅此一人',
      idNumber: null,
      currentAddress: '天涯海角路一号',
      nativePlace: '独家村',
      ethnicity: '独龙族',
      birthDate: '1981-01-09',
      serviceArea: ['独一区'],
      workExperiences: [{ description: '照顾过李家三代', customerName: '李独' }],
      religion: 'islam',
      age: 44,
      jobType: 'baojie',
      photoUrls: [],
    })
    const rows = await auditOf(app, id)
    const update = rows.find((row) => row.action === 'resume.update')
    expect(update).toMatchObject({
      actorId: staffId,
      actorRole: 'employee',
      subjectType: 'resume',
      requestId: expect.any(String),
    })
    expect(update?.changes).toEqual({
      name: ['欧阳**', '欧阳**'],
      phone: ['135****8001', '135****8002'],
      idNumber: [`${idNumber.slice(0, 4)}**********${idNumber.slice(-4)}`, null],
      emergencyContactPhone: [null, '135****8003'],
      age: [40, 44],
      jobType: ['yuesao', 'baojie'],
      personalPhoto: [1, 0],
      ...Object.fromEntries(
        [
          'emergencyContactName',
          'currentAddress',
          'nativePlace',
          'ethnicity',
          'birthDate',
          'serviceArea',
          'workExperiences',
          'religion',
        ].map((field) => [field, ['…', '…']]),
      ),
    })
    expect(JSON.stringify(rows)).not.toMatch(/1351234800|110101|独/)
  })

  it('changes the picture of the list with the files', async () => {
    const { token } = await app.aStaff('employee')
    const id = await aResume()
    const send = async (kind: 'personalPhoto' | 'uniformPhoto') =>
      (await sendFile(app, token, id, [kind, await aNewPicture()])).json.data.file.url
    const nameOf = (url: string) => url.split(/[?#]/)[0]
    const [photo, uniform] = [await send('personalPhoto'), await send('uniformPhoto')]
    expect(nameOf((await read(token, id)).avatarUrl)).toBe(nameOf(uniform))
    const { avatarUrl, personalPhoto } = await patch(token, id, { uniformPhotoUrl: null })
    expect([nameOf(avatarUrl), personalPhoto.length]).toEqual([nameOf(photo), 1])
  })

  it('accepts addresses on other hosts and gives them back, but makes none the picture of the list', async () => {
    const { token } = await app.aStaff('employee')
    const id = await aResume({ photoUrls: ['https://a.b/1.jpg'] })
    const card = async () => {
      const { items } = await app.as(token)('GET /api/resumes', { query: { pageSize: 100 } })
      return items.find((item) => item.id === id)
    }
    const changed = await patch(token, id, { uniformPhotoUrl: 'https://a.b/u.jpg' })
    expect([changed.uniformPhotoUrl, changed.photoUrls, changed.avatarUrl]).toEqual([
      'https://a.b/u.jpg',
      ['https://a.b/1.jpg'],
      '',
    ])
    expect(await card()).toMatchObject({ id, avatarUrl: '' })
    const { resumes } = app.db.s
    await app.db.tx((t) => ask(t.update(resumes).set({ avatarUrl: '//a.b/old.jpg' }).where(eq(resumes.id, id))))
    expect(await card()).toMatchObject({ id, avatarUrl: '' })
  })

  it('is not found where there is no resume', async () => {
    const { token } = await app.aStaff('employee')
    const error = await refusal(patch(token, '0'.repeat(24), { wechat: 'w' }))
    expect([error.status, error.code]).toEqual([404, 'NOT_FOUND'])
    expect((await refusal(read(token, '0'.repeat(24)))).code).toBe('NOT_FOUND')
  })
})
