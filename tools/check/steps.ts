import { spawnSync } from 'node:child_process'
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { ROOT } from '../build/stale.ts'

export interface Tally {
  passed: number
  failed: number
  skipped: number
}
export const sum = (tallies: readonly Tally[]): Tally => ({
  passed: tallies.reduce((n, t) => n + t.passed, 0),
  failed: tallies.reduce((n, t) => n + t.failed, 0),
  skipped: tallies.reduce((n, t) => n + t.skipped, 0),
})

const say = (text: string) => process.stdout.write(text)

/** Runs one check; it counts as one test, and its output is shown only when it fails. */
export function step(name: string, run: () => { ok: boolean; output: string }): Tally {
  const started = Date.now()
  say(`${name} … `)
  const { ok, output } = run()
  say(`${ok ? 'ok' : 'FAILED'} (${((Date.now() - started) / 1000).toFixed(1)} s)\n`)
  if (!ok) say(`${output}\n`)
  return { passed: ok ? 1 : 0, failed: ok ? 0 : 1, skipped: 0 }
}

const bin = (name: string) => join(ROOT, 'node_modules/.bin', name)

const command = (name: string, program: string, args: string[]): Tally =>
  step(name, () => {
    const run = spawnSync(bin(program), args, { cwd: ROOT, encoding: 'utf8', maxBuffer: 64 * 1024 * 1024 })
    return { ok: run.status === 0, output: `${run.stdout}${run.stderr}` }
  })

const TYPE_CHECKS = [
  'tsconfig.json',
  'tools/weapp-host/engine/view',
  'packages/contract',
  'packages/cv',
  'packages/sandbox',
  'apps/bff',
  'apps/miniprogram/tsconfig.weapp.json',
  'apps/miniprogram/tsconfig.h5.json',
  'apps/miniprogram/tsconfig.test.json',
]

/** Formatting, lint and every type check: read-only, and done in seconds. */
export const staticChecks = (): Tally[] => [
  command('format', 'oxfmt', ['--check']),
  command('lint', 'oxlint', ['--deny-warnings']),
  command('unused code', 'knip', ['--no-config-hints']),
  ...TYPE_CHECKS.map((project) => command(`types of ${project}`, 'tsc', ['-p', project])),
]

/** Runs vitest projects and reads its own account of what passed; a run that ends without one counts as a failure. */
export function vitest(projects: readonly string[], extra: readonly string[] = []): Tally {
  const folder = mkdtempSync(join(tmpdir(), 'qingpin-tests-'))
  const report = join(folder, 'report.json')
  const args = ['run', '--reporter=default', '--reporter=json', `--outputFile.json=${report}`, ...extra]
  const run = spawnSync(bin('vitest'), [...args, ...projects.flatMap((name) => ['--project', name])], {
    cwd: ROOT,
    stdio: 'inherit',
  })
  if (!existsSync(report)) return { passed: 0, failed: 1, skipped: 0 }
  const result = JSON.parse(readFileSync(report, 'utf8')) as Record<
    'numPassedTests' | 'numFailedTests' | 'numPendingTests' | 'numFailedTestSuites',
    number
  >
  rmSync(folder, { recursive: true })
  const failed = result.numFailedTests || (run.status === 0 ? 0 : Math.max(1, result.numFailedTestSuites))
  return { passed: result.numPassedTests, failed, skipped: result.numPendingTests }
}

/** Prints the closing line and sets the exit code. */
export function finish(tallies: readonly Tally[]): void {
  const { passed, failed, skipped } = sum(tallies)
  say(`\n${passed} passed, ${failed} failed${skipped > 0 ? `, ${skipped} skipped` : ''}\n`)
  process.exitCode = failed > 0 || (skipped > 0 && process.env.CI === 'true') ? 1 : 0
}
