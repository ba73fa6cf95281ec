import { describe, expect, it } from 'vitest'
import { ask } from '../../db/db.ts'
import { ENGINES, refusal, useApp } from '@qingpin/testing/harness'
import { actionsOf } from '@qingpin/testing/rows'
import { createFirstAdmin, hasAdmin } from './first-admin.service.ts'

describe.each(ENGINES)('the first admin on %s', (engine) => {
  const app = useApp(engine)
  const create = (name: string) => createFirstAdmin(app.ctx(), name)
  const login = (username: string, password: string) =>
    app.as()('POST /api/auth/login', { body: { username, password } })

  it('has a user name as every other account', async () => {
    expect([await create('li'), await create('李'), await create('a b c')]).toEqual(Array(3).fill('name-refused'))
    expect(await hasAdmin(app.deps)).toBe(false)
  })

  it('is created once, and logs in with the one-time password', async () => {
    const made = await create('first')
    const password = typeof made === 'string' ? made : made.password
    expect(password).toMatch(/^[a-z2-9]{12}$/)
    expect(await create('second')).toBe('admin-exists')
    expect(await hasAdmin(app.deps)).toBe(true)
    const { user } = await login('first', password)
    expect(user).toMatchObject({ role: 'admin', passwordTemporary: true })
    expect(await actionsOf(app, user.id)).toContain('account.create')
  })

  it('leaves the name of another account alone, once no admin is active', async () => {
    const { username } = await app.aStaff('employee')
    const { accounts } = app.db.s
    await app.db.tx(function* (t) {
      yield* ask(t.update(accounts).set({ status: 'suspended' }))
    })
    expect(await create(username.toUpperCase())).toBe('name-taken')
    expect((await refusal(login(username, 'wrong-password-1'))).code).toBe('LOGIN_FAILED')
  })
})
