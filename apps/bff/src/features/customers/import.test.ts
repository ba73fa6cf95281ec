import { describe, expect, it } from 'vitest'
import { eq, inArray } from 'drizzle-orm'
import { IMPORT_DAYS, LINE_HEADING, REASON_HEADING } from '@qingpin/contract/customers/import.rules'
import { DAY_MS } from '@qingpin/contract/core/days'
import { can, isStaffRole, ROLES, type StaffRole } from '@qingpin/contract/core/policy'
import { aCustomer } from '@qingpin/testing/customers'
import { aPhone, ENGINES, refusal, type TestApp, useApp } from '@qingpin/testing/harness'
import { runImports, sendTable } from '@qingpin/testing/tables'
import { ask } from '../../db/db.ts'
import { readTable } from '../../adapters/tables/read-table.ts'
import { importRetention } from './import.repo.ts'

const PLAN = {
  columns: ['name', 'phone', 'wechatId'] as (string | null)[],
  leadSource: '其他',
  contractStatus: '待定',
  leadLevel: 'C类',
  owner: 'none',
  duplicates: 'skip',
}

const makeHelpers = (app: TestApp) => {
  /** Uploads rows under headings, as a CSV. */
  const upload = async (token: string, rows: readonly string[][], headings = ['姓名', '手机号', '微信号']) => {
    const text = [headings, ...rows].map((cells) => cells.join(',')).join('\n')
    const { status, json } = await sendTable(app, token, '客户.csv', text)
    expect([status, json.code]).toEqual([201, undefined])
    return json.data as { id: string; columns: (string | null)[]; counts: Record<string, number>; serials: number[] }
  }
  const start = (token: string, id: string, over: object = {}) =>
    app.as(token)('POST /api/customers/imports/{id}/start', {
      params: { id },
      body: { ...PLAN, ...over } as never,
      idempotencyKey: `${id}-${Buffer.from(JSON.stringify(over)).toString('base64url').slice(0, 150)}`,
    })
  const preview = (token: string, id: string, over: object = {}) =>
    app.as(token)('POST /api/customers/imports/{id}/preview', { params: { id }, body: { ...PLAN, ...over } as never })
  const progress = (token: string, id: string) => app.as(token)('GET /api/customers/imports/{id}', { params: { id } })
  const rowsOf = async (token: string, id: string, result: string) =>
    (await app.as(token)('GET /api/customers/imports/{id}/rows', { params: { id }, query: { result } as never })).items
  const importAll = async (token: string, rows: readonly string[][], over: object = {}, headings?: string[]) => {
    const { id } = await upload(token, rows, headings)
    await start(token, id, over)
    await runImports(app)
    return progress(token, id)
  }
  const file = async (token: string, id: string, query: string) => {
    const url = `http://test.local/api/customers/imports/${id}/file?${query}`
    const response = await app.fetch(new Request(url, { headers: { authorization: `Bearer ${token}` } }))
    return Buffer.from(await response.arrayBuffer())
  }
  const withPhones = async (phones: readonly string[]) => {
    const { customers } = app.db.s
    const hashes = phones.map((phone) => app.deps.cipher.hash('phone', phone))
    return app.db.q.select().from(customers).where(inArray(customers.phoneHash, hashes))
  }
  const search = async (token: string, text: string) =>
    (await app.as(token)('GET /api/customers/miniprogram/list', { query: { search: text } as never })).customers
  return { file, importAll, preview, progress, rowsOf, search, start, upload, withPhones }
}

describe.each(ENGINES)('an import of customers on %s', (engine) => {
  const app = useApp(engine)
  const { file, importAll, preview, progress, rowsOf, search, start, upload, withPhones } = makeHelpers(app)

  it('shows a draft with its columns by their headings, a preview with masked numbers, and enters the rows', async () => {
    const { token } = await app.aStaff('manager')
    const phone = aPhone()
    const draft = await upload(token, [['陈雅琴', phone, 'yaqin-88']], ['客户姓名', '联系电话（必填）', '微信', '颜色'])
    expect(draft).toMatchObject({
      state: 'draft',
      columns: ['name', 'phone', 'wechatId', null],
      counts: { total: 1, waiting: 1 },
    })
    const columns = draft.columns
    expect(await preview(token, draft.id, { columns })).toMatchObject({
      counts: { total: 1, created: 1, refused: 0, skipped: 0, waiting: 0 },
      rows: [
        {
          line: 2,
          values: [
            { column: '姓名', value: '陈雅琴' },
            { column: '手机号', value: `${phone.slice(0, 3)}****${phone.slice(-4)}` },
            { column: '微信号', value: 'ya****88' },
          ],
        },
      ],
      problems: [],
    })
    expect(await start(token, draft.id, { columns })).toMatchObject({ state: 'running' })
    await runImports(app)
    expect(await progress(token, draft.id)).toMatchObject({
      state: 'done',
      counts: { total: 1, created: 1, waiting: 0 },
    })
    expect(await search(token, phone)).toMatchObject([
      { name: '陈雅琴', leadSource: '其他', leadLevel: 'C类', assignedTo: null },
    ])
  })

  it('refuses rows for their reasons, and counts all rows as imported, refused or skipped', async () => {
    const { token } = await app.aStaff('operator')
    const [first, second] = [aPhone(), aPhone()]
    const { id, counts } = await importAll(token, [
      ['王芳', first, ''],
      ['李强', '1.38123457E+10', ''],
      ['赵敏', '138****5678', ''],
      ['', second, ''],
      ['孙丽', '', ''],
      ['钱多', '', 'wx****88'],
      ['王芳芳', first, ''],
      ['周舟', second, ''],
    ])
    expect(counts).toEqual({ total: 8, waiting: 0, created: 2, filled: 0, skipped: 1, refused: 5 })
    const reasons = (await rowsOf(token, id, 'refused')).map(({ line, reasons: why }) => [line, why.join('')])
    expect(reasons).toEqual([
      [3, '手机号：这个号码被表格改成了科学计数，后几位已经丢了，请填完整的11位手机号。'],
      [4, '手机号：这是遮住的号码，请填完整的。'],
      [5, '姓名：这一项要填。'],
      [6, '手机号和微信号至少要填一个。'],
      [7, '微信号：这是遮住的微信号，请填完整的。'],
    ])
    expect(await rowsOf(token, id, 'skipped')).toMatchObject([{ line: 8, reasons: ['和第2行是同一个号码。'] }])
  })

  it('gives the refused rows as a file, inert, which comes in again after mending', async () => {
    const { token } = await app.aStaff('admin')
    const phone = aPhone()
    const { id } = await importAll(token, [
      ['=HYPERLINK("a")', '转8', '@sum'],
      ['王芳', '+86 12', ''],
    ])
    const csv = (await file(token, id, 'format=csv')).toString('utf8')
    expect(csv.split('\r\n')[0]).toBe(`\ufeff姓名,手机号,微信号,${LINE_HEADING},${REASON_HEADING}`)
    expect(csv).toContain("'=HYPERLINK")
    expect(csv).toContain("'+86 12")
    expect(csv).toContain("'@sum")
    const wishes = { name: 'a', known: ['姓名', '手机号'], maxRows: 10 }
    const book = await readTable(await file(token, id, 'format=xlsx'), wishes)
    expect(book.rows.map(({ cells }) => cells.slice(0, 4))).toEqual([
      ['=HYPERLINK("a")', '转8', '@sum', '2'],
      ['王芳', '+86 12', '', '3'],
    ])

    const mended = csv.replace("'+86 12", phone).replace(/^"'=.*$/m, `林${engine},${aPhone()},'@sum,2,`)
    const again = (await sendTable(app, token, '改好的.csv', mended)).json.data
    expect(again.columns).toEqual(['name', 'phone', 'wechatId', null, null])
    await start(token, again.id, { columns: again.columns })
    await runImports(app)
    expect((await progress(token, again.id)).counts).toMatchObject({ created: 2, refused: 0 })
    expect(await search(token, phone)).toMatchObject([{ name: '王芳' }])
  })

  it('skips customers that are there, or fills their empty fields only', async () => {
    const { token } = await app.aStaff('manager')
    const phone = aPhone()
    const body = aCustomer({ name: '原来的', phone, wechatId: null, remarks: '先写的' }) as never
    const { id: existing } = await app.as(token)('POST /api/customers/miniprogram/create', { body })
    const columns = ['name', 'phone', 'wechatId', 'remarks', 'needHouseArea', 'leadLevel']
    const headings = ['姓名', '手机号', '微信号', '备注', '房子', '级别']
    const row = ['新名字', phone, `fill_${engine}`, '后写的', '120平', 'D']
    const skipped = await importAll(token, [row], { columns }, headings)
    expect(skipped.counts).toMatchObject({ skipped: 1, created: 0, filled: 0 })
    expect(await rowsOf(token, skipped.id, 'skipped')).toMatchObject([
      { customerId: existing, reasons: ['这个手机号已经有客户了。'] },
    ])

    const filled = await importAll(token, [row, row], { columns, duplicates: 'fill' }, headings)
    expect(filled.counts).toMatchObject({ filled: 1, skipped: 1, created: 0 })
    const after = await app.as(token)('GET /api/customers/miniprogram/{id}', { params: { id: existing } })
    expect(after).toMatchObject({
      name: '原来的',
      remarks: '先写的',
      leadLevel: 'A类',
      wechatId: 'fi****' + engine.slice(-2),
      needHouseArea: '120平',
      homeArea: 120,
    })
    const nothing = await importAll(token, [row], { columns, duplicates: 'fill' }, headings)
    expect(nothing.counts).toMatchObject({ filled: 0, skipped: 1 })
  })

  it('enters nothing twice: the same file again, two at once, and a process that ends in the middle', async () => {
    const { token } = await app.aStaff('manager')
    const phones = Array.from({ length: 60 }, () => aPhone())
    const rows = phones.map((phone, i) =>
      i % 3 === 0 ? [`客户${i}`, '', `twice-${engine}-${i}`] : [`客户${i}`, phone, ''],
    )
    const [a, b] = [await upload(token, rows), await upload(token, rows)]
    await Promise.all([start(token, a.id), start(token, b.id)])
    await expect(start(token, a.id, { owner: 'me' })).rejects.toMatchObject({ code: 'IMPORT_STARTED' })

    // The first process ends after some of its transactions.
    let left = 3
    const { tx } = app.db
    app.deps.db.tx = ((...args: Parameters<typeof tx>) => {
      if (left-- <= 0) return Promise.reject(new Error('the process ended'))
      return tx.apply(app.db, args)
    }) as typeof tx
    await runImports(app).catch(() => undefined)
    app.deps.db.tx = tx
    app.advance(5 * 60_000)
    await Promise.all([runImports(app), runImports(app)])
    app.advance(5 * 60_000)
    await runImports(app)

    const counts = await Promise.all([a, b].map(async ({ id }) => (await progress(token, id)).counts))
    const sum = (name: 'created' | 'skipped' | 'refused' | 'waiting') => counts.reduce((all, one) => all + one[name], 0)
    expect([sum('created'), sum('skipped'), sum('refused'), sum('waiting')]).toEqual([60, 60, 0, 0])
    expect(await withPhones(phones)).toHaveLength(40)
    const again = await importAll(token, rows)
    expect(again.counts).toMatchObject({ created: 0, skipped: 60 })
  })

  it('gives each customer to the colleague whom the column names; an unknown one, one who left and none are refused', async () => {
    const { token } = await app.aStaff('manager')
    const colleague = await app.aStaff('employee', { name: `许晴${engine}` })
    const gone = await app.aStaff('employee', { name: `离开${engine}` })
    await app.db.tx((t) =>
      ask(t.update(app.db.s.accounts).set({ status: 'suspended' }).where(eq(app.db.s.accounts.id, gone.id))),
    )
    const [first, second] = [aPhone(), aPhone()]
    const rows = [
      ['王芳', first, `许晴${engine}`],
      ['王丽', second, colleague.username.toUpperCase()],
      ['李强', aPhone(), `离开${engine}`],
      ['赵敏', aPhone(), '没这个人'],
      ['孙丽', aPhone(), ''],
    ]
    const columns = ['name', 'phone', 'owner']
    const done = await importAll(token, rows, { columns, owner: 'column' }, ['姓名', '手机号', '负责人'])
    expect(done.counts).toMatchObject({ created: 2, refused: 3 })
    for (const phone of [first, second]) {
      expect(await search(token, phone)).toMatchObject([{ assignedTo: { _id: colleague.id } }])
    }
  })

  it.each(ROLES.filter((role) => isStaffRole(role) && can(role, 'customer:import')))(
    'by a role that may import (%s) reveals no customer that this role cannot open',
    async (role) => {
      const phone = aPhone()
      const owner = app.as((await app.aStaff('employee')).token)
      const body = aCustomer({ phone }) as never
      const { id } = await owner('POST /api/customers/miniprogram/create', { body })
      const { token } = await app.aStaff(role as StaffRole)
      const draft = await upload(token, [['王芳', phone, '']])
      expect((await preview(token, draft.id)).problems).toMatchObject([{ customerId: id }])
    },
  )

  it('asks what bare numbers in a column of days are, and refuses such rows until it is said', async () => {
    const { token } = await app.aStaff('manager')
    const columns = ['name', 'phone', 'expectedStartDate']
    const headings = ['姓名', '手机号', '上户日期']
    const phone = aPhone()
    const draft = await upload(token, [['王芳', phone, '46354']], headings)
    expect(draft.serials).toEqual([2])
    expect(await preview(token, draft.id, { columns })).toMatchObject({
      counts: { refused: 1 },
      problems: [{ line: 2, name: '王**', reasons: ['上户日期：是一个数字，不是日期。'] }],
    })
    await start(token, draft.id, { columns, serials: '1900' })
    await runImports(app)
    expect(await search(token, phone)).toMatchObject([{ expectedStartDate: '2026-11-28' }])
    const other = aPhone()
    await importAll(token, [['李强', other, '44892']], { columns, serials: '1904' }, headings)
    expect(await search(token, other)).toMatchObject([{ expectedStartDate: '2026-11-28' }])
  })

  it('keeps a text that is no value of its field as words of the demand, and reads what is certain', async () => {
    const { token } = await app.aStaff('manager')
    const phone = aPhone()
    const columns = ['name', 'phone', 'salaryBudget', 'expectedStartDate', 'familySize']
    await importAll(token, [['王芳', phone, '1.2万', '越快越好', '3口人']], { columns }, [
      '姓名',
      '手机号',
      '预算',
      '上户',
      '人口',
    ])
    const [found] = await search(token, phone)
    const detail = await app.as(token)('GET /api/customers/miniprogram/{id}', { params: { id: found?.id ?? '' } })
    expect(detail).toMatchObject({
      salaryBudget: 12_000,
      needSalary: '1.2万',
      needOnboardingTime: '越快越好',
      familySize: 3,
      expectedStartDate: null,
    })
  })

  it('follows the role: an operator may not sign, and the level O needs the right', async () => {
    const operator = await app.aStaff('operator')
    const { counts, id } = await importAll(operator.token, [['王芳', aPhone(), '']], { contractStatus: '已签约' })
    expect(counts).toMatchObject({ refused: 1 })
    expect(await rowsOf(operator.token, id, 'refused')).toMatchObject([{ reasons: ['签约由经办的同事或经理来定。'] }])
  })

  it('skips a customer of the pool, and says so', async () => {
    const manager = await app.aStaff('manager')
    const employee = await app.aStaff('employee')
    const phone = aPhone()
    const api = app.as(employee.token)
    const { id } = await api('POST /api/customers/miniprogram/create', { body: aCustomer({ phone }) as never })
    await api('POST /api/customers/miniprogram/{id}/release-to-pool', { params: { id }, body: { reason: '太远' } })
    const done = await importAll(manager.token, [['王芳', phone, '']])
    expect(await rowsOf(manager.token, done.id, 'skipped')).toMatchObject([
      { customerId: null, reasons: ['这个手机号的客户在公海里，可以去领。'] },
    ])
  })

  it('stops where the person who started it is suspended', async () => {
    const operator = await app.aStaff('operator')
    const { id } = await upload(operator.token, [['王芳', aPhone(), '']])
    await start(operator.token, id)
    const set = (status: 'active' | 'suspended') =>
      app.db.tx((t) => ask(t.update(app.db.s.accounts).set({ status }).where(eq(app.db.s.accounts.id, operator.id))))
    await set('suspended')
    await runImports(app)
    await set('active')
    expect(await progress(operator.token, id)).toMatchObject({ state: 'stopped', counts: { waiting: 1, created: 0 } })
  })

  it('belongs to who uploaded it, and is for admin, manager and operator', async () => {
    const manager = await app.aStaff('manager')
    const { id } = await upload(manager.token, [['王芳', aPhone(), '']])
    const other = await app.aStaff('admin')
    const call = () => app.as(other.token)('GET /api/customers/imports/{id}', { params: { id } })
    expect(await refusal(call())).toMatchObject({ code: 'NOT_FOUND' })
    expect(await refusal(start(other.token, id))).toMatchObject({ code: 'NOT_FOUND' })
    expect(await refusal(preview(other.token, id))).toMatchObject({ code: 'NOT_FOUND' })
    expect(await refusal(rowsOf(other.token, id, 'waiting'))).toMatchObject({ code: 'NOT_FOUND' })
    const foreign = await app.raw('GET', `/api/customers/imports/${id}/file`, { token: other.token })
    expect(foreign.json.code).toBe('NOT_FOUND')
    expect((await app.as(other.token)('GET /api/customers/imports')).map((one) => one.id)).not.toContain(id)
    expect((await app.as(manager.token)('GET /api/customers/imports')).map((one) => one.id)).toContain(id)
    for (const role of ['employee', 'dispatch', 'admissions'] as const) {
      const { token } = await app.aStaff(role)
      expect((await sendTable(app, token, 'a.csv', '姓名\n王芳')).status).toBe(403)
    }
  })

  it('refuses a plan that does not fit the file or names no name, number or owner', async () => {
    const { token } = await app.aStaff('manager')
    const { id } = await upload(token, [['王芳', aPhone(), '']])
    for (const over of [
      { columns: ['name', 'phone'] },
      { columns: [null, 'phone', null] },
      { columns: ['name', null, null] },
      { columns: ['name', 'phone', 'phone'] },
      { owner: 'column' },
    ]) {
      expect(await refusal(preview(token, id, over))).toMatchObject({ code: 'VALIDATION_ERROR' })
      expect(await refusal(start(token, id, over))).toMatchObject({ code: 'VALIDATION_ERROR' })
    }
    await start(token, id)
    expect(await refusal(preview(token, id))).toMatchObject({ code: 'IMPORT_STARTED' })
    await runImports(app)
  })

  it('is removed with its rows when its time is over', async () => {
    const { token } = await app.aStaff('manager')
    const draft = await upload(token, [['王芳', aPhone(), '']])
    const done = await importAll(token, [['李强', aPhone(), '']])
    const clean = async () => {
      const ctx = { db: app.db, now: app.ctx().now }
      for (const removal of importRetention) await app.db.tx((t) => removal(t, ctx))
      const { customerImportRows: r } = app.db.s
      const left = await app.db.q
        .select()
        .from(r)
        .where(inArray(r.importId, [draft.id, done.id]))
      return left.map(({ importId }) => importId)
    }
    app.advance(IMPORT_DAYS.draft * DAY_MS + 1)
    expect(await clean()).toEqual([done.id])
    app.advance(IMPORT_DAYS.started * DAY_MS)
    expect(await clean()).toEqual([])
  })
})
