import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { eq } from 'drizzle-orm'
import { describe, expect, it } from 'vitest'
import { ACTION_LABELS, SUBJECT_LABELS } from '@qingpin/contract/staff/audit.enums'
import { DAY_MS } from '@qingpin/contract/core/days'
import { aCustomer } from '@qingpin/testing/customers'
import { ENGINES, refusal, useApp } from '@qingpin/testing/harness'
import { auditOf } from '@qingpin/testing/rows'

describe.each(ENGINES)('the audit log, on %s', (engine) => {
  const app = useApp(engine)
  const manager = async () => app.as((await app.aStaff('manager', { name: '李经理' })).token)
  /** A customer that a named employee entered, whose number a colleague looked at. */
  const someRows = async (name: string) => {
    const employee = await app.aStaff('employee', { name: `${name}的同事` })
    const api = app.as(employee.token)
    const { customer } = await api('POST /api/customers/miniprogram/create', { body: aCustomer({ name }) as never })
    app.advance(1000)
    await api('POST /api/customers/miniprogram/{id}/reveal', { params: { id: customer.id }, body: { field: 'phone' } })
    return { employee, customer }
  }

  it('tells who did what to which record, the newest first', async () => {
    const { employee, customer } = await someRows('赵桂芳')
    const { items, total } = await (await manager())('GET /api/audit-log', { query: { subjectId: customer.id } })
    expect(items.map(({ action, kind, actor, subject }) => [action, kind, actor, subject])).toEqual([
      ['customer.reveal', 'revealed', '赵桂芳的同事', '赵桂芳'],
      ['customer.create', 'changed', '赵桂芳的同事', '赵桂芳'],
    ])
    expect([total, items[0]?.subjectType, items[0]?.actorRole]).toEqual([2, 'customer', 'employee'])
    expect(JSON.stringify(items)).not.toMatch(/136\d{8}/)
    expect(employee.id).toMatch(/^[0-9a-f]{24}$/)
  })

  it('is narrowed down by person, kind, record and day', async () => {
    const { employee, customer } = await someRows('钱美兰')
    await someRows('孙玉珍')
    const api = await manager()
    const find = async (query: object) => {
      const { items } = await api('GET /api/audit-log', { query: { limit: 100, ...query } as never })
      return items.map(({ action, subjectId }) => `${action} ${subjectId === customer.id}`)
    }
    expect((await find({ actorId: employee.id })).toSorted()).toEqual([
      'account.login false',
      'customer.create true',
      'customer.reveal true',
    ])
    expect(await find({ actorId: employee.id, kind: 'revealed' })).toEqual(['customer.reveal true'])
    expect(await find({ actorId: employee.id, kind: 'changed' })).toEqual(['customer.create true'])
    expect(await find({ search: '美兰', kind: '看号码' })).toEqual(['customer.reveal true'])
    const day = '2026-11-20'
    expect(await find({ actorId: employee.id, startDate: day, endDate: day })).toHaveLength(3)
    expect(await find({ actorId: employee.id, endDate: '2026-11-19' })).toEqual([])
    expect(await find({ actorId: employee.id, startDate: '2026-11-21' })).toEqual([])
    expect(await find({ search: "' or 1=1 --" })).toEqual([])
  })

  it('is searched for what a colleague did, one who has left included', async () => {
    const { employee } = await someRows('蒋玉兰')
    const api = await manager()
    const { accounts } = app.db.s
    await app.db.q.update(accounts).set({ status: 'suspended' }).where(eq(accounts.id, employee.id))
    const { items } = await api('GET /api/audit-log', { query: { search: '蒋玉兰的同', kind: 'revealed' } as never })
    expect(items.map(({ actor, subject }) => [actor, subject])).toEqual([['蒋玉兰的同事', '蒋玉兰']])
  })

  it('comes page by page, each row once, also when rows are added meanwhile', async () => {
    const { employee } = await someRows('周秀云')
    const api = await manager()
    const seen: string[] = []
    let cursor: string | undefined
    do {
      const query = { actorId: employee.id, limit: 1, ...(cursor && { cursor }) }
      const page = await api('GET /api/audit-log', { query })
      seen.push(...page.items.map(({ id }) => id))
      cursor = page.nextCursor ?? undefined
      app.advance(1)
      await app.as(employee.token)('POST /api/customers/miniprogram/create', { body: aCustomer() as never })
    } while (cursor)
    expect([seen.length, new Set(seen).size]).toEqual([3, 3])
    const odd = await api('GET /api/audit-log', { query: { actorId: employee.id, cursor: 'made-up' } })
    expect(odd.items.length).toBeGreaterThan(3)
  })

  it('is exported as a file that a spreadsheet opens, and the export is a row of its own', async () => {
    const { employee } = await someRows('=吴素华')
    const { token, id } = await app.aStaff('admin', { name: '管理员' })
    app.advance(1000)
    const reply = await app.raw('GET', `/api/audit-log/export?actorId=${employee.id}&search=吴素华&kind=revealed`, {
      token,
    })
    expect([reply.status, reply.headers.get('content-type')]).toEqual([200, 'text/csv; charset=utf-8'])
    const [head, ...lines] = String(reply.json).trim().split('\r\n')
    expect(head?.replace('\ufeff', '')).toBe('时间,谁,身份,做了什么,对什么,名字,编号,改动')
    expect(lines).toHaveLength(1)
    expect(lines[0]).toContain("=吴素华的同事,普通员工,看客户的号码,客户,'=吴素华")
    const rows = (await auditOf(app, 'audit-log')).filter(({ actorId }) => actorId === id)
    expect(rows.map(({ action, changes }) => [action, changes?.['filter']?.[1]])).toEqual([
      ['audit-log.export', { actorId: employee.id, kind: 'revealed', search: '…' }],
    ])
  })

  it('says in words and names what changed, on the screen and in the file, and leaves out what stayed', async () => {
    const boss = await app.aStaff('admin')
    const [from, to] = [
      await app.aStaff('employee', { name: '甲同事' }),
      await app.aStaff('employee', { name: '乙同事' }),
    ]
    const api = app.as(boss.token)
    const created = await app.as(from.token)('POST /api/customers/miniprogram/create', { body: aCustomer() as never })
    const { id } = created.customer
    const assign = { assignedTo: to.id, assignmentReason: '住得近' }
    await api('PATCH /api/customers/miniprogram/{id}/assign', { params: { id }, body: assign as never })
    const { version, ...rules } = await api('GET /api/customers/assignment-rules')
    const body = { ...rules, version, claimsADay: rules.claimsADay + 1, recycleDays: { ...rules.recycleDays, A类: 9 } }
    await api('PUT /api/customers/assignment-rules', { body: body as never, idempotencyKey: 'audit-words-rules' })
    const wordsOf = async (action: string) => {
      const { items } = await api('GET /api/audit-log', { query: { actorId: boss.id, limit: 50 } as never })
      return items.find((one) => one.action === action)?.changes
    }
    expect(await wordsOf('customer.assign')).toEqual([{ field: '负责人', text: '甲同事 → 乙同事' }])
    const changed = (await wordsOf('customer-rules.set'))?.map(({ field, text }) => `${field} ${text}`)
    expect(changed?.toSorted()).toEqual([
      'A类几天没跟回公海 9',
      `每天领几位 ${rules.claimsADay} → ${rules.claimsADay + 1}`,
    ])
    const { json } = await app.raw('GET', `/api/audit-log/export?actorId=${boss.id}`, { token: boss.token })
    expect(String(json)).toContain('负责人：甲同事 → 乙同事')
    const told = String(json)
      .split('\r\n')
      .map((line) => line.split(',').at(-1) ?? '')
    expect(told.filter((text) => /[a-z]{3}/.test(text))).toEqual([])
  })

  it('is open to admin and manager alone, and holds no failed login', async () => {
    for (const role of ['employee', 'operator', 'dispatch', 'admissions'] as const) {
      const { token } = await app.aStaff(role)
      expect((await refusal(app.as(token)('GET /api/audit-log'))).status).toBe(403)
      expect((await app.raw('GET', '/api/audit-log/export', { token })).status).toBe(403)
    }
    const person = await app.aPerson()
    expect((await refusal(app.as(person.token)('GET /api/audit-log'))).status).toBe(403)
    const { username } = await app.aStaff('employee')
    await refusal(app.as()('POST /api/auth/login', { body: { username, password: 'wrong-password-1' } }))
    const { items } = await (await manager())('GET /api/audit-log', { query: { limit: 100 } })
    expect(items.filter(({ action }) => action.includes('login-failed'))).toEqual([])
  })

  it('refuses a day that is none', async () => {
    const { token } = await app.aStaff('manager')
    const reply = await app.raw('GET', '/api/audit-log?startDate=2026-13-40', { token })
    expect(reply.json.code).toBe('VALIDATION_ERROR')
  })

  it('reads days that no row has as empty', async () => {
    app.advance(DAY_MS)
    const query = { startDate: '2030-01-01' }
    expect(await (await manager())('GET /api/audit-log', { query })).toEqual({ items: [], total: 0, nextCursor: null })
  })
})

it('has words for every action that the server writes, and for its subject', () => {
  const folder = join(import.meta.dirname, '..')
  const files = readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.ts') && !name.endsWith('.test.ts'))
    .map((name) => readFileSync(join(folder, name), 'utf8'))
    .filter((text) => text.includes('audit.record('))
  const actions = files.flatMap((text) => text.match(/'[a-z-]+\.[a-z][a-z-]+'/g) ?? []).map((one) => one.slice(1, -1))
  const subjects = new Set(Object.keys(SUBJECT_LABELS))
  const written = [...new Set(actions)].filter((action) => subjects.has(action.split('.')[0] ?? ''))
  expect(written.length).toBeGreaterThan(60)
  expect(written.filter((action) => !(action in ACTION_LABELS) && action !== 'account.login-failed')).toEqual([])
  const ofFiles = files.flatMap((text) => text.match(/action: '([a-z-]+)\./g) ?? []).map((one) => one.slice(9, -1))
  expect([...new Set(ofFiles)].filter((subject) => !subjects.has(subject))).toEqual([])
})
