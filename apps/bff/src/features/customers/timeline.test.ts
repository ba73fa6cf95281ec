import { describe, expect, it } from 'vitest'
import { aCustomer } from '@qingpin/testing/customers'
import { ENGINES, refusal, useApp } from '@qingpin/testing/harness'

describe.each(ENGINES)('the history of a customer on %s', (engine) => {
  const app = useApp(engine)
  const aCase = async () => {
    const staff = await app.aStaff('employee', { name: '林晓' })
    const manager = await app.aStaff('manager', { name: '李经理' })
    const api = app.as(staff.token)
    const { id } = await api('POST /api/customers/miniprogram/create', { body: aCustomer() })
    const params = { id }
    const timeline = (query: object = {}, token = staff.token) =>
      app.as(token)('GET /api/customers/miniprogram/{id}/timeline', { params, query: query as never })
    const note = (content: string) =>
      api('POST /api/customers/miniprogram/{id}/follow-ups', { params, body: { type: 'phone', content } })
    const edit = (body: object) => api('PATCH /api/customers/miniprogram/{id}', { params, body: body as never })
    const assign = (assignedTo: string) =>
      app.as(manager.token)('PATCH /api/customers/miniprogram/{id}/assign', { params, body: { assignedTo } })
    return { staff, manager, api, id, timeline, note, edit, assign }
  }

  it('tells follow-ups, edits, changes of owner and interviews in one order', async () => {
    const { api, id, timeline, note, edit, assign, staff } = await aCase()
    await note('问了预产期')
    app.advance(1000)
    await edit({ salaryBudget: 12_000, remarks: '怕狗' })
    app.advance(1000)
    await api('POST /api/interview/rooms', { body: { roomName: '王阿姨', customerId: id } })
    app.advance(1000)
    await assign((await app.aStaff('employee')).id)
    const manager = await app.aStaff('manager')
    const { items } = await timeline({}, manager.token)
    expect(items.map(({ kind }) => kind)).toEqual(['owner', 'interview', 'edit', 'follow-up'])
    const [owner, interview, edited, noted] = items
    expect(owner).toMatchObject({ by: { name: '李经理' }, assignment: { oldAssignedTo: { _id: staff.id } } })
    expect(interview).toMatchObject({ title: '视频面试：王阿姨', roomId: expect.any(String) })
    expect(edited).toMatchObject({ by: { name: '林晓' }, changes: { salaryBudget: [null, 12_000], remarks: null } })
    expect(noted).toMatchObject({ followUp: { content: '问了预产期', createdBy: { name: '林晓' } } })
    expect(JSON.stringify(items)).not.toContain('怕狗')
  })

  it('gives the kinds that are asked for, and pages on over all of them without a gap or a double', async () => {
    const { timeline, note, edit } = await aCase()
    for (const n of [1, 2, 3, 4]) {
      await note(`第${n}次`)
      await edit({ salaryBudget: 10_000 + n })
    }
    const only = await timeline({ kinds: 'edit' })
    expect(only.items.map(({ kind }) => kind)).toEqual(['edit', 'edit', 'edit', 'edit'])
    const seen: string[] = []
    let cursor: string | undefined
    do {
      const page = await timeline({ limit: 3, ...(cursor ? { cursor } : {}) })
      seen.push(...page.items.map(({ id }) => id))
      cursor = page.nextCursor ?? undefined
    } while (cursor)
    expect(new Set(seen).size).toBe(8)
    expect(seen).toHaveLength(8)
  })

  it('is not found by a colleague who does not see the customer, and refuses a kind that does not exist', async () => {
    const { timeline } = await aCase()
    const other = await app.aStaff('employee')
    expect(await refusal(timeline({}, other.token))).toMatchObject({ status: 404, code: 'NOT_FOUND' })
    expect(await refusal(timeline({ kinds: 'gossip' }))).toMatchObject({ status: 400 })
  })
})
