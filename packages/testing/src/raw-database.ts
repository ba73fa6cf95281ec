import Database from 'better-sqlite3'
import pg from 'pg'

export type Row = Record<string, unknown>

/** A database read beside the server that owns it, without the server's code. */
export interface RawDatabase {
  rows: (sql: string) => Promise<Row[]>
  close: () => Promise<void>
}

export async function openRawDatabase(source: { file: string } | { url: string }): Promise<RawDatabase> {
  if ('file' in source) {
    const client = new Database(source.file, { readonly: true })
    return { rows: async (sql) => client.prepare<[], Row>(sql).all(), close: async () => void client.close() }
  }
  const client = new pg.Client({ connectionString: source.url })
  await client.connect()
  return { rows: async (sql) => (await client.query<Row>(sql)).rows, close: () => client.end() }
}
