import { Column, getTableColumns, is, Param, Placeholder, SQL, sql } from 'drizzle-orm'
import { LRUCache } from 'lru-cache'
import type { Db, Q, Run } from './db.ts'
import type { Schema } from '../schema/schema.ts'

/** The place of a value in a prepared query. */
export type At<A> = <K extends keyof A & string>(name: K) => Placeholder<K>
const place = <K extends string>(name: K) => sql.placeholder(name)

/**
 * A query that runs often: built once for each database, on whichever engine, then only given values.
 * `const openRuns = prepared('open_runs', ({ q, s }, at: At<{ ownerId: string }>) => q.select()…eq(…, at('ownerId')))` is run
 * as `yield* ask(openRuns(db, t, { ownerId }))`.
 * @param name unique; PostgreSQL keeps the plan under it
 */
export function prepared<A, T>(name: string, build: (db: Db, at: At<A>) => PromiseLike<T>) {
  const known = new WeakMap<Db, Run<A, T>>()
  return (db: Db, at: Q, values: A): PromiseLike<T> => {
    let run = known.get(db)
    if (!run) known.set(db, (run = db.prepare<A, T>(build(db, place), name)))
    return run(at, values)
  }
}

/** A place for each column of a table, named like the column: the values of an insert of whole rows. */
export const placeholdersFor = <T extends Schema[keyof Schema]>(
  table: T,
  at: At<T['$inferSelect']>,
): T['$inferInsert'] =>
  Object.fromEntries(
    Object.keys(getTableColumns(table)).map((key) => [key, at(key as never)]),
  ) as unknown as T['$inferInsert']

/** Inserts whole rows of one table: `yield* ask(insertChat(db, t, row))`. */
export const preparedInsert = <N extends keyof Schema>(table: N) =>
  prepared<Schema[N]['$inferSelect'], unknown>(`insert_${table}`, ({ q, s }, at) =>
    q.insert(s[table]).values(placeholdersFor(s[table], at) as never),
  )

/** Values of a query whose shape varies, gathered while it is built; which ones there are names the shape. */
export class Values {
  readonly all: Record<string, unknown> = {}

  /** Keeps the value and gives its place. The same name must always stand at the same place of the query. */
  put(name: string, value: unknown): Placeholder {
    this.all[name] = value
    return sql.placeholder(name)
  }

  get shape(): string {
    return Object.keys(this.all).join()
  }
}

/** How many shapes of one query stay prepared. */
const SHAPES = 100

/** Keeps the queries of the shapes asked for last; any other is built anew. */
export function preparedShapes<T>() {
  const known = new WeakMap<Db, LRUCache<string, Run<unknown, T>>>()
  return (db: Db, shape: string, values: Values, build: (q: Q) => PromiseLike<T>, at = db.q): PromiseLike<T> => {
    let shapes = known.get(db)
    if (!shapes) known.set(db, (shapes = new LRUCache({ max: SHAPES })))
    // Unnamed: PostgreSQL would keep each name on each connection until it ends.
    const run = shapes.get(shape) ?? db.prepare<unknown, T>(build(db.q))
    shapes.set(shape, run)
    return run(at, values.all)
  }
}

interface Field {
  path: string[]
  field: unknown
}
interface Decoder {
  mapFromDriverValue: (value: unknown) => unknown
}

/** Undefined where the driver's value is the value. */
function decoderOf(field: unknown): Decoder['mapFromDriverValue'] | undefined {
  const decoder = is(field, Column)
    ? (field as unknown as Decoder)
    : ((is(field, SQL) ? field : (field as SQL.Aliased).sql) as unknown as { decoder: Decoder }).decoder
  if (decoder.mapFromDriverValue === Column.prototype.mapFromDriverValue) return undefined
  return (value) => (value === null ? null : decoder.mapFromDriverValue(value))
}

/**
 * Makes objects of rows. Drizzle's own way asks at each cell of each row what kind of column it is; this asks once, and
 * writes down a function for the shape, which V8 gives one hidden class. Names and decoders are of our own schema.
 * Undefined for nested selections, which are left to drizzle.
 */
export function mapperOf(fields: readonly Field[]): ((rows: unknown[][]) => unknown[]) | undefined {
  if (fields.some(({ path }) => path.length !== 1)) return undefined
  const decoders = fields.map(({ field }) => decoderOf(field))
  const properties = fields.map(({ path }, i) => {
    const value = decoders[i] ? `decode${i}(row[${i}])` : `row[${i}]`
    return `${JSON.stringify(path[0])}: ${value}`
  })
  const names = decoders.map((_, i) => `decode${i}`)
  const text = `const [${names.join()}] = decoders; return (rows) => rows.map((row) => ({ ${properties.join()} }))`
  // oxlint-disable-next-line no-new-func, typescript/no-implied-eval -- made from names of columns and numbers only
  return new Function('decoders', text)(decoders) as (rows: unknown[][]) => unknown[]
}

interface Mapped {
  fields?: Field[]
  customResultMapper?: unknown
}
/** A prepared query of drizzle's, with the faster mapping where it applies. */
export function withMapper<P>(built: P): P {
  const query = built as Mapped
  if (query.fields && !query.customResultMapper) query.customResultMapper = mapperOf(query.fields)
  return built
}

/**
 * Puts the values of a prepared query where they belong. Drizzle's own way asks at each run of each place what kind of
 * place it is; this asks once. Fails, as that does, when a value is missing.
 */
export function fillerOf(params: readonly unknown[]): (values: Record<string, unknown>) => unknown[] {
  const places = params.map((param) => {
    const value = is(param, Param) ? param.value : param
    if (!is(value, Placeholder)) return { fixed: param }
    return { name: value.name, encoder: is(param, Param) ? param.encoder : undefined }
  })
  return (values) =>
    places.map(({ name, encoder, fixed }) => {
      if (name === undefined) return fixed
      if (!(name in values)) throw new Error(`no value for "${name}"`)
      return encoder ? encoder.mapToDriverValue(values[name]) : values[name]
    })
}
