import { spawn } from 'node:child_process'
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, relative } from 'node:path'
import { ROOT } from '../build/stale.ts'
import { bin, type Suite, type Tally } from './steps.ts'
import { SUITE_TIMES } from './suite-times.ts'

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

const runVitest = (args: readonly string[], env: Record<string, string>): Promise<number | null> =>
  new Promise((resolve) => {
    const run = spawn(bin('vitest'), args, { cwd: ROOT, stdio: 'inherit', env: { ...process.env, ...env } })
    run.on('error', () => resolve(null))
    run.on('close', resolve)
  })

/**
 * Runs vitest projects and reads its own account of what passed; a run that ends without one counts as a failure.
 * @param extra further arguments: options, or the files to run instead of all
 */
export async function vitest(projects: readonly string[], extra: readonly string[] = []): Promise<Tally> {
  const folder = mkdtempSync(join(tmpdir(), 'qingpin-tests-'))
  const [file, times] = [join(folder, 'report.json'), join(folder, 'times.json')]
  const reporters = ['default', 'json', join(import.meta.dirname, 'suite-times.ts')].map((name) => `--reporter=${name}`)
  const args = ['run', ...reporters, `--outputFile.json=${file}`, ...extra]
  const code = await runVitest([...args, ...projects.flatMap((name) => ['--project', name])], { [SUITE_TIMES]: times })
  const what = `tests of ${projects.join(', ')}`
  if (!existsSync(file)) return { passed: 0, failed: 1, skipped: 0, failures: [`${what} ended without a report`] }
  const report = JSON.parse(readFileSync(file, 'utf8')) as Report
  const suites = JSON.parse(readFileSync(times, 'utf8')) as Suite[]
  rmSync(folder, { recursive: true })
  const failed = report.numFailedTests || (code === 0 ? 0 : Math.max(1, report.numFailedTestSuites))
  const named = failuresOf(report)
  const failures = failed > 0 && named.length === 0 ? [`${what} ended with ${code}`] : named
  return { passed: report.numPassedTests, failed, skipped: report.numPendingTests, failures, suites }
}
