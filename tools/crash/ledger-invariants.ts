import type { RawDatabase } from '../../packages/testing/src/raw-database.ts'

/** What must give no row, at any moment, whatever was killed. */
const NEVER: Record<string, string> = {
  'the entries of a transfer do not add up to nothing':
    'select transfer_id from credit_entries group by transfer_id having sum(amount) <> 0',
  'a balance is not the sum of its entries': `
    select a.id from credit_accounts a left join credit_entries e on e.account = a.id
    group by a.id, a.balance, a.entries having a.balance <> coalesce(sum(e.amount), 0) or a.entries <> count(e.account)`,
  'a transfer has no entries': `
    select t.id from credit_transfers t left join credit_entries e on e.transfer_id = t.id where e.account is null`,
  'an order was credited twice': `
    select reference from credit_transfers where kind = 'purchase' group by reference having count(*) > 1`,
  'an order is credited and nothing was given for it': `
    select o.id from orders o left join credit_transfers t on t.kind = 'purchase' and t.reference = o.id
    where o.state = 'credited' and t.id is null`,
  'credits were given for an order that is not credited': `
    select t.id from credit_transfers t left join orders o on o.id = t.reference
    where t.kind = 'purchase' and (o.id is null or o.state <> 'credited')`,
  'credits are held for a run that has ended': `
    select h.id from credit_holds h join runs r on h.reference = 'run:' || r.id
    where h.captured is null and r.state <> 'running'`,
  'a run that has ended has no answer': `
    select r.id from runs r left join chat_messages m on m.run_id = r.id where r.state <> 'running' and m.id is null`,
  'a run is open without a job that watches it': `
    select r.id from runs r left join jobs j on j.queue = 'run-watch' and j.key = r.id
    where r.state = 'running' and j.id is null`,
  'an order is open without a job that watches it': `
    select o.id from orders o left join jobs j on j.queue = 'order-watch' and j.key = o.number
    where o.state in ('created', 'paying') and j.id is null`,
  'a job was given up': "select id from jobs where state = 'dead'",
}

/** The broken ledger invariants, as sentences. */
export async function faultsIn(database: RawDatabase): Promise<string[]> {
  const found: string[] = []
  for (const [sentence, sql] of Object.entries(NEVER)) {
    const rows = await database.rows(sql)
    if (rows.length > 0) found.push(`${sentence}: ${rows.length} (${JSON.stringify(rows[0])})`)
  }
  return found
}

/** Of these ids, those that the table does not hold. */
export async function missingIn(database: RawDatabase, table: 'resumes' | 'orders' | 'chats', ids: readonly string[]) {
  const there = new Set((await database.rows(`select id from ${table}`)).map(({ id }) => String(id)))
  return ids.filter((id) => !there.has(id))
}

export const countIn = async (database: RawDatabase, sql: string): Promise<number> =>
  Number((await database.rows(`select count(*) as n ${sql}`))[0]?.n)
