import { describe, expect, it } from 'vitest'
import { aCustomer } from '@qingpin/testing/customers'
import { ENGINES, useApp } from '@qingpin/testing/harness'
import { newId } from '../../db/ids.ts'
import { insertCustomer, toColumns } from './customers.repo.ts'

/** Two ids that give the same customer number: they differ by 10^11. */
const ONE = '000000000000000000000001'
const TWIN = 100_000_000_001n.toString(16).padStart(24, '0')

describe.each(ENGINES)('the customer number on %s', (engine) => {
  const app = useApp(engine)

  it('is drawn again when another customer has it', async () => {
    const { id: createdBy } = await app.aStaff('manager')
    const owner = { createdBy, assignedTo: createdBy, assignedBy: createdBy }
    const insert = (draws: string[]) => {
      const customer = { ...toColumns(app.deps.cipher, aCustomer() as never), ...owner }
      return app.db.tx((t) => insertCustomer(t, app.ctx(), customer as never, () => draws.shift() ?? newId(1)))
    }
    const [one, other] = [await insert([ONE]), await insert([TWIN])]
    expect([one?.customerNo, one?.id]).toEqual(['CUS00000000001', ONE])
    expect([other?.id === TWIN, other?.customerNo === one?.customerNo]).toEqual([false, false])
  })
})
