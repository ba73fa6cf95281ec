import { getTableConfig as pgTable, type PgTable } from 'drizzle-orm/pg-core'
import { getTableConfig as sqliteTable, type SQLiteTable } from 'drizzle-orm/sqlite-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type Engine, ENGINES, openEngine } from '@qingpin/testing/engines'
import { rowsOf } from '@qingpin/testing/rows'
import type { Db } from '../db/db.ts'

/** What a table has, in words that both engines and drizzle share. */
interface Shape {
  columns: string[]
  primaryKey: string[]
  indexes: string[]
  checks: string[]
}

const column = (name: string, type: string, notNull: boolean) =>
  `${name} ${type.toLowerCase()}${notNull ? '' : ' null'}`
const index = (name: string, unique: boolean, columns: readonly string[]) =>
  `${unique ? 'unique ' : ''}${name}(${columns.join(', ')})`
const sorted = (all: Iterable<string>) => [...all].toSorted()

/** The tables as the code declares them. */
function declared({ s }: Db, engine: Engine): Record<string, Shape> {
  const shapes = Object.values(s).map((table) => {
    // The kit casts SQLite's tables to PostgreSQL's type; each engine's own function reads what is there.
    const read = (engine === 'pg' ? pgTable : sqliteTable) as (
      table: PgTable | SQLiteTable,
    ) => ReturnType<typeof pgTable>
    const { name, columns, primaryKeys, indexes, checks } = read(table)
    const own = columns.filter((one) => one.primary).map((one) => one.name)
    const composite = primaryKeys.flatMap((key) => key.columns.map((one) => one.name))
    const shape: Shape = {
      columns: sorted(columns.map((one) => column(one.name, one.getSQLType(), one.notNull))),
      primaryKey: [...own, ...composite],
      indexes: sorted(
        indexes.map(({ config }) =>
          index(
            config.name ?? '',
            config.unique,
            config.columns.map((one) => (one as { name: string }).name),
          ),
        ),
      ),
      checks: sorted(checks.map((check) => check.name)),
    }
    return [name, shape] as const
  })
  return Object.fromEntries(shapes)
}

type Row = Record<string, never>

async function migratedSqlite(db: Db): Promise<Record<string, Shape>> {
  const names = await rowsOf<{ name: string; sql: string }>(
    db,
    `select name, sql from sqlite_master where type = 'table' and sql not like 'CREATE VIRTUAL%'
     and name not like 'sqlite_%' and name not like '\\_\\_drizzle%' escape '\\' and name not like 'search\\_terms\\_%' escape '\\'`,
  )
  const shapes = names.map(async ({ name, sql }) => {
    type Column = { name: string; type: string; notnull: number; pk: number }
    const columns = await rowsOf<Column>(db, `select * from pragma_table_info('${name}')`)
    type Index = { name: string; unique: number; origin: string }
    const indexes = await rowsOf<Index>(db, `select * from pragma_index_list('${name}') where origin = 'c'`)
    const described = indexes.map(async (one) => {
      const keys = await rowsOf<{ name: string }>(
        db,
        `select name from pragma_index_info('${one.name}') order by seqno`,
      )
      return index(
        one.name,
        one.unique === 1,
        keys.map((key) => key.name),
      )
    })
    const shape: Shape = {
      columns: sorted(columns.map((one) => column(one.name, one.type, one.notnull === 1))),
      primaryKey: columns
        .filter(({ pk }) => pk > 0)
        .toSorted((a, b) => a.pk - b.pk)
        .map((one) => one.name),
      indexes: sorted(await Promise.all(described)),
      checks: sorted([...sql.matchAll(/CONSTRAINT ["`](\w+)["`] CHECK/gi)].map(([, check]) => check ?? '')),
    }
    return [name, shape] as const
  })
  return Object.fromEntries(await Promise.all(shapes))
}

async function migratedPg(db: Db): Promise<Record<string, Shape>> {
  type Column = { tbl: string; name: string; type: string; notnull: boolean }
  const columns = await rowsOf<Column>(
    db,
    `select table_name as tbl, column_name as name, is_nullable = 'NO' as notnull,
       case data_type when 'ARRAY' then 'text[]' else data_type end as type
     from information_schema.columns where table_schema = 'public'`,
  )
  type Index = { tbl: string; name: string; uniq: boolean; prim: boolean; method: string; columns: string[] }
  const indexes = await rowsOf<Index>(
    db,
    `select t.relname as tbl, i.relname as name, x.indisunique as uniq, x.indisprimary as prim, m.amname as method,
       array(select coalesce(a.attname::text, '') from unnest(x.indkey) with ordinality as k(n, at)
             left join pg_attribute a on a.attrelid = t.oid and a.attnum = k.n order by k.at) as columns
     from pg_index x join pg_class i on i.oid = x.indexrelid join pg_class t on t.oid = x.indrelid
       join pg_am m on m.oid = i.relam join pg_namespace n on n.oid = t.relnamespace where n.nspname = 'public'`,
  )
  const checks = await rowsOf<{ tbl: string; name: string }>(
    db,
    `select conrelid::regclass::text as tbl, conname as name from pg_constraint where contype = 'c'
       and connamespace = 'public'::regnamespace`,
  )
  const tables = [...new Set(columns.map(({ tbl }) => tbl))]
  const shapeOf = (table: string): Shape => ({
    columns: sorted(
      columns.filter(({ tbl }) => tbl === table).map(({ name, type, notnull }) => column(name, type, notnull)),
    ),
    primaryKey: indexes.find(({ tbl, prim }) => tbl === table && prim)?.columns ?? [],
    indexes: sorted(
      indexes.filter(({ tbl, prim }) => tbl === table && !prim).map((one) => index(one.name, one.uniq, one.columns)),
    ),
    checks: sorted(checks.filter(({ tbl }) => tbl === table).map(({ name }) => name)),
  })
  return Object.fromEntries(tables.map((table) => [table, shapeOf(table)]))
}

describe.each(ENGINES)('the migrated schema, on %s', (engine) => {
  let db: Db
  beforeAll(async () => {
    db = await openEngine(engine)
  })
  afterAll(() => db.close())

  it('has the tables, columns, types, keys, indexes and checks that are declared', async () => {
    const migrated = engine === 'pg' ? await migratedPg(db) : await migratedSqlite(db)
    const { search_docs: docs, ...others } = migrated
    const { search_docs: declaredDocs, ...declaredOthers } = declared(db, engine)
    expect(others).toEqual(declaredOthers)
    // The array of the search index is PostgreSQL's own; a migration adds it by hand.
    const byHand =
      engine === 'pg'
        ? {
            columns: ['grams text[] null', 'name text null', 'place text null', 'introduction text null'],
            indexes: ['search_docs_grams(grams)'],
          }
        : undefined
    expect(docs).toEqual({
      ...declaredDocs,
      columns: sorted([...(declaredDocs?.columns ?? []), ...(byHand?.columns ?? [])]),
      indexes: sorted([...(declaredDocs?.indexes ?? []), ...(byHand?.indexes ?? [])]),
    })
  })

  it('has these foreign keys and triggers, which migrations make by hand', async () => {
    const found =
      engine === 'pg'
        ? await rowsOf<Row>(
            db,
            `select conrelid::regclass::text || ' ' || conname || ' ' || pg_get_constraintdef(oid) as one from pg_constraint
               where contype = 'f' and connamespace = 'public'::regnamespace
             union all select tgrelid::regclass::text || ' ' || tgname || ' trigger' from pg_trigger where not tgisinternal
             order by 1`,
          )
        : await rowsOf<Row>(
            db,
            `select tbl_name || ' ' || name || ' trigger' as one from sqlite_master where type = 'trigger'
             union all select m.name || ' ' || f."table" from sqlite_master m, pragma_foreign_key_list(m.name) f
               where m.type = 'table' order by 1`,
          )
    expect(found.map(({ one }) => one)).toEqual(BY_HAND[engine])
  })
})

const BY_HAND: Record<Engine, string[]> = {
  sqlite: [
    'credit_entries credit_entries_keep_delete trigger',
    'credit_entries credit_entries_keep_update trigger',
    'credit_transfers credit_transfers_keep_delete trigger',
    'credit_transfers credit_transfers_keep_update trigger',
    'resumes resumes_leave_index trigger',
  ],
  pg: [
    'credit_entries credit_entries_keep trigger',
    'credit_transfers credit_transfers_keep trigger',
    'search_docs search_docs_resume FOREIGN KEY (resume_id) REFERENCES resumes(id) ON DELETE CASCADE',
  ],
}
