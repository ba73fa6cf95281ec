import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { openSqlite } from '../apps/bff/src/db/sqlite.ts'
import { openRawDatabase } from '../packages/testing/src/raw-database.ts'
import { findPostgres } from '../packages/testing/src/cluster.ts'
import { faultsIn, missingIn } from './crash/ledger-invariants.ts'
import { crash, type CrashReport } from './crash/crash.ts'

const KILLS = { times: 4, seed: 20_261_125 }
const bin = findPostgres()

function expectNothingLost({ promises, credited, problems }: CrashReport): void {
  expect(problems).toEqual([])
  const { registrations, orders, chats } = promises
  expect(registrations.length).toBeGreaterThan(4)
  // How many get as far as paying and asking depends on the machine.
  expect(orders.length + chats.length).toBeGreaterThan(0)
  expect(credited).toBeLessThanOrEqual(orders.length)
}

/** The short form of `node tools/crash.ts`, whose seed makes a failure repeatable. */
describe('a server that is killed while people register, buy and ask', () => {
  it('loses nothing that it promised, and does nothing twice, on SQLite', async () => {
    expectNothingLost(await crash(KILLS))
  }, 300_000)

  it.skipIf(bin === undefined)(
    'loses nothing that it promised, and does nothing twice, on PostgreSQL',
    async () => {
      expectNothingLost(await crash({ ...KILLS, postgres: bin }))
    },
    300_000,
  )
})

describe('the ledger invariants', () => {
  it('detect half a transfer, a double credit, a lost row and a run without an end', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'qingpin-ledger-'))
    const file = join(folder, 'qingpin.db')
    const db = openSqlite(file)
    const database = await openRawDatabase({ file })
    expect(await faultsIn(database)).toEqual([])
    for (const key of ['a', 'b']) {
      db.client.exec(
        `insert into credit_transfers (id, kind, key, owner_id, reference, at) values ('${key}', 'purchase', '${key}', 'o', 'order', 1)`,
      )
    }
    db.client.exec(`
      insert into credit_accounts (id, kind, balance, entries) values ('wallet:o', 'wallet', 5, 1);
      insert into credit_entries (transfer_id, account, seq, amount, balance_after, at) values ('a', 'wallet:o', 1, 7, 7, 1);
      insert into runs (id, chat_id, owner_id, question_id, state, stop_requested, lease_until, model, cost, started_at)
        values ('r', 'c', 'o', 'q', 'running', 0, 1, 'm', 0, 1);
    `)
    const found = (await faultsIn(database)).join('; ')
    for (const sentence of [
      'add up',
      'sum of its entries',
      'has no entries',
      'twice',
      'not credited',
      'without a job that watches it',
    ]) {
      expect(found).toContain(sentence)
    }
    expect(await missingIn(database, 'chats', ['c'])).toEqual(['c'])
    await database.close()
    await db.close()
    rmSync(folder, { recursive: true })
  })
})
