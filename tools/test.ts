import { mkdtempSync, rmSync } from 'node:fs'
import { availableParallelism, tmpdir } from 'node:os'
import { join } from 'node:path'
import { unseenCodes } from '../packages/testing/src/seen-codes.ts'
import { build } from './build/build.ts'
import type { Target } from './build/stale.ts'
import { requireBrowser } from './check/browser.ts'
import { missingCurl } from './check/curl.ts'
import { requirePostgres } from './check/postgres.ts'
import { UNIT_PROJECTS } from './check/pure-tests.ts'
import { staticChecks } from './check/static.ts'
import { atATime, finish, print, step, sum, type Tally } from './check/steps.ts'
import { vitest } from './check/vitest.ts'

/** `npm test`: everything that must hold. */
const built = (target: Target): Promise<Tally> =>
  step(`build of ${target}`, () =>
    build(target).then(
      () => ({ ok: true, output: '' }),
      (error: Error) => ({ ok: false, output: error.message }),
    ),
  )

/** What cannot be tested here is skipped by name; CI counts that as a failure. */
function skip(what: string, why: string): Tally {
  print(`${what} … skipped: ${why}\n`)
  return process.env.CI === 'true'
    ? { passed: 0, failed: 1, skipped: 0, failures: [`${what}: ${why}`] }
    : { passed: 0, failed: 0, skipped: 1 }
}

const skips: Tally[] = []
const server = requirePostgres()
// Without a server PGlite stands in, which cannot show races.
if ('missing' in server) skips.push(skip('races on PostgreSQL', server.missing))
const noCurl = missingCurl()
if (noCurl !== undefined) skips.push(skip('shell examples of the documentation', noCurl))
const browser = requireBrowser()
if ('missing' in browser) skips.push(skip('journeys and the engine of mini programs in a browser', browser.missing))
else process.env.CHROMIUM = browser.path

const cores = availableParallelism()
// The builds take longest and begin; what fails early is said early.
const checks = await atATime(cores, [() => built('h5'), ...staticChecks(), () => built('weapp')])
const isBuilt = !sum(checks).failures?.some((name) => name.startsWith('build of'))

process.env.SEEN_CODES = mkdtempSync(join(tmpdir(), 'qingpin-codes-'))
// One run, so that no core waits for the last file of a group.
const apps = !isBuilt ? [] : 'missing' in browser ? ['weapp'] : ['weapp', 'journeys']
const tests = await vitest(
  [...UNIT_PROJECTS, ...apps],
  ['missing' in browser ? '--exclude=**/*.engine.test.ts' : '', `--maxWorkers=${cores}`].filter(Boolean),
)
const codes = await step('every declared error code was seen', () => {
  const unseen = unseenCodes(process.env.SEEN_CODES ?? '')
  rmSync(process.env.SEEN_CODES ?? '', { recursive: true })
  return { ok: unseen.length === 0, output: unseen.join('\n') }
})
finish([...skips, ...checks, tests, codes])
