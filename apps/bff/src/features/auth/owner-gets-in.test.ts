import { describe, expect, it } from 'vitest'
import { aPhone, ENGINES, PASSWORD, refusal, useApp } from '@qingpin/testing/harness'
import { auditOf, changeAccount, countRows } from '@qingpin/testing/rows'
import { SMS_RESEND_SECONDS, NUMBER_MESSAGES } from './sms.rules.ts'

let devices = 0
const aDevice = (whose: string) => `${whose}-${String(devices++).padStart(24, '0')}`

/** A guesser with as many devices as it wants, who knows the name, the number and when a code is sent. */
describe.each(ENGINES)('an owner under attack, on %s', (engine) => {
  const app = useApp(engine)
  const byName = (username: string, password: string, device?: string) =>
    app.as(undefined, device)('POST /api/auth/login', { body: { username, password } })
  const send = (phone: string, device?: string) =>
    app.as(undefined, device)('POST /api/auth/sms-code', { body: { phone } })
  const byCode = (phone: string, code: string, device?: string) =>
    app.as(undefined, device)('POST /api/auth/sms-login', { body: { phone, code } })
  const codesOf = (phone: string) => app.sandbox.sandbox.sms.outbox(phone).map(({ code }) => code ?? '')
  const wrong = (code: string) => String((Number(code) + 1) % 1_000_000).padStart(6, '0')

  it('logs in by name and password on a device that the account knows, while guesses have locked the name', async () => {
    const { username } = await app.aStaff('employee')
    const hers = aDevice('hers')
    await byName(username, PASSWORD, hers)
    for (let i = 0; i < 5; i++)
      expect((await refusal(byName(username, `guess-${i}`, aDevice('guesser')))).code).toBe('LOGIN_FAILED')
    const locked = await refusal(byName(username, PASSWORD, aDevice('guesser')))
    expect([locked.status, locked.code]).toEqual([429, 'LOGIN_LOCKED'])
    // A right password of hers does not unlock the name for those who guess.
    expect((await byName(username, PASSWORD, hers)).user.username).toBe(username)
    expect((await refusal(byName(username, 'guess', aDevice('guesser')))).code).toBe('LOGIN_LOCKED')
  })

  it('is not locked out by a guesser behind her own address', async () => {
    const { username } = await app.aStaff('employee')
    const hers = aDevice('hers')
    await byName(username, PASSWORD, hers)
    const { loginFailures } = app.db.s
    const subject = app.deps.cipher.hash('loginSubject', 'address:in-process')
    const lockedUntil = app.ctx().now + 900_000
    await app.db.tx(function* (t) {
      yield t
        .insert(loginFailures)
        .values({ subject, count: 0, since: app.ctx().now, lockedUntil })
        .onConflictDoUpdate({ target: loginFailures.subject, set: { lockedUntil } })
    })
    expect((await refusal(byName(username, PASSWORD, aDevice('guesser')))).code).toBe('LOGIN_LOCKED')
    expect((await byName(username, PASSWORD, hers)).user.username).toBe(username)
    app.advance(900_000)
  })

  it('has a device locked by wrong passwords typed on it, and no other device with it', async () => {
    const { username } = await app.aStaff('employee')
    const [phone, stolen] = [aDevice('hers'), aDevice('stolen')]
    for (const device of [phone, stolen]) await byName(username, PASSWORD, device)
    for (let i = 0; i < 5; i++) await refusal(byName(username, `guess-${i}`, stolen))
    expect((await refusal(byName(username, PASSWORD, stolen))).code).toBe('LOGIN_LOCKED')
    expect((await byName(username, PASSWORD, phone)).user.username).toBe(username)
    expect((await byName(username, PASSWORD, aDevice('new'))).user.username).toBe(username)
  })

  it('makes a device a stranger again by logging it out or changing the password', async () => {
    const { username, id } = await app.aStaff('employee')
    const [hers, lost] = [aDevice('hers'), aDevice('lost')]
    const session = await byName(username, PASSWORD, hers)
    await byName(username, PASSWORD, lost)
    const own = app.as(session.token, hers)
    const { items } = await own('GET /api/auth/sessions')
    const other = items.find(({ current, name }) => !current && name !== undefined)
    expect(await countRows(app, 'knownDevices')).toBeGreaterThan(1)
    const before = await app.db.q.select().from(app.db.s.knownDevices)
    expect(before.filter((row) => row.accountId === id)).toHaveLength(2)
    await own('DELETE /api/auth/sessions/{id}', { params: { id: other?.id ?? '' } })
    const { items: left } = await own('GET /api/auth/sessions')
    for (const { current, id: session } of left)
      if (!current) await own('DELETE /api/auth/sessions/{id}', { params: { id: session } })
    const after = await app.db.q.select().from(app.db.s.knownDevices)
    expect(after.filter((row) => row.accountId === id)).toHaveLength(1)
    await byName(username, PASSWORD, lost)
    await own('POST /api/auth/password', { body: { password: PASSWORD, newPassword: 'a-quiet-harbour-7' } })
    const last = await app.db.q.select().from(app.db.s.knownDevices)
    expect(last.filter((row) => row.accountId === id)).toHaveLength(1)
  })

  it('logs in with her code after guesses from other devices', async () => {
    const phone = aPhone()
    const hers = aDevice('hers')
    await send(phone, hers)
    const [code = ''] = codesOf(phone)
    for (let i = 0; i < 20; i++)
      expect((await refusal(byCode(phone, wrong(code), aDevice('guesser')))).code).toBe('SMS_CODE_INVALID')
    // Not even the right code helps on a device that did not ask for it.
    expect((await refusal(byCode(phone, code, aDevice('guesser')))).code).toBe('SMS_CODE_INVALID')
    expect((await byCode(phone, code, hers)).user.role).toBe('personal')
  })

  it('logs in with her code while strangers request others, and gets a new one when they have used up the limit of the number', async () => {
    const phone = aPhone()
    const hers = aDevice('hers')
    await send(phone, hers)
    await byCode(phone, codesOf(phone)[0] ?? '', hers)
    app.advance(3_600_000)
    await send(phone, hers)
    const [mine = ''] = codesOf(phone)
    app.sandbox.sandbox.sms.settings({ limits: false })
    for (let i = 0; i < NUMBER_MESSAGES; i++) {
      await send(phone, aDevice('guesser'))
      app.advance(SMS_RESEND_SECONDS * 1000)
    }
    const stopped = await refusal(send(phone, aDevice('guesser')))
    expect([stopped.status, stopped.code]).toEqual([429, 'SMS_TOO_FREQUENT'])
    expect((await byCode(phone, mine, hers)).user.role).toBe('personal')
    await send(phone, hers)
    expect((await byCode(phone, codesOf(phone)[0] ?? '', hers)).user.role).toBe('personal')
    app.sandbox.sandbox.sms.settings({ limits: true })
  })

  it('lists failed logins by address and hashed subject, for admins only', async () => {
    const { username, id } = await app.aStaff('employee')
    const phone = aPhone()
    await refusal(byName(username, 'guess'))
    await refusal(byName('no-such-name', 'guess'))
    await refusal(byCode(phone, '000000'))
    const [row] = (await auditOf(app, id)).filter(({ action }) => action === 'account.login-failed')
    expect(row?.changes).toMatchObject({ by: [null, 'password'], address: [null, expect.any(String)] })
    const admin = app.as((await app.aStaff('admin')).token)
    const { items } = await admin('GET /api/auth/failed-logins')
    expect(items.slice(0, 3).map(({ by, account }) => [by, account?.username ?? null])).toEqual(
      expect.arrayContaining([
        ['password', username],
        ['password', null],
        ['sms', null],
      ]),
    )
    expect(JSON.stringify(items)).not.toMatch(new RegExp(`no-such-name|${phone}`))
    const manager = app.as((await app.aStaff('manager')).token)
    expect((await refusal(manager('GET /api/auth/failed-logins'))).code).toBe('FORBIDDEN')
  })

  it('may do nothing with a temporary password but change it', async () => {
    const { username, id } = await app.aStaff('employee')
    await changeAccount(app, id, { passwordTemporary: true })
    const session = await byName(username, PASSWORD)
    const own = app.as(session.token)
    for (const call of [
      () => own('GET /api/today'),
      () => own('GET /api/home'),
      () => own('GET /api/auth/sessions'),
      () => own('PATCH /api/auth/me', { body: { name: '新名字' } }),
      () => own('POST /api/auth/switch-role', { body: { role: 'personal' } }),
    ]) {
      const error = await refusal(call())
      expect([error.status, error.code]).toEqual([403, 'PASSWORD_CHANGE_REQUIRED'])
    }
    const renewed = await app.as()('POST /api/auth/refresh', { body: { refresh_token: session.refresh_token } })
    expect((await refusal(app.as(renewed.token)('GET /api/today'))).code).toBe('PASSWORD_CHANGE_REQUIRED')
    expect((await own('GET /api/auth/me')).passwordTemporary).toBe(true)
    const change = (newPassword: string) =>
      own('POST /api/auth/password', { body: { password: PASSWORD, newPassword } })
    expect((await refusal(change(PASSWORD))).fields).toEqual({ newPassword: '新密码要和现在的密码不一样。' })
    expect((await refusal(change('password1'))).fields).toEqual({
      newPassword: '这个密码很多人在用，太容易被猜到，请换一个。',
    })
    expect((await refusal(change(`${username}-1`))).fields).toEqual({
      newPassword: '密码里不要用自己的用户名，太容易被猜到。',
    })
    await change('a-quiet-harbour-7')
    expect((await own('GET /api/today')).resumes).toBeDefined()
  })
})
