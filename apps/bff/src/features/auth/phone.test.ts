import { describe, expect, it } from 'vitest'
import { aPhone, ENGINES, refusal, useApp } from '@qingpin/testing/harness'
import { accountOf, actionsOf, auditOf, changeAccount } from '@qingpin/testing/rows'

describe.each(ENGINES)('binding a phone on %s', (engine) => {
  const app = useApp(engine)
  const wechat = () => app.sandbox.sandbox.wechat
  const login = async (person: string, phoneCode?: string) => {
    const { code } = wechat().issueCode({ person })
    return app.as()('POST /api/auth/miniprogram-login', {
      body: phoneCode === undefined ? { code } : { code, phoneCode },
    })
  }
  const aPhoneCode = (phone: string, country?: string) => wechat().issuePhoneCode(phone, country).code
  const smsCode = async (phone: string) => {
    await app.as()('POST /api/auth/sms-code', { body: { phone } })
    return app.sandbox.sandbox.sms.outbox(phone)[0]?.code ?? ''
  }
  const masked = (phone: string) => `${phone.slice(0, 3)}****${phone.slice(-4)}`
  const phoneCalls = () =>
    app.sandbox.sandbox.requests.list('wechat').filter((one) => one.route === 'getuserphonenumber').length

  describe('by WeChat', () => {
    it('proves the number at the first login, after which SMS opens the same account', async () => {
      const phone = aPhone()
      const session = await login('新人甲', aPhoneCode(phone))
      expect(session.user).toMatchObject({ phone: masked(phone), name: `用户${phone.slice(-4)}` })
      const bySms = await app.as()('POST /api/auth/sms-login', { body: { phone, code: await smsCode(phone) } })
      expect(bySms.user.id).toBe(session.user.id)
    })

    it('finds the account that the number opened without WeChat', async () => {
      const person = await app.aPerson()
      const session = await login('从网页来的人', aPhoneCode(person.phone))
      expect(session.user.id).toBe(person.id)
      expect((await login('从网页来的人')).user.id).toBe(person.id)
    })

    it('binds a number to the own account and changes it later, with an audit row that holds no number', async () => {
      const session = await login('后来绑定的人')
      const api = app.as(session.token)
      const [first, second] = [aPhone(), aPhone()]
      for (const phone of [first, second]) {
        const account = await api('POST /api/auth/phone/wechat', { body: { phoneCode: aPhoneCode(phone) } })
        expect(account.phone).toBe(masked(phone))
      }
      expect(await actionsOf(app, session.user.id)).toEqual([
        'account.bind-phone',
        'account.bind-phone',
        'account.login',
      ])
      const rows = JSON.stringify([await auditOf(app, session.user.id), await accountOf(app, session.user.id)])
      for (const phone of [first, second]) expect(rows).not.toContain(phone)
    })

    it('refuses a used, expired or invented code, with one call for each', async () => {
      const { token } = await login('旧授权的人')
      const bind = (phoneCode: string) => app.as(token)('POST /api/auth/phone/wechat', { body: { phoneCode } })
      const used = aPhoneCode(aPhone())
      await bind(used)
      const old = aPhoneCode(aPhone())
      app.advance(301_000)
      const before = phoneCalls()
      for (const code of [used, old, 'made-up']) {
        const refused = await refusal(bind(code))
        expect([refused.status, refused.code]).toEqual([400, 'PHONE_CODE_INVALID'])
      }
      expect(phoneCalls() - before).toBe(3)
    })

    it('refuses a number of another country', async () => {
      const { token } = await login('海外的人')
      const phoneCode = aPhoneCode('5551234567', '1')
      const refused = await refusal(app.as(token)('POST /api/auth/phone/wechat', { body: { phoneCode } }))
      expect(refused.code).toBe('PHONE_NOT_SUPPORTED')
    })

    it.each([
      ['is busy twice', { body: { errcode: -1, errmsg: 'system error' } }, 2],
      ['has had enough of us', { body: { errcode: 45011, errmsg: 'api minute-quota reach limit' } }, 1],
      ['forgets the number', { body: { errcode: 0, errmsg: 'ok' } }, 1],
      ['cuts the connection', { drop: true }, 1],
    ] as const)('reports that WeChat does not answer when it %s', async (_, fault, times) => {
      const session = await login('等微信的人')
      app.sandbox.sandbox.faults.plan({ service: 'wechat', route: 'getuserphonenumber', times, ...fault })
      const phoneCode = aPhoneCode(aPhone())
      const bind = () => app.as(session.token)('POST /api/auth/phone/wechat', { body: { phoneCode } })
      const refused = await refusal(bind())
      expect([refused.status, refused.code]).toEqual([503, 'WECHAT_BUSY'])
      expect((await accountOf(app, session.user.id)).phoneHash).toBeNull()
      app.advance(16_000)
    })

    it('does not tell a person to wait when WeChat does not know our address', async () => {
      const session = await login('白等的人')
      const body = { errcode: 61004, errmsg: 'access clientip is not registered' }
      app.sandbox.sandbox.faults.plan({ service: 'wechat', route: 'getuserphonenumber', times: 1, body })
      const phoneCode = aPhoneCode(aPhone())
      const refused = await refusal(app.as(session.token)('POST /api/auth/phone/wechat', { body: { phoneCode } }))
      expect([refused.status, refused.code]).toEqual([503, 'WECHAT_UNAVAILABLE'])
      expect((await accountOf(app, session.user.id)).phoneHash).toBeNull()
    })

    it('retries once when WeChat is busy', async () => {
      const { token } = await login('再试的人')
      app.sandbox.sandbox.faults.plan({
        service: 'wechat',
        route: 'getuserphonenumber',
        times: 1,
        body: { errcode: -1 },
      })
      const phone = aPhone()
      const account = await app.as(token)('POST /api/auth/phone/wechat', { body: { phoneCode: aPhoneCode(phone) } })
      expect(account.phone).toBe(masked(phone))
    })
  })

  describe('by SMS', () => {
    it('binds the number that the code was sent to, and a repeat is refused', async () => {
      const session = await login('用短信绑的人')
      const phone = aPhone()
      const body = { phone, code: await smsCode(phone) }
      const api = app.as(session.token)
      expect((await api('POST /api/auth/phone', { body })).phone).toBe(masked(phone))
      expect((await refusal(api('POST /api/auth/phone', { body }))).code).toBe('SMS_CODE_USED_UP')
    })

    it('refuses a code after five minutes', async () => {
      const { token } = await login('来晚的人')
      const phone = aPhone()
      const code = await smsCode(phone)
      app.advance(300_000)
      const bind = app.as(token)('POST /api/auth/phone', { body: { phone, code } })
      expect((await refusal(bind)).code).toBe('SMS_CODE_EXPIRED')
    })

    it('counts wrong guesses', async () => {
      const { token } = await login('乱猜的人')
      const phone = aPhone()
      const code = await smsCode(phone)
      const guess = String((Number(code) + 1) % 1_000_000).padStart(6, '0')
      const bind = (tried: string) => app.as(token)('POST /api/auth/phone', { body: { phone, code: tried } })
      for (let i = 0; i < 5; i++) expect((await refusal(bind(guess))).code).toBe('SMS_CODE_INVALID')
      expect((await refusal(bind(code))).code).toBe('SMS_CODE_USED_UP')
    })
  })

  it('refuses a number of another account, by either proof, and leaves both accounts unchanged', async () => {
    const owner = await app.aPerson()
    const session = await login('想要别人号的人')
    const api = app.as(session.token)
    app.advance(61_000)
    const code = await smsCode(owner.phone)
    const calls = [
      api('POST /api/auth/phone/wechat', { body: { phoneCode: aPhoneCode(owner.phone) } }),
      api('POST /api/auth/phone', { body: { phone: owner.phone, code } }),
      login('想要别人号的人', aPhoneCode(owner.phone)),
    ]
    for (const call of await Promise.allSettled(calls)) {
      expect(call).toMatchObject({ status: 'rejected', reason: { status: 409, code: 'PHONE_TAKEN' } })
      expect(String((call as PromiseRejectedResult).reason.message)).toContain('换一个号')
    }
    expect((await accountOf(app, session.user.id)).phoneHash).toBeNull()
    const other = await login('另一个微信', aPhoneCode(owner.phone))
    expect(other.user.id).toBe(owner.id)
    expect((await refusal(login('第三个微信', aPhoneCode(owner.phone)))).code).toBe('PHONE_TAKEN')
  })

  it('binds a number to one of two accounts that prove it at the same moment', async () => {
    const phone = aPhone()
    const sessions = [await login('同时甲'), await login('同时乙')]
    const outcomes = await Promise.allSettled(
      sessions.map(({ token }) =>
        app.as(token)('POST /api/auth/phone/wechat', { body: { phoneCode: aPhoneCode(phone) } }),
      ),
    )
    expect(outcomes.filter((one) => one.status === 'fulfilled')).toHaveLength(1)
    expect(outcomes.find((one) => one.status === 'rejected')).toMatchObject({ reason: { code: 'PHONE_TAKEN' } })
  })

  it('changes nothing of a suspended account', async () => {
    const person = await app.aPerson()
    await changeAccount(app, person.id, { status: 'suspended' })
    expect((await refusal(login('停用者的微信', aPhoneCode(person.phone)))).code).toBe('ACCOUNT_SUSPENDED')
    expect((await accountOf(app, person.id)).wechatId).toBeNull()
  })
})
