import { shareOut } from '@qingpin/contract/staff/handover.rules'
import { eq, getTableColumns } from 'drizzle-orm'
import { describe, expect, it } from 'vitest'
import { aCustomer } from '@qingpin/testing/customers'
import { ENGINES, refusal, type StaffLogin, START, useApp } from '@qingpin/testing/harness'
import { actionsOf, changeAccount } from '@qingpin/testing/rows'
import { aListedWorker } from '@qingpin/testing/listed'
import { handovers } from './handover.job.ts'
import { handoverStep } from './handover.service.ts'

describe('sharing customers out', () => {
  it.each([
    [[{ id: 'a', share: 1 }], 5, { a: 5 }],
    [
      [
        { id: 'a', share: 1 },
        { id: 'b', share: 1 },
      ],
      5,
      { a: 3, b: 2 },
    ],
    [
      [
        { id: 'a', share: 1 },
        { id: 'b', share: 3 },
      ],
      8,
      { a: 2, b: 6 },
    ],
    [[], 3, {}],
  ] as const)('among %j of %i gives %j', (heirs, customers, given) => {
    expect(shareOut(heirs, customers)).toEqual(given)
  })
})

/** Columns that make a row somebody's to look after. A new one is moved by a handover, or stands below with the reason why not. */
const OWNED = /^(?:assignedTo|hostId|ownerId|assigneeId)$/
const STAYS: Readonly<Record<string, string>> = {
  'cvs.ownerId': 'it is the person’s own CV',
  'chats.ownerId': 'it is the person’s own chat',
  'runs.ownerId': 'it is the person’s own chat',
  'orders.ownerId': 'it is the person’s own purchase',
  'creditTransfers.ownerId': 'it is the person’s own ledger',
  'creditHolds.ownerId': 'it is the person’s own ledger',
  'customerReminders.ownerId': 'it says who was reminded then',
}

describe.each(ENGINES)('handing over what a leaver owns on %s', (engine) => {
  const app = useApp(engine)
  const api = ({ token }: StaffLogin) => app.as(token)
  const enter = async (staff: StaffLogin, over: object = {}) =>
    (await api(staff)('POST /api/customers/miniprogram/create', { body: aCustomer({ ...over }) as never })).id
  const read = (staff: StaffLogin, id: string) => api(staff)('GET /api/customers/miniprogram/{id}', { params: { id } })
  const logs = (staff: StaffLogin, id: string) =>
    api(staff)('GET /api/customers/miniprogram/{id}/assignment-logs', { params: { id } })
  const plan = (...heirs: readonly StaffLogin[]) => ({
    way: 'heirs' as const,
    heirs: heirs.map(({ id }) => ({ id, share: 1 })),
  })
  const start = (by: StaffLogin, leaver: StaffLogin, body: object, idempotencyKey?: string) =>
    api(by)('POST /api/users/{id}/handover', {
      params: { id: leaver.id },
      body: { reason: '离职', ...body } as never,
      ...(idempotencyKey ? { idempotencyKey } : {}),
    })
  const state = (by: StaffLogin, { id }: StaffLogin) => api(by)('GET /api/users/{id}/handover', { params: { id } })
  const results = (by: StaffLogin, { id }: StaffLogin) =>
    api(by)('GET /api/users/{id}/handover/results', { params: { id }, query: { pageSize: '100' } as never })
  const work = (id: string) => handovers.run(app.ctx(), { id }, 1)
  const planned = async (host: StaffLogin, customerId?: string) =>
    api(host)('POST /api/interview/rooms', {
      body: {
        roomName: '王阿姨面试',
        scheduledAt: new Date(START + 3_600_000_000).toISOString(),
        ...(customerId ? { customerId } : {}),
      },
    })
  /** Of a worker whom another colleague has listed. */
  const share = async (staff: StaffLogin) => {
    const { id } = await aListedWorker(app)
    return api(staff)('POST /api/resumes/{id}/share', { params: { id }, body: {} })
  }

  it('suspends the account at once, shares its customers out, and writes one line in the history of each', async () => {
    const [manager, leaver] = [
      await app.aStaff('manager', { name: '李经理' }),
      await app.aStaff('employee', { name: '周凯' }),
    ]
    const [a, b] = [await app.aStaff('employee', { name: '林晓' }), await app.aStaff('employee')]
    const ids = [
      await enter(leaver),
      await enter(leaver),
      await enter(leaver),
      await enter(leaver, { contractStatus: '流失客户' }),
    ]
    const dry = await api(manager)('POST /api/users/{id}/handover/dry-run', {
      params: { id: leaver.id },
      body: plan(a, b),
    })
    expect(dry).toMatchObject({
      holdings: { customers: 4 },
      heirs: [{ name: '林晓', customers: 2 }, { customers: 2 }],
      withoutOwner: 0,
    })
    const { id, state: first, total } = await start(manager, leaver, plan(a, b))
    expect([first, total]).toEqual(['running', 4])
    expect((await refusal(read(leaver, ids[0] ?? ''))).status).toBe(401)
    await work(id)
    expect((await state(manager, leaver)).last).toMatchObject({
      state: 'done',
      total: 4,
      done: 4,
      reason: '离职',
      by: '李经理',
    })
    const owners = await Promise.all(ids.map(async (one) => (await read(manager, one)).assignedTo?._id))
    expect(owners.toSorted()).toEqual([a.id, a.id, b.id, b.id].toSorted())
    for (const one of ids) {
      expect(await logs(manager, one)).toMatchObject([
        { action: 'handover', oldAssignedTo: { name: '周凯' }, assignedBy: { name: '李经理' }, reason: '离职' },
      ])
      expect(await actionsOf(app, one)).toContain('customer.handover')
    }
    const { items } = await results(manager, leaver)
    expect(items).toHaveLength(4)
    expect(items[0]).toMatchObject({ kind: 'customer', name: '陈雅琴', result: 'moved', to: expect.any(String) })
  })

  it('moves planned interviews with their customer, links, and ends what only the leaver could use', async () => {
    const [manager, leaver, heir] = [
      await app.aStaff('manager'),
      await app.aStaff('employee'),
      await app.aStaff('employee'),
    ]
    const customerId = await enter(leaver)
    const withCustomer = await planned(leaver, customerId)
    const alone = await planned(leaver)
    await share(leaver)
    expect((await state(manager, leaver)).holdings).toMatchObject({ customers: 1, interviews: 2, shares: 1 })
    const { id } = await start(manager, leaver, plan(heir))
    await work(id)
    expect((await state(manager, leaver)).holdings).toEqual({
      customers: 0,
      plans: 0,
      interviews: 0,
      shares: 0,
      requests: 0,
    })
    const { list } = await api(heir)('GET /api/interview/rooms', { query: { status: 'scheduled' } as never })
    expect(list.map(({ roomId }) => roomId).toSorted()).toEqual([withCustomer.roomId, alone.roomId].toSorted())
    const kinds = (await results(manager, leaver)).items.map(({ kind }) => kind)
    expect(kinds.toSorted()).toEqual(['customer', 'interview', 'interview', 'share'])
  })

  it('goes on where it was broken off, and moves nothing twice', async () => {
    const [manager, leaver, heir] = [
      await app.aStaff('manager'),
      await app.aStaff('employee'),
      await app.aStaff('employee'),
    ]
    const ids: string[] = []
    for (let i = 0; i < 5; i++) ids.push(await enter(leaver))
    const { id } = await start(manager, leaver, plan(heir))
    expect(await handoverStep(app.ctx(), id, 2)).toBe(true)
    expect((await state(manager, leaver)).last).toMatchObject({ state: 'running', done: 2 })
    expect((await refusal(start(manager, leaver, plan(heir)))).code).toBe('HANDOVER_RUNNING')
    await Promise.all([work(id), work(id)])
    await work(id)
    expect((await state(manager, leaver)).last).toMatchObject({ state: 'done', done: 5 })
    for (const one of ids) expect(await logs(manager, one)).toHaveLength(1)
  })

  it('gives five hundred customers to their heirs', async () => {
    const [manager, leaver, heir] = [
      await app.aStaff('manager'),
      await app.aStaff('employee'),
      await app.aStaff('employee'),
    ]
    const [template] = [await enter(leaver)]
    const { customers } = app.db.s
    const [row] = await app.db.q.select().from(customers).limit(1)
    const copies = Array.from({ length: 499 }, (_, i) => {
      const id = String(i).padStart(24, 'c')
      return {
        ...row,
        id,
        customerNo: `C${engine}${i}`,
        phoneHash: `h${i}`,
        wechatHash: null,
        assignedTo: leaver.id,
        inPublicPool: false,
        removedAt: null,
      }
    })
    await app.db.tx(function* (t) {
      for (let i = 0; i < copies.length; i += 50) yield t.insert(customers).values(copies.slice(i, i + 50) as never)
    })
    const { id } = await start(manager, leaver, plan(heir))
    await work(id)
    expect((await state(manager, leaver)).last).toMatchObject({ state: 'done', total: 500, done: 500 })
    expect((await read(heir, template)).assignedTo?._id).toBe(heir.id)
  })

  it('leaves customers without an owner, or in the pool where they fit', async () => {
    const [manager, one, two] = [
      await app.aStaff('manager'),
      await app.aStaff('employee'),
      await app.aStaff('employee'),
    ]
    const unassigned = await enter(one)
    await work((await start(manager, one, { way: 'unassigned', heirs: [] })).id)
    expect((await read(manager, unassigned)).assignedTo).toBeNull()
    const [open, signed] = [await enter(two), await enter(two, { contractStatus: '已签约' })]
    await work((await start(manager, two, { way: 'pool', heirs: [] })).id)
    expect((await refusal(read(manager, open))).code).toBe('NOT_FOUND')
    expect((await read(manager, signed)).assignedTo).toBeNull()
    expect((await results(manager, two)).items.map(({ result }) => result).toSorted()).toEqual(['pool', 'unassigned'])
  })

  it('counts and gives no deleted customer, notifies each heir, and fills no pool that is off', async () => {
    const [manager, leaver, heir] = [
      await app.aStaff('manager'),
      await app.aStaff('employee'),
      await app.aStaff('employee'),
    ]
    const [kept, gone] = [await enter(leaver), await enter(leaver)]
    await api(manager)('POST /api/customers/miniprogram/{id}/delete', {
      params: { id: gone },
      body: { reason: '录错了' },
      idempotencyKey: 'handover-deleted',
    })
    const params = { id: leaver.id }
    const tried = await api(manager)('POST /api/users/{id}/handover/dry-run', { params, body: plan(heir) as never })
    expect([tried.holdings.customers, tried.heirs[0]?.customers]).toEqual([1, 1])
    const { version, ...rules } = await api(manager)('GET /api/customers/assignment-rules')
    const off = { ...rules, version, poolOn: false }
    const set = (body: object, idempotencyKey: string) =>
      api(manager)('PUT /api/customers/assignment-rules', { body: body as never, idempotencyKey })
    const { version: next } = await set(off, 'handover-pool-off')
    expect((await refusal(start(manager, leaver, { way: 'pool', heirs: [] }))).code).toBe('POOL_OFF')
    const dry = { params, body: { way: 'pool', heirs: [] } as never }
    expect((await refusal(api(manager)('POST /api/users/{id}/handover/dry-run', dry))).code).toBe('POOL_OFF')
    await set({ ...off, poolOn: true, version: next }, 'handover-pool-on')
    await work((await start(manager, leaver, plan(heir))).id)
    expect((await results(manager, leaver)).items.map(({ result }) => result)).toEqual(['moved'])
    expect((await read(heir, kept)).name).toBeTruthy()
    const { items } = await api(heir)('GET /api/notifications', { query: {} })
    expect(items.map(({ kind }) => kind)).toContain('customer-assigned')
  })

  it('drops an heir who leaves meanwhile, and stops where the account is used again', async () => {
    const [manager, leaver] = [await app.aStaff('manager'), await app.aStaff('employee')]
    const [a, b] = [await app.aStaff('employee'), await app.aStaff('employee')]
    const ids = [await enter(leaver), await enter(leaver)]
    const { id } = await start(manager, leaver, plan(a, b))
    await changeAccount(app, a.id, { status: 'suspended' })
    await work(id)
    for (const one of ids) expect((await read(manager, one)).assignedTo?._id).toBe(b.id)
    const again = await app.aStaff('employee')
    const stays = await enter(again)
    const second = await start(manager, again, plan(b))
    await changeAccount(app, again.id, { status: 'active' })
    await work(second.id)
    expect((await state(manager, again)).last?.state).toBe('stopped')
    expect((await read(manager, stays)).assignedTo?._id).toBe(again.id)
  })

  it('is for managers and admins, not for oneself, and an admin is put out by an admin only', async () => {
    const [admin, manager, other] = [
      await app.aStaff('admin'),
      await app.aStaff('manager'),
      await app.aStaff('employee'),
    ]
    await app.aStaff('admin')
    expect((await refusal(start(other, manager, plan(other)))).code).toBe('FORBIDDEN')
    expect((await refusal(start(manager, manager, plan(other)))).code).toBe('OWN_ACCOUNT')
    expect((await refusal(start(manager, admin, plan(other)))).code).toBe('FORBIDDEN')
    expect((await refusal(start(manager, other, plan(other)))).code).toBe('ASSIGNEE_UNAVAILABLE')
    expect((await refusal(start(manager, other, { way: 'heirs', heirs: [] }))).code).toBe('VALIDATION_ERROR')
    expect((await refusal(start(manager, other, { ...plan(manager), reason: ' ' }))).code).toBe('VALIDATION_ERROR')
    const person = await app.aPerson()
    expect((await refusal(start(manager, person as never, plan(other)))).code).toBe('NOT_FOUND')
  })

  it('answers for a person without a staff role that there is no such account, and refuses an impossible plan', async () => {
    const [manager, leaver] = [await app.aStaff('manager'), await app.aStaff('employee')]
    const params = { id: (await app.aPerson()).id }
    const dry = (id: string, heir: StaffLogin) =>
      api(manager)('POST /api/users/{id}/handover/dry-run', { params: { id }, body: plan(heir) })
    const calls = [
      api(manager)('GET /api/users/{id}/handover', { params }),
      api(manager)('GET /api/users/{id}/handover/results', { params }),
      dry(params.id, leaver),
    ]
    const refused = await Promise.all(calls.map((call) => refusal(call)))
    expect(refused.map(({ code }) => code)).toEqual(['NOT_FOUND', 'NOT_FOUND', 'NOT_FOUND'])
    expect((await refusal(dry(manager.id, leaver))).code).toBe('OWN_ACCOUNT')
    expect((await refusal(dry(leaver.id, leaver))).code).toBe('ASSIGNEE_UNAVAILABLE')
  })

  it('leaves an active admin where two put each other out at once', async () => {
    const { accounts } = app.db.s
    await app.db.tx(function* (t) {
      yield t.update(accounts).set({ status: 'suspended' }).where(eq(accounts.staffRole, 'admin'))
    })
    const [a, b, heir] = [await app.aStaff('admin'), await app.aStaff('admin'), await app.aStaff('employee')]
    const results = await Promise.allSettled([start(a, b, plan(heir)), start(b, a, plan(heir))])
    expect(results.map(({ status }) => status).toSorted()).toEqual(['fulfilled', 'rejected'])
    const lost = results.find((one) => one.status === 'rejected')
    expect(['LAST_ADMIN', 'UNAUTHORIZED']).toContain(lost?.reason.code)
  })

  it('begins once for a repeat with the same key', async () => {
    const [manager, leaver, heir] = [
      await app.aStaff('manager'),
      await app.aStaff('employee'),
      await app.aStaff('employee'),
    ]
    const key = `handover-${engine}-0001`
    expect((await start(manager, leaver, plan(heir), key)).id).toBe((await start(manager, leaver, plan(heir), key)).id)
  })

  it('shows in the list of staff who was suspended and owns something still', async () => {
    const [admin, leaver] = [await app.aStaff('admin'), await app.aStaff('employee', { name: '赵婷停' })]
    await enter(leaver)
    await changeAccount(app, leaver.id, { status: 'suspended' })
    const found = async () => (await api(admin)('GET /api/users', { query: { search: '赵婷停' } })).items[0]?.owns
    expect(await found()).toBe(1)
    await work((await start(admin, leaver, { way: 'unassigned', heirs: [] })).id)
    expect(await found()).toBe(0)
    const heir = await app.aStaff('employee')
    expect((await api(admin)('GET /api/users', { query: { search: heir.username } })).items[0]?.owns).toBeNull()
  })

  it('leaves nothing in any table that belongs to the leaver', async () => {
    const [manager, leaver, heir] = [
      await app.aStaff('manager'),
      await app.aStaff('employee'),
      await app.aStaff('employee'),
    ]
    const customerId = await enter(leaver)
    await planned(leaver, customerId)
    await share(leaver)
    await work((await start(manager, leaver, plan(heir))).id)
    const left: string[] = []
    for (const [name, table] of Object.entries(app.db.s)) {
      for (const [column, one] of Object.entries(getTableColumns(table))) {
        const place = `${name}.${column}`
        if (!OWNED.test(column) || STAYS[place]) continue
        const rows = (await app.db.q.select().from(table as never)) as Record<string, unknown>[]
        if (rows.some((row) => row[column] === leaver.id && row['state'] !== 'ended')) left.push(place)
        expect(one.name).not.toBe('')
      }
    }
    expect(left).toEqual([])
    const shares = await app.db.q.select().from(app.db.s.resumeShares)
    expect(shares.filter(({ createdBy }) => createdBy === leaver.id)).toEqual([])
  })
})
