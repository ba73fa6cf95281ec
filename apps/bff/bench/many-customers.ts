import { createHash } from 'node:crypto'
import { CONTRACT_STATUSES, CUSTOMER_SOURCES, SERVICE_CATEGORIES } from '@qingpin/contract/customers/customers.enums'
import { DAY_MS } from '@qingpin/contract/core/days'
import Database from 'better-sqlite3'
import pg from 'pg'
import { AT_ONCE, dice, FAMILY, GIVEN, vacuumPg } from './many-resumes.ts'

/** Invented customers for `npm run bench`, the same ones each time: a large agency after some years. */
export const COLUMNS =
  `id customer_no version created_by created_at updated_at name phone_sealed phone_hash phone_last4 phone_masked lead_source
  contract_status lead_level service_category needs assigned_to assigned_by assigned_at transfer_count auto_transfer_enabled
  in_public_pool next_follow_up_at last_follow_up_at last_note last_activity_at`.split(/\s+/)
/** The columns that are true or false: 0 and 1 in SQLite. */
const FLAGS = ['auto_transfer_enabled', 'in_public_pool']

type Value = string | number | null

/** So many rows, values in the order of the columns. @param staff accounts that own them */
export function* rows(count: number, until: number, staff: readonly string[]): Generator<Value[]> {
  const below = dice(11)
  const of = <T>(all: ArrayLike<T>) => all[below(all.length)] as T
  for (let n = 0; n < count; n++) {
    const createdAt = until - DAY_MS - Math.floor(((count - n) * 900 * DAY_MS) / count)
    const id =
      Math.floor(createdAt / 1000)
        .toString(16)
        .padStart(8, '0') + n.toString(16).padStart(16, 'c')
    const last4 = String(below(10_000)).padStart(4, '0')
    const inPool = below(10) === 0
    const contacted = below(10) > 0
    const contactedAt = createdAt + below(20) * DAY_MS
    const owner = of(staff)
    yield [
      id,
      `CUS8${String(n).padStart(10, '0')}`,
      1,
      of(staff),
      createdAt,
      createdAt,
      of(FAMILY) + of(GIVEN) + (below(4) ? of(GIVEN) : ''),
      'sealed',
      createHash('sha256').update(`customer ${n}`).digest('base64url'),
      last4,
      `13*****${last4}`,
      of(CUSTOMER_SOURCES).value,
      of(CONTRACT_STATUSES).value,
      of(['O类', 'A类', 'A类', 'B类', 'C类', 'D类']),
      of(SERVICE_CATEGORIES).value,
      '{}',
      inPool ? null : owner,
      owner,
      createdAt,
      below(3),
      0,
      inPool ? 1 : 0,
      inPool || below(3) === 0 ? null : until + (below(90) - 30) * DAY_MS,
      contacted ? contactedAt : null,
      contacted ? '聊了半小时，想找一位会做月子餐的。' : null,
      contacted ? contactedAt : createdAt,
    ]
  }
}

/** Writes a number of customers straight into a migrated SQLite database. */
export function writeManyCustomers(file: string, count: number, until: number): void {
  const database = new Database(file)
  const staff = database.prepare('select id from accounts where staff_role is not null').pluck().all() as string[]
  const insert = database.prepare(`insert into customers (${COLUMNS.join()}) values (${COLUMNS.map(() => '?').join()})`)
  database.transaction(() => {
    for (const row of rows(count, until, staff)) insert.run(...row)
  })()
  database.close()
}

/** The same in PostgreSQL. */
export async function writeManyCustomersToPg(url: string, count: number, until: number): Promise<void> {
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  const { rows: staff } = await client.query<{ id: string }>('select id from accounts where staff_role is not null')
  const typed = (row: Value[]) => row.map((value, c) => (FLAGS.includes(COLUMNS[c] ?? '') ? value === 1 : value))
  const write = (batch: Value[][]) => {
    const slots = batch.map((row, r) => `(${row.map((_, c) => `$${r * row.length + c + 1}`).join()})`)
    return client.query(`insert into customers (${COLUMNS.join()}) values ${slots.join()}`, batch.flatMap(typed))
  }
  const batch: Value[][] = []
  for (const row of rows(
    count,
    until,
    staff.map(({ id }) => id),
  )) {
    batch.push(row)
    if (batch.length === AT_ONCE) await write(batch.splice(0))
  }
  if (batch.length > 0) await write(batch)
  await client.end()
  await vacuumPg(url)
}
