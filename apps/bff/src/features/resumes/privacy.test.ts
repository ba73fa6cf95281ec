import { describe, expect, it } from 'vitest'
import { ENGINES, refusal, useApp } from '@qingpin/testing/harness'
import { actionsOf, auditOf } from '@qingpin/testing/rows'
import { anIdNumber, aWorker } from '@qingpin/testing/workers'
import { recordEvaluation } from './evaluations.service.ts'

describe.each(ENGINES)('the numbers of a resume on %s', (engine) => {
  const app = useApp(engine)
  const aResume = async (token: string, over: object = {}) => {
    const idNumber = anIdNumber()
    const body = aWorker({ idNumber, emergencyContactPhone: '13512347700', ...over })
    const { id } = await app.as(token)('POST /api/resumes/miniprogram/create', { body: body as never })
    return { id, idNumber, phone: body.phone, emergencyContactPhone: '13512347700' }
  }
  const read = (token: string, id: string) => app.as(token)('GET /api/resumes/miniprogram/{id}', { params: { id } })
  const reveal = (token: string, id: string, field: 'phone' | 'idNumber' | 'emergencyContactPhone') =>
    app.as(token)('POST /api/resumes/miniprogram/{id}/reveal', { params: { id }, body: { field } })

  it.each(['employee', 'operator', 'dispatch', 'admissions'] as const)(
    'are masked for a %s who did not enter it, without an audit row',
    async (role) => {
      const [creator, viewer] = [await app.aStaff('employee'), await app.aStaff(role)]
      const { id, phone, idNumber } = await aResume(creator.token)
      const seen = await read(viewer.token, id)
      expect(seen).toMatchObject({
        phone: `${phone.slice(0, 3)}****${phone.slice(-4)}`,
        idNumber: `${idNumber.slice(0, 4)}**********${idNumber.slice(-4)}`,
        emergencyContactPhone: '135****7700',
      })
      expect(await actionsOf(app, id)).toEqual(['resume.create'])
    },
  )

  it.each(['admin', 'manager'] as const)('are in full for a %s, and each view leaves an audit row', async (role) => {
    const [creator, viewer] = [await app.aStaff('employee'), await app.aStaff(role)]
    const { id, ...numbers } = await aResume(creator.token)
    expect(await read(viewer.token, id)).toMatchObject(numbers)
    const look = (await auditOf(app, id)).find((row) => row.action === 'resume.view-private')
    expect(look).toMatchObject({ actorId: viewer.id, actorRole: role })
  })

  it('are in full for the member of staff who entered them', async () => {
    const creator = await app.aStaff('dispatch')
    const { id, ...numbers } = await aResume(creator.token)
    expect(await read(creator.token, id)).toMatchObject(numbers)
    expect(await actionsOf(app, id)).toEqual(['resume.create', 'resume.view-private'])
  })

  it('are revealed one at a time, and each reveal leaves an audit row', async () => {
    const [creator, viewer] = [await app.aStaff('employee'), await app.aStaff('employee')]
    const { id, ...numbers } = await aResume(creator.token)
    for (const field of ['phone', 'idNumber', 'emergencyContactPhone'] as const) {
      expect(await reveal(viewer.token, id, field)).toEqual({ field, value: numbers[field] })
    }
    const rows = (await auditOf(app, id)).filter((row) => row.action === 'resume.reveal')
    expect(rows.map((row) => row.actorId)).toEqual([viewer.id, viewer.id, viewer.id])
    const asked = rows.map((row) => row.changes?.field?.[1])
    expect(asked.toSorted()).toEqual(['emergencyContactPhone', 'idNumber', 'phone'])
    expect(JSON.stringify(rows)).not.toContain(numbers.phone)
  })

  it('are null where there are none, and not found where there is no resume', async () => {
    const { token } = await app.aStaff('employee')
    const { id } = await aResume(token, { idNumber: null })
    expect(await reveal(token, id, 'idNumber')).toEqual({ field: 'idNumber', value: null })
    expect((await refusal(reveal(token, 'f'.repeat(24), 'phone'))).code).toBe('NOT_FOUND')
  })

  it('are masked in every list, even for an admin', async () => {
    const { token } = await app.aStaff('admin')
    await aResume(token)
    const { items } = await app.as(token)('GET /api/resumes')
    for (const item of items) expect(item.phone).toMatch(/^1\d{2}\*{4}\d{4}$/)
  })

  it('of other people are closed to guests and to workers', async () => {
    const [creator, person] = [await app.aStaff('employee'), await app.aPerson()]
    const { id } = await aResume(creator.token)
    expect((await refusal(read(person.token, id))).status).toBe(403)
    expect((await refusal(reveal(person.token, id, 'phone'))).status).toBe(403)
    expect((await refusal(app.as()('GET /api/resumes/miniprogram/{id}', { params: { id } }))).status).toBe(401)
  })

  it('are stored only encrypted, hashed, masked and by their last four digits', async () => {
    const { token } = await app.aStaff('employee')
    const { id, ...numbers } = await aResume(token)
    const rows = JSON.stringify(await app.db.q.select().from(app.db.s.resumes))
    for (const number of Object.values(numbers)) expect(rows).not.toContain(number)
    expect(rows).toContain(id)
  })

  it('stand beside the ten newest published evaluations and the recommendation tags', async () => {
    const staff = await app.aStaff('employee', { name: '陈默' })
    const { id } = await aResume(staff.token, {
      workExperiences: [{ description: '', customerReview: '细心细心，干净' }],
    })
    const evaluation = {
      overallRating: 5,
      evaluationDate: '2026-11-01',
      evaluationType: 'monthly' as const,
      tags: ['有耐心', 'a', '这个标签实在太长了'],
      strengths: null,
      improvements: null,
    }
    const actor = { accountId: staff.id, sessionId: '', role: 'employee' as const, roles: ['employee' as const] }
    for (let i = 0; i < 12; i++) {
      app.advance(1000)
      await recordEvaluation(app.ctx(actor), id, { ...evaluation, comment: `第${i}次，细心`, published: i !== 11 })
    }
    const detail = await read(staff.token, id)
    expect(detail.employeeEvaluations.map((one) => one.comment)).toEqual(
      Array.from({ length: 10 }, (_, i) => `第${10 - i}次，细心`),
    )
    expect(detail.employeeEvaluations[0]).toMatchObject({ evaluatorName: '陈默', evaluationType: 'monthly' })
    expect(detail.recommendationTags).toEqual([
      { tag: '细心', count: 11 },
      { tag: '有耐心', count: 10 },
      { tag: '干净', count: 1 },
    ])
  })
})
