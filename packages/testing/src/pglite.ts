import { createHash } from 'node:crypto'
import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { PGlite } from '@electric-sql/pglite'
import { drizzle } from 'drizzle-orm/pglite'
import { migrate } from 'drizzle-orm/pglite/migrator'
import type { NodePgDatabase } from 'drizzle-orm/node-postgres'
import type { Db } from '@qingpin/bff/db/db'
import { PG_MIGRATIONS, pgDb } from '@qingpin/bff/db/pg'
import { CHANNEL } from '@qingpin/bff/db/pg-listen'

const CACHE = `${import.meta.dirname}/../node_modules/.cache`
const ENGINE = `${import.meta.dirname}/../node_modules/@electric-sql/pglite/package.json`

/** Names the migrated empty database by what it is made from. */
function snapshotPath(): string {
  const hash = createHash('sha256').update(readFileSync(ENGINE))
  for (const file of readdirSync(PG_MIGRATIONS).toSorted()) {
    if (file.endsWith('.sql')) hash.update(file).update(readFileSync(join(PG_MIGRATIONS, file)))
  }
  return join(CACHE, `pglite-${hash.digest('hex').slice(0, 16)}.tar.gz`)
}

/** Making a cluster takes three seconds of CPU and copying one half a second: the first run leaves a copy behind. */
async function openClient(): Promise<PGlite> {
  const path = snapshotPath()
  if (existsSync(path)) return PGlite.create({ loadDataDir: new Blob([readFileSync(path)]) })
  const client = await PGlite.create()
  await migrate(drizzle({ client }), { migrationsFolder: PG_MIGRATIONS })
  const snapshot = await client.dumpDataDir('gzip')
  mkdirSync(CACHE, { recursive: true })
  const unfinished = `${path}.${process.pid}`
  writeFileSync(unfinished, Buffer.from(await snapshot.arrayBuffer()))
  renameSync(unfinished, path)
  return client
}

/** PostgreSQL's dialect in process, for machines without a server. It has one connection, so it shows no races. */
export async function openPglite(): Promise<Db> {
  const client = await openClient()
  return pgDb(
    drizzle({ client }) as unknown as NodePgDatabase,
    (listener) => client.listen(CHANNEL, listener),
    () => client.close(),
  )
}
