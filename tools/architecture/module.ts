import { posix } from 'node:path'
import {
  type ExportNamedDeclaration,
  type ImportDeclaration,
  type ModuleExportName,
  parseSync,
  type Program,
  Visitor,
} from 'oxc-parser'
import type { Source } from './source.ts'

export interface Import {
  /** The file from the repository's root, or the package as it is written. */
  target: string
  typeOnly: boolean
  /** The imported names as the other file exports them: `default`, `*` for all, none for a bare import. */
  names: readonly string[]
  line: number
}

interface Export {
  name: string
  typeOnly: boolean
  /** Where a re-exported name comes from; undefined when this file declares it. */
  from: string | undefined
  line: number
}

export interface Module {
  imports: readonly Import[]
  exports: readonly Export[]
  program: Program
  /** The text with its comments blanked. Offsets and lines are those of the file. */
  code: string
  lineAt: (offset: number) => number
}

const WORKSPACE: readonly (readonly [prefix: string, folder: string])[] = [
  ['@qingpin/contract/', 'packages/contract/src/'],
  ['@qingpin/cv/', 'packages/cv/src/'],
  ['@qingpin/sandbox/', 'packages/sandbox/src/'],
  ['@qingpin/testing/', 'packages/testing/src/'],
  ['@qingpin/testing/', 'packages/testing/src/'],
  ['@qingpin/bff/', 'apps/bff/src/'],
]
const APP = 'apps/miniprogram/src/'

/** The file that a specifier names, from the repository's root; a package name unchanged. */
function targetOf(from: string, specifier: string): string {
  if (specifier.startsWith('.')) return posix.join(posix.dirname(from), specifier)
  if (specifier.startsWith('@/')) return APP + specifier.slice(2)
  const known = WORKSPACE.find(([prefix]) => specifier.startsWith(prefix))
  return known ? `${known[1]}${specifier.slice(known[0].length)}.ts` : specifier
}

const textOf = (name: ModuleExportName): string => (name.type === 'Literal' ? name.value : name.name)

function namesOf(node: ImportDeclaration): { name: string; typeOnly: boolean }[] {
  return node.specifiers.map((one) => {
    if (one.type === 'ImportDefaultSpecifier') return { name: 'default', typeOnly: false }
    if (one.type === 'ImportNamespaceSpecifier') return { name: '*', typeOnly: false }
    return { name: textOf(one.imported), typeOnly: one.importKind === 'type' }
  })
}

/** The names that `export const …`, `export function …` or `export type …` declares. */
function declaredBy(node: ExportNamedDeclaration): { name: string; typeOnly: boolean }[] {
  const { declaration } = node
  if (!declaration) return []
  if (declaration.type === 'VariableDeclaration') {
    return declaration.declarations.flatMap(({ id }) => {
      if (id.type === 'Identifier') return [{ name: id.name, typeOnly: false }]
      if (id.type !== 'ObjectPattern') return []
      return id.properties.flatMap((one) =>
        one.type === 'Property' && one.value.type === 'Identifier' ? [{ name: one.value.name, typeOnly: false }] : [],
      )
    })
  }
  const id = 'id' in declaration ? declaration.id : undefined
  const typeOnly = declaration.type === 'TSTypeAliasDeclaration' || declaration.type === 'TSInterfaceDeclaration'
  return id?.type === 'Identifier' ? [{ name: id.name, typeOnly }] : []
}

function blank(text: string, ranges: readonly { start: number; end: number }[]): string {
  let code = text
  for (const { start, end } of ranges) {
    code = code.slice(0, start) + code.slice(start, end).replace(/[^\n]/g, ' ') + code.slice(end)
  }
  return code
}

function parse({ path, text }: Source): Module {
  const { program, comments } = parseSync(path, text)
  const starts = [...text.matchAll(/\n/g)].map(({ index }) => index)
  const lineAt = (offset: number) => {
    const at = starts.findIndex((start) => start >= offset)
    return (at < 0 ? starts.length : at) + 1
  }
  const imports: Import[] = []
  const exports: Export[] = []
  const take = (specifier: string, typeOnly: boolean, names: string[], offset: number) =>
    imports.push({ target: targetOf(path, specifier), typeOnly, names, line: lineAt(offset) })
  new Visitor({
    ImportDeclaration(node) {
      const names = namesOf(node)
      const onlyTypes = names.length > 0 && names.every((one) => one.typeOnly)
      const bare = names.length === 0
      const all = node.importKind === 'type' || onlyTypes
      const taken = all || bare ? names : names.filter((one) => !one.typeOnly)
      const shown = taken.map((one) => one.name)
      take(node.source.value, all, shown, node.start)
    },
    ExportNamedDeclaration(node) {
      const line = lineAt(node.start)
      const from = node.source ? targetOf(path, node.source.value) : undefined
      const listed = node.specifiers.map((one) => ({
        name: textOf(one.exported),
        local: textOf(one.local),
        typeOnly: node.exportKind === 'type' || one.exportKind === 'type',
      }))
      for (const { name, typeOnly } of [...declaredBy(node), ...listed]) exports.push({ name, typeOnly, from, line })
      if (!node.source) return
      const values = listed.filter((one) => !one.typeOnly)
      take(
        node.source.value,
        values.length === 0,
        (values.length ? values : listed).map((one) => one.local),
        node.start,
      )
    },
    ExportAllDeclaration(node) {
      const typeOnly = node.exportKind === 'type'
      const from = targetOf(path, node.source.value)
      exports.push({ name: node.exported ? textOf(node.exported) : '*', typeOnly, from, line: lineAt(node.start) })
      take(node.source.value, typeOnly, ['*'], node.start)
    },
    ExportDefaultDeclaration(node) {
      exports.push({ name: 'default', typeOnly: false, from: undefined, line: lineAt(node.start) })
    },
    ImportExpression(node) {
      if (node.source.type === 'Literal') take(String(node.source.value), false, ['*'], node.start)
    },
    TSImportType(node) {
      take(node.source.value, true, ['*'], node.start)
    },
    NewExpression(node) {
      // A worker or a child process that is started by its path.
      const [at, base] = node.arguments
      const isUrl = node.callee.type === 'Identifier' && node.callee.name === 'URL'
      if (!isUrl || at?.type !== 'Literal' || base?.type !== 'MemberExpression') return
      if (/^\.\.?\/.*\.[cm]?[jt]sx?$/.test(String(at.value))) take(String(at.value), false, ['*'], node.start)
    },
  }).visit(program)
  return { imports, exports, program, code: blank(text, comments), lineAt }
}

const parsed = new WeakMap<Source, Module>()

/** The parsed file. Each file is parsed once. */
export function moduleOf(file: Source): Module {
  const known = parsed.get(file)
  if (known) return known
  const fresh = parse(file)
  parsed.set(file, fresh)
  return fresh
}
