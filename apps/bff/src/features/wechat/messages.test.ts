import { describe, expect, it } from 'vitest'
import { ENGINES, refusal, useApp } from '@qingpin/testing/harness'
import { bindTo, handlePushes } from '@qingpin/testing/service-account'
import { lastMessages } from './wechat.repo.ts'
import { sendServiceMessage } from './message.service.ts'

describe.each(ENGINES)('a message of the service account on %s', (engine) => {
  const app = useApp(engine)
  const account = () => app.sandbox.sandbox.serviceAccount
  const test = (token: string, userId: string, message = '这是一条测试消息') =>
    app.as(token)('POST /api/wechat/test-message', { body: { userId, message } })
  const boss = async () => app.as((await app.aStaff('manager')).token)
  const fault = (plan: object) =>
    app.sandbox.sandbox.faults.plan({ service: 'wechat', route: 'send', times: 1, ...plan })
  const lastOf = async (id: string) =>
    (await (await boss())('GET /api/wechat/state')).people.find(({ userId }) => userId === id)?.last
  const messagesTo = (openid: string) =>
    account()
      .messages()
      .filter((one) => one.openid === openid)
  const bound = async () => {
    const person = await app.aPerson()
    return { ...person, openid: await bindTo(app, person) }
  }

  it('reaches the phone once however often it is sent within a minute, and its arrival is shown to staff', async () => {
    const { id, token, openid } = await bound()
    expect(await test(token, id)).toEqual({ state: 'sent' })
    await Promise.all([test(token, id), test(token, id)])
    expect(messagesTo(openid)).toMatchObject([{ data: { thing1: '这是一条测试消息', time2: expect.any(String) } }])
    await expect.poll(() => account().pushes.sent()[0]?.event).toBe('TEMPLATESENDJOBFINISH')
    await handlePushes(app)
    expect(await lastOf(id)).toMatchObject({ state: 'arrived', reason: null })
  })

  it('whose arrival is pushed before its sending was stored is shown as arrived, and an unknown one is given up', async () => {
    const { id: accountId } = await bound()
    const { officialAccount } = app.deps
    if (!officialAccount) throw new Error('there is no service account')
    const sealed = async () => (await app.db.q.select().from(app.db.s.wechatPushes)).filter((one) => one.pushSealed)
    const early = {
      ...officialAccount,
      async sendTemplate(message: Parameters<typeof officialAccount.sendTemplate>[0]) {
        const outcome = await officialAccount.sendTemplate(message)
        await expect.poll(async () => (await sealed()).length).toBe(1)
        await handlePushes(app)
        return outcome
      },
    }
    const message = {
      accountId,
      id: 'b'.repeat(24),
      templateId: 'template-test',
      fields: { thing1: '一', time2: '二' },
    }
    await sendServiceMessage({ ...app.ctx(), officialAccount: early }, message)
    expect(await lastOf(accountId)).toMatchObject({ state: 'sent' })
    app.advance(20_000)
    await handlePushes(app)
    expect(await lastOf(accountId)).toMatchObject({ state: 'arrived' })
    const about = {
      MsgType: 'event',
      Event: 'TEMPLATESENDJOBFINISH',
      Status: 'success',
      MsgID: '1',
      FromUserName: 'o1',
    }
    await account().push({ ...about, CreateTime: '7' })
    await handlePushes(app)
    expect(await sealed()).toHaveLength(1)
    app.advance(6 * 60_000)
    await handlePushes(app)
    expect(await sealed()).toEqual([])
  })

  it('is one row for each account where the last ones are read, however many there were', async () => {
    const [one, other] = ['1'.repeat(24), '2'.repeat(24)]
    const { serviceMessages } = app.db.s
    const row = (id: string, accountId: string, createdAt: number) => {
      const times = { createdAt, changedAt: createdAt }
      return { ...times, id, accountId, createdBy: null, messageId: null, reason: null, state: 'sent' as const }
    }
    const rows = Array.from({ length: 30 }, (_, i) => row(`one-${10 + i}`, one, 1000 + Math.floor(i / 3)))
    await app.db.q.insert(serviceMessages).values([...rows, row('other-1', other, 5)])
    let read = 0
    const last = await app.db.tx(function* (t) {
      const step = lastMessages(t, app.deps, [one, other, '3'.repeat(24)])
      for (let next = step.next(); ;) {
        if (next.done) return next.value
        const answer: unknown = yield next.value as never
        if (Array.isArray(answer)) read += answer.length
        next = step.next(answer as never)
      }
    })
    expect([...last].map(([id, { id: message }]) => [id, message]).toSorted()).toEqual([
      [one, 'one-39'],
      [other, 'other-1'],
    ])
    expect(read).toBe(2)
  })

  it('names why it did not arrive', async () => {
    const { id, token, openid } = await bound()
    account().block(openid)
    await test(token, id)
    await expect.poll(() => messagesTo(openid)[0]?.status).toBe('failed:user block')
    await expect.poll(() => account().pushes.sent()[0]?.status).toBe(200)
    await handlePushes(app)
    expect(await lastOf(id)).toMatchObject({ state: 'refused', reason: 'blocked' })
  })

  it('is cut to what a field holds', async () => {
    const { id, token, openid } = await bound()
    await test(token, id, `第一行\n${'长'.repeat(30)}`)
    expect(messagesTo(openid)[0]?.data).toMatchObject({ thing1: `第一行 ${'长'.repeat(15)}…` })
  })

  it('is sent to oneself, and to others with the permission only', async () => {
    const { id } = await bound()
    const employee = await app.aStaff('employee')
    expect((await refusal(test(employee.token, id))).code).toBe('NOT_FOUND')
    const manager = await app.aStaff('manager')
    expect(await test(manager.token, id)).toEqual({ state: 'sent' })
    expect((await refusal(test(manager.token, 'f'.repeat(24)))).code).toBe('NOT_FOUND')
    expect((await refusal(test(manager.token, manager.id))).code).toBe('NOT_BOUND')
    expect((await refusal(app.as(employee.token)('GET /api/wechat/state'))).code).toBe('FORBIDDEN')
    expect(Object.keys((await refusal(test(manager.token, id, ' '))).fields)).toEqual(['message'])
  })

  it('that WeChat refuses because she no longer subscribes ends the binding', async () => {
    const { id, token } = await bound()
    fault({ body: { errcode: 43004, errmsg: 'require subscribe' } })
    expect((await refusal(test(token, id))).code).toBe('NOT_BOUND')
    expect((await app.as(token)('GET /api/wechat/binding')).boundAt).toBeNull()
  })

  it.each([
    [40037, 'MESSAGE_REFUSED', 'content'],
    [47003, 'MESSAGE_REFUSED', 'content'],
    [40003, 'MESSAGE_REFUSED', 'unknown-person'],
    [48001, 'MESSAGE_REFUSED', 'our-setup'],
    [45009, 'WECHAT_BUSY', 'busy'],
  ])('that WeChat refuses with %i is refused as %s', async (errcode, code, reason) => {
    const { id, token } = await bound()
    fault({ body: { errcode, errmsg: 'no' } })
    expect((await refusal(test(token, id))).code).toBe(code)
    expect(await lastOf(id)).toMatchObject({ state: 'refused', reason })
    // A second tap tells the same again, and sends again what WeChat was too busy for.
    const again = await test(token, id).then(
      ({ state }) => state,
      (error: { code: string }) => error.code,
    )
    expect(again).toBe(reason === 'busy' ? 'sent' : code)
  })

  it('without an answer counts as unknown, and a repeat under the same id arrives once', async () => {
    const { id: accountId, openid } = await bound()
    const message = {
      accountId,
      id: 'a'.repeat(24),
      templateId: 'template-test',
      fields: { thing1: '一', time2: '二' },
    }
    fault({ status: 502 })
    expect(await sendServiceMessage(app.ctx(), message)).toMatchObject({ kind: 'unknown' })
    const sent = await sendServiceMessage(app.ctx(), message)
    expect(await sendServiceMessage(app.ctx(), message)).toEqual(sent)
    expect(messagesTo(openid)).toHaveLength(1)
    // A number of 19 digits, as it was written.
    expect(sent).toEqual({ kind: 'sent', messageId: messagesTo(openid)[0]?.messageId })
    expect(await sendServiceMessage(app.ctx(), { ...message, accountId: 'f'.repeat(24) })).toEqual({ kind: 'unbound' })
  })
})
