import { writeFileSync } from 'node:fs'
import { relative } from 'node:path'
import type { Reporter, TestModule } from 'vitest/node'
import { ROOT } from '../build/stale.ts'
import type { Suite } from './steps.ts'

/** Where a run leaves the time of each file. */
export const SUITE_TIMES = 'QINGPIN_SUITE_TIMES'

const secondsOf = (module: TestModule): number => {
  const { environmentSetupDuration, prepareDuration, collectDuration, setupDuration, duration } = module.diagnostic()
  return (environmentSetupDuration + prepareDuration + collectDuration + setupDuration + duration) / 1000
}

/** A reporter of vitest that writes down how long each file took: imports and hooks included, unlike its JSON report. */
export default class SuiteTimes implements Reporter {
  onTestRunEnd(modules: readonly TestModule[]): void {
    const suites: Suite[] = modules.map((module) => ({
      file: relative(ROOT, module.moduleId),
      seconds: secondsOf(module),
    }))
    writeFileSync(process.env[SUITE_TIMES] ?? '', JSON.stringify(suites))
  }
}
