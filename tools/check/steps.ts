import { spawn } from 'node:child_process'
import { join } from 'node:path'
import { ROOT } from '../build/stale.ts'

export interface Tally {
  passed: number
  failed: number
  skipped: number
  /** Names of what failed, said again at the end: a log may be read from its end only. */
  failures?: readonly string[]
  /** How long each test file took. */
  suites?: readonly Suite[]
}
export interface Suite {
  file: string
  seconds: number
}
export const sum = (tallies: readonly Tally[]): Tally => ({
  passed: tallies.reduce((n, t) => n + t.passed, 0),
  failed: tallies.reduce((n, t) => n + t.failed, 0),
  skipped: tallies.reduce((n, t) => n + t.skipped, 0),
  failures: tallies.flatMap((t) => t.failures ?? []),
  suites: tallies.flatMap((t) => t.suites ?? []),
})

export const print = (text: string): void => void process.stdout.write(text)

export interface Outcome {
  ok: boolean
  output: string
}

/** Runs one check; it counts as one test, and its output is shown only when it fails. */
export async function step(name: string, run: () => Outcome | Promise<Outcome>): Promise<Tally> {
  const started = Date.now()
  const { ok, output } = await run()
  print(`${name} … ${ok ? 'ok' : 'FAILED'} (${((Date.now() - started) / 1000).toFixed(1)} s)\n`)
  if (!ok) print(`${output}\n`)
  return ok ? { passed: 1, failed: 0, skipped: 0 } : { passed: 0, failed: 1, skipped: 0, failures: [name] }
}

/** Runs jobs in the order given, so many at a time. The results stand in the order of the jobs. */
export async function atATime<T>(limit: number, jobs: readonly (() => Promise<T>)[]): Promise<T[]> {
  const results: T[] = []
  const queue = jobs.entries()
  const worker = async () => {
    for (const [i, job] of queue) results[i] = await job()
  }
  await Promise.all(Array.from({ length: Math.min(limit, jobs.length) }, worker))
  return results
}

/** The path of an installed program. */
export const bin = (name: string): string => join(ROOT, 'node_modules/.bin', name)

/** A check that is a program: it passes when that ends with 0. */
export const command = (name: string, program: string, args: readonly string[]): Promise<Tally> =>
  step(
    name,
    () =>
      new Promise<Outcome>((resolve) => {
        let output = ''
        const run = spawn(bin(program), args, { cwd: ROOT, stdio: ['ignore', 'pipe', 'pipe'] })
        for (const stream of [run.stdout, run.stderr])
          stream.on('data', (chunk: Buffer) => (output += chunk.toString()))
        run.on('error', (error) => resolve({ ok: false, output: error.message }))
        run.on('close', (code) => resolve({ ok: code === 0, output }))
      }),
  )

/** The files that took longest, as a table. */
function slowest(suites: readonly Suite[], count: number): string {
  const rows = suites.toSorted((a, b) => b.seconds - a.seconds).slice(0, count)
  return rows.map(({ file, seconds }) => `${seconds.toFixed(1).padStart(7)} s  ${file}\n`).join('')
}

/** Prints the slowest test files, what failed, and the closing line; sets the exit code. */
export function finish(tallies: readonly Tally[]): void {
  const { passed, failed, skipped, failures = [], suites = [] } = sum(tallies)
  if (suites.length > 0) print(`\nThe slowest test files:\n${slowest(suites, 10)}`)
  for (const name of failures) print(`\nFAILED ${name}`)
  print(`\n${passed} passed, ${failed} failed${skipped > 0 ? `, ${skipped} skipped` : ''}\n`)
  process.exitCode = failed > 0 || (skipped > 0 && process.env.CI === 'true') ? 1 : 0
}
