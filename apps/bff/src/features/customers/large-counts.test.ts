import { aCustomer } from '@qingpin/testing/customers'
import { ENGINES, type StaffLogin, useApp } from '@qingpin/testing/harness'
import { describe, expect, it } from 'vitest'
import { newId } from '../../db/ids.ts'
import { LARGE_COUNTS, LARGE_FROM } from './customers.rules.ts'

const AT_ONCE = 250

describe.each(ENGINES)('counts of customers that go into the thousands, on %s', (engine) => {
  const app = useApp(engine)
  const enter = ({ token }: StaffLogin, over: Record<string, unknown> = {}) =>
    app.as(token)('POST /api/customers/miniprogram/create', { body: aCustomer(over) as never })

  /** Copies a customer so often, as an import would. */
  async function copy(id: string, times: number) {
    const { customers } = app.db.s
    const row = (await app.db.q.select().from(customers)).find((one) => one.id === id)
    if (!row) throw new Error('there is no such customer')
    for (let from = 0; from < times; from += AT_ONCE) {
      const copies = Array.from({ length: Math.min(AT_ONCE, times - from) }, (_, i) => {
        const customerNo = `CUS7${String(from + i).padStart(10, '0')}`
        return { ...row, id: newId(app.ctx().now), customerNo, phoneHash: `copy ${from + i}` }
      })
      await app.db.tx(function* (t) {
        yield t.insert(customers).values(copies)
      })
    }
  }

  it('are remembered for some seconds, while small ones and those of each caller are always counted', async () => {
    const [manager, employee] = [await app.aStaff('manager'), await app.aStaff('employee')]
    const { id } = await enter(employee, { contractStatus: '匹配中' })
    await copy(id, LARGE_FROM)
    const list = ({ token }: StaffLogin, query: object = {}) =>
      app.as(token)('GET /api/customers/miniprogram/list', { query: { limit: 1, ...query } as never })
    const statistics = ({ token }: StaffLogin) => app.as(token)('GET /api/customers/miniprogram/statistics')
    const read = async () => {
      const [{ total, counts }, figures] = [await list(manager), await statistics(manager)]
      return [
        total,
        counts.all,
        counts.byContractStatus['匹配中'],
        counts.byContractStatus['待定'],
        counts.mine,
        figures.total,
      ]
    }
    const many = LARGE_FROM + 1
    expect(await read()).toEqual([many, many, many, 0, 0, many])

    await enter(manager, { contractStatus: '待定' })
    await enter(manager, { contractStatus: '匹配中' })
    expect(await read()).toEqual([many + 1, many + 1, many, 1, 2, many])
    // What another caller sees, or another filter, has numbers of its own.
    expect((await list(employee)).total).toBe(many)
    expect((await list(manager, { assignedTo: manager.id })).total).toBe(2)

    app.advance(LARGE_COUNTS.forMs)
    expect(await read()).toEqual([many + 2, many + 2, many + 1, 1, 2, many + 2])
  })
})
