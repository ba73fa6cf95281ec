import { PGlite } from '@electric-sql/pglite'
import { drizzle } from 'drizzle-orm/pglite'
import { migrate } from 'drizzle-orm/pglite/migrator'
import type { NodePgDatabase } from 'drizzle-orm/node-postgres'
import type { Db } from '../src/db/db.ts'
import { PG_MIGRATIONS, pgDb } from '../src/db/pg.ts'

/** PostgreSQL's dialect in process, for machines without a server. It has one connection, so it shows no races. */
export async function openPglite(): Promise<Db> {
  const client = new PGlite()
  const q = drizzle({ client })
  await migrate(q, { migrationsFolder: PG_MIGRATIONS })
  return pgDb(q as unknown as NodePgDatabase, () => client.close())
}
