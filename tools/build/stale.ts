import { createHash } from 'node:crypto'
import { existsSync, readFileSync, readdirSync, statSync, writeFileSync } from 'node:fs'
import { join, relative } from 'node:path'

export const ROOT = join(import.meta.dirname, '../..')

/** `h5-gallery`: the browser's build with the page that shows all components. */
export type Target = 'h5' | 'weapp' | 'h5-gallery'

/** What a build is made from; a change anywhere here makes it stale. */
const SOURCES = [
  'apps/miniprogram/src',
  'apps/miniprogram/config',
  'apps/miniprogram/babel.config.js',
  'apps/miniprogram/package.json',
  'packages/contract/src',
  'packages/cv/src',
  'pnpm-lock.yaml',
]
const IGNORED = /\.test\.tsx?$/
/** The file without which a build is none, whatever the compiler said. */
const ENTRY: Record<Target, string> = {
  h5: 'index.html',
  weapp: 'app.json',
  'h5-gallery': 'index.html',
}

export const outputOf = (target: Target): string => join(ROOT, 'apps/miniprogram/dist', target)
const stampOf = (target: Target) => join(ROOT, 'apps/miniprogram/dist', `.${target}.stamp`)

function* filesBelow(path: string): Generator<string> {
  if (!existsSync(path)) return
  if (statSync(path).isFile()) yield path
  else for (const name of readdirSync(path).toSorted()) yield* filesBelow(join(path, name))
}

/** A hash of everything a build depends on, the API address it bakes in included. */
export function fingerprint(env: NodeJS.ProcessEnv): string {
  const hash = createHash('sha256').update(`api:${env.TARO_APP_API ?? ''}`)
  for (const source of SOURCES) {
    for (const file of filesBelow(join(ROOT, source))) {
      if (!IGNORED.test(file)) hash.update(relative(ROOT, file)).update(readFileSync(file))
    }
  }
  return hash.digest('hex')
}

export const isBuilt = (target: Target): boolean => existsSync(join(outputOf(target), ENTRY[target]))

export const isStale = (target: Target, print: string): boolean =>
  !isBuilt(target) || !existsSync(stampOf(target)) || readFileSync(stampOf(target), 'utf8') !== print

export const markFresh = (target: Target, print: string): void => writeFileSync(stampOf(target), print)
