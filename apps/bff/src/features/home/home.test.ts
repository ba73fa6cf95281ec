import { describe, expect, it } from 'vitest'
import { ENGINES, aPhone, START, useApp } from '../../../test/harness.ts'
import { startOfDay } from '@qingpin/contract/customers/customers.rules'

describe('the day', () => {
  it('begins at midnight in Beijing, whatever the machine thinks', () => {
    expect(new Date(startOfDay(START)).toISOString()).toBe('2026-11-19T16:00:00.000Z')
    expect(startOfDay(Date.parse('2026-11-19T16:00:00Z'))).toBe(Date.parse('2026-11-19T16:00:00Z'))
    expect(startOfDay(Date.parse('2026-11-19T15:59:59Z'))).toBe(Date.parse('2026-11-18T16:00:00Z'))
  })
})

describe.each(ENGINES)('the first paint of the home tab on %s', (engine) => {
  const app = useApp(engine)
  const worker = (name: string) => ({ name, gender: 'female', age: 40, jobType: 'yuesao', phone: aPhone() }) as const

  it('tells a guest who the agency is, and a worker how far her registration is', async () => {
    const guest = await app.as()('GET /api/home')
    expect(guest).toMatchObject({ agency: { name: expect.any(String) }, myResume: null })

    const person = await app.aPerson()
    await app.as(person.token)('POST /api/resumes/miniprogram/self-register', { body: worker('钱小燕') })
    const hers = await app.as(person.token)('GET /api/home')
    expect(hers.myResume).toMatchObject({ name: '钱小燕', status: 'draft' })
    // Nobody has looked at her file yet: she is not advertised.
    expect(hers.workers.accepting).toBe(guest.workers.accepting)
    const staff = await app.aStaff('employee')
    await app.as(staff.token)('POST /api/resumes/miniprogram/create', { body: worker('郭秀英') })
    expect((await app.as()('GET /api/home')).workers.accepting).toBe(guest.workers.accepting + 1)
  })

  it('counts for staff what came in since midnight, and shows the newest', async () => {
    const { token } = await app.aStaff('employee')
    const before = await app.as(token)('GET /api/today')
    app.advance(1000)
    await app.as(token)('POST /api/resumes/miniprogram/create', { body: worker('郭秀英') })
    const after = await app.as(token)('GET /api/today')
    expect(after.resumes).toMatchObject({ newToday: before.resumes.newToday + 1, pending: before.resumes.pending + 1 })
    expect(after.newest[0]?.name).toBe('郭秀英')
    app.advance(24 * 3_600_000)
    const { token: later } = await app.aStaff('employee')
    expect((await app.as(later)('GET /api/today')).resumes.newToday).toBe(0)
  })
})
