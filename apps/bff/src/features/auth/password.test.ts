import { describe, expect, it } from 'vitest'
import { MINUTE_MS } from '@qingpin/contract/core/days'
import { ENGINES, refusal, useApp } from '@qingpin/testing/harness'
import { actionsOf, changeAccount } from '@qingpin/testing/rows'
import { countFailure } from './lockout.repo.ts'

describe.each(ENGINES)('login by password on %s', (engine) => {
  const app = useApp(engine, { TRUSTED_PROXIES: 'in-process' })
  const attempt = async (username: string, password: string, sent: Record<string, string> = {}) => {
    const body = { username, password }
    const { status, json, headers } = await app.raw('POST', '/api/auth/login', { body, headers: sent })
    return { status, code: json.code, message: json.message, wait: headers.get('retry-after'), data: json.data }
  }
  /** Puts failures into the book; each real one costs a fifth of a second of scrypt. */
  const afterFailures = (subject: string, count: number, limit: number) =>
    app.db.tx(function* (t) {
      const key = app.deps.cipher.hash('loginSubject', subject)
      for (let i = 0; i < count; i++) yield* countFailure(t, app.ctx(), { key, limit })
    })

  it('opens a session of the staff role, with the name in any letter case, and writes an audit row', async () => {
    const staff = await app.aStaff('employee', { username: 'Chen.Mo' })
    const { status, data } = await attempt(' chen.MO ', staff.password)
    expect([status, data.user]).toMatchObject([
      200,
      { id: staff.id, username: 'Chen.Mo', role: 'employee', roleLabel: '员工', roles: ['employee', 'personal'] },
    ])
    expect(data.token).toBe(data.access_token)
    expect(await actionsOf(app, staff.id)).toEqual(['account.login', 'account.login'])
  })

  it('locks a name after five failures for fifteen minutes, whether or not it exists', async () => {
    const { username, password } = await app.aStaff('employee')
    // Once with five real failures; each of them costs two hashes.
    const booked = engine === 'sqlite' ? 0 : 4
    for (const name of [username, `${username}.nobody`]) await afterFailures(`name:${name}`, booked, 5)
    for (let i = booked; i < 5; i++) {
      const [existing, unknown] = await Promise.all([attempt(username, 'no'), attempt(`${username}.nobody`, 'no')])
      expect(existing).toMatchObject({ status: 401, code: 'LOGIN_FAILED', message: '用户名或密码错误', wait: null })
      expect(unknown).toEqual(existing)
    }
    const [existing, unknown] = [await attempt(username, password), await attempt(`${username}.nobody`, 'no')]
    expect(existing).toMatchObject({ status: 429, code: 'LOGIN_LOCKED', wait: '900' })
    expect(unknown).toEqual(existing)

    app.advance(14 * MINUTE_MS)
    expect(await attempt(username, password)).toMatchObject({ status: 429, wait: '60' })
    app.advance(MINUTE_MS)
    expect(await attempt(username, password)).toMatchObject({ status: 200 })
  })

  it('resets the count of failures after the right password', async () => {
    const { username, password } = await app.aStaff('employee')
    await afterFailures(`name:${username}`, 4, 5)
    expect(await attempt(username, password)).toMatchObject({ status: 200 })
    expect(await attempt(username, 'wrong')).toMatchObject({ status: 401 })
    expect(await attempt(username, password)).toMatchObject({ status: 200 })
  })

  it('counts failures within fifteen minutes only', async () => {
    const { username, password } = await app.aStaff('employee')
    await afterFailures(`name:${username}`, 4, 5)
    app.advance(15 * MINUTE_MS)
    await attempt(username, 'wrong')
    expect(await attempt(username, password)).toMatchObject({ status: 200 })
  })

  it('checks at most five of many simultaneous guesses', async () => {
    const { username, password } = await app.aStaff('employee')
    const replies = await Promise.all(Array.from({ length: 12 }, (_, i) => attempt(username, `guess-${i}`)))
    expect(replies.map((reply) => reply.status).toSorted()).toEqual([...Array(5).fill(401), ...Array(7).fill(429)])
    expect(await attempt(username, password)).toMatchObject({ status: 429 })
  })

  it('locks an address that tries many names, for right passwords too', async () => {
    const { username, password } = await app.aStaff('employee')
    app.advance(15 * MINUTE_MS)
    await afterFailures('address:in-process', 49, 50)
    expect(await attempt('one.more.name', 'wrong')).toMatchObject({ status: 401 })
    expect(await attempt(username, password)).toMatchObject({ status: 429, code: 'LOGIN_LOCKED', wait: '900' })
    app.advance(15 * MINUTE_MS)
    expect(await attempt(username, password)).toMatchObject({ status: 200 })
  })

  it('counts the addresses of one IPv6 line as one', async () => {
    const { username, password } = await app.aStaff('employee')
    await afterFailures('address:2001:db8:1:2::/64', 49, 50)
    const from = (host: string) => ({ 'x-forwarded-for': `2001:db8:1:2::${host}` })
    expect(await attempt('one.more.name', 'wrong', from('a'))).toMatchObject({ status: 401 })
    expect(await attempt(username, password, from('b'))).toMatchObject({ status: 429, code: 'LOGIN_LOCKED' })
    expect(await attempt(username, password)).toMatchObject({ status: 200 })
  })

  it('refuses a suspended account, and only after the right password', async () => {
    const { id, username, password } = await app.aStaff('employee')
    await changeAccount(app, id, { status: 'suspended' })
    expect(await attempt(username, 'wrong')).toMatchObject({ status: 401, code: 'LOGIN_FAILED' })
    expect(await attempt(username, password)).toMatchObject({ status: 401, code: 'ACCOUNT_SUSPENDED' })
  })

  it('refuses an account without a password', async () => {
    const staff = await app.aStaff('employee')
    await changeAccount(app, staff.id, { passwordHash: null })
    expect(await attempt(staff.username, staff.password)).toMatchObject({ status: 401, code: 'LOGIN_FAILED' })
  })

  it('stores no name of a failed login in clear', async () => {
    await attempt('someone.secret', 'wrong')
    const text = JSON.stringify(await app.db.q.select().from(app.db.s.loginFailures))
    expect(text).not.toContain('secret')
  })

  it('names the fields that are missing', async () => {
    const error = await refusal(app.as()('POST /api/auth/login', { body: { username: '', password: '' } }))
    expect([error.code, Object.keys(error.fields)]).toEqual(['VALIDATION_ERROR', ['username', 'password']])
  })
})
