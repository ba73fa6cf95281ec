import { describe, expect, it } from 'vitest'
import { DAY_MS } from '@qingpin/contract/core/days'
import { ENGINES, refusal, useApp } from '@qingpin/testing/harness'
import { actionsOf, changeAccount, countRows } from '@qingpin/testing/rows'

describe.each(ENGINES)('sessions on %s', (engine) => {
  const app = useApp(engine)
  const refresh = (refresh_token: string) => app.as()('POST /api/auth/refresh', { body: { refresh_token } })
  const me = (token: string) => app.as(token)('GET /api/auth/me')
  const codeOf = async (call: Promise<unknown>) => (await refusal(call)).code

  it('ends an access token after two hours, to the millisecond', async () => {
    const { token } = await app.aStaff('employee')
    app.advance(7_199_999)
    expect(await me(token)).toMatchObject({ role: 'employee' })
    app.advance(1)
    const error = await refusal(me(token))
    expect([error.status, error.code]).toEqual([401, 'TOKEN_EXPIRED'])
  })

  it('exchanges a refresh token for a new pair, after the access token has ended', async () => {
    const staff = await app.aStaff('employee')
    app.advance(7_200_000)
    const session = await refresh(staff.refreshToken)
    expect(session).toMatchObject({ token: session.access_token, expiresIn: 7200, user: { id: staff.id } })
    expect(session.refresh_token).not.toBe(staff.refreshToken)
    expect(await me(session.token)).toMatchObject({ id: staff.id, role: 'employee' })
  })

  it('returns the same pair again after a lost reply', async () => {
    const staff = await app.aStaff('employee')
    const lost = await refresh(staff.refreshToken)
    app.advance(29_000)
    const again = await refresh(staff.refreshToken)
    expect(again.refresh_token).toBe(lost.refresh_token)
    app.advance(DAY_MS)
    expect((await refresh(again.refresh_token)).user.id).toBe(staff.id)
  })

  it('serves ten tabs that refresh at the same moment, and none of them loses the session', async () => {
    const staff = await app.aStaff('employee')
    const sessions = await Promise.all(Array.from({ length: 10 }, () => refresh(staff.refreshToken)))
    expect(new Set(sessions.map((session) => session.refresh_token)).size).toBe(1)
    app.advance(DAY_MS)
    expect((await refresh(sessions[3]?.refresh_token ?? '')).user.id).toBe(staff.id)
  })

  it('ends the session when a refresh token is used again after half a minute: one of the two users has stolen it', async () => {
    const staff = await app.aStaff('employee')
    const stolen = await refresh(staff.refreshToken)
    app.advance(30_001)
    expect(await codeOf(refresh(staff.refreshToken))).toBe('REFRESH_INVALID')
    expect(await codeOf(refresh(stolen.refresh_token))).toBe('REFRESH_INVALID')
    expect(await codeOf(me(stolen.token))).toBe('TOKEN_INVALID')
  })

  it('ends it also when the token was refreshed several times meanwhile', async () => {
    const staff = await app.aStaff('employee')
    const stolen = await refresh((await refresh(staff.refreshToken)).refresh_token)
    expect(await codeOf(refresh(staff.refreshToken))).toBe('REFRESH_INVALID')
    expect(await codeOf(me(stolen.token))).toBe('TOKEN_INVALID')
    expect(await codeOf(refresh(stolen.refresh_token))).toBe('REFRESH_INVALID')
  })

  it('refuses an invented refresh token', async () => {
    for (const token of ['', 'x', 'a.b', `${'0'.repeat(24)}.${'A'.repeat(43)}`, '%00', '🙂']) {
      expect(await codeOf(refresh(token))).toBe('REFRESH_INVALID')
    }
  })

  it('accepts a valid bearer token, because old clients have no refresh token', async () => {
    const staff = await app.aStaff('employee')
    const session = await app.as(staff.token)('POST /api/auth/refresh', { body: {} })
    expect(session.user.id).toBe(staff.id)
    expect(await me(session.token)).toMatchObject({ id: staff.id })
    const bare = await app.raw('POST', '/api/auth/refresh', { token: session.token })
    expect([bare.status, bare.json.data.user.id]).toEqual([200, staff.id])
  })

  it('keeps working for a client that refreshes now by bearer and now by refresh token', async () => {
    const staff = await app.aStaff('employee')
    const byBearer = await app.as(staff.token)('POST /api/auth/refresh', { body: {} })
    app.advance(3_600_000)
    const byToken = await refresh(byBearer.refresh_token)
    expect((await app.as(byToken.token)('POST /api/auth/refresh', { body: {} })).user.id).toBe(staff.id)
  })

  it('refuses to refresh without any token, or with a bearer that is no good', async () => {
    const staff = await app.aStaff('employee')
    expect(await codeOf(app.as()('POST /api/auth/refresh', { body: {} }))).toBe('REFRESH_INVALID')
    expect(await codeOf(app.as('garbage')('POST /api/auth/refresh', { body: {} }))).toBe('REFRESH_INVALID')
    app.advance(7_200_000)
    expect(await codeOf(app.as(staff.token)('POST /api/auth/refresh', { body: {} }))).toBe('REFRESH_INVALID')
  })

  it('ends a session thirty days after its last refresh', async () => {
    const [active, idle] = [await app.aStaff('employee'), await app.aStaff('employee')]
    app.advance(29 * DAY_MS)
    const session = await refresh(active.refreshToken)
    app.advance(DAY_MS)
    expect(await codeOf(refresh(idle.refreshToken))).toBe('REFRESH_INVALID')
    expect((await refresh(session.refresh_token)).user.id).toBe(active.id)
  })

  it('ends both tokens at logout, and only of this session', async () => {
    const staff = await app.aStaff('employee')
    const other = await app.as(staff.token)('POST /api/auth/switch-role', { body: { role: 'personal' } })
    const second = await app.aStaff('manager')
    await app.as(other.token)('POST /api/auth/logout')
    expect(await codeOf(me(other.token))).toBe('TOKEN_INVALID')
    expect(await codeOf(refresh(other.refresh_token))).toBe('REFRESH_INVALID')
    expect(await me(second.token)).toMatchObject({ role: 'manager' })
  })

  it('re-issues the session when the role is switched, there and back', async () => {
    const staff = await app.aStaff('manager')
    const personal = await app.as(staff.token)('POST /api/auth/switch-role', { body: { role: 'personal' } })
    expect(personal.user).toMatchObject({ role: 'personal', roles: ['manager', 'personal'], permissions: [] })
    expect(await codeOf(me(staff.token))).toBe('TOKEN_INVALID')
    expect(await codeOf(refresh(staff.refreshToken))).toBe('REFRESH_INVALID')
    expect(await codeOf(app.as(personal.token)('GET /api/users'))).toBe('FORBIDDEN')
    expect((await refresh(personal.refresh_token)).user.role).toBe('personal')

    const back = await app.as(personal.token)('POST /api/auth/switch-role', { body: { role: 'manager' } })
    expect((await app.as(back.token)('GET /api/users')).total).toBeGreaterThan(0)
    const actions = await actionsOf(app, staff.id)
    expect(actions).toEqual(['account.login', 'account.switch-role', 'account.switch-role'])
  })

  it('opens one session when the role is switched twice at once', async () => {
    const staff = await app.aStaff('manager')
    const before = await countRows(app, 'sessions')
    const outcomes = await Promise.allSettled(
      Array.from({ length: 6 }, () =>
        app.as(staff.token)('POST /api/auth/switch-role', { body: { role: 'personal' } }),
      ),
    )
    expect(outcomes.filter((outcome) => outcome.status === 'fulfilled')).toHaveLength(1)
    expect(await countRows(app, 'sessions')).toBe(before + 1)
  })

  it('refuses a role that the account does not hold, and the session goes on', async () => {
    const [person, employee] = [await app.aPerson(), await app.aStaff('employee')]
    for (const token of [person.token, employee.token]) {
      expect(await codeOf(app.as(token)('POST /api/auth/switch-role', { body: { role: 'admin' } }))).toBe(
        'ROLE_NOT_HELD',
      )
      expect(await me(token)).toBeDefined()
    }
  })

  it('applies a suspension, and its end, at the next request', async () => {
    const staff = await app.aStaff('employee')
    await changeAccount(app, staff.id, { status: 'suspended' })
    const error = await refusal(me(staff.token))
    expect([error.status, error.code]).toEqual([401, 'ACCOUNT_SUSPENDED'])
    expect(await codeOf(refresh(staff.refreshToken))).toBe('ACCOUNT_SUSPENDED')
    await changeAccount(app, staff.id, { status: 'active' })
    expect(await me(staff.token)).toMatchObject({ id: staff.id })
  })

  it('applies a changed staff role at the next request', async () => {
    const staff = await app.aStaff('employee')
    expect(await codeOf(app.as(staff.token)('GET /api/users'))).toBe('FORBIDDEN')
    await changeAccount(app, staff.id, { staffRole: 'manager' })
    expect((await app.as(staff.token)('GET /api/users')).total).toBeGreaterThan(0)
    await changeAccount(app, staff.id, { staffRole: null })
    expect(await me(staff.token)).toMatchObject({ role: 'personal', roles: ['personal'] })
    expect((await refresh(staff.refreshToken)).user.role).toBe('personal')
  })

  it('stores no token in clear', async () => {
    const staff = await app.aStaff('employee')
    const session = await refresh(staff.refreshToken)
    const text = JSON.stringify(await app.db.q.select().from(app.db.s.sessions))
    const secrets = [staff.token, staff.refreshToken, session.refresh_token].map(
      (token) => token.split('.').at(-1) ?? '',
    )
    expect(secrets.filter((secret) => text.includes(secret))).toEqual([])
  })
})
