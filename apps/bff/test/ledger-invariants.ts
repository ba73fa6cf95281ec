import Database from 'better-sqlite3'
import pg from 'pg'

export type Row = Record<string, unknown>

/** A database read beside the server that owns it, past all of its code. */
export interface Books {
  rows: (sql: string) => Promise<Row[]>
  close: () => Promise<void>
}

export async function openBooks(place: { file: string } | { url: string }): Promise<Books> {
  if ('file' in place) {
    const client = new Database(place.file, { readonly: true })
    return { rows: async (sql) => client.prepare<[], Row>(sql).all(), close: async () => void client.close() }
  }
  const client = new pg.Client({ connectionString: place.url })
  await client.connect()
  return { rows: async (sql) => (await client.query<Row>(sql)).rows, close: () => client.end() }
}
