import { DAY_MS, HOUR_MS } from '@qingpin/contract/core/days'
import { aCustomer } from '@qingpin/testing/customers'
import { ENGINES, refusal, type StaffLogin, useApp } from '@qingpin/testing/harness'
import { aListedWorker, aWorkerWithAccount } from '@qingpin/testing/listed'
import { aRoom } from '@qingpin/testing/participants'
import { aShortlist } from '@qingpin/testing/shortlists'
import { aWorker } from '@qingpin/testing/workers'
import { describe, expect, it } from 'vitest'
import { type Queue, Worker } from '../../jobs/index.ts'
import { reminding } from '../customers/reminders.job.ts'
import { interviewSoon } from '../interviews/interview-soon.job.ts'
import { ownersOf } from '../customers/signing.service.ts'
import { makePlacementEnding } from '../placements/ending.job.ts'
import { shareEnding } from '../sharing/share-ending.job.ts'
import { retention } from '../../background/retention.job.ts'

const placementEnding = makePlacementEnding(ownersOf)

type Api = ReturnType<ReturnType<typeof useApp>['as']>

describe.each(ENGINES)('notifications on %s', (engine) => {
  const app = useApp(engine)
  const listOf = async (api: Api, query: object = {}) => (await api('GET /api/notifications', { query })).items
  const titlesOf = async (api: Api) => (await listOf(api)).map(({ title }) => title)
  const run = (...queues: Queue[]) => new Worker(app.deps, queues).runDue()
  /** The session of an account at the present moment: tests that move the clock outlive theirs. */
  const again = async ({ username, password }: StaffLogin) =>
    app.as((await app.as()('POST /api/auth/login', { body: { username, password } })).token)

  async function assigned(count: number, names: readonly string[] = []) {
    const [manager, employee] = [await app.aStaff('manager', { name: '李经理' }), await app.aStaff('employee')]
    const api = app.as(manager.token)
    const ids: string[] = []
    for (let i = 0; i < count; i++) {
      const body = aCustomer(names[i] ? { name: names[i] } : {}) as never
      ids.push((await api('POST /api/customers/miniprogram/create', { body })).id)
    }
    const assign = (assignedTo: string) => api('POST /api/customers/assign-many', { body: { ids, assignedTo } })
    return { manager: api, employee, ids, assign, mine: app.as(employee.token) }
  }

  it('tell a colleague once of all customers that one act has assigned, and the assigner nothing', async () => {
    const { employee, assign, mine, manager } = await assigned(3, ['何女士', '方女士', '吴先生'])
    await assign(employee.id)
    await assign(employee.id)
    const { items, counts } = await mine('GET /api/notifications')
    expect(items).toHaveLength(1)
    expect(items[0]).toMatchObject({ kind: 'customer-assigned', read: false, title: '李经理分给您3位客户' })
    for (const name of ['何女士', '方女士', '吴先生']) expect(items[0]?.text).toContain(name)
    expect(counts).toEqual({ unread: 1, groups: [{ group: 'customer', unread: 1, total: 1 }] })
    expect(await listOf(manager)).toEqual([])
  })

  it('hold no name in their rows, and say nothing more of a customer that went to another', async () => {
    const { employee, assign, mine, manager, ids } = await assigned(1, ['罗红梅'])
    await assign(employee.id)
    expect((await listOf(mine))[0]).toMatchObject({
      title: '李经理把罗红梅分给您了',
      opens: { page: 'customerDetail', id: ids[0] },
    })
    const rows = JSON.stringify(await app.db.q.select().from(app.db.s.notifications))
    expect(rows).not.toContain('罗红梅')
    const other = await app.aStaff('employee')
    await manager('POST /api/customers/assign-many', { body: { ids, assignedTo: other.id } })
    const [gone] = await listOf(mine)
    expect(gone).toMatchObject({ title: '分给您新客户', opens: null })
    expect(gone?.text).toContain('不归您看了')
  })

  it('are read one by one, up to the newest that was seen, by group, and by their account alone', async () => {
    const { employee, assign, mine } = await assigned(1)
    await assign(employee.id)
    const [first] = await listOf(mine)
    const id = first?.id ?? ''
    const stranger = app.as((await app.aStaff('employee')).token)
    expect((await refusal(stranger('POST /api/notifications/{id}/read', { params: { id } }))).code).toBe('NOT_FOUND')
    const room = await assignedAgain(employee, mine, id)
    expect(room.unread).toBe(1)
    expect((await mine('POST /api/notifications/{id}/read', { params: { id: room.newest } })).unread).toBe(0)
    expect((await mine('POST /api/notifications/{id}/read', { params: { id: room.newest } })).unread).toBe(0)
    expect(await listOf(mine, { unread: '1' })).toEqual([])
    expect(await listOf(mine, { group: 'interview' })).toEqual([])
  })

  /** Another assignment comes after a list was read; marking that list leaves it unread. */
  async function assignedAgain(employee: StaffLogin, mine: Api, seen: string) {
    const more = await assigned(1)
    app.advance(1000)
    await more.assign(employee.id)
    const unknown = await mine('POST /api/notifications/read', { body: { upTo: 'f'.repeat(24) } })
    expect(unknown.unread).toBe(2)
    const { unread } = await mine('POST /api/notifications/read', { body: { upTo: seen } })
    return { unread, newest: (await listOf(mine))[0]?.id ?? '' }
  }

  it('are pages that follow one another', async () => {
    const { employee, assign, mine } = await assigned(1)
    await assign(employee.id)
    for (let i = 0; i < 2; i++) await (await assigned(1)).assign(employee.id)
    const one = await mine('GET /api/notifications', { query: { limit: 2 } })
    const two = await mine('GET /api/notifications', { query: { limit: 2, cursor: one.nextCursor ?? '' } })
    expect([one.items.length, two.items.length, two.nextCursor]).toEqual([2, 1, null])
    expect(new Set([...one.items, ...two.items].map(({ id }) => id)).size).toBe(3)
  })

  it('of the agency stay out of a personal role', async () => {
    const { employee, assign, mine } = await assigned(1)
    await assign(employee.id)
    expect((await mine('GET /api/notifications/counts')).unread).toBe(1)
    const personal = app.as((await mine('POST /api/auth/switch-role', { body: { role: 'personal' } })).token)
    expect(await listOf(personal)).toEqual([])
    expect((await personal('GET /api/notifications/counts')).unread).toBe(0)
  })

  it('keep what was set, and refuse times that no day has', async () => {
    const { token } = await app.aPerson()
    const api = app.as(token)
    const set = { quiet: { on: true, from: 1380, to: 420 }, wechatOff: ['credits' as const], smsOn: [] }
    expect(await api('PUT /api/notifications/preferences', { body: set })).toMatchObject(set)
    expect(await api('GET /api/notifications/preferences')).toMatchObject({
      ...set,
      phone: expect.stringMatching(/^1\d\d\*{4}\d{4}$/),
      wechat: false,
    })
    const late = { ...set, quiet: { on: true, from: 1440, to: 0 } }
    expect((await refusal(api('PUT /api/notifications/preferences', { body: late }))).code).toBe('VALIDATION_ERROR')
    const employee = app.as((await app.aStaff('employee')).token)
    expect((await refusal(employee('GET /api/notifications/deliveries'))).code).toBe('FORBIDDEN')
  })

  it('tell the host of a guest in the lobby, unless the host is inside', async () => {
    const room = await aRoom(app)
    await room.guest('陈先生')
    const [knock] = await listOf(room.api)
    expect(knock).toMatchObject({
      title: '陈先生在门外等',
      text: '王阿姨的视频面试，您不在房间里',
      opens: { page: 'interviewRoom', id: room.roomId },
      action: '去请进',
    })
    await room.enter()
    await room.guest('刘女士')
    expect(await titlesOf(room.api)).toEqual(['陈先生在门外等'])
    await room.end()
    expect((await listOf(room.api))[0]).toMatchObject({ title: '陈先生在门外等过', action: null })
  })

  it('tell a worker of an interview planned for her, let her in by it, remind both and say that it is off', async () => {
    const { id: resumeId, her } = await aWorkerWithAccount(app)
    const host = await app.aStaff('employee', { name: '林晓' })
    const api = app.as(host.token)
    const plan = () =>
      api('POST /api/interview/rooms', {
        body: { roomName: '面试', resumeId, scheduledAt: new Date(app.deps.clock() + HOUR_MS).toISOString() },
      })
    await plan()
    const [planned] = await listOf(her)
    expect(planned).toMatchObject({ kind: 'interview-planned', action: '去面试', opens: { page: 'interviewGuest' } })
    expect(planned?.title).toMatch(/^林晓约您(今天|明天)\d+:\d\d视频面试$/)
    const ticket = planned?.opens?.id ?? ''
    expect(await her('POST /api/interview/tickets/read', { body: { ticket } })).toMatchObject({ role: 'worker' })
    expect(await listOf(api)).toEqual([])
    app.advance(31 * 60_000)
    await run(interviewSoon)
    await run(interviewSoon)
    expect((await listOf(her)).map(({ kind }) => kind)).toEqual(['interview-soon', 'interview-planned'])
    expect((await listOf(api)).map(({ kind }) => kind)).toEqual(['interview-soon'])
    app.advance(1000)
    const { roomId } = await plan()
    app.advance(1000)
    await api('POST /api/interview/rooms/{roomId}/end', { params: { roomId } })
    expect((await listOf(her))[0]).toMatchObject({ kind: 'interview-cancelled', opens: { page: 'interviews' } })
  })

  it('tell a colleague who is asked for a customer, who answers from there, and the asker of the answer', async () => {
    const [owner, asker] = [
      await app.aStaff('employee', { name: '赵婷' }),
      await app.aStaff('employee', { name: '周凯' }),
    ]
    const [hers, his] = [app.as(owner.token), app.as(asker.token)]
    const body = aCustomer({ name: '罗女士' })
    await hers('POST /api/customers/miniprogram/create', { body: body as never })
    const { id } = await his('POST /api/customers/transfer-requests', {
      body: { phone: body.phone, message: '老客户介绍给我的' } as never,
    })
    const [asked] = await listOf(hers)
    expect(asked).toMatchObject({ title: '周凯想要您的客户罗女士', text: '留言：老客户介绍给我的', transfer: id })
    await hers('POST /api/customers/transfer-requests/{id}/answer', { params: { id }, body: { accept: true } as never })
    expect((await listOf(his))[0]).toMatchObject({ title: '赵婷把罗女士转给您了', opens: { page: 'customerDetail' } })
    // The customer is not hers any more, and neither is its name.
    expect((await listOf(hers))[0]).toMatchObject({ title: '同事想要客户', transfer: null, opens: null })
  })

  it('tell the owner of a silent customer, and managers from the second step on', async () => {
    const [owner, manager] = [await app.aStaff('employee'), await app.aStaff('manager')]
    const body = aCustomer({ name: '孙先生', leadLevel: 'A类' }) as never
    await app.as(owner.token)('POST /api/customers/miniprogram/create', { body })
    const remind = async () => {
      await app.db.tx((t) => reminding.plan(t, app.ctx(), app.deps.clock()))
      await run(reminding)
    }
    app.advance(4 * DAY_MS)
    await remind()
    expect(await titlesOf(await again(owner))).toEqual(['孙先生该跟进了'])
    expect(await titlesOf(await again(manager))).toEqual([])
    app.advance(7 * DAY_MS)
    await remind()
    expect((await titlesOf(await again(manager))).filter((title) => title === '孙先生没人跟进')).toHaveLength(1)
  })

  it('tell a worker that staff has listed or unlisted her, and nothing of what she does herself', async () => {
    const { id, her, manager, list } = await aWorkerWithAccount(app)
    await list()
    expect(await titlesOf(her)).toEqual(['您的简历上架了'])
    app.advance(1000)
    await manager('PATCH /api/resumes/miniprogram/{id}/visibility', { params: { id }, body: { listed: false } })
    expect(await titlesOf(her)).toEqual(['您的简历下架了', '您的简历上架了'])
    await her('PATCH /api/resumes/mine/visibility', { body: { hidden: true } })
    expect(await listOf(her)).toHaveLength(2)
  })

  it('tell who shared a worker that the link was opened, once a visitor and day, and that it will expire', async () => {
    const { id, staff, staffId } = await aListedWorker(app, { name: '钱秀英', gender: 'female' })
    const { token } = await staff('POST /api/resumes/{id}/share', { params: { id }, body: {} as never })
    const visitor = app.as((await app.aPerson()).token)
    for (let i = 0; i < 2; i++) await visitor('GET /api/resumes/shared/{token}', { params: { token } })
    await staff('GET /api/resumes/shared/{token}', { params: { token } })
    expect(await titlesOf(staff)).toEqual(['有人看了钱阿姨的分享'])
    app.advance(49 * HOUR_MS)
    await run(shareEnding)
    const kinds = (await app.db.q.select().from(app.db.s.notifications)).filter(
      ({ accountId }) => accountId === staffId,
    )
    expect(kinds.map(({ kind }) => kind)).toEqual(['share-viewed', 'share-ending'])
  })

  it('tell staff what a customer did on a shortlist, once for each thing', async () => {
    const { api, open, list } = await aShortlist(app)
    const { guest, shortlist } = await open()
    const workerId = shortlist.workers[0]?.id ?? ''
    const like = (liked: boolean) => guest('PUT /api/shortlists/guest/like', { body: { workerId, liked } })
    await like(true)
    await like(false)
    await like(true)
    const rows = await listOf(api, { group: 'customer' })
    expect(rows.map(({ title }) => title)).toEqual(['陈女士在名单上点了想见'])
    expect(rows[0]).toMatchObject({ text: '现在想见1位', opens: { page: 'shortlistDetail', id: list.id } })
  })

  it('tell the owner of a customer once that a contract ends soon, and anew for a new end', async () => {
    const owner = await app.aStaff('employee')
    const api = app.as(owner.token)
    const customerId = (
      await api('POST /api/customers/miniprogram/create', { body: aCustomer({ name: '何女士' }) as never })
    ).id
    const resumeId = (await api('POST /api/resumes/miniprogram/create', { body: aWorker() as never })).id
    const day = (n: number) => new Date(app.deps.clock() + 8 * HOUR_MS + n * DAY_MS).toISOString().slice(0, 10)
    const { id } = await api('POST /api/placements', {
      body: { customerId, resumeId, startsOn: day(0), endsOn: day(5) } as never,
    })
    const look = async () => {
      await app.db.tx((t) => placementEnding.plan(t, app.ctx(), app.deps.clock()))
      await run(placementEnding)
      app.advance(HOUR_MS)
    }
    await look()
    await look()
    expect(await titlesOf(await again(owner))).toEqual([expect.stringMatching(/^何女士的合同\d+月\d+日到期$/)])
    await (
      await again(owner)
    )('PATCH /api/placements/{id}', { params: { id }, body: { version: 1, endsOn: day(6) } as never })
    await look()
    expect(await listOf(await again(owner))).toHaveLength(2)
  })

  it('tell a buyer once that credits came, however often the payment is reported', async () => {
    const { token } = await app.aPerson()
    const api = app.as(token)
    const { order } = await api('POST /api/orders', { body: { packageId: 'credits-100', platform: 'h5' } })
    const { wxpay } = app.sandbox.sandbox
    const there = wxpay.find(order.number)
    if (!there) throw new Error('WeChat does not know this order')
    await wxpay.pay(there, { copies: 3 })
    expect(await listOf(api)).toMatchObject([{ title: '100积分到账了', opens: { page: 'order', id: order.id } }])
  })

  it('tell of an answer that was finished, which is read by who watched it', async () => {
    const { token } = await app.aPerson()
    const api = app.as(token)
    const { chat } = await api('POST /api/assistant/chats', { body: { text: '帮我改一句话' } })
    await app.deps.background.idle()
    expect((await listOf(api))[0]).toMatchObject({ title: '您问的写好了', opens: { page: 'chat', id: chat.id } })
    const about = { kind: 'answer-finished' as const, id: chat.id }
    expect((await api('POST /api/notifications/read', { body: { about } })).unread).toBe(0)
  })

  it('tell of a login on a device that the account did not know, and not of its first one', async () => {
    const staff = await app.aStaff('employee')
    const { username, password } = staff
    const login = (device: string) =>
      app.as(undefined, device)('POST /api/auth/login', { body: { username, password } })
    const ONE = 'a'.repeat(32)
    const mine = app.as((await login(ONE)).token)
    await login(ONE)
    expect(await listOf(mine)).toEqual([])
    await login('b'.repeat(32))
    const rows = await listOf(mine)
    expect(rows).toMatchObject([{ kind: 'new-login', opens: { page: 'devices' }, action: '让它退出' }])
    await mine('POST /api/auth/sessions/end-others')
    expect((await listOf(mine))[0]).toMatchObject({ action: null })
  })

  it('reach the open devices of the account as an event that says nothing', async () => {
    const { employee, assign, mine } = await assigned(1)
    await assign(employee.id)
    const topic = `account:${employee.id}`
    const { events } = await mine('GET /api/events/{topic}', { params: { topic }, query: { wait: 0 } as never })
    expect(events.find(({ type }) => type === 'notifications')?.data).toEqual({ change: 'new' })
  })

  it('go after ninety days', async () => {
    const { employee, assign } = await assigned(1)
    await assign(employee.id)
    app.advance(91 * DAY_MS)
    await app.db.tx((t) => retention.plan(t, app.ctx(), app.deps.clock()))
    await run(retention)
    const left = await app.db.q.select().from(app.db.s.notifications)
    expect(left.filter(({ accountId }) => accountId === employee.id)).toEqual([])
  })
})
