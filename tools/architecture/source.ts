import { execFileSync } from 'node:child_process'
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'

export interface Source {
  /** From the repository's root, with slashes. */
  path: string
  text: string
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

export const isTest = (path: string): boolean =>
  /\.(?:test|suite)\.tsx?$|(?:^|\/)(?:test|e2e)\/|^packages\/testing\//.test(path)

/** Sources of apps and packages, without their tests. */
export const isProduct = (path: string): boolean => /^(?:apps|packages)\/[^/]+\/src\//.test(path) && !isTest(path)
