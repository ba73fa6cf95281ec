import { type CustomerScope, customerScope } from '@qingpin/contract/customers/customers.policy'
import { ROLES, type StaffRole } from '@qingpin/contract/core/policy'
import { eq } from 'drizzle-orm'
import { beforeAll, describe, expect, it } from 'vitest'
import { aCustomer } from '@qingpin/testing/customers'
import { ENGINES, refusal, type StaffLogin, useApp } from '@qingpin/testing/harness'
import { countRows } from '@qingpin/testing/rows'

const STAFF = ROLES.filter((role): role is StaffRole => role !== 'personal')
const SEES: Record<CustomerScope, readonly string[]> = {
  all: ['entered', 'given', 'handed', 'theirs'],
  assigned: ['entered', 'given'],
  'assigned-or-created': ['entered', 'given', 'handed'],
  none: [],
}

describe.each(ENGINES)('which customers a role sees, on %s', (engine) => {
  const app = useApp(engine)
  /** By what the viewer has to do with it: the id of a customer. */
  const ids = new Map<string, string>()
  let other: StaffLogin
  let manager: StaffLogin
  const viewers = new Map<StaffRole, StaffLogin>()

  const enter = async ({ token }: StaffLogin, over: object = {}) =>
    (await app.as(token)('POST /api/customers/miniprogram/create', { body: aCustomer({ ...over }) as never })).id
  const change = (id: string, part: Partial<typeof app.db.s.customers.$inferSelect>) =>
    app.db.tx(function* (t) {
      yield t.update(app.db.s.customers).set(part).where(eq(app.db.s.customers.id, id))
    })

  beforeAll(async () => {
    ;[other, manager] = [await app.aStaff('employee'), await app.aStaff('manager')]
    ids.set('theirs', await enter(other))
    for (const role of STAFF) {
      const viewer = await app.aStaff(role)
      viewers.set(role, viewer)
      ids.set(`${role} entered`, await enter(viewer))
      ids.set(`${role} given`, await enter(manager, { assignedTo: viewer.id }))
      ids.set(`${role} handed`, await enter(viewer))
      ids.set(`${role} pooled`, await enter(viewer))
      await change(ids.get(`${role} handed`) ?? '', { assignedTo: other.id, transferCount: 1 })
      await change(ids.get(`${role} pooled`) ?? '', { inPublicPool: true })
    }
  })

  const idOf = (role: StaffRole, what: string) => ids.get(what === 'theirs' ? what : `${role} ${what}`) ?? ''

  it.each(STAFF)(
    '%s: the same ones in lists, details, follow-ups, reveals and the numbers of the day',
    async (role) => {
      const { token } = viewers.get(role) as StaffLogin
      const api = app.as(token)
      const sees = SEES[customerScope(role)]
      const listed: string[] = []
      let cursor: string | null = null
      do {
        const query = { limit: 100, ...(cursor ? { cursor } : {}) }
        const page: { customers: { id: string }[]; nextCursor: string | null; total: number } = await api(
          'GET /api/customers/miniprogram/list',
          { query },
        )
        listed.push(...page.customers.map(({ id }) => id))
        cursor = page.nextCursor
      } while (cursor)
      const everything = await countRows(app, 'customers')
      const { counts, total } = await api('GET /api/customers/miniprogram/list')
      const { customers: day } = await api('GET /api/today')
      const expected = customerScope(role) === 'all' ? everything - STAFF.length : sees.length
      expect([listed.length, total, counts.all, day.all]).toEqual([expected, expected, expected, expected])
      expect([day.fresh, counts.fresh]).toEqual([expected, expected])
      for (const { id } of day.first) expect(listed).toContain(id)

      for (const what of ['entered', 'given', 'handed', 'theirs', 'pooled']) {
        const params = { id: idOf(role, what) }
        const tries = [
          api('GET /api/customers/miniprogram/{id}', { params }),
          api('GET /api/customers/miniprogram/{id}/follow-ups', { params }),
          api('POST /api/customers/miniprogram/{id}/reveal', { params, body: { field: 'phone' } }),
        ]
        const outcomes = await Promise.all(tries.map((one) => one.then(() => 'seen').catch((error) => error.code)))
        const outcome = sees.includes(what) ? 'seen' : 'NOT_FOUND'
        expect([what, ...outcomes]).toEqual([what, outcome, outcome, outcome])
        expect([what, listed.includes(params.id)]).toEqual([what, sees.includes(what)])
      }
    },
  )

  it.each(STAFF)('%s: adds a follow-up only where the customer is visible', async (role) => {
    const { token } = viewers.get(role) as StaffLogin
    const sees = SEES[customerScope(role)]
    for (const what of ['entered', 'given', 'handed', 'theirs', 'pooled']) {
      const before = await countRows(app, 'customerFollowUps')
      const call = app.as(token)('POST /api/customers/miniprogram/{id}/follow-ups', {
        params: { id: idOf(role, what) },
        body: { type: 'wechat', content: '发了三份简历' },
      })
      if (sees.includes(what)) await call
      else expect((await refusal(call)).code).toBe('NOT_FOUND')
      expect(await countRows(app, 'customerFollowUps')).toBe(before + (sees.includes(what) ? 1 : 0))
    }
  })

  it('finds no customer of another employee by name, number or owner', async () => {
    const { token } = await app.aStaff('employee')
    const phone = '15900011122'
    await enter(other, { name: '别人家的', phone })
    for (const query of [{ search: '别人家的' }, { search: phone }, { phone: '1122' }, { assignedTo: other.id }]) {
      const { customers, total, counts } = await app.as(token)('GET /api/customers/miniprogram/list', { query })
      expect([customers, total, counts.all, counts.mine]).toEqual([[], 0, 0, 0])
    }
  })

  it('shows nothing to persons and guests', async () => {
    const person = await app.aPerson()
    const params = { id: ids.get('theirs') ?? '' }
    for (const [token, status] of [
      [person.token, 403],
      [undefined, 401],
    ] as const) {
      const api = app.as(token)
      expect((await refusal(api('GET /api/customers/miniprogram/list'))).status).toBe(status)
      expect((await refusal(api('GET /api/customers/miniprogram/{id}', { params }))).status).toBe(status)
      expect((await refusal(api('GET /api/today'))).status).toBe(status)
    }
  })
})
