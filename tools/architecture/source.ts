import { execFileSync } from 'node:child_process'
import { existsSync, readFileSync } from 'node:fs'
import { join, posix } from 'node:path'

export interface Source {
  /** From the repository's root, with slashes. */
  path: string
  text: string
}
export interface Import {
  /** The file from the repository's root, or the package as it is written. */
  target: string
  typeOnly: boolean
}

const CODE = /\.(?:ts|tsx)$/
const STYLES = /\.scss$/
const ROOT = join(import.meta.dirname, '../..')

/** Every file of the project with such a name: tracked, or new and not ignored. */
function projectFiles(name: RegExp): Source[] {
  const listed = execFileSync('git', ['ls-files', '--cached', '--others', '--exclude-standard', '-z'], {
    cwd: ROOT,
    encoding: 'utf8',
  })
  return listed
    .split('\0')
    .filter((path) => name.test(path) && existsSync(join(ROOT, path)))
    .map((path) => ({ path, text: readFileSync(join(ROOT, path), 'utf8') }))
}

export const projectSources = (): Source[] => projectFiles(CODE).filter(({ path }) => !path.endsWith('.d.ts'))

export const projectStyles = (): Source[] => projectFiles(STYLES)

export const isTest = (path: string): boolean => /\.(?:test|suite)\.tsx?$|(?:^|\/)(?:test|e2e)\//.test(path)

/** Text without comments, so that a rule does not trip over prose. */
export const codeOf = (text: string): string => text.replace(/\/\*[\s\S]*?\*\//g, '').replace(/(^|[^:])\/\/.*$/gm, '$1')

const WORKSPACE: readonly (readonly [prefix: string, folder: string])[] = [
  ['@qingpin/contract/', 'packages/contract/src/'],
  ['@qingpin/sandbox/', 'packages/sandbox/src/'],
  ['@qingpin/bff/', 'apps/bff/src/'],
  ['@/', 'apps/miniprogram/src/'],
]

function resolveImport(from: string, specifier: string): string {
  if (specifier.startsWith('.')) return posix.join(posix.dirname(from), specifier)
  const known = WORKSPACE.find(([prefix]) => specifier.startsWith(prefix))
  return known ? known[1] + specifier.slice(known[0].length) : specifier
}

/** What a file imports or re-exports, static and dynamic. */
export function importsOf({ path, text }: Source): Import[] {
  const code = codeOf(text)
  const found: Import[] = []
  for (const match of code.matchAll(/(?:^|\n)\s*(import|export)\s+(type\s+)?([^'";]*?)\s*from\s*['"]([^'"]+)['"]/g)) {
    const names = match[3] ?? ''
    const inner = /^\{([^}]*)\}$/.exec(names.trim())?.[1]
    const everyNameIsType =
      inner !== undefined && inner.split(',').every((name) => name.trim() === '' || name.trim().startsWith('type '))
    found.push({ target: resolveImport(path, match[4] ?? ''), typeOnly: match[2] !== undefined || everyNameIsType })
  }
  for (const match of code.matchAll(/(?:\bimport\s*\(\s*|\bimport\s+)['"]([^'"]+)['"]/g)) {
    found.push({ target: resolveImport(path, match[1] ?? ''), typeOnly: false })
  }
  return found
}
