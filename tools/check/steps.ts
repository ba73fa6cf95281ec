import { spawnSync } from 'node:child_process'
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, relative } from 'node:path'
import { ROOT } from '../build/stale.ts'

export interface Tally {
  passed: number
  failed: number
  skipped: number
  /** Names of what failed, said again at the end: a log may be read from its end only. */
  failures?: readonly string[]
}
export const sum = (tallies: readonly Tally[]): Tally => ({
  passed: tallies.reduce((n, t) => n + t.passed, 0),
  failed: tallies.reduce((n, t) => n + t.failed, 0),
  skipped: tallies.reduce((n, t) => n + t.skipped, 0),
  failures: tallies.flatMap((t) => t.failures ?? []),
})

const say = (text: string) => process.stdout.write(text)

/** Runs one check; it counts as one test, and its output is shown only when it fails. */
export function step(name: string, run: () => { ok: boolean; output: string }): Tally {
  const started = Date.now()
  say(`${name} … `)
  const { ok, output } = run()
  say(`${ok ? 'ok' : 'FAILED'} (${((Date.now() - started) / 1000).toFixed(1)} s)\n`)
  if (!ok) say(`${output}\n`)
  return ok ? { passed: 1, failed: 0, skipped: 0 } : { passed: 0, failed: 1, skipped: 0, failures: [name] }
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

/** What is read of vitest's JSON report. */
interface Report {
  numPassedTests: number
  numFailedTests: number
  numPendingTests: number
  numFailedTestSuites: number
  testResults: readonly {
    name: string
    status: string
    message: string
    assertionResults: readonly { fullName: string; status: string; failureMessages: readonly string[] }[]
  }[]
}

/** One line for each test that failed, and for each file that could not run: where, which, and how it began to fail. */
export function failuresOf({ testResults }: Pick<Report, 'testResults'>): string[] {
  const firstLine = (text: string | undefined) => text?.split('\n', 1)[0] ?? ''
  return testResults
    .filter(({ status }) => status === 'failed')
    .flatMap(({ name, message, assertionResults }) => {
      const file = relative(ROOT, name)
      const failed = assertionResults.filter(({ status }) => status === 'failed')
      if (failed.length === 0) return [`${file}: ${firstLine(message)}`]
      return failed.map(({ fullName, failureMessages }) => `${file}: ${fullName}: ${firstLine(failureMessages[0])}`)
    })
}

/** Runs vitest projects and reads its own account of what passed; a run that ends without one counts as a failure. */
export function vitest(projects: readonly string[], extra: readonly string[] = []): Tally {
  const folder = mkdtempSync(join(tmpdir(), 'qingpin-tests-'))
  const file = join(folder, 'report.json')
  const args = ['run', '--reporter=default', '--reporter=json', `--outputFile.json=${file}`, ...extra]
  const run = spawnSync(bin('vitest'), [...args, ...projects.flatMap((name) => ['--project', name])], {
    cwd: ROOT,
    stdio: 'inherit',
  })
  const what = `tests of ${projects.join(', ')}`
  if (!existsSync(file)) return { passed: 0, failed: 1, skipped: 0, failures: [`${what} ended without a report`] }
  const report = JSON.parse(readFileSync(file, 'utf8')) as Report
  rmSync(folder, { recursive: true })
  const failed = report.numFailedTests || (run.status === 0 ? 0 : Math.max(1, report.numFailedTestSuites))
  const named = failuresOf(report)
  const failures = failed > 0 && named.length === 0 ? [`${what} ended with ${run.status}`] : named
  return { passed: report.numPassedTests, failed, skipped: report.numPendingTests, failures }
}

/** Prints the closing line and sets the exit code. */
export function finish(tallies: readonly Tally[]): void {
  const { passed, failed, skipped, failures = [] } = sum(tallies)
  for (const name of failures) say(`\nFAILED ${name}`)
  say(`\n${passed} passed, ${failed} failed${skipped > 0 ? `, ${skipped} skipped` : ''}\n`)
  process.exitCode = failed > 0 || (skipped > 0 && process.env.CI === 'true') ? 1 : 0
}
