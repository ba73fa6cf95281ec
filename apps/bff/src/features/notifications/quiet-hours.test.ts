import { MINUTE_MS, startOfDay } from '@qingpin/contract/core/days'
import type { NotificationGroup } from '@qingpin/contract/notifications/notifications.enums'
import { aPhone, ENGINES, useApp } from '@qingpin/testing/harness'
import { messagesOf, NEVER_QUIET } from '@qingpin/testing/messages'
import { changeAccount } from '@qingpin/testing/rows'
import { beforeEach, describe, expect, it } from 'vitest'

interface Switches {
  wechatOff?: NotificationGroup[]
  smsOn?: NotificationGroup[]
}

describe.each(ENGINES)('messages that quiet hours hold back on %s', (engine) => {
  const app = useApp(engine)
  const { vendor, due, forget, aSubscriber, tell, later, arrived, overseer, waysOf } = messagesOf(app)
  beforeEach(forget)

  it('wait for the end of quiet hours and are one then; a knock waits for nothing', async () => {
    const { id, api } = await aSubscriber(5)
    const minute = Math.floor((app.deps.clock() - startOfDay(app.deps.clock())) / MINUTE_MS)
    const quiet = { on: true, from: (minute + 1439) % 1440, to: (minute + 30) % 1440 }
    await api('PUT /api/notifications/preferences', { body: { ...NEVER_QUIET, quiet } })
    await tell(id, 2)
    await later()
    expect(arrived()).toEqual([])
    await tell(id, 1, 'guest-waiting')
    await due()
    expect(arrived().map(({ fields }) => fields['thing1'])).toEqual(['有人在门外等'])
    await later(31 * MINUTE_MS)
    const digest = (await api('GET /api/notifications')).items.find(({ kind }) => kind === 'quiet-digest')
    expect(digest).toMatchObject({ title: '不打扰时攒下的2条', text: '约了面试2次', read: true })
    const all = (await (await overseer())('GET /api/notifications/deliveries')).items
    expect(all.filter(({ kind }) => kind === 'quiet-digest')).toMatchObject([{ count: 2 }])
  })

  /** Tells of two interviews and a customer in quiet hours, and gives what the person was sent after their end. */
  async function heldBy(set: Switches, yeses: number, template?: 'interview' | 'progress') {
    const person = await aSubscriber(yeses, template)
    const phone = aPhone()
    await changeAccount(app, person.id, { phoneSealed: app.deps.cipher.seal('phone', phone) })
    const minute = Math.floor((app.deps.clock() - startOfDay(app.deps.clock())) / MINUTE_MS)
    const quiet = { on: true, from: (minute + 1439) % 1440, to: (minute + 30) % 1440 }
    await person.api('PUT /api/notifications/preferences', { body: { wechatOff: [], smsOn: [], ...set, quiet } })
    await tell(person.id, 2)
    await tell(person.id, 1, 'customer-assigned')
    await later(31 * MINUTE_MS)
    const texts = vendor()
      .sms.outbox(phone)
      .map(({ text }) => text)
    return { wechat: arrived().map(({ fields }) => fields['thing1']), texts }
  }

  it('leave by the ways that their own groups are on for, with what is on alone', async () => {
    // 账号 is off for both: the digest is not of that group.
    const sent = await heldBy({ wechatOff: ['account', 'customer'], smsOn: ['customer'] }, 0)
    expect(sent).toEqual({ wechat: [], texts: ['【轻聘】分给您新客户，详情请打开小程序查看。'] })
    expect((await waysOf())?.at(-1)).toEqual(['sms', 'sent', null])
  })

  it('use the yes of their own template where all that is on has one', async () => {
    const sent = await heldBy({ wechatOff: ['customer'] }, 1)
    expect(sent).toEqual({ wechat: ['约了面试等2条'], texts: [] })
  })

  it('cost no text message where none of their groups is on for it', async () => {
    const sent = await heldBy({ smsOn: ['account'] }, 0)
    expect(sent).toEqual({ wechat: [], texts: [] })
    expect((await waysOf())?.at(-1)).toEqual(['sms', 'skipped', '没有打开'])
  })

  it('are no digest where one alone may leave', async () => {
    await heldBy({ wechatOff: ['interview'] }, 0)
    const all = (await (await overseer())('GET /api/notifications/deliveries')).items.slice(0, 3)
    expect(all.map(({ kind }) => kind).toSorted()).toEqual([
      'customer-assigned',
      'interview-planned',
      'interview-planned',
    ])
  })

  it('of several templates are one message that names none of them', async () => {
    const sent = await heldBy({}, 1, 'progress')
    expect(sent).toEqual({ wechat: ['攒下的消息等3条'], texts: [] })
  })
})
