import { describe, expect, it } from 'vitest'
import { aPhone, ENGINES, refusal, useApp } from '@qingpin/testing/harness'
import { actionsOf, bindPhone, changeAccount, countRows } from '@qingpin/testing/rows'
import { AppError } from '../../errors.ts'
import { vendorCalls } from '../../adapters/vendor-calls.ts'
import { makeSms } from '../../adapters/tencent/sms.adapter.ts'
import { ensurePersonalAccount } from './sms.service.ts'

describe.each(ENGINES)('login by SMS on %s', (engine) => {
  const app = useApp(engine)
  const send = (phone: string) => app.as()('POST /api/auth/sms-code', { body: { phone } })
  const login = (phone: string, code: string) => app.as()('POST /api/auth/sms-login', { body: { phone, code } })
  const codeOf = (phone: string) => app.sandbox.sandbox.sms.outbox(phone)[0]?.code ?? ''
  const wrong = (code: string) => String((Number(code) + 1) % 1_000_000).padStart(6, '0')
  const messages = (phone: string) => app.sandbox.sandbox.sms.outbox(phone).length

  it('logs a person in by SMS code, and creates a personal account the first time', async () => {
    const phone = aPhone()
    expect(await send(phone)).toEqual({ expiresIn: 300, resendIn: 60 })
    const session = await login(phone, codeOf(phone))
    expect(session).toMatchObject({
      token: session.access_token,
      expiresIn: 7200,
      user: { name: `用户${phone.slice(-4)}`, username: null, role: 'personal', roles: ['personal'], permissions: [] },
    })
    expect(session.user.phone).toBe(`${phone.slice(0, 3)}****${phone.slice(-4)}`)
    expect(await actionsOf(app, session.user.id)).toEqual(['account.login'])
  })

  it('finds the same account by any spelling of the number', async () => {
    const first = await app.aPerson()
    app.advance(61_000)
    await send(`+86 ${first.phone.slice(0, 3)}-${first.phone.slice(3, 7)}-${first.phone.slice(7)}`)
    const again = await login(` ${first.phone} `, codeOf(first.phone))
    expect(again.user.id).toBe(first.id)
  })

  it('refuses another message within 60 seconds and says how long to wait', async () => {
    const phone = aPhone()
    await send(phone)
    app.advance(20_500)
    const reply = await app.raw('POST', '/api/auth/sms-code', { body: { phone } })
    expect([reply.status, reply.json.code, reply.headers.get('retry-after')]).toEqual([429, 'SMS_TOO_FREQUENT', '40'])
    expect(messages(phone)).toBe(1)
    app.advance(39_500)
    await send(phone)
    expect(messages(phone)).toBe(2)
  })

  it('does not allow another message earlier because the code was used', async () => {
    const phone = aPhone()
    await send(phone)
    await login(phone, codeOf(phone))
    expect((await refusal(send(phone))).code).toBe('SMS_TOO_FREQUENT')
  })

  it('sends one message when the request comes twice at once', async () => {
    const phone = aPhone()
    const outcomes = await Promise.allSettled(Array.from({ length: 8 }, () => send(phone)))
    expect(outcomes.filter((outcome) => outcome.status === 'fulfilled')).toHaveLength(1)
    expect(messages(phone)).toBe(1)
  })

  it('counts wrong guesses for good: after five, even the right code is refused', async () => {
    const phone = aPhone()
    await send(phone)
    const code = codeOf(phone)
    for (let i = 0; i < 5; i++) {
      const error = await refusal(login(phone, wrong(code)))
      expect([error.status, error.code, error.fields.code]).toEqual([
        400,
        'SMS_CODE_INVALID',
        '验证码不对，请照短信再填一次。错了5次，就要重新发一条。',
      ])
    }
    const over = await refusal(login(phone, code))
    expect([over.code, over.fields.code]).toEqual([
      'SMS_CODE_USED_UP',
      '这条验证码用过了，或者错了太多次，请再发一条。',
    ])
  })

  it('lets the right code pass after four wrong ones', async () => {
    const phone = aPhone()
    await send(phone)
    const code = codeOf(phone)
    for (let i = 0; i < 4; i++) await refusal(login(phone, wrong(code)))
    expect((await login(phone, code)).user.role).toBe('personal')
  })

  it('counts wrong guesses that arrive at once one by one', async () => {
    const phone = aPhone()
    await send(phone)
    const code = codeOf(phone)
    await Promise.all(Array.from({ length: 5 }, () => refusal(login(phone, wrong(code)))))
    expect((await refusal(login(phone, code))).code).toBe('SMS_CODE_USED_UP')
  })

  it('accepts a code once', async () => {
    const phone = aPhone()
    await send(phone)
    const code = codeOf(phone)
    await login(phone, code)
    expect((await refusal(login(phone, code))).code).toBe('SMS_CODE_USED_UP')
  })

  it('accepts a code only for the number that it was sent to', async () => {
    const [mine, other] = [aPhone(), aPhone()]
    await send(mine)
    await send(other)
    expect((await refusal(login(other, codeOf(mine)))).code).toBe('SMS_CODE_INVALID')
  })

  it('refuses a code after five minutes, and one that was never sent', async () => {
    const phone = aPhone()
    expect((await refusal(login(phone, '123456'))).code).toBe('SMS_CODE_INVALID')
    await send(phone)
    app.advance(300_000)
    const late = await refusal(login(phone, codeOf(phone)))
    expect([late.code, late.fields.code]).toEqual(['SMS_CODE_EXPIRED', '验证码已经过期，请再发一条。'])
  })

  it('accepts the former code beside the new one, and ends both with the one that is used', async () => {
    const phone = aPhone()
    await send(phone)
    const old = codeOf(phone)
    app.advance(60_000)
    await send(phone)
    const fresh = codeOf(phone)
    expect((await login(phone, old)).user.role).toBe('personal')
    expect((await refusal(login(phone, fresh))).code).toBe('SMS_CODE_USED_UP')
  })

  it.each([
    ['cuts the connection', { drop: true }],
    ['answers 500', { status: 500, body: 'oops' }],
    ['answers nonsense', { body: '<html>' }],
  ] as const)(
    'says that the message may have gone out when the vendor %s, keeps the codes, and lets her ask again at once',
    async (_, fault) => {
      const phone = aPhone()
      await send(phone)
      const first = codeOf(phone)
      app.advance(61_000)
      app.sandbox.sandbox.faults.plan({ service: 'sms', route: 'SendSms', times: 1, ...fault })
      const reply = await app.raw('POST', '/api/auth/sms-code', { body: { phone } })
      expect([reply.status, reply.json.code]).toEqual([503, 'SMS_SEND_UNSURE'])
      await send(phone)
      expect((await login(phone, first)).user.role).toBe('personal')
    },
  )

  it('accepts a code whose message arrived although the answer of the vendor was lost', async () => {
    const phone = aPhone()
    const { sms } = app.deps
    let arrived = ''
    app.deps.sms = {
      ...sms,
      async sendLoginCode(to, code, minutes) {
        await sms.sendLoginCode(to, code, minutes)
        arrived = code
        throw new AppError('SMS_SEND_UNSURE')
      },
    }
    expect((await refusal(send(phone))).code).toBe('SMS_SEND_UNSURE')
    app.deps.sms = sms
    expect((await login(phone, arrived)).user.role).toBe('personal')
  })

  it.each([
    [
      'the template',
      { Response: { SendStatusSet: [{ Code: 'FailedOperation.TemplateIncorrectOrUnapproved' }], RequestId: 'r' } },
    ],
    ['the key', { Response: { Error: { Code: 'AuthFailure.SecretIdNotFound', Message: 'no' }, RequestId: 'r' } }],
  ])('does not tell a person to wait when the vendor refuses %s; earlier codes hold', async (_, body) => {
    const phone = aPhone()
    await send(phone)
    app.advance(61_000)
    const before = await countRows(app, 'smsCodes')
    app.sandbox.sandbox.faults.plan({ service: 'sms', route: 'SendSms', times: 1, body })
    const error = await refusal(send(phone))
    expect([error.status, error.code]).toEqual([503, 'SMS_UNAVAILABLE'])
    expect(error.message).not.toMatch(/稍后|等/)
    expect(await countRows(app, 'smsCodes')).toBe(before)
    expect((await login(phone, codeOf(phone))).user.role).toBe('personal')
  })

  it('fails when the vendor is slow, and allows another request at once', async () => {
    const phone = aPhone()
    const { sms, settings, log } = app.deps
    const impatient = vendorCalls({ service: 'sms', timeoutMs: 200, concurrency: 1 }, app.deps)
    app.deps.sms = makeSms(settings.sms, impatient, log)
    app.sandbox.sandbox.faults.plan({ service: 'sms', times: 1, delayMs: 600, status: 500 })
    expect((await refusal(send(phone))).code).toBe('SMS_SEND_UNSURE')
    app.deps.sms = sms
    await send(phone)
    expect(messages(phone)).toBe(1)
  })

  it("returns the vendor's own limit with the time to wait", async () => {
    const phone = aPhone()
    await send(phone)
    await app.db.tx(function* (t) {
      yield t.delete(app.db.s.smsCodes)
      yield t.delete(app.db.s.smsNumbers)
    })
    const reply = await app.raw('POST', '/api/auth/sms-code', { body: { phone } })
    expect([reply.status, reply.json.code, reply.headers.get('retry-after')]).toEqual([429, 'SMS_TOO_FREQUENT', '30'])
  })

  it('sends nothing to a number on the blacklist and says that it failed', async () => {
    const phone = aPhone()
    app.sandbox.sandbox.sms.blacklist(phone)
    expect((await refusal(send(phone))).code).toBe('SMS_NUMBER_REFUSED')
  })

  it('creates one account and one session for 20 simultaneous first logins with one code', async () => {
    const phone = aPhone()
    await send(phone)
    const before = { accounts: await countRows(app, 'accounts'), sessions: await countRows(app, 'sessions') }
    const code = codeOf(phone)
    const outcomes = await Promise.allSettled(Array.from({ length: 20 }, () => login(phone, code)))
    expect(outcomes.filter((outcome) => outcome.status === 'fulfilled')).toHaveLength(1)
    expect(await countRows(app, 'accounts')).toBe(before.accounts + 1)
    expect(await countRows(app, 'sessions')).toBe(before.sessions + 1)
  })

  it('creates one account for 20 simultaneous proofs of one number', async () => {
    const phone = aPhone()
    const accounts = await Promise.all(
      Array.from({ length: 20 }, () => ensurePersonalAccount(app.ctx(), { phone, name: '同一个人' })),
    )
    expect(new Set(accounts.map((account) => account.id)).size).toBe(1)
  })

  it('refuses a suspended person and opens no session', async () => {
    const person = await app.aPerson()
    await changeAccount(app, person.id, { status: 'suspended' })
    app.advance(61_000)
    await send(person.phone)
    const before = await countRows(app, 'sessions')
    expect((await refusal(login(person.phone, codeOf(person.phone)))).code).toBe('ACCOUNT_SUSPENDED')
    expect(await countRows(app, 'sessions')).toBe(before)
  })

  it('stores neither number nor code in clear', async () => {
    const phone = aPhone()
    await send(phone)
    const text = JSON.stringify(await app.db.q.select().from(app.db.s.smsCodes))
    expect([text.includes(phone), text.includes(codeOf(phone))]).toEqual([false, false])
  })

  it('logs into the account that WeChat made, once the phone is bound to it', async () => {
    const { code } = app.sandbox.sandbox.wechat.issueCode()
    const session = await app.as()('POST /api/auth/miniprogram-login', { body: { code } })
    const phone = aPhone()
    await bindPhone(app, session.user.id, phone)
    await send(phone)
    expect((await login(phone, codeOf(phone))).user.id).toBe(session.user.id)
  })
})
