import {
  type Argument,
  type BindingPattern,
  type Expression,
  type ObjectAssignmentTarget,
  type ObjectPattern,
  Visitor,
} from 'oxc-parser'
import type { Project } from './project.ts'
import { moduleOf } from './module.ts'
import { inBff, layerOf } from './paths.ts'
import type { Source } from './source.ts'

/** A place where a file builds SQL with Drizzle, runs it, or reaches for the schema. */
export interface Sql {
  line: number
  /** `select`, `insert`, `update`, `delete`, `sql`, `ask` or `db.s`. */
  kind: string
}

export interface TableUse {
  /** Its name in the schema. */
  table: string
  writes: boolean
  line: number
}

/** The call that follows a query builder, which tells it from the `delete` of a Set or the `update` of a hash. */
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

/** All uses of SQL in a file. */
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
      // `({ q, s: { runs } }) => …`, `({ db: { s } }) => …` and `const { s } = db`
      if (nameOf(node.key) === 's' && node.value.type === 'ObjectPattern') add('db.s', node)
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

/** The folder of the `.table.ts` that declares each table of the schema. */
export function tableOwners(project: Project): ReadonlyMap<string, string> {
  const owners = new Map<string, string>()
  for (const file of project.files.filter(({ path }) => inBff(path) && layerOf(path) === 'table')) {
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

/** The tables that a file reads and writes through `db.s`. */
export function tablesIn(file: Source, known: ReadonlyMap<string, string>): TableUse[] {
  const { program, lineAt } = moduleOf(file)
  /** Tables by their local names: `const { idempotencyKeys: keys } = db.s`, `const rows = s.events`. */
  const locals = new Map<string, string>()
  const tableOf = (node: Expression | Argument | null): string | undefined => {
    if (node === null) return undefined
    if (node.type === 'Identifier') return locals.get(node.name)
    const name = propertyOf(node)
    return name && node.type === 'MemberExpression' && isSchema(node.object) && known.has(name) ? name : undefined
  }
  const uses: TableUse[] = []
  const written = new Set<number>()
  /** Notes the tables that a pattern takes out of the schema. */
  const destructure = ({ properties }: ObjectPattern | ObjectAssignmentTarget, writes = false) => {
    for (const one of properties) {
      const [table, local] = one.type === 'Property' ? [nameOf(one.key), nameOf(one.value)] : []
      if (!table || !local || !known.has(table)) continue
      locals.set(local, table)
      uses.push({ table, writes, line: lineAt(one.start) })
    }
  }
  new Visitor({
    VariableDeclarator({ id, init }) {
      if (id.type === 'ObjectPattern' && isSchema(init)) destructure(id)
      const table = tableOf(init)
      if (table && id.type === 'Identifier') locals.set(id.name, table)
    },
    Property({ key, value }) {
      // `({ q, s: { runs } }) => …` and `({ db: { s: { runs } } }) => …`
      if (nameOf(key) === 's' && value.type === 'ObjectPattern') destructure(value)
    },
    ObjectPattern(node) {
      const type = node.typeAnnotation?.typeAnnotation
      if (type?.type === 'TSTypeReference' && nameOf(type.typeName) === 'Schema') destructure(node)
    },
    CallExpression({ callee, arguments: [build] }) {
      // `expiredRows(({ smsCodes }, now) => …)` deletes rows.
      const takesSchema = nameOf(callee) === 'expiredRows' && build?.type === 'ArrowFunctionExpression'
      const parameter = takesSchema ? build.params[0] : undefined
      if (parameter?.type === 'ObjectPattern') destructure(parameter, true)
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
