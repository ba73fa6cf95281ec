import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { ROOT } from '../build/stale.ts'
import { command, type Tally } from './steps.ts'

/** The largest first, so that the small ones fill the gaps. */
const PROJECTS = [
  'apps/bff',
  'apps/miniprogram/tsconfig.test.json',
  'tsconfig.json',
  'apps/miniprogram/tsconfig.h5.json',
  'apps/miniprogram/tsconfig.weapp.json',
  'packages/contract',
  'packages/sandbox',
  'packages/testing',
  'packages/cv',
  'tools/weapp-host/engine/view',
]

/** What the compiler remembers between runs. */
const CACHE = join(ROOT, 'node_modules/.cache/types')

const types = (project: string): Promise<Tally> => {
  const memory = join(CACHE, `${project.replaceAll(/[/.]/g, '-')}.tsbuildinfo`)
  return command(`types of ${project}`, 'tsc', ['-p', project, '--incremental', '--tsBuildInfoFile', memory])
}

/** Formatting, lint, unused code and every type check: read-only, and done in seconds. */
export function staticChecks(): (() => Promise<Tally>)[] {
  mkdirSync(CACHE, { recursive: true })
  return [
    () => command('format', 'oxfmt', ['--check']),
    () => command('lint', 'oxlint', ['--deny-warnings']),
    () => command('unused code', 'knip', ['--no-config-hints']),
    ...PROJECTS.map((project) => () => types(project)),
  ]
}
