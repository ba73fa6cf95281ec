import { describe, expect, it } from 'vitest'
import { aPhone, ENGINES, refusal, useApp } from '@qingpin/testing/harness'
import { aWorkerWithAccount } from '@qingpin/testing/listed'
import { auditOf } from '@qingpin/testing/rows'
import { aWorker } from '@qingpin/testing/workers'

describe.each(ENGINES)('a worker corrects her own resume, on %s', (engine) => {
  const app = useApp(engine)
  const worker = async (over: Record<string, unknown> = {}) => {
    const made = await aWorkerWithAccount(app, over)
    const correct = async (body: object, version?: number) => {
      const now = (await made.her('GET /api/resumes/mine')).resume?.version ?? 0
      return made.her('PATCH /api/resumes/mine', { body: { ...body, version: version ?? now } })
    }
    return { ...made, correct }
  }
  const codeOf = async (call: Promise<unknown>) => (await refusal(call)).code

  it('while staff has not reviewed it: what she sends changes, what she clears is empty, the rest stays', async () => {
    const { id, her, correct, person } = await worker({ age: 40, nativePlace: '河南信阳', skills: ['muying'] })
    expect((await her('GET /api/resumes/mine')).editable).toBe(true)
    const { resume, warnings } = await correct({ age: 46, nativePlace: null, idNumber: '110101199003070021' })
    expect(resume).toMatchObject({ age: 46, nativePlace: null, skills: ['muying'], version: 2, status: 'draft' })
    expect(warnings.map(({ field }) => field)).toEqual(['idNumber'])
    expect(await her('GET /api/resumes/mine')).toEqual({ resume, editable: true })
    const row = (await auditOf(app, id)).find(({ action }) => action === 'resume.correct-own')
    expect([row?.actorId, Object.keys(row?.changes ?? {}).toSorted()]).toEqual([
      person.id,
      ['age', 'idNumber', 'nativePlace'],
    ])
    expect(JSON.stringify(row)).not.toContain('110101199003070021')
  })

  it('not with a text that WeChat refuses', async () => {
    const { code } = app.sandbox.sandbox.wechat.issueCode()
    const { token } = await app.as()('POST /api/auth/miniprogram-login', { body: { code } })
    const her = app.as(token)
    await her('POST /api/resumes/miniprogram/self-register', { body: aWorker({ phone: aPhone() }) as never })
    const body = { selfIntroduction: '来赌博', version: 1 }
    expect(await codeOf(her('PATCH /api/resumes/mine', { body }))).toBe('TEXT_REFUSED')
  })

  it('not her number, her source or what staff notes, whatever she sends', async () => {
    const { id, correct, manager } = await worker()
    const before = await manager('GET /api/resumes/miniprogram/{id}', { params: { id } })
    await correct({ phone: '13512340000', leadSource: 'referral', internalEvaluation: '好', orderStatus: 'on-service' })
    const { phone, leadSource, internalEvaluation, orderStatus } = before
    const after = await manager('GET /api/resumes/miniprogram/{id}', { params: { id } })
    expect(after).toMatchObject({ phone, leadSource, internalEvaluation, orderStatus, version: before.version })
  })

  it('no more once staff has listed or corrected it', async () => {
    const [listed, corrected] = [await worker(), await worker()]
    await listed.list()
    const params = { id: corrected.id }
    await corrected.manager('PATCH /api/resumes/miniprogram/{id}', { params, body: { age: 41 } })
    for (const { her, correct } of [listed, corrected]) {
      expect((await her('GET /api/resumes/mine')).editable).toBe(false)
      expect(await codeOf(correct({ age: 30 }))).toBe('RESUME_REVIEWED')
    }
  })

  it('not an older version, not the id number of another, not without a resume', async () => {
    // Without a number of her own in the form she is known by the one that her account has proved.
    const [one, other] = [await worker({ phone: undefined }), await worker({ phone: undefined })]
    await one.correct({ idNumber: '11010119900307002X' })
    expect(await codeOf(one.correct({ age: 44 }, 1))).toBe('VERSION_CONFLICT')
    expect(await codeOf(other.correct({ idNumber: '11010119900307002X' }))).toBe('DUPLICATE_ID_NUMBER')
    const nobody = await app.aPerson()
    const call = app.as(nobody.token)('PATCH /api/resumes/mine', { body: { age: 44, version: 1 } })
    expect(await codeOf(call)).toBe('NOT_FOUND')
  })

  it('once, when her phone asks twice', async () => {
    const { her } = await worker()
    const sent = { body: { age: 47, version: 1 }, idempotencyKey: 'correct-own-0001' }
    const first = await her('PATCH /api/resumes/mine', sent)
    expect(await her('PATCH /api/resumes/mine', sent)).toEqual(first)
  })
})
