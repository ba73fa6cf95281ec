import { type Expression, type Program, Visitor } from 'oxc-parser'
import { eachFile, type Rule } from '../project.ts'
import { moduleOf } from '../module.ts'
import { bffUnitOf, inBff, inContract, layerOf } from '../paths.ts'

/** Layers that must not define tunable numbers. */
const WITHOUT_NUMBERS = ['repo', 'guard', 'view', 'service', 'job', 'routes']

const MECHANISMS = ['audit', 'jobs', 'events', 'moderation', 'storage', 'http']
/** Files that hold facts of file formats, which are not tunable. */
const FORMAT_FACTS = ['storage/active-content.ts']
const mayNotSetNumbers = (path: string): boolean => {
  const layer = layerOf(path)
  if (layer === 'rules' || layer === 'table' || FORMAT_FACTS.some((end) => path.endsWith(end))) return false
  const unit = bffUnitOf(path)
  return WITHOUT_NUMBERS.includes(layer ?? '') || MECHANISMS.includes(unit) || ['deps', 'app', 'main'].includes(unit)
}

/** Units of time, which never change. */
const UNIT = /^(?:SECOND|MINUTE|HOUR|DAY|WEEK)(?:_MS|_SECONDS)?$/

/** A file of the BFF that sets no numbers by name. Adapters name their vendor's limits in constants at their top. */
const mayNotSetLimits = (path: string): boolean =>
  !/\.(?:rules|table)\.ts$/.test(path) && bffUnitOf(path) !== 'config' && bffUnitOf(path) !== 'demo'
/** A property that holds a time or a size. */
const LIMIT = /(?:Seconds|Ms|Bytes)$/
const DAYS = 'packages/contract/src/core/days.ts'

/** Whether the expression is a number: a literal, arithmetic with literals and constants, or an object with such a value. */
function isNumber(node: Expression): boolean {
  if (node.type === 'Literal') return typeof node.value === 'number'
  if (node.type === 'UnaryExpression') return isNumber(node.argument)
  if (node.type === 'BinaryExpression') {
    const parts = [node.left, node.right] as Expression[]
    return parts.some(isNumber) && parts.every((one) => isNumber(one) || isConstant(one))
  }
  if (node.type === 'TSAsExpression' || node.type === 'ParenthesizedExpression') return isNumber(node.expression)
  if (node.type !== 'ObjectExpression') return false
  return node.properties.some((one) => one.type === 'Property' && !isNone(one.value) && isNumber(one.value))
}
/** 0 and 1 in an object are defaults rather than limits. */
const isNone = (node: Expression): boolean => node.type === 'Literal' && (node.value === 0 || node.value === 1)
/** Whether the statement declares constants such as `LIMITS`, which name the numbers in them. */
const isConstantDeclaration = (node: Program['body'][number]): boolean => {
  const declaration = node.type === 'ExportNamedDeclaration' ? node.declaration : node
  return (
    declaration?.type === 'VariableDeclaration' &&
    declaration.declarations.every(({ id }) => id.type === 'Identifier' && /^[A-Z][A-Z0-9_]*$/.test(id.name))
  )
}
const isConstant = (node: Expression): boolean => node.type === 'Identifier' && /^[A-Z][A-Z0-9_]*$/.test(node.name)

export const fileRules: readonly Rule[] = [
  eachFile(
    'a number that one may want to change stands in .rules or config/',
    (path) => inBff(path) && mayNotSetNumbers(path),
    (file) => {
      const { program, lineAt, code } = moduleOf(file)
      const found: { message: string; line: number }[] = []
      const units = new Set<number>()
      const where = 'a .rules.ts beside it, or in config/'
      for (const statement of program.body) {
        const declaration = statement.type === 'ExportNamedDeclaration' ? statement.declaration : statement
        if (declaration?.type !== 'VariableDeclaration') continue
        for (const { id, init } of declaration.declarations) {
          if (id.type === 'Identifier' && UNIT.test(id.name)) units.add(lineAt(id.start))
          if (init && isNumber(init) && id.type === 'Identifier' && !UNIT.test(id.name)) {
            found.push({ message: `sets ${id.name}; put the number in ${where}`, line: lineAt(id.start) })
          }
        }
      }
      const seen = new Set([...units, ...found.map(({ line }) => line)])
      new Visitor({
        Literal(node) {
          const raw = code.slice(node.start, node.end)
          const line = lineAt(node.start)
          if (typeof node.value !== 'number' || seen.has(line) || !/^\d+_\d/.test(raw)) return
          found.push({ message: `writes ${raw}; name the number in ${where}`, line })
        },
      }).visit(program)
      return found
    },
  ),
  eachFile(
    'a time or size that is passed on is a named number',
    (path) => inBff(path) && mayNotSetLimits(path),
    (file) => {
      const { program, lineAt } = moduleOf(file)
      const constants = program.body.filter(isConstantDeclaration)
      const found: { message: string; line: number }[] = []
      new Visitor({
        Property({ key, value, start, end }) {
          const name = key.type === 'Identifier' ? key.name : ''
          const isNamed = constants.some((one) => one.start <= start && end <= one.end)
          if (!LIMIT.test(name) || isNamed || !isNumber(value as Expression)) return
          if (value.type === 'Literal' && value.value === 0) return
          found.push({ message: `sets ${name}; name the number in a .rules.ts or in config/`, line: lineAt(start) })
        },
      }).visit(program)
      return found
    },
  ),
  eachFile(
    'units of time come from core/days',
    (path) => (path.startsWith('apps/') || inContract(path)) && path !== DAYS,
    (file) => {
      const { code, lineAt } = moduleOf(file)
      return [...code.matchAll(/\bconst ((?:MINUTE|HOUR|DAY)(?:_MS)?)\b/g)].map(({ index, 1: name }) => ({
        line: lineAt(index),
        message: `declares ${name}; import MINUTE_MS, HOUR_MS or DAY_MS, and call one in seconds ${name?.split('_')[0]}_SECONDS`,
      }))
    },
  ),
  eachFile(
    'a file is named after what is in it',
    () => true,
    ({ path }) =>
      /(?:^|[/.-])(?:utils?|helpers?|common|misc|stuff|managers?)(?:[./-])/.test(path)
        ? ['has a name that says nothing; name it after what it does']
        : [],
  ),
  eachFile(
    'a file has at most 400 lines',
    () => true,
    ({ text }) => {
      const lines = text.split('\n').length - 1
      return lines > 400 ? [`has ${lines} lines; split it by reason to change`] : []
    },
  ),
]
