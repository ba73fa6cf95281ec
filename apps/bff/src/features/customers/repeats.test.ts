import { DAY_MS, HOUR_MS } from '@qingpin/contract/core/days'
import { describe, expect, it } from 'vitest'
import { aCustomer } from '@qingpin/testing/customers'
import { aPhone, ENGINES, refusal, useApp } from '@qingpin/testing/harness'
import { accountOf, actionsOf, countRows } from '@qingpin/testing/rows'

let made = 0
const aClientId = () => `k3x${(made += 1)}-a1b2c3d4`
const iso = (ms: number) => new Date(ms).toISOString()

describe.each(ENGINES)('what a phone sends again after days, on %s', (engine) => {
  const app = useApp(engine)
  const aCase = async () => {
    const staff = await app.aStaff('employee')
    const api = app.as(staff.token)
    const { id } = await api('POST /api/customers/miniprogram/create', { body: aCustomer() })
    const params = { id }
    const read = () => api('GET /api/customers/miniprogram/{id}', { params })
    const note = (body: object) =>
      api('POST /api/customers/miniprogram/{id}/follow-ups', {
        params,
        body: { type: 'phone', content: '等她回话', ...body } as never,
      })
    const notes = () => api('GET /api/customers/miniprogram/{id}/follow-ups', { params })
    const edit = (body: object) => api('PATCH /api/customers/miniprogram/{id}', { params, body: body as never })
    return { staff, api, id, read, note, notes, edit }
  }
  const handOn = async (id: string) => {
    const manager = await app.aStaff('manager')
    const other = await app.aStaff('employee')
    await app.as(manager.token)('PATCH /api/customers/miniprogram/{id}/assign', {
      params: { id },
      body: { assignedTo: other.id },
    })
    return other
  }

  it('a follow-up is written once, and the repeat gets the one that is there', async () => {
    const { note, notes, id } = await aCase()
    const clientId = aClientId()
    const first = await note({ clientId })
    app.advance(HOUR_MS)
    expect(await note({ clientId })).toEqual(first)
    expect(await notes()).toHaveLength(1)
    expect(await actionsOf(app, id)).toEqual(['customer.create', 'customer.follow-up'])
  })

  it('a follow-up that two tabs send at once is written once', async () => {
    const { note, notes } = await aCase()
    const clientId = aClientId()
    const [one, other] = await Promise.all([note({ clientId }), note({ clientId })])
    expect(one.id).toBe(other.id)
    expect(await notes()).toHaveLength(1)
  })

  it('the id that one person has used says nothing to another one', async () => {
    const mine = await aCase()
    const theirs = await aCase()
    const clientId = aClientId()
    const one = await mine.note({ clientId })
    const other = await theirs.note({ clientId, content: '别人的' })
    expect(other.id).not.toBe(one.id)
    expect(other.content).toBe('别人的')
  })

  it('the repeat of a follow-up succeeds where the customer has gone to a colleague since', async () => {
    const { note, id } = await aCase()
    const clientId = aClientId()
    const first = await note({ clientId })
    await handOn(id)
    expect((await note({ clientId })).id).toBe(first.id)
    expect(await refusal(note({ clientId: aClientId() }))).toMatchObject({ code: 'NOT_FOUND' })
  })

  it.each(['', 'short', 'Has Capitals', '<script>alert(1)', 'x'.repeat(61)])(
    'the id %j is refused',
    async (clientId) => {
      const { note, notes } = await aCase()
      expect(await refusal(note({ clientId }))).toMatchObject({ status: 400, fields: { clientId: expect.any(String) } })
      expect(await notes()).toEqual([])
    },
  )

  it('a follow-up says when it was written, and never later than now', async () => {
    const { note } = await aCase()
    const { now } = app.ctx()
    expect((await note({ writtenAt: iso(now - DAY_MS) })).writtenAt).toBe(iso(now - DAY_MS))
    expect((await note({ writtenAt: iso(now + DAY_MS) })).writtenAt).toBe(iso(now))
    expect((await note({})).writtenAt).toBeNull()
  })

  it('a day that was ahead when it was planned is overdue, not refused', async () => {
    const { note, read } = await aCase()
    const yesterday = iso(app.ctx().now - DAY_MS).slice(0, 10)
    const before = iso(app.ctx().now - 2 * DAY_MS)
    expect(await refusal(note({ nextFollowUpDate: yesterday }))).toMatchObject({ code: 'VALIDATION_ERROR' })
    await note({ nextFollowUpDate: yesterday, writtenAt: before })
    expect((await read()).nextFollowUpAt).not.toBeNull()
  })

  it('a note that arrives late leaves the plan and the last words that a colleague has written since', async () => {
    const { note, read, id } = await aCase()
    const written = app.ctx().now
    app.advance(HOUR_MS / 4)
    const manager = await app.aStaff('manager')
    await app.as(manager.token)('POST /api/customers/miniprogram/{id}/follow-ups', {
      params: { id },
      body: { type: 'wechat', content: '经理问过了', nextFollowUpDate: iso(app.ctx().now + 5 * DAY_MS) },
    })
    const { nextFollowUpAt } = await read()
    app.advance(HOUR_MS / 4)
    await note({ writtenAt: iso(written), nextFollowUpDate: iso(app.ctx().now + DAY_MS) })
    expect(await read()).toMatchObject({ nextFollowUpAt, lastNote: '经理问过了' })
  })

  it('a remark leaves what is planned for today as it is', async () => {
    const { note, read } = await aCase()
    const today = iso(app.ctx().now)
    await note({ nextFollowUpDate: today })
    await note({ keepsPlan: true, content: '没网时想把预算改成12000元' })
    expect((await read()).nextFollowUpAt).toBe(today)
    await note({})
    expect((await read()).nextFollowUpAt).toBeNull()
  })

  it('a remark is no contact: the silence goes on, and a merge that is undone does not end it either', async () => {
    const { api, note, read, id } = await aCase()
    await note({ keepsPlan: true, content: '没网时想把预算改成12000元' })
    expect(await read()).toMatchObject({
      lastFollowUpAt: null,
      followUpStatus: '新客未跟进',
      lastNote: '没网时想把预算改成12000元',
    })
    app.advance(1000)
    const contactedAt = iso(app.ctx().now)
    await note({})
    app.advance(1000)
    await note({ keepsPlan: true, content: '又想起一件事' })
    expect(await read()).toMatchObject({ lastFollowUpAt: contactedAt, lastNote: '又想起一件事' })
    const other = await api('POST /api/customers/miniprogram/create', { body: aCustomer() })
    const merge = { keptId: id, mergedId: other.id, keptVersion: 1, mergedVersion: 1, fields: {} }
    await api('POST /api/customers/merge', { body: merge as never })
    await api('POST /api/customers/removed/{id}/restore', { params: { id: other.id } })
    expect(await read()).toMatchObject({ lastFollowUpAt: contactedAt, lastNote: '又想起一件事' })
  })

  it('of two notes that arrive late in their order, the second one holds', async () => {
    const { note, read } = await aCase()
    const written = app.ctx().now
    app.advance(HOUR_MS)
    await note({ writtenAt: iso(written), content: '先写的' })
    app.advance(1000)
    await note({ writtenAt: iso(written + 60_000), content: '后写的' })
    expect((await read()).lastNote).toBe('后写的')
  })

  it('a customer is entered once, also by two at once', async () => {
    const { api } = await aCase()
    const body = { ...aCustomer(), clientId: aClientId() }
    const enter = () => api('POST /api/customers/miniprogram/create', { body })
    const before = await countRows(app, 'customers')
    const [one, other] = await Promise.all([enter(), enter()])
    app.advance(HOUR_MS)
    const late = await enter()
    expect([other.id, late.id]).toEqual([one.id, one.id])
    expect(await countRows(app, 'customers')).toBe(before + 1)
  })

  it('a customer that has gone to a colleague since is refused as sent already, not as a double', async () => {
    const { api } = await aCase()
    const body = { ...aCustomer(), clientId: aClientId() }
    const { id } = await api('POST /api/customers/miniprogram/create', { body })
    await handOn(id)
    expect(await refusal(api('POST /api/customers/miniprogram/create', { body }))).toMatchObject({
      status: 409,
      code: 'ALREADY_SENT',
    })
  })

  it('the phone of a colleague’s customer stays a double, with whatever id it is sent', async () => {
    const { api } = await aCase()
    const theirs = await aCase()
    const phone = aPhone()
    await theirs.api('POST /api/customers/miniprogram/create', { body: aCustomer({ phone }) })
    const body = { ...aCustomer({ phone }), clientId: aClientId() }
    expect(await refusal(api('POST /api/customers/miniprogram/create', { body }))).toMatchObject({
      code: 'DUPLICATE_PHONE',
    })
  })

  it('an edit is made once: its repeat neither conflicts nor undoes what a colleague has changed since', async () => {
    const { edit, read, id } = await aCase()
    const { version } = await read()
    const body = { clientId: aClientId(), version, salaryBudget: 12_000 }
    await edit(body)
    const manager = await app.aStaff('manager')
    await app.as(manager.token)('PATCH /api/customers/miniprogram/{id}', {
      params: { id },
      body: { salaryBudget: 14_000 },
    })
    app.advance(HOUR_MS)
    expect((await edit(body)).salaryBudget).toBe(14_000)
    const twice = { clientId: aClientId(), salaryBudget: 13_000 }
    await Promise.all([edit(twice), edit(twice)])
    expect(await countRows(app, 'customerEdits')).toBe(3)
    await handOn(id)
    expect(await refusal(edit(body))).toMatchObject({ code: 'ALREADY_SENT' })
  })

  it('the customer says who changed it last', async () => {
    const { edit, read, staff } = await aCase()
    const { name } = await accountOf(app, staff.id)
    expect((await read()).lastUpdatedByName).toBeNull()
    await edit({ salaryBudget: 9000 })
    expect((await read()).lastUpdatedByName).toBe(name)
  })
})
