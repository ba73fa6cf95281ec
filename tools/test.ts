import { build } from './build/build.ts'
import { requireBrowser } from './check/browser.ts'
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

/** Journeys in a browser: skipped by name where none can be had, which CI counts as a failure. */
function journeys(): Tally {
  const browser = requireBrowser()
  if ('path' in browser) {
    process.env.CHROMIUM = browser.path
    return vitest(['journeys'])
  }
  process.stdout.write(`journeys in a browser … skipped: ${browser.missing}\n`)
  return process.env.CI === 'true' ? { passed: 0, failed: 1, skipped: 0 } : { passed: 0, failed: 0, skipped: 1 }
}

const checks = staticChecks()
const units = vitest(['contract', 'cv', 'sandbox', 'bff', 'tools', 'miniprogram'])
const builds = [built('h5'), built('weapp')]
const apps = sum(builds).failed === 0 ? [vitest(['weapp']), journeys()] : []
finish([...checks, units, ...builds, ...apps])
