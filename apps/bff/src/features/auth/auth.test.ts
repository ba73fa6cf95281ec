import { describe, expect, it } from 'vitest'
import { ENGINES, refusal, useApp } from '../../../test/harness.ts'

describe.each(ENGINES)('sessions on %s', (engine) => {
  const app = useApp(engine)

  it('logs a person in by the code that went to her phone, and makes her account on the first time', async () => {
    const person = await app.aPerson()
    const me = await app.as(person.token)('GET /api/auth/me')
    expect(me).toMatchObject({ id: person.id, role: 'personal', roles: ['personal'], phone: expect.stringMatching(/^136\*{4}\d{4}$/) })
  })

  it('refuses a wrong password with the same words as an unknown name', async () => {
    const staff = await app.aStaff('employee')
    const wrong = await refusal(app.as()('POST /api/auth/login', { body: { username: staff.username, password: 'no' } }))
    const unknown = await refusal(app.as()('POST /api/auth/login', { body: { username: 'nobody', password: 'no' } }))
    expect([wrong.code, wrong.message]).toEqual([unknown.code, unknown.message])
  })
})
