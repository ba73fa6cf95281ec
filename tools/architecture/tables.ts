import { type Argument, type BindingPattern, type Expression, Visitor } from 'oxc-parser'
import type { House } from './house.ts'
import { moduleOf } from './module.ts'
import { inBff, layerOf } from './places.ts'
import type { Source } from './source.ts'

/** A statement of SQL, or a part of one, as Drizzle builds it. */
export interface Sql {
  line: number
  /** What stands there: `select`, `insert`, `update`, `delete`, `sql`, `ask`, `db.s`. */
  kind: string
}

export interface TableUse {
  /** Its name in the schema. */
  table: string
  writes: boolean
  line: number
}

/** The call that must follow for a builder to be one of Drizzle's, and not a Set's `delete` or a hash's `update`. */
const FOLLOWED_BY = new Map<string, readonly string[]>([
  ['select', ['from']],
  ['selectDistinct', ['from']],
  ['selectDistinctOn', ['from']],
  ['insert', ['values', 'select', 'defaultValues']],
  ['update', ['set']],
  ['delete', ['where', 'returning']],
])
const WRITES = ['insert', 'update', 'delete']

const propertyOf = (node: Expression | Argument): string | undefined =>
  node.type === 'MemberExpression' && !node.computed && node.property.type === 'Identifier'
    ? node.property.name
    : undefined

/** Whether the expression is a database: `db`, `ctx.db`, `this.deps.db`. */
const isDb = (node: Expression | null): boolean =>
  node !== null && ((node.type === 'Identifier' && node.name === 'db') || propertyOf(node) === 'db')

/** Whether the expression is the schema: `db.s`, or an `s` taken from it. */
const isSchema = (node: Expression | null): boolean =>
  node !== null &&
  ((node.type === 'Identifier' && node.name === 's') ||
    (node.type === 'MemberExpression' && propertyOf(node) === 's' && isDb(node.object)))

/** Where a file builds SQL, asks for it, or reaches for a table. */
export function sqlIn(file: Source): Sql[] {
  const { program, lineAt } = moduleOf(file)
  const found: Sql[] = []
  const add = (kind: string, node: { start: number }) => found.push({ kind, line: lineAt(node.start) })
  new Visitor({
    CallExpression(node) {
      const { callee } = node
      if (callee.type !== 'MemberExpression' || callee.object.type !== 'CallExpression') return
      const verb = propertyOf(callee.object.callee)
      if (verb && FOLLOWED_BY.get(verb)?.includes(propertyOf(callee) ?? '')) add(verb, node)
    },
    YieldExpression(node) {
      const run = node.delegate && node.argument?.type === 'CallExpression' ? node.argument.callee : undefined
      if (run?.type === 'Identifier' && run.name === 'ask') add('ask', node)
    },
    TaggedTemplateExpression(node) {
      if (node.tag.type === 'Identifier' && node.tag.name === 'sql') add('sql', node)
    },
    MemberExpression(node) {
      if (isSchema(node) && node.object.type !== 'Super') add('db.s', node)
    },
    Property(node) {
      // `({ db: { s } }: Ctx) => …` and `const { s } = db`
      if (node.key.type !== 'Identifier' || node.key.name !== 'db' || node.value.type !== 'ObjectPattern') return
      if (node.value.properties.some((one) => one.type === 'Property' && nameOf(one.key) === 's')) add('db.s', node)
    },
    VariableDeclarator(node) {
      if (node.id.type !== 'ObjectPattern' || !isDb(node.init)) return
      if (node.id.properties.some((one) => one.type === 'Property' && nameOf(one.key) === 's')) add('db.s', node)
    },
  }).visit(program)
  return found
}

const nameOf = (node: { type: string; name?: unknown }): string | undefined =>
  node.type === 'Identifier' && typeof node.name === 'string' ? node.name : undefined

/** Each table of the schema, and the folder whose `.table.ts` declares it. */
export function tableOwners(house: House): ReadonlyMap<string, string> {
  const owners = new Map<string, string>()
  for (const file of house.files.filter(({ path }) => inBff(path) && layerOf(path) === 'table')) {
    const folder = file.path.slice(0, file.path.lastIndexOf('/'))
    const declares = (name: string | undefined, value: Expression | BindingPattern | null) => {
      if (name && value?.type === 'CallExpression' && propertyOf(value.callee) === 'table') owners.set(name, folder)
    }
    new Visitor({
      Property: (node) => declares(nameOf(node.key), node.value as Expression),
      VariableDeclarator: (node) => declares(nameOf(node.id), node.init),
    }).visit(moduleOf(file).program)
  }
  return owners
}

/** The tables that a file names through `db.s`, and whether it writes them. */
export function tablesIn(file: Source, known: ReadonlyMap<string, string>): TableUse[] {
  const { program, lineAt } = moduleOf(file)
  /** Local names of tables: `const { idempotencyKeys: keys } = db.s`, `const rows = s.events`. */
  const locals = new Map<string, string>()
  const tableOf = (node: Expression | Argument | null): string | undefined => {
    if (node === null) return undefined
    if (node.type === 'Identifier') return locals.get(node.name)
    const name = propertyOf(node)
    return name && node.type === 'MemberExpression' && isSchema(node.object) && known.has(name) ? name : undefined
  }
  const uses: TableUse[] = []
  const written = new Set<number>()
  new Visitor({
    VariableDeclarator(node) {
      if (node.id.type === 'ObjectPattern' && isSchema(node.init)) {
        for (const one of node.id.properties) {
          const [table, local] = one.type === 'Property' ? [nameOf(one.key), nameOf(one.value)] : []
          if (!table || !local || !known.has(table)) continue
          locals.set(local, table)
          uses.push({ table, writes: false, line: lineAt(one.start) })
        }
      }
      const table = tableOf(node.init)
      if (table && node.id.type === 'Identifier') locals.set(node.id.name, table)
    },
  }).visit(program)
  new Visitor({
    CallExpression(node) {
      const verb = propertyOf(node.callee)
      const [first] = node.arguments
      const table = verb && WRITES.includes(verb) && first ? tableOf(first) : undefined
      if (!table || !first) return
      written.add(first.start)
      uses.push({ table, writes: true, line: lineAt(first.start) })
    },
    MemberExpression(node) {
      const table = tableOf(node)
      if (table && !written.has(node.start)) uses.push({ table, writes: false, line: lineAt(node.start) })
    },
  }).visit(program)
  return uses
}
