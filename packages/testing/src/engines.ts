import { inject } from 'vitest'
import type { Db } from '@qingpin/bff/db/db'
import { openSqlite } from '@qingpin/bff/db/sqlite'
import type { Engine } from './chosen-engines.ts'
import { openPglite } from './pglite.ts'
import { openPostgres } from './postgres.ts'

declare module 'vitest' {
  interface ProvidedContext {
    /** Address of the test cluster, ending in a slash; undefined where there is no PostgreSQL. */
    postgres: string | undefined
  }
}

export { type Engine, ENGINES } from './chosen-engines.ts'

/** An empty, migrated database. `pg` is a real server where there is one, else PGlite, which shows no races. */
export function openEngine(engine: Engine): Promise<Db> {
  if (engine === 'sqlite') return Promise.resolve(openSqlite(':memory:'))
  const base = inject('postgres')
  return base === undefined ? openPglite() : openPostgres(base)
}
