import { and, eq, notInArray } from 'drizzle-orm'
import { describe, expect, it } from 'vitest'
import { aPhone, ENGINES, refusal, useApp } from '@qingpin/testing/harness'
import { accountOf, auditOf, changeAccount } from '@qingpin/testing/rows'

const NOBODY = '0'.repeat(24)

describe.each(ENGINES)('managing staff accounts on %s', (engine) => {
  const app = useApp(engine)
  const anAdmin = async () => app.as((await app.aStaff('admin')).token)
  const login = (username: string, password: string) =>
    app.as()('POST /api/auth/login', { body: { username, password } })
  const codeOf = async (call: Promise<unknown>) => (await refusal(call)).code

  it('changes name, phone and department, writes an audit row without personal data, and increments the version', async () => {
    const admin = await app.aStaff('admin')
    const { id } = await app.aStaff('employee', { name: '原来的名字' })
    const api = app.as(admin.token)
    const phone = aPhone()
    const changed = await api('PATCH /api/users/{id}', {
      params: { id },
      body: { name: '新名字', phone, department: '滨江店', version: 1 },
    })
    expect(changed).toMatchObject({
      name: '新名字',
      department: '滨江店',
      phone: `${phone.slice(0, 3)}****${phone.slice(-4)}`,
      version: 2,
      devices: 1,
    })
    const rows = await auditOf(app, id)
    expect(rows.find((row) => row.action === 'account.manage')?.actorId).toBe(admin.id)
    for (const secret of ['新名字', phone]) expect(JSON.stringify(rows)).not.toContain(secret)
    const cleared = await api('PATCH /api/users/{id}', { params: { id }, body: { phone: '', department: null } })
    expect([cleared.phone, cleared.department]).toEqual([null, null])
  })

  it('writes nothing when nothing is different, so that a repeat is harmless', async () => {
    const api = await anAdmin()
    const { id } = await app.aStaff('employee')
    const body = { department: '西湖店', version: 1 }
    const first = await api('PATCH /api/users/{id}', { params: { id }, body })
    const before = (await auditOf(app, id)).length
    expect(await api('PATCH /api/users/{id}', { params: { id }, body })).toEqual(first)
    expect((await auditOf(app, id)).length).toBe(before)
  })

  it('refuses a former version, so that the change of a colleague is not overwritten', async () => {
    const api = await anAdmin()
    const { id } = await app.aStaff('employee')
    await api('PATCH /api/users/{id}', { params: { id }, body: { name: '第一次', version: 1 } })
    const late = await refusal(api('PATCH /api/users/{id}', { params: { id }, body: { name: '第二次', version: 1 } }))
    expect([late.status, late.code, late.details]).toEqual([
      409,
      'ACCOUNT_CHANGED',
      { sentVersion: 1, currentVersion: 2 },
    ])
  })

  it('logs a suspended account out everywhere with the reason, and in again once it is active', async () => {
    const api = await anAdmin()
    const member = await app.aStaff('employee')
    const suspended = await api('PATCH /api/users/{id}', { params: { id: member.id }, body: { status: 'suspended' } })
    expect(suspended).toMatchObject({ status: 'suspended', devices: 0 })
    expect(await codeOf(app.as(member.token)('GET /api/auth/me'))).toBe('ACCOUNT_SUSPENDED')
    const refresh = () => app.as()('POST /api/auth/refresh', { body: { refresh_token: member.refreshToken } })
    expect(await codeOf(refresh())).toBe('ACCOUNT_SUSPENDED')
    expect(await codeOf(login(member.username, member.password))).toBe('ACCOUNT_SUSPENDED')
    await api('PATCH /api/users/{id}', { params: { id: member.id }, body: { status: 'active' } })
    expect(await codeOf(app.as(member.token)('GET /api/auth/me'))).toBe('TOKEN_INVALID')
    expect(await codeOf(refresh())).toBe('REFRESH_INVALID')
    expect((await login(member.username, member.password)).user.role).toBe('employee')
  })

  it('does not reveal a suspension to an invented refresh token', async () => {
    const member = await app.aStaff('employee')
    await changeAccount(app, member.id, { status: 'suspended' })
    const forged = `${member.refreshToken.split('.')[0]}.${'x'.repeat(43)}`
    expect(await codeOf(app.as()('POST /api/auth/refresh', { body: { refresh_token: forged } }))).toBe(
      'REFRESH_INVALID',
    )
  })

  it('makes every device renew its tokens after a change of role, and then applies the new role', async () => {
    const api = await anAdmin()
    const member = await app.aStaff('employee')
    await api('PATCH /api/users/{id}', { params: { id: member.id }, body: { role: '经理' } })
    const refused = await refusal(app.as(member.token)('GET /api/auth/me'))
    expect([refused.status, refused.code]).toEqual([401, 'ROLE_CHANGED'])
    const renewed = await app.as()('POST /api/auth/refresh', { body: { refresh_token: member.refreshToken } })
    expect(renewed.user).toMatchObject({ role: 'manager', roles: ['manager', 'personal'] })
    expect((await app.as(renewed.token)('GET /api/auth/me')).permissions).toContain('user:view')
  })

  it('refuses to suspend or demote the own account, or to set its password without the present one', async () => {
    await app.aStaff('admin')
    const admin = await app.aStaff('admin')
    const api = app.as(admin.token)
    const own = { params: { id: admin.id } }
    for (const body of [{ status: 'suspended' as const }, { role: 'employee' }, { password: 'another-one-9' }])
      expect(await codeOf(api('PATCH /api/users/{id}', { ...own, body }))).toBe('OWN_ACCOUNT')
    expect(await codeOf(api('POST /api/users/{id}/one-time-password', own))).toBe('OWN_ACCOUNT')
    expect((await api('PATCH /api/users/{id}', { ...own, body: { name: '我自己' } })).name).toBe('我自己')
  })

  it('leaves one active admin when two demote each other at the same moment', async () => {
    const pair = [await app.aStaff('admin'), await app.aStaff('admin')] as const
    await app.db.tx(function* (t) {
      const { accounts } = app.db.s
      yield t
        .update(accounts)
        .set({ status: 'suspended' })
        .where(and(eq(accounts.staffRole, 'admin'), notInArray(accounts.id, [pair[0].id, pair[1].id])))
    })
    const demote = (by: number, whom: number) =>
      app.as(pair[by]?.token)('PATCH /api/users/{id}', {
        params: { id: pair[whom]?.id ?? '' },
        body: { role: 'employee' },
      })
    const outcomes = await Promise.allSettled([demote(0, 1), demote(1, 0)])
    expect(outcomes.filter((one) => one.status === 'fulfilled')).toHaveLength(1)
    const roles = await Promise.all(pair.map(async ({ id }) => (await accountOf(app, id)).staffRole))
    expect(roles.toSorted()).toEqual(['admin', 'employee'])
  })

  it('sets a random password that works, and asks its owner to change it', async () => {
    const api = await anAdmin()
    const member = await app.aStaff('employee')
    const { password, user } = await api('POST /api/users/{id}/one-time-password', { params: { id: member.id } })
    expect(password).toMatch(/^[a-z2-9]{12}$/)
    expect(user).toMatchObject({ passwordTemporary: true, devices: 0 })
    expect(await codeOf(app.as(member.token)('GET /api/auth/me'))).toBe('TOKEN_INVALID')
    expect(await codeOf(login(member.username, member.password))).toBe('LOGIN_FAILED')
    const session = await login(member.username, password)
    expect(session.user).toMatchObject({ hasPassword: true, passwordTemporary: true })
    const own = app.as(session.token)
    const wrong = { password: 'not-this-one', newPassword: 'my-own-secret-1' }
    const refused = await refusal(own('POST /api/auth/password', { body: wrong }))
    expect([refused.code, Object.keys(refused.fields)]).toEqual(['PASSWORD_WRONG', ['password']])
    const changed = await own('POST /api/auth/password', { body: { password, newPassword: 'my-own-secret-1' } })
    expect(changed.passwordTemporary).toBe(false)
    expect((await own('GET /api/auth/me')).id).toBe(member.id)
    expect((await login(member.username, 'my-own-secret-1')).user.id).toBe(member.id)
    const rows = JSON.stringify([await auditOf(app, member.id), await accountOf(app, member.id)])
    for (const secret of [password, 'my-own-secret-1']) expect(rows).not.toContain(secret)
  })

  it('sets a chosen password, and refuses one that is too weak at its field', async () => {
    const api = await anAdmin()
    const member = await app.aStaff('employee')
    const set = (password: string) => api('PATCH /api/users/{id}', { params: { id: member.id }, body: { password } })
    expect(Object.keys((await refusal(set('11111111'))).fields)).toEqual(['password'])
    expect((await set('told-by-phone-7')).passwordTemporary).toBe(true)
    expect((await login(member.username, 'told-by-phone-7')).user.id).toBe(member.id)
  })

  it('finds only staff accounts, and admits only admins', async () => {
    const api = await anAdmin()
    const person = await app.aPerson()
    for (const id of [person.id, NOBODY]) {
      expect(await codeOf(api('GET /api/users/{id}', { params: { id } }))).toBe('NOT_FOUND')
      expect(await codeOf(api('PATCH /api/users/{id}', { params: { id }, body: { name: '不在' } }))).toBe('NOT_FOUND')
    }
    const { id } = await app.aStaff('employee')
    const manager = app.as((await app.aStaff('manager')).token)
    expect(await codeOf(manager('PATCH /api/users/{id}', { params: { id }, body: { role: 'admin' } }))).toBe(
      'FORBIDDEN',
    )
  })

  it('leaves a number that its owner has proved unchanged', async () => {
    const api = await anAdmin()
    const phone = aPhone()
    const { id } = await app.aStaff('employee', { phone })
    const reply = await api('PATCH /api/users/{id}', { params: { id }, body: { phone: aPhone() } })
    expect(reply.phone).toBe(`${phone.slice(0, 3)}****${phone.slice(-4)}`)
  })

  it('lists by state and role', async () => {
    const api = await anAdmin()
    const { id } = await app.aStaff('dispatch', { name: '筛选的人' })
    await api('PATCH /api/users/{id}', { params: { id }, body: { status: 'suspended' } })
    const idsOf = async (query: object) =>
      (await api('GET /api/users', { query: { search: '筛选的人', ...query } as never })).items.map((one) => one.id)
    expect(await idsOf({ status: 'suspended', role: '派单' })).toEqual([id])
    expect(await idsOf({ status: 'active' })).toEqual([])
  })
})
