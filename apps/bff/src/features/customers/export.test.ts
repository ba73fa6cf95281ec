import { describe, expect, it } from 'vitest'
import { desc, eq } from 'drizzle-orm'
import { STAFF_ROLES } from '@qingpin/contract/core/policy'
import { aCustomer } from '@qingpin/testing/customers'
import { aPhone, ENGINES, type TestApp, useApp } from '@qingpin/testing/harness'
import { readTable } from '../../adapters/tables/read-table.ts'

const wishes = { name: 'a', known: ['姓名', '手机号'], maxRows: 10_000 }

const makeHelpers = (app: TestApp) => {
  const file = async (token: string, query: string) => {
    const request = new Request(`http://test.local/api/customers/export?${query}`, {
      headers: { authorization: `Bearer ${token}` },
    })
    const response = await app.fetch(request)
    expect(response.status).toBe(200)
    return Buffer.from(await response.arrayBuffer())
  }
  const rowsOf = async (token: string, query: string) => {
    const { headings, rows } = await readTable(await file(token, query), wishes).catch(() => ({
      headings: [],
      rows: [],
    }))
    return rows.map(({ cells }) => Object.fromEntries(headings.map((heading, i) => [heading, cells[i]])))
  }
  const enter = (token: string, over: object = {}) =>
    app.as(token)('POST /api/customers/miniprogram/create', { body: aCustomer({ ...over }) as never })
  return { enter, file, rowsOf }
}

describe.each(ENGINES)('an export of customers on %s', (engine) => {
  const app = useApp(engine)
  const { enter, file, rowsOf } = makeHelpers(app)

  it('holds all rows of the filter, numbers masked and formulas inert, and leaves one audit row', async () => {
    const { token, id } = await app.aStaff('manager')
    const phone = aPhone()
    const remarks = '=HYPERLINK("http://x")'
    for (let n = 0; n < 25; n++) await enter(token, { area: '导出区', leadLevel: 'D类' })
    await enter(token, { name: '孟女士', phone, remarks, leadLevel: 'D类', wechatId: 'meng_2026' })
    await enter(token, { leadLevel: 'A类' })
    for (const format of ['csv', 'xlsx']) {
      const rows = await rowsOf(token, `leadLevel=${encodeURIComponent('D类')}&format=${format}`)
      expect(rows).toHaveLength(26)
      expect(rows.find((row) => row['姓名'] === '孟女士')).toMatchObject({
        手机号: `${phone.slice(0, 3)}****${phone.slice(-4)}`,
        微信号: 'me****26',
        备注: remarks,
      })
    }
    const csv = (await file(token, `leadLevel=${encodeURIComponent('D类')}&format=csv`)).toString('utf8')
    expect(csv).toContain(`"'=HYPERLINK(""http://x"")"`)
    expect(csv).not.toContain(phone)

    const { auditLog: log } = app.db.s
    const audited = await app.db.q.select().from(log).where(eq(log.actorId, id)).orderBy(desc(log.id))
    const exports = audited.filter(({ action }) => action === 'customer-export.start')
    expect(exports).toHaveLength(3)
    expect(exports[0]?.changes).toMatchObject({ count: [null, 26], filter: [null, { leadLevel: ['D类'] }] })
  })

  it('holds for each role just what the list holds', async () => {
    const people = await Promise.all(STAFF_ROLES.map((role) => app.aStaff(role)))
    for (const { token } of people) await enter(token, { area: '矩阵' })
    for (const { token } of people) {
      const { total } = await app.as(token)('GET /api/customers/miniprogram/list', { query: { limit: '1' } })
      expect(await rowsOf(token, 'format=csv')).toHaveLength(total)
    }
  })
})
