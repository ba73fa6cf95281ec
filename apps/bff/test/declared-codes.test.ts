import { eq } from 'drizzle-orm'
import { describe, expect, it } from 'vitest'
import { ask } from '../src/db/db.ts'
import { refusal, useApp } from '@qingpin/testing/harness'
import { changeAccount } from '@qingpin/testing/rows'
import { aRoom, asParticipant } from '@qingpin/testing/participants'

/** Codes that a route declares like its neighbours do, where the features' own tests ask only the neighbours. */
describe('a refusal that several routes share', () => {
  const app = useApp('sqlite', { RTC_PROVIDER: 'zego' })
  const fault = (route: string, plan: object) =>
    app.sandbox.sandbox.faults.plan({ service: 'wxpay', route, times: 9, ...plan })
  const refusing = { status: 400, body: { code: 'PARAM_ERROR', message: '参数错误' } }
  const codeOf = async (call: Promise<unknown>) => (await refusal(call)).code

  it.each([
    ['PAYMENT_BUSY', { drop: true }],
    ['PAYMENT_REFUSED', refusing],
    ['PAYMENT_UNAVAILABLE', { status: 401, body: { code: 'SIGN_ERROR', message: '签名错误' } }],
  ])('%s is answered by paying, confirming and closing', async (code, plan) => {
    const { token } = await app.aPerson()
    const api = app.as(token)
    const { order } = await api('POST /api/orders', { body: { packageId: 'credits-100', platform: 'h5' } })
    await app.db.tx(function* (t) {
      yield t.update(app.db.s.orders).set({ state: 'created', handle: null }).where(eq(app.db.s.orders.id, order.id))
    })
    for (const route of ['native', 'query', 'close']) fault(route, plan)
    const another = { body: { packageId: 'credits-300', platform: 'h5' } } as const
    expect(await codeOf(api('POST /api/orders', another))).toBe(code)
    const params = { id: order.id }
    expect(await codeOf(api('POST /api/orders/{id}/confirm', { params }))).toBe(code)
    expect(await codeOf(api('POST /api/orders/{id}/close', { params }))).toBe(code)
    expect(await codeOf(api('POST /api/orders/{id}/pay', { params }))).toBe(code)
    app.sandbox.sandbox.faults.clear('wxpay')
  })

  it('PAYER_UNKNOWN is answered by paying again after WeChat was unbound', async () => {
    const { code } = app.sandbox.sandbox.wechat.issueCode({})
    const { token, user } = await app.as()('POST /api/auth/miniprogram-login', { body: { code } })
    const body = { packageId: 'credits-100', platform: 'weapp' } as const
    const { order } = await app.as(token)('POST /api/orders', { body })
    await changeAccount(app, user.id, { wechatId: null })
    expect(await codeOf(app.as(token)('POST /api/orders/{id}/pay', { params: { id: order.id } }))).toBe('PAYER_UNKNOWN')
  })

  it('CREDITS_SHORT, TOO_MANY_RUNS and RUN_IN_PROGRESS are answered by a further question and by asking for another answer', async () => {
    const { token, id: ownerId } = await app.aPerson()
    const api = app.as(token)
    const begin = () => api('POST /api/assistant/chats', { body: { text: '怎么写自我介绍' } })
    const { chat } = await begin()
    await app.deps.background.idle()
    const params = { id: chat.id }
    const both = async () => [
      await codeOf(api('POST /api/assistant/chats/{id}/messages', { params, body: { text: '再短一点' } })),
      await codeOf(api('POST /api/assistant/chats/{id}/again', { params })),
    ]
    app.sandbox.sandbox.deepseek.script({ ending: 'stall', after: 0, times: 9 })
    const others = [await begin(), await begin()]
    expect(await both()).toEqual(['TOO_MANY_RUNS', 'TOO_MANY_RUNS'])
    const open = { id: others[0]?.chat.id ?? '' }
    expect(await codeOf(api('POST /api/assistant/chats/{id}/again', { params: open }))).toBe('RUN_IN_PROGRESS')
    for (const { run } of others) await api('POST /api/assistant/runs/{id}/stop', { params: { id: run.id } })
    await app.deps.background.idle()
    app.sandbox.sandbox.deepseek.reset()
    const { creditAccounts } = app.db.s
    await app.db.tx(function* (t) {
      yield* ask(
        t
          .update(creditAccounts)
          .set({ balance: 0 })
          .where(eq(creditAccounts.id, `wallet:${ownerId}`)),
      )
    })
    expect(await both()).toEqual(['CREDITS_SHORT', 'CREDITS_SHORT'])
  })

  it('ROOM_ID_TAKEN is answered by the old route that creates a room', async () => {
    const [one, other] = [await app.aStaff('employee'), await app.aStaff('employee')]
    const make = (token: string) => app.as(token)('POST /api/interview/create-room', { body: { roomId: 'room_taken' } })
    await make(one.token)
    expect(await codeOf(make(other.token))).toBe('ROOM_ID_TAKEN')
  })

  it('ROOM_ENDED is answered to a returning guest and to a late decision of the host', async () => {
    const room = await aRoom(app)
    await room.enter()
    const guest = await room.guest()
    await room.end()
    const body = { userName: '王桂兰', roomId: room.roomId }
    const back = asParticipant(app, guest.participantToken)('POST /api/interview/guest/join', { body })
    expect(await codeOf(back)).toBe('ROOM_ENDED')
    expect(await codeOf(room.decide(guest.guestId, 'admit'))).toBe('ROOM_ENDED')
  })

  it('SEAT_NOT_FOUND answers each call with an unknown participant token, and a token of another room', async () => {
    const nobody = asParticipant(app, 'p'.repeat(43))
    const signal = { to: 'f'.repeat(24), run: 'page-1', toRun: 'page-2' }
    expect([
      await codeOf(
        nobody('POST /api/interview/participant/heartbeat', { body: { run: 'page-1', mic: true, cam: true } }),
      ),
      await codeOf(nobody('POST /api/interview/participant/signals', { body: signal })),
      await codeOf(nobody('POST /api/interview/participant/messages', { body: { id: 'line-1', text: '在吗' } })),
    ]).toEqual(['SEAT_NOT_FOUND', 'SEAT_NOT_FOUND', 'SEAT_NOT_FOUND'])

    const [room, elsewhere] = [await aRoom(app), await aRoom(app)]
    await room.enter()
    const guest = await room.guest()
    await room.decide(guest.guestId, 'admit')
    const body = { roomId: elsewhere.roomId }
    const theirs = asParticipant(app, guest.participantToken)('POST /api/zego/generate-guest-token', { body })
    expect(await codeOf(theirs)).toBe('SEAT_NOT_FOUND')
  })

  it('PHONE_CODE_INVALID and PHONE_NOT_SUPPORTED are answered by a login with a phone code', async () => {
    const { wechat } = app.sandbox.sandbox
    const login = (phoneCode: string) => {
      const { code } = wechat.issueCode({})
      return app.as()('POST /api/auth/miniprogram-login', { body: { code, phoneCode } })
    }
    expect(await codeOf(login('a-code-of-nobody'))).toBe('PHONE_CODE_INVALID')
    expect(await codeOf(login(wechat.issuePhoneCode('5551234567', '1').code))).toBe('PHONE_NOT_SUPPORTED')
  })

  it('TEXT_REFUSED is answered by the old route that sets a name', async () => {
    const { code } = app.sandbox.sandbox.wechat.issueCode({})
    const { token } = await app.as()('POST /api/auth/miniprogram-login', { body: { code } })
    const body = { userInfo: { nickName: '赌博就找我', avatarUrl: '' } }
    expect(await codeOf(app.as(token)('POST /api/user/update-profile', { body }))).toBe('TEXT_REFUSED')
  })
})
