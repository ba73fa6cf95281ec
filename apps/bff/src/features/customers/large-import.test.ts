import { aPhone, type Engine, ENGINES, useApp } from '@qingpin/testing/harness'
import { runImports, sendTable } from '@qingpin/testing/tables'
import { describe, expect, it } from 'vitest'
import { readTable } from '../../adapters/tables/read-table.ts'

/** Five thousand on SQLite; PostgreSQL commits to a disk after each batch, and is asked for a tenth. */
const ROWS: Record<Engine, number> = { sqlite: 5000, pg: 500 }
/** Of this many rows one is bad, in one of these ways. */
const BAD_EACH = 50
const BAD = [
  {
    cells: ['王芳', '1.38123457E+10'],
    reason: '手机号：这个号码被表格改成了科学计数，后几位已经丢了，请填完整的11位手机号。',
  },
  { cells: ['', '13900000000'], reason: '姓名：这一项要填。' },
  { cells: ['李强', ''], reason: '手机号和微信号至少要填一个。' },
] as const

const PLAN = {
  columns: ['name', 'phone'],
  leadSource: '其他',
  contractStatus: '待定',
  leadLevel: 'C类',
  owner: 'none',
  duplicates: 'skip',
}

describe.each(ENGINES)('an import of a whole address book on %s', (engine) => {
  const app = useApp(engine)

  it(
    'enters the good rows, gives each bad one with its reason in a file, and enters nothing twice',
    { timeout: 180_000 },
    async () => {
      const { token } = await app.aStaff('manager')
      const api = app.as(token)
      const total = ROWS[engine]
      const bad = (total / BAD_EACH) * BAD.length
      const isBad = (n: number) => BAD[n % BAD_EACH]
      const rows = Array.from({ length: total }, (_, n) => isBad(n)?.cells ?? [`客户${n}`, aPhone()])
      const text = [['姓名', '手机号'], ...rows].map((cells) => cells.join(',')).join('\n')
      const bring = async () => {
        const { status, json } = await sendTable(app, token, '通讯录.csv', text)
        expect([status, json.data.counts.total]).toEqual([201, total])
        const id = String(json.data.id)
        await api('POST /api/customers/imports/{id}/start', { params: { id }, body: PLAN as never, idempotencyKey: id })
        await runImports(app)
        return api('GET /api/customers/imports/{id}', { params: { id } })
      }
      const inAll = async () => (await api('GET /api/customers/miniprogram/list', { query: { limit: 1 } })).total

      const first = await bring()
      expect(first).toMatchObject({
        state: 'done',
        counts: { total, waiting: 0, created: total - bad, filled: 0, skipped: 0, refused: bad },
      })
      expect(await inAll()).toBe(total - bad)

      const url = `http://test.local/api/customers/imports/${first.id}/file?format=csv`
      const file = await app.fetch(new Request(url, { headers: { authorization: `Bearer ${token}` } }))
      const table = await readTable(Buffer.from(await file.arrayBuffer()), {
        name: '通讯录.csv',
        known: ['姓名', '手机号'],
        maxRows: total,
      })
      const expected = rows.flatMap((_, n) => {
        const reason = isBad(n)?.reason
        // The first line of the file holds the headings.
        return reason === undefined ? [] : [[String(n + 2), reason]]
      })
      expect(expected).toHaveLength(bad)
      expect(table.rows.map(({ cells }) => cells.slice(-2))).toEqual(expected)

      const second = await bring()
      expect(second.counts).toMatchObject({ waiting: 0, created: 0, skipped: total - bad, refused: bad })
      expect(await inAll()).toBe(total - bad)
    },
  )
})
