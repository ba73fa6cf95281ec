import { MINUTE_MS } from '@qingpin/contract/core/days'
import type { NotificationKind } from '@qingpin/contract/notifications/notifications.enums'
import { sendByServiceAccount } from '@qingpin/bff/background/service-messages'
import { makeDelivering } from '@qingpin/bff/features/notifications/deliver.job'
import { gathering } from '@qingpin/bff/features/notifications/gather.job'
import { notify } from '@qingpin/bff/features/notifications/index'
import { Worker } from '@qingpin/bff/jobs/index'
import type { TestApp } from './harness.ts'
import { SUBSCRIBE_TEMPLATES } from './vendors.ts'

export const NEVER_QUIET = { quiet: { on: false, from: 0, to: 0 }, wechatOff: [], smsOn: [] }

/** Messages outside of the app: who gets them, what causes them, and what became of them. */
export function messagesOf(app: TestApp) {
  const vendor = () => app.sandbox.sandbox
  const due = () => new Worker(app.deps, [gathering, makeDelivering(sendByServiceAccount)]).runDue()
  /** Vendors who remember nothing. */
  const forget = () => {
    vendor().wechat.reset()
    vendor().sms.reset()
    vendor().sms.settings({ signatureTime: 'machine' })
    vendor().faults.clear()
  }

  /** A person with an openid who accepted a template a number of times. */
  async function aSubscriber(yeses: number, template: keyof typeof SUBSCRIBE_TEMPLATES = 'interview') {
    const { code, openid } = vendor().wechat.issueCode()
    const { token, user } = await app.as()('POST /api/auth/miniprogram-login', { body: { code } })
    const api = app.as(token)
    for (let i = 0; i < yeses; i++) {
      vendor().wechat.subscribed.answer(openid, SUBSCRIBE_TEMPLATES[template], true)
      await api('POST /api/notifications/subscriptions', { body: { answers: [{ template, accepted: true }] } })
    }
    await api('PUT /api/notifications/preferences', { body: NEVER_QUIET })
    return { id: user.id, openid, api }
  }
  const tell = (accountId: string, times = 1, kind: NotificationKind = 'interview-planned') =>
    app.db.tx(function* (t) {
      for (let i = 0; i < times; i++)
        yield* notify(t, app.ctx(), { accountId, kind, subjectId: `${'0'.repeat(23)}${i % 10}` })
    })
  const later = async (ms = MINUTE_MS) => {
    app.advance(ms)
    await due()
  }
  const arrived = () => vendor().wechat.subscribed.list()
  const overseer = async () => app.as((await app.aStaff('manager')).token)
  /** The ways of the newest message, as a manager reads them. */
  const waysOf = async () => {
    const [first] = (await (await overseer())('GET /api/notifications/deliveries')).items
    return first?.ways.map(({ way, state, reason }) => [way, state, reason])
  }
  return { vendor, due, forget, aSubscriber, tell, later, arrived, overseer, waysOf }
}
