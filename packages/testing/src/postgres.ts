import { randomBytes } from 'node:crypto'
import pg from 'pg'
import type { Db } from '@qingpin/bff/db/db'
import { openPg } from '@qingpin/bff/db/pg'
import type { Cluster } from './cluster.ts'

const MAINTENANCE = 'postgres'
const TEMPLATE = 'qingpin_template'

async function command(url: string, sql: string): Promise<void> {
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  try {
    await client.query(sql)
  } finally {
    await client.end()
  }
}

/** Makes the migrated database that `newDatabase` copies. */
export async function makeTemplate(cluster: Cluster): Promise<void> {
  await command(cluster.url(MAINTENANCE), `create database ${TEMPLATE}`)
  await (await openPg(cluster.url(TEMPLATE))).close()
}

/** The address of a new, migrated, empty database. @param base the cluster's address, ending in a slash */
export async function newDatabase(base: string): Promise<string> {
  const name = `test_${randomBytes(6).toString('hex')}`
  await command(base + MAINTENANCE, `create database ${name} template ${TEMPLATE} strategy file_copy`)
  return base + name
}

/** A database of its own on the real server; it is gone when it is closed. */
export async function openPostgres(base: string): Promise<Db> {
  const url = await newDatabase(base)
  // Hundreds ask at once here, on a machine that does other things: they wait, and what that means is tested elsewhere.
  const db = await openPg(url, { max: 6, connectMs: 20_000 })
  return {
    ...db,
    close: async () => {
      await db.close()
      await command(base + MAINTENANCE, `drop database ${url.slice(base.length)} with (force)`)
    },
  }
}

/** Another client of the same server, whose transaction is in the way of the application's. */
export async function rivalOn(url: string) {
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  const waiting = `select count(*)::int as n from pg_stat_activity
    where datname = current_database() and wait_event_type = 'Lock'`
  return {
    run: (sql: string, values: unknown[] = []) => client.query(sql, values),
    /** Resolves when so many statements of others wait for a lock, or when what would have to wait has not. */
    async untilWaiting(n: number, done: Promise<unknown>) {
      const settled = done.then(
        () => true,
        () => true,
      )
      for (;;) {
        // Within a transaction the server answers alike until its statistics are cleared.
        await client.query('select pg_stat_clear_snapshot()')
        if ((await client.query(waiting)).rows[0].n >= n) return
        if (await Promise.race([settled, new Promise((resolve) => setTimeout(resolve, 5))])) return
      }
    },
    end: () => client.end(),
  }
}
