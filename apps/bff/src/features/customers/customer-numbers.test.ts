import { describe, expect, it } from 'vitest'
import { aCustomer } from '../../../test/customers.ts'
import { ENGINES, useApp } from '../../../test/harness.ts'
import { newId } from '../../db/ids.ts'
import { toColumns } from './customers.columns.ts'
import { insertCustomer } from './customers.repo.ts'

/** Ids whose numbers on paper are the same: they differ by eleven digits' worth. */
const ONE = '000000000000000000000001'
const TWIN = 100_000_000_001n.toString(16).padStart(24, '0')

describe.each(ENGINES)('the number on paper on %s', (engine) => {
  const app = useApp(engine)

  it('is drawn anew when another customer has it', async () => {
    const { id: createdBy } = await app.aStaff('manager')
    const owner = { createdBy, assignedTo: createdBy, assignedBy: createdBy, assignmentReason: null }
    const insert = (draws: string[]) => {
      const customer = { ...toColumns(app.deps.cipher, aCustomer() as never), ...owner }
      return app.db.tx((t) => insertCustomer(t, app.ctx(), customer as never, () => draws.shift() ?? newId(1)))
    }
    const [one, other] = [await insert([ONE]), await insert([TWIN])]
    expect([one?.customerNo, one?.id]).toEqual(['CUS00000000001', ONE])
    expect([other?.id === TWIN, other?.customerNo === one?.customerNo]).toEqual([false, false])
  })
})
