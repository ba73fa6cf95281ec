import { asc, desc, isNotNull } from 'drizzle-orm'
import type { Deps } from '../../context.ts'
import { ask, type Op, type Q } from '../../db/db.ts'
import { SAMPLE_ROWS } from './ops.rules.ts'

type Db = Pick<Deps, 'db'>

export async function readFacts({ db }: Db): Promise<ReadonlyMap<string, string>> {
  const rows = await db.q.select().from(db.s.installation)
  return new Map(rows.map(({ name, value }) => [name, value]))
}

/** Notes a fact; where another replica was first, its value stays. */
export function* noteFact(t: Q, { db }: Db, name: string, value: string): Op<void> {
  yield* ask(t.insert(db.s.installation).values({ name, value }).onConflictDoNothing())
}

export interface SealedPhone {
  sealed: string | null
  /** Where the number is looked up by it. */
  hash: string | null
}

/** Some encrypted phone numbers, the oldest and the newest. */
export async function somePhones({ db }: Db): Promise<SealedPhone[]> {
  const { accounts, resumes, customers } = db.s
  const samples = await Promise.all(
    [accounts, resumes, customers].flatMap((table) =>
      [asc, desc].map((order) =>
        db.q
          .select({ sealed: table.phoneSealed, hash: table.phoneHash })
          .from(table)
          .where(isNotNull(table.phoneSealed))
          .orderBy(order(table.id))
          .limit(SAMPLE_ROWS),
      ),
    ),
  )
  return samples.flat()
}
