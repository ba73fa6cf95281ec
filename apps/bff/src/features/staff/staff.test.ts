import { ROLE_ALIASES, ROLE_LABELS, STAFF_ROLES } from '@qingpin/contract/core/policy'
import { describe, expect, it } from 'vitest'
import { aPhone, ENGINES, refusal, useApp } from '@qingpin/testing/harness'
import { accountOf, auditOf, changeAccount, countRows } from '@qingpin/testing/rows'
import { statementsOf } from '@qingpin/testing/statements'

let serial = 0
const aMember = (over: object = {}) => ({
  username: `member.${serial++}`,
  password: 'long-enough-1',
  name: '新同事',
  role: 'employee',
  ...over,
})

describe.each(ENGINES)('staff accounts on %s', (engine) => {
  const app = useApp(engine)
  const create = async (body: object) => {
    const { token } = await app.aStaff('admin')
    return app.as(token)('POST /api/users', { body: body as never })
  }
  const list = async (query: object = {}) => {
    const { token } = await app.aStaff('manager')
    return app.as(token)('GET /api/users', { query: query as never })
  }

  it('are created by an admin, log in at once, and leave an audit row without personal data', async () => {
    const admin = await app.aStaff('admin')
    const phone = aPhone()
    const body = aMember({
      username: 'Lin.Xiao',
      role: '店长',
      phone: `+86 ${phone}`,
      email: 'lin@example.com',
      department: ' 滨江店 ',
    })
    expect((await refusal(app.as(admin.token)('POST /api/users', { body: body as never }))).fields).toEqual({
      role: '没有这个角色。',
    })
    const reply = await app.raw('POST', '/api/users', { token: admin.token, body: { ...body, role: '经理' } })
    expect([reply.status, reply.json.data]).toEqual([
      201,
      {
        id: expect.stringMatching(/^[0-9a-f]{24}$/),
        username: 'Lin.Xiao',
        name: '新同事',
        role: 'manager',
        roleLabel: '经理',
        phone: `${phone.slice(0, 3)}****${phone.slice(-4)}`,
        email: 'lin@example.com',
        department: '滨江店',
        status: 'active',
        version: 1,
        createdAt: new Date(app.ctx().now).toISOString(),
      },
    ])
    const rows = await auditOf(app, reply.json.data.id)
    expect(rows).toMatchObject([{ action: 'account.create', actorId: admin.id, changes: { role: [null, 'manager'] } }])
    const login = { username: 'lin.xiao', password: body.password }
    expect((await app.as()('POST /api/auth/login', { body: login })).user.role).toBe('manager')
    const row = JSON.stringify(await accountOf(app, reply.json.data.id))
    for (const secret of [phone, body.password]) expect(row).not.toContain(secret)
  })

  it('refuse a user name that exists, in any letter case', async () => {
    await app.aStaff('employee', { username: 'Taken' })
    const before = await countRows(app, 'accounts')
    const refused = await refusal(create(aMember({ username: 'tAKEN' })))
    expect([refused.status, refused.code, Object.keys(refused.fields)]).toEqual([
      409,
      'DUPLICATE_USERNAME',
      ['username'],
    ])
    // The admin who asks is the one more.
    expect(await countRows(app, 'accounts')).toBe(before + 1)
  })

  it('have a phone for calls only, so that a typing error admits no stranger by SMS', async () => {
    const phone = aPhone()
    const member = await create(aMember({ phone }))
    expect(member.phone).toMatch(/^136\*{4}\d{4}$/)
    const stranger = await app.aPerson(phone)
    expect(stranger.id).not.toBe(member.id)
    expect((await app.as(stranger.token)('GET /api/auth/me')).roles).toEqual(['personal'])
  })

  it('are created once when two admins enter the same name at once', async () => {
    const outcomes = await Promise.allSettled([
      create(aMember({ username: 'twin' })),
      create(aMember({ username: 'twin' })),
    ])
    expect(outcomes.map((outcome) => outcome.status).toSorted()).toEqual(['fulfilled', 'rejected'])
  })

  it.each([
    [{ username: 'ab' }, 'username'],
    [{ username: 'has space' }, 'username'],
    [{ username: '名字' }, 'username'],
    [{ password: 'short' }, 'password'],
    [{ name: ' ' }, 'name'],
    [{ role: 'personal' }, 'role'],
    [{ role: '' }, 'role'],
    [{ role: '__proto__' }, 'role'],
    [{ role: 'constructor' }, 'role'],
    [{ phone: '123' }, 'phone'],
    [{ email: 'nobody' }, 'email'],
  ])('refuse %j at its field', async (over, field) => {
    const error = await refusal(create(aMember(over)))
    expect([error.status, Object.keys(error.fields)]).toEqual([400, [field]])
  })

  it('are listed newest first, masked, without other accounts', async () => {
    const person = await app.aPerson()
    app.advance(1000)
    const older = await app.aStaff('employee', { name: '排队甲', phone: aPhone() })
    app.advance(1000)
    const newer = await app.aStaff('dispatch', { name: '排队乙' })
    const { items } = await list({ search: '排队' })
    expect(items.map((item) => item.id)).toEqual([newer.id, older.id])
    expect(items[1]?.phone).toMatch(/^136\*{4}\d{4}$/)
    const everybody = await list({ pageSize: 100 })
    expect(everybody.items.map((item) => item.id)).not.toContain(person.id)
    expect(everybody).toMatchObject({ page: 1, pageSize: 100, total: everybody.items.length, totalPages: 1 })
  })

  it('are found by name or user name, with literal wildcards, and paged', async () => {
    const prefix = `found${serial}`
    for (let i = 0; i < 5; i++) await app.aStaff('employee', { username: `${prefix}_${i}`, name: '百分之百%' })
    expect((await list({ search: prefix.toUpperCase() })).total).toBe(5)
    expect((await list({ search: `${prefix}_` })).total).toBe(5)
    expect((await list({ search: `${prefix}%` })).total).toBe(0)
    expect((await list({ search: '百%' })).total).toBe(5)
    const pages = await Promise.all([1, 2, 3].map((page) => list({ search: prefix, page, limit: 2 })))
    const ids = pages.flatMap((page) => page.items.map((item) => item.id))
    expect([pages[0]?.totalPages, ids.length, new Set(ids).size]).toEqual([3, 5, 5])
  })

  it('show their status', async () => {
    const member = await app.aStaff('employee', { name: '停职的人' })
    await changeAccount(app, member.id, { status: 'suspended' })
    expect((await list({ search: '停职的人' })).items[0]?.status).toBe('suspended')
  })

  it('are listed with two statements, and what suspended ones own with one per kind', async () => {
    const { token } = await app.aStaff('manager')
    const api = app.as(token)
    // One of the three finds out who is asking.
    expect(await statementsOf(app.db, () => api('GET /api/users', { query: { status: 'active' } }))).toBe(3)
    const listed = () => api('GET /api/users', { query: { status: 'suspended' } })
    const before = (await listed()).items.length
    const one = await statementsOf(app.db, listed)
    for (const name of ['停职甲', '停职乙']) {
      await changeAccount(app, (await app.aStaff('employee', { name })).id, { status: 'suspended' })
    }
    expect((await listed()).items.length).toBe(before + 2)
    expect(await statementsOf(app.db, listed)).toBe(one)
  })
})

describe('the names of roles', () => {
  it('in imported data all map to one of our roles', () => {
    expect(Object.values(ROLE_ALIASES).filter((role) => !STAFF_ROLES.includes(role))).toEqual([])
    for (const role of STAFF_ROLES) expect(ROLE_LABELS[role]).toMatch(/\p{Script=Han}/u)
  })
})
