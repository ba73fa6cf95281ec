import { DAY_MS, HOUR_MS, beijingDay } from '@qingpin/contract/core/days'
import { eq } from 'drizzle-orm'
import { describe, expect, it } from 'vitest'
import { aCustomer } from '@qingpin/testing/customers'
import { ENGINES, refusal, useApp } from '@qingpin/testing/harness'
import { aListedWorker, anEnteredWorker } from '@qingpin/testing/listed'
import { actionsOf } from '@qingpin/testing/rows'
import { aShortlist } from '@qingpin/testing/shortlists'

describe.each(ENGINES)('a shortlist on %s', (engine) => {
  const app = useApp(engine)
  const code = async (attempt: Promise<unknown>) => (await refusal(attempt)).code
  const tomorrow = () => beijingDay(app.ctx().now + DAY_MS)
  const notesOf = async ({ api, customerId }: Awaited<ReturnType<typeof aShortlist>>) =>
    (await api('GET /api/customers/miniprogram/{id}/follow-ups', { params: { id: customerId } })).map(
      (one) => one.content,
    )

  it('opens by its link without a session, and a device that comes back is the same', async () => {
    const made = await aShortlist(app)
    const { shortlist, guestToken, guest } = await made.open()
    expect(shortlist).toMatchObject({ recipient: '陈女士', staffName: '林晓', gone: 0 })
    expect(shortlist.workers.map(({ name }) => name)).toEqual(['钱阿姨', '钱阿姨'])
    expect((await made.open(guestToken)).guestToken).toBe(guestToken)
    expect((await made.open()).guestToken).not.toBe(guestToken)
    expect((await guest('GET /api/shortlists/guest')).id).toBe(made.list.id)
    expect((await made.api('GET /api/shortlists/{id}', { params: made.params })).devices).toBe(2)
    expect(await code(app.as()('GET /api/shortlists/guest'))).toBe('NOT_FOUND')
    expect(await code(app.as()('POST /api/shortlists/guest/open', { body: { ticket: 'forged' } }))).toBe('NOT_FOUND')
  })

  it('is stored without its ticket in clear', async () => {
    const { ticket } = await aShortlist(app)
    expect(JSON.stringify(await app.db.q.select().from(app.db.s.shortlists))).not.toContain(ticket)
  })

  it('keeps what the customer likes, compares and writes, and writes each down as a follow-up once', async () => {
    const made = await aShortlist(app)
    const { guest, shortlist, guestToken } = await made.open()
    const [first, second] = shortlist.workers.map(({ id }) => id)
    const liked = { workerId: first ?? '', liked: true }
    for (const state of [true, true, false, true])
      await guest('PUT /api/shortlists/guest/like', { body: { ...liked, liked: state } })
    await guest('PUT /api/shortlists/guest/compared', { body: { workerIds: [first ?? '', second ?? ''] } })
    const text = '<script>alert(1)</script> 会做黄酒煮蛋吗？'
    const body = { workerId: second ?? '', text }
    for (const _ of [1, 2]) await guest('POST /api/shortlists/guest/comments', { body, idempotencyKey: 'one-comment' })
    const slots = [
      { day: tomorrow(), half: 'evening' as const },
      { day: tomorrow(), half: 'morning' as const },
    ]
    for (const _ of [1, 2]) await guest('PUT /api/shortlists/guest/times', { body: { slots, note: '周末也行' } })

    const { shortlist: again } = await made.open(guestToken)
    expect(again.workers.map((one) => [one.liked, one.comments.map((said) => said.text)])).toEqual([
      [true, []],
      [false, [text]],
    ])
    expect([again.comparedIds.length, again.slots.map(({ half }) => half)]).toEqual([2, ['morning', 'evening']])
    const notes = await notesOf(made)
    expect(notes).toHaveLength(3)
    expect(notes.toSorted()).toMatchObject([
      expect.stringMatching(/想见钱/),
      expect.stringContaining('提了面试时间'),
      expect.stringContaining(text),
    ])
    const seen = await made.api('GET /api/shortlists/{id}', { params: made.params })
    expect(seen).toMatchObject({ unseen: true, timesNote: '周末也行' })
    const today = await made.api('GET /api/customers/miniprogram/{id}', { params: { id: made.customerId } })
    expect(today.nextFollowUpAt).not.toBeNull()
  })

  it('notifies staff while it is used, and is new until staff has looked', async () => {
    const made = await aShortlist(app)
    const { guest, shortlist } = await made.open()
    const body = { workerId: shortlist.workers[0]?.id ?? '', liked: true }
    await guest('PUT /api/shortlists/guest/like', { body })
    const account = await made.api('GET /api/events/{topic}', { params: { topic: `account:${made.staff.id}` } })
    expect(account.events.filter(({ type }) => type === 'shortlist')).toMatchObject([
      { data: { shortlistId: made.list.id, customerId: made.customerId } },
    ])
    for (const reader of [made.api, guest]) {
      const { events } = await reader('GET /api/events/{topic}', { params: { topic: `shortlist:${made.list.id}` } })
      expect(events).toMatchObject([{ type: 'changed', data: {} }])
    }
    const other = app.as((await app.aStaff('employee')).token)
    for (const reader of [other, app.as()])
      expect(await code(reader('GET /api/events/{topic}', { params: { topic: `shortlist:${made.list.id}` } }))).toMatch(
        /NOT_FOUND|UNAUTHORIZED/,
      )
    const groups = async () =>
      (await made.api('GET /api/today')).groups.filter(({ kind }) => kind === 'shortlists').map(({ count }) => count)
    expect(await groups()).toEqual([1])
    await made.api('POST /api/shortlists/{id}/seen', { params: made.params })
    expect(await groups()).toEqual([])
  })

  it('names the person to ask once it has expired or was revoked, and accepts nothing any more', async () => {
    const made = await aShortlist(app, { list: { hours: 1 } })
    const { guest, shortlist } = await made.open()
    app.advance(HOUR_MS)
    const expired = await refusal(made.open())
    expect([expired.status, expired.code, expired.details]).toEqual([410, 'SHORTLIST_EXPIRED', { staffName: '林晓' }])
    const body = { workerId: shortlist.workers[0]?.id ?? '', liked: true }
    expect(await code(guest('PUT /api/shortlists/guest/like', { body }))).toBe('SHORTLIST_EXPIRED')
    const other = await aShortlist(app)
    const device = await other.open()
    const revoked = await other.api('POST /api/shortlists/{id}/revoke', { params: other.params })
    expect(revoked).toMatchObject({ state: 'revoked', link: null, path: null })
    expect(await code(device.guest('GET /api/shortlists/guest'))).toBe('SHORTLIST_REVOKED')
    expect(await code(other.open())).toBe('SHORTLIST_REVOKED')
    const replied = { workerId: other.list.items[0]?.id ?? '', text: '在的' }
    for (const list of [made, other]) {
      const at = new Date(app.ctx().now + DAY_MS).toISOString()
      expect(await code(list.api('POST /api/shortlists/{id}/replies', { params: list.params, body: replied }))).toBe(
        'SHORTLIST_CLOSED',
      )
      const planned = { workerId: replied.workerId, at }
      expect(await code(list.api('POST /api/shortlists/{id}/interview', { params: list.params, body: planned }))).toBe(
        'SHORTLIST_CLOSED',
      )
    }
    await other.api('POST /api/shortlists/{id}/revoke', { params: other.params })
    expect((await actionsOf(app, other.list.id)).filter((action) => action === 'shortlist.revoke')).toHaveLength(1)
  })

  it('ends with a customer who is deleted, goes over in a merge, and plans nothing for one of the pool', async () => {
    const manager = app.as((await app.aStaff('manager')).token)
    const made = await aShortlist(app)
    const { guest, guestToken } = await made.open()
    const params = { id: made.customerId }
    await manager('POST /api/customers/miniprogram/{id}/delete', { params, body: { reason: '录错了' } })
    const gone = await refusal(made.open(guestToken))
    expect([gone.code, gone.details]).toEqual(['SHORTLIST_REVOKED', { staffName: null }])
    expect(await code(guest('GET /api/shortlists/guest'))).toBe('SHORTLIST_REVOKED')
    expect(await actionsOf(app, made.list.id)).toContain('shortlist.revoke')
    // As lists are whose customers were deleted before this was so.
    const { shortlists } = app.db.s
    await app.db.tx(function* (t) {
      yield t.update(shortlists).set({ revokedAt: null }).where(eq(shortlists.id, made.list.id))
    })
    expect(await code(guest('GET /api/shortlists/guest'))).toBe('NOT_FOUND')

    const second = await aShortlist(app)
    const { guest: family, shortlist } = await second.open()
    const kept = await second.api('POST /api/customers/miniprogram/create', { body: aCustomer() as never })
    const versions = { keptVersion: 1, mergedVersion: 1 }
    await second.api('POST /api/customers/merge', {
      body: { keptId: kept.id, mergedId: second.customerId, ...versions, fields: {} } as never,
    })
    await second.api('POST /api/customers/miniprogram/{id}/release-to-pool', { params: { id: kept.id }, body: {} })
    const body = { workerId: shortlist.workers[0]?.id ?? '', liked: true }
    await family('PUT /api/shortlists/guest/like', { body })
    const row = (await app.db.q.select().from(app.db.s.customers)).find(({ id }) => id === kept.id)
    expect(row).toMatchObject({ lastNote: expect.stringContaining('想见'), nextFollowUpAt: null })
  })

  it('is no contact by staff when the family taps: the customer waits, and the team has not answered', async () => {
    const manager = app.as((await app.aStaff('manager')).token)
    const response = async () => (await manager('GET /api/customers/team-numbers')).response
    const made = await aShortlist(app)
    const params = { id: made.customerId }
    const read = () => made.api('GET /api/customers/miniprogram/{id}', { params })
    const { guest, shortlist } = await made.open()
    const before = await response()
    const body = { workerId: shortlist.workers[0]?.id ?? '', liked: true }
    await guest('PUT /api/shortlists/guest/like', { body })
    expect(await read()).toMatchObject({ lastFollowUpAt: null, followUpStatus: '新客未跟进' })
    expect(await response()).toEqual(before)
    const note = { type: 'phone', content: '约好下周' } as never
    await made.api('POST /api/customers/miniprogram/{id}/follow-ups', { params, body: note })
    expect((await read()).lastFollowUpAt).not.toBeNull()
    expect(await response()).toMatchObject({ counted: before.counted + 1, waiting: before.waiting - 1 })
  })

  it('writes what the family did as its own, and what staff did under its name', async () => {
    const made = await aShortlist(app)
    const manager = app.as((await app.aStaff('manager')).token)
    const { guest, shortlist } = await made.open()
    const [{ id: workerId } = { id: '' }] = shortlist.workers
    await guest('PUT /api/shortlists/guest/like', { body: { workerId, liked: true } })
    app.advance(1)
    const at = new Date(app.ctx().now + DAY_MS).toISOString()
    await made.api('POST /api/shortlists/{id}/interview', { params: made.params, body: { workerId, at } as never })
    const params = { id: made.customerId }
    const [planned, liked] = await made.api('GET /api/customers/miniprogram/{id}/follow-ups', { params })
    expect(liked).toMatchObject({ byCustomer: true, createdBy: null })
    expect(planned).toMatchObject({ byCustomer: false, createdBy: { name: '林晓' } })
    const { items } = await made.api('GET /api/customers/miniprogram/{id}/timeline', { params, query: { limit: 10 } })
    expect(items.find(({ followUp }) => followUp?.id === liked?.id)).toMatchObject({ by: null })
    const query = { createdBy: made.staff.id }
    const team = await manager('GET /api/customers/follow-ups', { query: query as never })
    expect(team.items.map(({ id }) => id)).toEqual([planned?.id])
    const file = await app.raw('GET', '/api/customers/follow-ups/export', {
      token: (await app.aStaff('manager')).token,
    })
    expect(String(file.json)).toContain(',林晓,客户自己,在名单上,名单：')
  })

  it('loses a worker who is removed or hides, without a word of her', async () => {
    const made = await aShortlist(app, { workers: [(await aListedWorker(app)).id, (await aListedWorker(app)).id] })
    const { guest, shortlist } = await made.open()
    const [first = '', second = ''] = shortlist.workers.map(({ id }) => id)
    for (const _ of [1, 2])
      await made.api('POST /api/shortlists/{id}/remove-worker', { params: made.params, body: { workerId: first } })
    expect(await guest('GET /api/shortlists/guest')).toMatchObject({ gone: 1, workers: [{ id: second }] })
    const liked = (workerId: string) => guest('PUT /api/shortlists/guest/like', { body: { workerId, liked: true } })
    expect(await code(liked(first))).toBe('SHORTLIST_WORKER_GONE')
    const manager = app.as((await app.aStaff('manager')).token)
    const params = { id: made.resumeIds[1] ?? '' }
    await manager('PATCH /api/resumes/miniprogram/{id}/visibility', { params, body: { listed: false } })
    expect(await guest('GET /api/shortlists/guest')).toMatchObject({ gone: 2, workers: [] })
    expect(await code(liked(second))).toBe('SHORTLIST_WORKER_GONE')
    const text = { workerId: second, text: '在吗' }
    expect(await code(guest('POST /api/shortlists/guest/comments', { body: text }))).toBe('SHORTLIST_WORKER_GONE')
    const { items } = await made.api('GET /api/shortlists/{id}', { params: made.params })
    expect(items.map(({ state }) => state)).toEqual(['removed', 'hidden'])
    const gone = { params: made.params, body: { workerId: 'a'.repeat(24) } }
    expect(await code(made.api('POST /api/shortlists/{id}/remove-worker', gone))).toBe('SHORTLIST_WORKER_GONE')
    const replied = { params: made.params, body: { workerId: first, text: '好' } }
    expect(await code(made.api('POST /api/shortlists/{id}/replies', replied))).toBe('SHORTLIST_WORKER_GONE')
    const at = new Date(app.ctx().now + DAY_MS).toISOString()
    const planned = { params: made.params, body: { workerId: first, at } }
    expect(await code(made.api('POST /api/shortlists/{id}/interview', planned))).toBe('SHORTLIST_WORKER_GONE')
  })

  it('takes only listed workers, five at most, of a customer whom the caller sees', async () => {
    const made = await aShortlist(app)
    const hidden = await anEnteredWorker(app)
    const attempt = (over: object, api = made.api) =>
      code(api('POST /api/shortlists', { body: { ...made.body, ...over } }))
    expect(await attempt({ workerIds: [hidden.id] })).toBe('SHORTLIST_WORKER')
    expect(await attempt({ workerIds: [] })).toBe('VALIDATION_ERROR')
    expect(await attempt({ workerIds: Array.from({ length: 6 }, (_, i) => String(i).repeat(24)) })).toBe(
      'VALIDATION_ERROR',
    )
    expect(await attempt({ recipient: ' ' })).toBe('VALIDATION_ERROR')
    const colleague = app.as((await app.aStaff('employee')).token)
    expect(await attempt({}, colleague)).toBe('NOT_FOUND')
    expect(
      await code(made.api('POST /api/shortlists/preview', { body: { ...made.body, workerIds: [hidden.id] } })),
    ).toBe('SHORTLIST_WORKER')
    for (const call of [
      () => colleague('GET /api/shortlists/{id}', { params: made.params }),
      () => colleague('POST /api/shortlists/{id}/revoke', { params: made.params }),
      () => colleague('POST /api/shortlists/{id}/seen', { params: made.params }),
      () => colleague('GET /api/shortlists', { query: { customerId: made.customerId } }),
    ])
      expect(await code(call())).toBe('NOT_FOUND')
    expect((await colleague('GET /api/shortlists', { query: {} })).items).toEqual([])
    expect((await made.api('GET /api/shortlists', { query: { customerId: made.customerId } })).items).toMatchObject([
      { id: made.list.id, workers: 2, liked: 0, customerName: '陈雅琴' },
    ])
  })

  it('shows before it is sent just what the customer will read', async () => {
    const made = await aShortlist(app)
    const preview = await made.api('POST /api/shortlists/preview', { body: made.body })
    const { shortlist } = await made.open()
    const stripped = (list: typeof preview) => ({
      ...list,
      id: '',
      workers: list.workers.map((one) => ({ ...one, id: '' })),
    })
    expect(stripped(preview)).toEqual(stripped(shortlist))
    expect((await made.api('GET /api/shortlists', { query: { customerId: made.customerId } })).items).toHaveLength(1)
  })

  it('turns a proposed time into an interview that the customer finds on the page', async () => {
    const made = await aShortlist(app)
    const { guest, shortlist } = await made.open()
    const workerId = shortlist.workers[0]?.id ?? ''
    const plan = (at: number, by = made.api) =>
      by('POST /api/shortlists/{id}/interview', {
        params: made.params,
        body: { workerId, at: new Date(at).toISOString() },
      })
    expect(await code(plan(app.ctx().now - 1))).toBe('VALIDATION_ERROR')
    const at = app.ctx().now + DAY_MS
    const planned = await plan(at)
    expect(planned.items[0]?.interview).toMatchObject({ at: new Date(at).toISOString(), ended: false })
    const seen = await guest('GET /api/shortlists/guest')
    const path = seen.workers[0]?.interview?.path ?? ''
    const ticket = path.slice(path.indexOf('t=') + 2)
    const invitation = await app.as()('POST /api/interview/tickets/read', { body: { ticket } })
    expect(invitation).toMatchObject({ role: 'customer', name: '陈女士' })
    expect(await notesOf(made)).toMatchObject([expect.stringContaining('面试')])
    const roomId = planned.items[0]?.interview?.roomId ?? ''
    const room = await made.api('GET /api/interview/rooms/{roomId}', { params: { roomId } })
    expect(room).toMatchObject({ customerId: made.customerId, resumeId: made.resumeIds[0] })
    await made.api('POST /api/interview/rooms/{roomId}/end', { params: { roomId } })
    const after = await guest('GET /api/shortlists/guest')
    expect(after.workers[0]?.interview).toMatchObject({ ended: true, path: null })
  })

  it('refuses half-days that are over, too far ahead or too many', async () => {
    const { open } = await aShortlist(app)
    const { guest } = await open()
    const propose = (slots: { day: string; half: 'morning' }[]) =>
      code(guest('PUT /api/shortlists/guest/times', { body: { slots } }))
    const day = (days: number) => beijingDay(app.ctx().now + days * DAY_MS)
    expect(await propose([{ day: day(-1), half: 'morning' }])).toBe('VALIDATION_ERROR')
    expect(await propose([{ day: day(31), half: 'morning' }])).toBe('VALIDATION_ERROR')
    expect(await propose(Array.from({ length: 7 }, (_, i) => ({ day: day(i + 1), half: 'morning' })))).toBe(
      'VALIDATION_ERROR',
    )
  })

  it('answers a question once, and the page of the customer shows it', async () => {
    const made = await aShortlist(app)
    const { guest, shortlist } = await made.open()
    const body = { workerId: shortlist.workers[0]?.id ?? '', text: '会的，还会做酒酿圆子。' }
    for (const _ of [1, 2])
      await made.api('POST /api/shortlists/{id}/replies', { params: made.params, body, idempotencyKey: 'one-answer' })
    const { workers } = await guest('GET /api/shortlists/guest')
    expect(workers[0]?.comments).toMatchObject([{ from: 'staff', name: '林晓', text: body.text }])
  })

  it('holds a bounded number of comments, of answers and of devices', async () => {
    const { open, list, api, params } = await aShortlist(app)
    const { guest } = await open()
    const rows = Array.from({ length: 50 }, (_, i) => ({
      id: i.toString(16).padStart(24, '0'),
      shortlistId: list.id,
      workerId: list.items[0]?.id ?? '',
      createdBy: null,
      text: '在吗',
      createdAt: app.ctx().now,
    }))
    await app.db.q.insert(app.db.s.shortlistComments).values(rows)
    const body = { workerId: list.items[0]?.id ?? '', text: '还在吗' }
    expect(await code(guest('POST /api/shortlists/guest/comments', { body }))).toBe('SHORTLIST_FULL')
    expect(await code(api('POST /api/shortlists/{id}/replies', { params, body }))).toBe('SHORTLIST_FULL')
    for (let devices = 1; devices < 20; devices++) await open()
    expect(await code(open())).toBe('SHORTLIST_CROWDED')
  })

  it('counts two likes of one worker at once as one follow-up', async () => {
    const made = await aShortlist(app)
    const devices = [await made.open(), await made.open()]
    const body = { workerId: made.list.items[0]?.id ?? '', liked: true }
    await Promise.all(devices.map(({ guest }) => guest('PUT /api/shortlists/guest/like', { body })))
    expect(await notesOf(made)).toHaveLength(1)
  })

  it('finds the workers who suit, with reasons and mismatches, in as many statements however many they are', async () => {
    const { api } = await aShortlist(app)
    const native = `鹤归县${engine}`
    const salaries = [12_000, 16_000]
    for (const expectedSalary of salaries)
      await aListedWorker(app, { jobType: 'jiajiao', expectedSalary, nativePlace: native, skills: ['waiyu'] })
    const customer = aCustomer({
      serviceCategory: '家教',
      salaryBudget: 14_000,
      likes: ['英语好'],
      originRequirement: native,
    })
    const { id } = await api('POST /api/customers/miniprogram/create', { body: customer as never })
    const found = await api('GET /api/shortlists/matches/{id}', { params: { id } })
    expect(found.items.map(({ gaps }) => gaps.map(({ text }) => text))).toEqual([[], ['要16000，超预算2000元']])
    expect(found.items[0]?.reasons.map(({ text }) => text)).toContain('英语好：登记了外语')
    expect(found.counts).toEqual({ all: 2, withinBudget: 1, byGaps: [1, 1] })
    const query = { withinBudget: 'true', gaps: '0' } as const
    expect((await api('GET /api/shortlists/matches/{id}', { params: { id }, query })).total).toBe(1)
    const second = await api('GET /api/shortlists/matches/{id}', { params: { id }, query: { page: 2, pageSize: 1 } })
    expect([second.items.length, second.totalPages]).toEqual([1, 2])
    const colleague = app.as((await app.aStaff('employee')).token)
    expect(await code(colleague('GET /api/shortlists/matches/{id}', { params: { id } }))).toBe('NOT_FOUND')
    const withoutIds = JSON.stringify(found).replaceAll(/\b[\da-f]{24}\b/g, '')
    expect(withoutIds).not.toMatch(/1\d{10}/)
  })
})
