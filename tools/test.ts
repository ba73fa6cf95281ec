import { mkdtempSync, rmSync } from 'node:fs'
import { availableParallelism, tmpdir } from 'node:os'
import { join } from 'node:path'
import { unseenCodes } from '../apps/bff/test/seen-codes.ts'
import { build } from './build/build.ts'
import { requireBrowser } from './check/browser.ts'
import { missingCurl } from './check/curl.ts'
import { requirePostgres } from './check/postgres.ts'
import { finish, staticChecks, step, sum, type Tally, vitest } from './check/steps.ts'
import type { Target } from './build/stale.ts'

/** `npm test`: everything that must hold. */
const built = (target: Target): Tally =>
  step(`build of ${target}`, () => {
    try {
      build(target)
      return { ok: true, output: '' }
    } catch (error) {
      return { ok: false, output: (error as Error).message }
    }
  })

/** What cannot be tested here is skipped by name; CI counts that as a failure. */
function skip(what: string, why: string): Tally {
  process.stdout.write(`${what} … skipped: ${why}\n`)
  return process.env.CI === 'true'
    ? { passed: 0, failed: 1, skipped: 0, failures: [`${what}: ${why}`] }
    : { passed: 0, failed: 0, skipped: 1 }
}

/** What runs in a browser: the journeys, and the WeChat bundle on WeChat's component framework. */
function apps(): Tally[] {
  const browser = requireBrowser()
  if ('missing' in browser) {
    const without = vitest(['weapp'], ['--exclude', '**/*.engine.test.ts'])
    return [without, skip('journeys and the engine of mini programs in a browser', browser.missing)]
  }
  process.env.CHROMIUM = browser.path
  return [vitest(['weapp']), vitest(['journeys'])]
}

/** The tests of the database find the server by themselves; PGlite stands in, which cannot show races. */
function postgres(): Tally[] {
  const server = requirePostgres()
  return 'missing' in server ? [skip('races on PostgreSQL', server.missing)] : []
}

function curl(): Tally[] {
  const missing = missingCurl()
  return missing === undefined ? [] : [skip('shell examples of the documentation', missing)]
}

const checks = [...staticChecks(), ...postgres(), ...curl()]
process.env.SEEN_CODES = mkdtempSync(join(tmpdir(), 'qingpin-codes-'))
// As many workers as cores: these tests wait for their own servers more than they compute.
const units = vitest(
  ['contract', 'cv', 'sandbox', 'bff', 'tools', 'miniprogram'],
  [`--maxWorkers=${availableParallelism()}`],
)
const codes = step('every declared error code was seen', () => {
  const unseen = unseenCodes(process.env.SEEN_CODES ?? '')
  rmSync(process.env.SEEN_CODES ?? '', { recursive: true })
  return { ok: unseen.length === 0, output: unseen.join('\n') }
})
const builds = [built('h5'), built('weapp')]
const ran = sum(builds).failed === 0 ? apps() : []
finish([...checks, units, codes, ...builds, ...ran])
