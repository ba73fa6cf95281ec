import { HOUR_MS, MINUTE_MS } from '@qingpin/contract/core/days'
import { aPhone, ENGINES, useApp } from '@qingpin/testing/harness'
import { messagesOf, NEVER_QUIET } from '@qingpin/testing/messages'
import { changeAccount } from '@qingpin/testing/rows'
import { bindTo, handlePushes } from '@qingpin/testing/service-account'
import { SUBSCRIBE_TEMPLATES } from '@qingpin/testing/vendors'
import { beforeEach, describe, expect, it } from 'vitest'
import { Worker } from '../../jobs/index.ts'
import { makeDelivering } from './deliver.job.ts'
import { arrivalPushes } from './delivery.service.ts'
import { gathering } from './gather.job.ts'

describe.each(ENGINES)('messages outside of the app on %s', (engine) => {
  const app = useApp(engine)
  const { vendor, due, forget, aSubscriber, tell, later, arrived, waysOf } = messagesOf(app)
  beforeEach(forget)

  it('use one yes for each, name no person, and open the centre', async () => {
    const { id, openid } = await aSubscriber(2)
    await tell(id, 2)
    expect(arrived()).toEqual([])
    await later()
    expect(arrived()).toHaveLength(2)
    expect(arrived()[0]).toMatchObject({
      openid,
      page: 'features/notifications/centre/index',
      fields: { thing1: '约了面试', time2: expect.stringMatching(/^2026年11月\d+日 \d\d:\d\d$/) },
    })
    expect(vendor().wechat.subscribed.left(openid, SUBSCRIBE_TEMPLATES.interview)).toBe(0)
  })

  it('are not sent where nothing is left, and the line in the app says why', async () => {
    const { id, api } = await aSubscriber(0)
    await tell(id)
    await later()
    expect(arrived()).toEqual([])
    const [row] = (await api('GET /api/notifications')).items
    expect(row?.outside).toMatchObject({ reason: 'no-quota', subscribe: 'interview' })
    expect(row?.outside?.text).toContain('订阅次数用完了，所以只在这里')
    expect(await waysOf()).toEqual([
      ['subscribe', 'skipped', '订阅次数用完了'],
      ['template', 'skipped', '没有关注服务号'],
      ['sms', 'skipped', '没有打开'],
    ])
  })

  it('take 43101 as final: the count falls to nothing and nothing is tried again', async () => {
    const { id, openid, api } = await aSubscriber(2)
    vendor().wechat.subscribed.answer(openid, SUBSCRIBE_TEMPLATES.interview, false)
    await tell(id)
    await later()
    await later(HOUR_MS)
    expect(arrived()).toEqual([])
    expect((await waysOf())?.[0]).toEqual(['subscribe', 'refused', '订阅次数用完了'])
    const { subscriptions } = await api('GET /api/notifications/preferences')
    expect(subscriptions).toContainEqual({ template: 'interview', left: 0 })
  })

  it('of more than three of one kind in a minute are one with the count, and the app lists each', async () => {
    const { id, api } = await aSubscriber(9)
    for (let i = 0; i < 20; i++) await tell(id)
    await later()
    expect(arrived().map(({ fields }) => fields['thing1'])).toEqual(['约了面试等20条'])
    expect((await api('GET /api/notifications', { query: { limit: 50 } })).items).toHaveLength(20)
  })

  it('arrive once although the vendor was out of reach twice and answered late then', async () => {
    const { id } = await aSubscriber(1)
    const { wechat } = app.deps
    let calls = 0
    app.deps.wechat = {
      ...wechat,
      async sendSubscribed(message) {
        calls += 1
        return calls < 3 ? { kind: 'not-sent' } : wechat.sendSubscribed(message)
      },
    }
    vendor().faults.plan({ service: 'wechat', route: 'send', times: 1, delayMs: 300 })
    await tell(id)
    await later()
    await later(HOUR_MS)
    await later(HOUR_MS)
    await later(HOUR_MS)
    app.deps.wechat = wechat
    expect(calls).toBe(3)
    expect(arrived()).toHaveLength(1)
    expect(await waysOf()).toEqual([['subscribe', 'sent', null]])
  })

  it('whose answer was lost are unknown, and are sent by no way again', async () => {
    const { id, api } = await aSubscriber(3)
    await api('PUT /api/notifications/preferences', { body: { ...NEVER_QUIET, smsOn: ['interview'] } })
    vendor().faults.plan({ service: 'wechat', route: 'send', times: 1, cut: 1 })
    await tell(id)
    await later()
    await later(HOUR_MS)
    expect(vendor().sms.outbox()).toEqual([])
    expect(await waysOf()).toEqual([['subscribe', 'unknown', '发出去了，没等到回音']])
    expect((await api('GET /api/notifications')).items[0]?.outside?.text).toContain('不知道到没到')
  })

  it('for which no access token could be fetched were not sent, and go out by the same way later', async () => {
    const { id } = await aSubscriber(1)
    await app.db.q.delete(app.db.s.vendorTokens)
    vendor().faults.plan({ service: 'wechat', route: 'stable_token', times: 1, cut: 1 })
    await tell(id)
    await later()
    expect(arrived()).toEqual([])
    await later(HOUR_MS)
    expect(arrived()).toHaveLength(1)
    expect(await waysOf()).toEqual([['subscribe', 'sent', null]])
  })

  it('that were under way when their process died are unknown until the vendor answers after all', async () => {
    const { id } = await aSubscriber(1)
    const { wechat } = app.deps
    let answer: () => void = () => undefined
    const slow = new Promise<void>((resolve) => (answer = resolve))
    app.deps.wechat = {
      ...wechat,
      async sendSubscribed(message) {
        const outcome = await wechat.sendSubscribed(message)
        await slow
        return outcome
      },
    }
    await tell(id)
    app.advance(MINUTE_MS)
    await new Worker(app.deps, [gathering]).runDue()
    const first = due()
    await expect.poll(() => arrived().length).toBe(1)
    // The lease of the first run is over; the second one finds the delivery under way.
    app.advance(5 * MINUTE_MS)
    await due()
    expect(await waysOf()).toEqual([['subscribe', 'unknown', '发出去了，没等到回音']])
    answer()
    await first
    app.deps.wechat = wechat
    await later(HOUR_MS)
    expect(arrived()).toHaveLength(1)
    expect(await waysOf()).toEqual([['subscribe', 'sent', null]])
  })

  it('that another run has judged meanwhile stay as that one wrote them down', async () => {
    const person = await app.aPerson()
    await app.as(person.token)('PUT /api/notifications/preferences', { body: NEVER_QUIET })
    let answer: () => void = () => undefined
    const slow = new Promise<void>((resolve) => (answer = resolve))
    let calls = 0
    const queue = makeDelivering(async () => {
      calls += 1
      await slow
      return { kind: 'unknown', repeatable: true }
    })
    const run = () => new Worker(app.deps, [queue]).runDue()
    await tell(person.id)
    app.advance(MINUTE_MS)
    await new Worker(app.deps, [gathering]).runDue()
    const first = run()
    await expect.poll(() => calls).toBe(1)
    app.advance(5 * MINUTE_MS)
    await run()
    answer()
    await first
    app.advance(HOUR_MS)
    await run()
    expect([calls, (await waysOf())?.at(-1)]).toEqual([1, ['template', 'unknown', '发出去了，没等到回音']])
  })

  it('that were not sent after all take the next way, although another run has called them unknown', async () => {
    const { id } = await aSubscriber(1)
    const { wechat } = app.deps
    let answer: () => void = () => undefined
    const slow = new Promise<void>((resolve) => (answer = resolve))
    let calls = 0
    app.deps.wechat = {
      ...wechat,
      async sendSubscribed() {
        calls += 1
        await slow
        return { kind: 'not-sent' }
      },
    }
    await tell(id)
    app.advance(MINUTE_MS)
    await new Worker(app.deps, [gathering]).runDue()
    const first = due()
    await expect.poll(() => calls).toBe(1)
    app.advance(5 * MINUTE_MS)
    await due()
    answer()
    await first
    app.deps.wechat = wechat
    expect((await waysOf())?.slice(0, 2)).toEqual([
      ['subscribe', 'refused', '连不上'],
      ['template', 'skipped', '没有关注服务号'],
    ])
  })

  it('go by the service account to who is bound, once although the answer of the vendor was lost twice', async () => {
    const person = await app.aPerson()
    const openid = await bindTo(app, person)
    await app.as(person.token)('PUT /api/notifications/preferences', { body: NEVER_QUIET })
    vendor().faults.plan({ service: 'wechat', route: 'send', times: 2, cut: 1 })
    await tell(person.id)
    await later()
    await later(MINUTE_MS)
    await later(MINUTE_MS)
    const got = vendor()
      .serviceAccount.messages()
      .filter((one) => one.openid === openid)
    expect(got).toMatchObject([{ data: { thing1: '约了面试', time2: expect.any(String) } }])
    expect(await waysOf()).toEqual([
      ['subscribe', 'skipped', '没有关注，也没用微信登录过'],
      ['template', 'sent', null],
    ])
  })

  it('go to a suspended account by no way, although it is bound to the service account', async () => {
    const colleague = await app.aStaff('employee')
    const openid = await bindTo(app, colleague)
    await app.as(colleague.token)('PUT /api/notifications/preferences', {
      body: { ...NEVER_QUIET, smsOn: ['interview'] },
    })
    await changeAccount(app, colleague.id, { status: 'suspended' })
    await tell(colleague.id)
    await later()
    expect(
      vendor()
        .serviceAccount.messages()
        .filter((one) => one.openid === openid),
    ).toEqual([])
    expect(await waysOf()).toEqual([
      ['subscribe', 'skipped', '账号停用了'],
      ['template', 'skipped', '账号停用了'],
      ['sms', 'skipped', '账号停用了'],
    ])
  })

  it('go by text message where WeChat brings none, and its limits are final', async () => {
    const { id, token, phone } = await app.aPerson(aPhone())
    await app.as(token)('PUT /api/notifications/preferences', { body: { ...NEVER_QUIET, smsOn: ['interview'] } })
    app.advance(MINUTE_MS)
    await tell(id)
    await later()
    expect(
      vendor()
        .sms.outbox(phone)
        .map(({ text }) => text),
    ).toContain('【轻聘】约了面试，详情请打开小程序查看。')
    vendor().faults.plan({
      service: 'sms',
      times: 1,
      body: { Response: { SendStatusSet: [{ Code: 'LimitExceeded.PhoneNumberDailyLimit' }], RequestId: 'r' } },
      status: 200,
    })
    await tell(id)
    await later()
    await later(HOUR_MS)
    expect((await waysOf())?.at(-1)).toEqual(['sms', 'refused', '短信发得太密，这一条没让发'])
  })

  it('that the service account did not bring take the next way with the reason', async () => {
    const person = await app.aPerson(aPhone())
    const openid = await bindTo(app, person)
    vendor().serviceAccount.block(openid)
    await app.as(person.token)('PUT /api/notifications/preferences', {
      body: { ...NEVER_QUIET, smsOn: ['interview'] },
    })
    await tell(person.id)
    await later()
    expect((await waysOf())?.at(-1)).toEqual(['template', 'sent', null])
    await expect
      .poll(() => vendor().serviceAccount.pushes.sent()[0])
      .toMatchObject({ event: 'TEMPLATESENDJOBFINISH', status: 200 })
    await handlePushes(app, [arrivalPushes])
    await handlePushes(app, [arrivalPushes])
    await due()
    expect((await waysOf())?.slice(1)).toEqual([
      ['template', 'refused', '对方拒收了'],
      ['sms', 'sent', null],
    ])
  })

  it('that the mini program did not bring take the next way, also when that is pushed early', async () => {
    const { id } = await aSubscriber(1)
    const { wechat } = app.deps
    const bring = async (MsgID: string) => {
      const List = { TemplateId: 't', MsgID, ErrorCode: '20001', ErrorStatus: 'failed' }
      const base = { ToUserName: 'gh_mini', FromUserName: 'o', CreateTime: '1764547200', MsgType: 'event' }
      const event = { Event: 'subscribe_msg_sent_event', SubscribeMsgSentEvent: { List } }
      await vendor().wechat.pushes.send({ ...base, ...event })
      await handlePushes(app, [arrivalPushes])
    }
    app.deps.wechat = {
      ...wechat,
      async sendSubscribed(message) {
        const outcome = await wechat.sendSubscribed(message)
        if (outcome.kind === 'sent') await bring(outcome.vendorId ?? '')
        return outcome
      },
    }
    await tell(id)
    await later()
    app.deps.wechat = wechat
    expect(await waysOf()).toEqual([['subscribe', 'sent', null]])
    app.advance(20_000)
    await handlePushes(app, [arrivalPushes])
    await due()
    expect(await waysOf()).toEqual([
      ['subscribe', 'refused', '微信没有送到'],
      ['template', 'skipped', '没有关注服务号'],
      ['sms', 'skipped', '没有打开'],
    ])
  })

  it('are not sent for what was read within the minute', async () => {
    const { id, api } = await aSubscriber(1)
    await tell(id)
    await api('POST /api/notifications/read', { body: {} })
    await later()
    expect(arrived()).toEqual([])
  })
})
