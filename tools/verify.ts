import { availableParallelism } from 'node:os'
import { projectSources } from './architecture/source.ts'
import { pureTests, UNIT_PROJECTS } from './check/pure-tests.ts'
import { staticChecks } from './check/static.ts'
import { atATime, finish } from './check/steps.ts'
import { vitest } from './check/vitest.ts'

/** `npm run verify`: what can be known in seconds, changing nothing. */
const cores = availableParallelism()
const checks = await atATime(cores, staticChecks())
const files = pureTests(projectSources())
finish([...checks, await vitest(UNIT_PROJECTS, [...files, `--maxWorkers=${cores}`])])
