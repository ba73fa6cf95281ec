import { describe, expect, it, vi } from 'vitest'
import { aCustomer } from '../../../test/customers.ts'
import { ENGINES, useApp } from '../../../test/harness.ts'

const drawn: string[] = []
vi.mock('../../db/ids.ts', async (original) => {
  const real = await original<typeof import('../../db/ids.ts')>()
  return { ...real, newId: (now: number) => drawn.shift() ?? real.newId(now) }
})

/** Ids whose numbers on paper are the same: they differ by eleven digits' worth. */
const [first, twin] = ['000000000000000000000001', 100_000_000_001n.toString(16).padStart(24, '0')] as const

describe.each(ENGINES)('the number on paper on %s', (engine) => {
  const app = useApp(engine)

  it('is drawn anew when another customer has it', async () => {
    const { token } = await app.aStaff('manager')
    const enter = async (id: string) => {
      drawn.push(id)
      return app.as(token)('POST /api/customers/miniprogram/create', { body: aCustomer() as never })
    }
    const one = await enter(first)
    const other = await enter(twin)
    const list = await app.as(token)('GET /api/customers/miniprogram/list', { query: {} as never })
    const numbers = list.customers.map(({ customerId }) => customerId)
    expect([one.id, other.id === twin, new Set(numbers).size]).toEqual([first, false, 2])
    expect(numbers).toContain('CUS00000000001')
  })
})
